//! Styles: how the parts of a value are put together (OpenAPI 3.0.3, "Style Values"; RFC 6570).

use super::sent::Sent;

/// How a parameter is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    pub(super) layout: Layout,
    /// Whether each item, and each member with its name, stands on its own (`explode`).
    pub(super) explode: bool,
    /// Whether reserved characters of the query stay as they are (`allowReserved`).
    pub(super) reserved: bool,
    /// Whether an empty text is no value (`allowEmptyValue`).
    pub(super) empty: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Layout {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
    Json,
    Whole,
    WholeJson,
}

impl Layout {
    pub(super) const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::WholeJson)
    }
}

impl Style {
    /// `blue,black`, `R,100,G,200`: in the path and in headers.
    pub const SIMPLE: Self = Self::new(Layout::Simple, false);
    /// `blue,black`, `R=100,G=200`.
    pub const SIMPLE_EXPLODED: Self = Self::new(Layout::Simple, true);
    /// `.blue,black`, `.R,100,G,200`: in the path (RFC 6570, section 3.2.5, as OpenAPI 3.0.4 has it; the table of 3.0.3 differs).
    pub const LABEL: Self = Self::new(Layout::Label, false);
    /// `.blue.black`, `.R=100.G=200`.
    pub const LABEL_EXPLODED: Self = Self::new(Layout::Label, true);
    /// `;color=blue,black`, `;color=R,100,G,200`: in the path.
    pub const MATRIX: Self = Self::new(Layout::Matrix, false);
    /// `;color=blue;color=black`, `;R=100;G=200`.
    pub const MATRIX_EXPLODED: Self = Self::new(Layout::Matrix, true);
    /// `color=blue,black`, `color=R,100,G,200`: in the query and in cookies.
    pub const FORM: Self = Self::new(Layout::Form, false);
    /// `color=blue&color=black`, `R=100&G=200`.
    pub const FORM_EXPLODED: Self = Self::new(Layout::Form, true);
    /// `color=blue%20black`: in the query.
    pub const SPACE_DELIMITED: Self = Self::new(Layout::SpaceDelimited, false);
    /// `color=blue%7Cblack`: in the query.
    pub const PIPE_DELIMITED: Self = Self::new(Layout::PipeDelimited, false);
    /// `color=blue%09black`: in the query (Swagger 2.0, `tsv`).
    pub const TAB_DELIMITED: Self = Self::new(Layout::TabDelimited, false);
    /// `color[R]=100&color[G]=200`, the brackets encoded; lists are `color[]=blue&color[]=black`: in the query.
    pub const DEEP_OBJECT: Self = Self::new(Layout::DeepObject, true);
    /// `color=blue,black`, nothing of it encoded: in cookies (OpenAPI 3.2.0, `cookie`).
    pub const COOKIE: Self = Self::new(Layout::Cookie, false);
    /// `color=blue; color=black`, nothing of it encoded.
    pub const COOKIE_EXPLODED: Self = Self::new(Layout::Cookie, true);
    /// A text that is all of the query (OpenAPI 3.2.0, `querystring`).
    pub const WHOLE: Self = Self::new(Layout::Whole, false);
    /// JSON that is all of the query.
    pub const WHOLE_JSON: Self = Self::new(Layout::WholeJson, false);
    /// JSON, encoded as a text (`content` of `application/json`).
    pub const JSON: Self = Self::new(Layout::Json, false);

    const fn new(layout: Layout, explode: bool) -> Self {
        Self {
            layout,
            explode,
            reserved: false,
            empty: false,
        }
    }

    /// Whether it is all of the query, which then has no names.
    #[must_use]
    pub const fn is_whole_query(self) -> bool {
        matches!(self.layout, Layout::Whole | Layout::WholeJson)
    }

    /// The same, with reserved characters as they are where they cannot be mistaken (`allowReserved`).
    #[must_use]
    pub const fn with_reserved(self) -> Self {
        Self {
            reserved: true,
            ..self
        }
    }

    /// The same, with a name without a value as no value, unless the type has an empty text (`allowEmptyValue`).
    #[must_use]
    pub const fn with_empty(self) -> Self {
        Self {
            empty: true,
            ..self
        }
    }

    /// The items of a text that is not encoded, where they are one text.
    pub(in crate::runtime) fn split(self, text: String) -> Sent {
        let is_one = self.explode || self.layout.is_json() || !text.contains(self.separator());
        if is_one {
            return Sent::Text(text);
        }
        let items = text.split(self.separator());
        Sent::List(items.map(|item| Sent::Text(item.to_owned())).collect())
    }

    /// What stands between the items where they are one text.
    pub(super) const fn separator(self) -> char {
        match (self.layout, self.explode) {
            (Layout::SpaceDelimited, _) => ' ',
            (Layout::PipeDelimited, _) => '|',
            (Layout::TabDelimited, _) => '\t',
            (Layout::Label, true) => '.',
            _ => ',',
        }
    }

    /// What stands before a value without a name.
    pub(super) const fn prefix(self) -> &'static str {
        match self.layout {
            Layout::Label => ".",
            _ => "",
        }
    }
}
