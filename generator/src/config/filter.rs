//! `[filter]`: which operations of a document are wanted.

use std::fmt;

use glob::{MatchOptions, Pattern};
use serde::Deserialize;

/// Which operations are wanted. With [`Filter::default`] all are.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    /// Only these: an operation has to fit each of the lists that are not empty.
    pub include: Selection,
    /// Not these: an operation that fits any of the lists is left out.
    pub exclude: Selection,
}

impl Filter {
    /// Whether it leaves nothing out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Operations by what the document says of them.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Selection {
    /// Those with one of these tags.
    pub tags: Vec<String>,
    /// Those below these path templates: `/flows/**`. Of a webhook, its name.
    pub paths: Vec<PathPattern>,
    /// Those with one of these `operationId`s; `*` stands for any text.
    pub operations: Vec<PathPattern>,
    /// Those with one of these methods (RFC 9110, section 9), in upper or lower case.
    pub methods: Vec<String>,
}

/// A pattern of path templates: `*` stands for anything within a segment, `**` for any segments, `?` for one character.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "String")]
pub struct PathPattern(Pattern);

impl PathPattern {
    /// Whether a path fits the pattern.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        let options = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        self.0.matches_with(path, options)
    }
}

impl TryFrom<String> for PathPattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match Pattern::new(&text) {
            Ok(pattern) => Ok(Self(pattern)),
            Err(error) => Err(format!("`{text}` is not a pattern: {error}")),
        }
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::PathPattern;

    #[test]
    fn patterns_of_paths() {
        for (pattern, path, fits) in [
            ("/flows/**", "/flows/{slug}/run", true),
            ("/flows/**", "/flows/", true),
            ("/flows/*", "/flows/{slug}", true),
            ("/flows/*", "/flows/{slug}/run", false),
            ("/flows/{slug}", "/flows/{slug}", true),
            ("**/run", "/flows/{slug}/run", true),
            ("flows_*", "flows_list", true),
            ("/flows", "/flows/", false),
        ] {
            let pattern = PathPattern::try_from(pattern.to_owned());
            assert_eq!(pattern.map(|it| it.fits(path)), Ok(fits), "{path}");
        }
        assert!(PathPattern::try_from("/a[".to_owned()).is_err());
    }
}
