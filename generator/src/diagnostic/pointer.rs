//! Places in a document: JSON Pointers (RFC 6901).

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// A place in a document, written as the fragment of a URI: `#/components/schemas/Flow` (RFC 6901, section 6).
///
/// A place in another file of the same document names that file first, relative to the folder of the document, as a `$ref` would:
/// `schemas/flow.yaml#/properties/slug`.
// A place of the document itself is the pointer, which is empty or begins with a slash. For another file it is `FILE#POINTER`, `%`
// and `#` of the file's name being percent-encoded; a relative path does not begin with a slash.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the fragment of a `$ref`, with or without the leading `#`; percent-encoding is undone (RFC 3986, section 2.1).
    /// `None` where it is not a JSON Pointer.
    #[must_use]
    pub fn parse(fragment: &str) -> Option<Self> {
        let encoded = fragment.strip_prefix('#').unwrap_or(fragment);
        let text = percent_decode(encoded)?;
        (text.is_empty() || text.starts_with('/')).then_some(Self(text))
    }

    /// The whole of another file, `path` being relative to the folder of the document, with `/`.
    #[must_use]
    pub fn of_file(path: &str) -> Self {
        Self(format!("{}#", path.replace('%', "%25").replace('#', "%23")))
    }

    /// The place of which `file` and `place` are the two sides of the `#` in its written form.
    pub(crate) fn within(file: &str, place: &str) -> Self {
        if file.is_empty() {
            Self(place.to_owned())
        } else {
            Self(format!("{file}#{place}"))
        }
    }

    /// The same place in the file of `other`.
    #[must_use]
    pub fn in_file_of(&self, other: &Self) -> Self {
        let (_, place) = self.split();
        match other.split().0 {
            Some(file) => Self(format!("{file}#{place}")),
            None => Self(place.to_owned()),
        }
    }

    /// The file it is in, relative to the folder of the document; `None` for the document itself.
    #[must_use]
    pub fn file(&self) -> Option<String> {
        let (file, _) = self.split();
        Some(file?.replace("%23", "#").replace("%25", "%"))
    }

    /// The pointer within its file, as RFC 6901 writes it, without `#`.
    #[must_use]
    pub fn within_file(&self) -> &str {
        self.split().1
    }

    fn split(&self) -> (Option<&str>, &str) {
        if self.0.is_empty() || self.0.starts_with('/') {
            return (None, &self.0);
        }
        match self.0.split_once('#') {
            Some((file, place)) => (Some(file), place),
            None => (None, &self.0),
        }
    }

    /// The place one step down, at the member or the index `token`.
    #[must_use]
    pub fn join(&self, token: impl fmt::Display) -> Self {
        // Most names are shorter than this.
        let mut text = String::with_capacity(self.0.len() + 24);
        text.push_str(&self.0);
        let mut place = Self(text);
        place.push(token);
        place
    }

    /// Goes one step down, to the member or the index `token`.
    pub(crate) fn push(&mut self, token: impl fmt::Display) {
        let text = &mut self.0;
        text.push('/');
        let start = text.len();
        // Writing to a string cannot fail.
        let _ = write!(text, "{token}");
        let reserved = |byte| matches!(byte, b'~' | b'/');
        if text.bytes().skip(start).any(reserved) {
            let token = text.split_off(start);
            text.push_str(&token.replace('~', "~0").replace('/', "~1"));
        }
    }

    /// The steps from the root of its file to this place, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let mut rest = self.split().1;
        std::iter::from_fn(move || {
            // Steps are short, so looking at their bytes is quicker than a search.
            let steps = rest.strip_prefix('/')?;
            let end = steps.bytes().position(|byte| byte == b'/');
            let (token, after) = steps.split_at_checked(end.unwrap_or(steps.len()))?;
            rest = after;
            Some(if token.bytes().any(|byte| byte == b'~') {
                Cow::Owned(unescaped(token))
            } else {
                Cow::Borrowed(token)
            })
        })
    }

    /// The last step, unescaped; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        self.tokens().last().map(Cow::into_owned)
    }

    /// The place that this one is in; `None` for the root of a file.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, place) = self.split();
        let last = place.len() - place.rfind('/')?;
        self.0
            .get(..self.0.len() - last)
            .map(|text| Self(text.to_owned()))
    }
}

/// A step as it is meant (RFC 6901, section 4). A tilde that escapes nothing stands for itself.
fn unescaped(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let mut rest = token;
    // Steps are short, so looking at their bytes is quicker than a search.
    while let Some(at) = rest.bytes().position(|byte| byte == b'~') {
        let (before, tilde) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(before);
        let (sign, length) = match tilde.as_bytes().get(1) {
            Some(b'1') => ('/', 2),
            Some(b'0') => ('~', 2),
            _ => ('~', 1),
        };
        text.push(sign);
        rest = tilde.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.split() {
            (Some(_), _) => f.write_str(&self.0),
            (None, place) => write!(f, "#{place}"),
        }
    }
}

/// The text that percent-encoding stands for (RFC 3986, section 2.1); `None` where it is broken.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn escapes_what_rfc_6901_reserves() {
        let pointer = Pointer::root()
            .join("paths")
            .join("/flows/{slug}/")
            .join("a~b")
            .join(0);
        assert_eq!(pointer.to_string(), "#/paths/~1flows~1{slug}~1/a~0b/0");
        assert_eq!(
            pointer.tokens().collect::<Vec<_>>(),
            ["paths", "/flows/{slug}/", "a~b", "0"]
        );
    }

    #[test]
    fn reads_percent_encoded_fragments() {
        let pointer = Pointer::parse("#/paths/~1flows~1%7Bslug%7D").unwrap();
        assert_eq!(pointer.last().unwrap(), "/flows/{slug}");
        assert_eq!(Pointer::parse("#Flow"), None);
        assert_eq!(Pointer::parse("#/a%zz"), None);
    }

    #[test]
    fn names_other_files_as_a_reference_would() {
        let pointer = Pointer::of_file("../a#b/c%.yaml").join("paths").join("/x");
        assert_eq!(pointer.to_string(), "../a%23b/c%25.yaml#/paths/~1x");
        assert_eq!(pointer.file().unwrap(), "../a#b/c%.yaml");
        assert_eq!(pointer.within_file(), "/paths/~1x");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/x"]);
        let root = pointer.parent().unwrap().parent().unwrap();
        assert_eq!((root.last(), root.parent()), (None, None));
        let other = Pointer::root().join("a#b");
        assert_eq!(
            (other.file(), other.to_string()),
            (None, "#/a#b".to_owned())
        );
        assert_eq!(
            other.in_file_of(&root).to_string(),
            "../a%23b/c%25.yaml#/a#b"
        );
    }
}
