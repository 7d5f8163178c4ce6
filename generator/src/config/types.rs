//! `[types]`: which Rust types stand for what the document describes.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// Types that are chosen.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Types {
    /// By the formats of the document: `"string:uuid" = "String"`.
    pub formats: BTreeMap<Format, Mapped>,
    /// By component: types of other crates that stand for schemas.
    pub schemas: BTreeMap<String, ForeignType>,
}

/// A format of which values can have another type.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
pub enum Format {
    /// `format: uuid`.
    #[serde(rename = "string:uuid")]
    Uuid,
    /// `format: date-time`.
    #[serde(rename = "string:date-time")]
    DateTime,
    /// `format: date`.
    #[serde(rename = "string:date")]
    Date,
}

/// The type that values have.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Mapped {
    /// The text as it is, which is not read at all: for servers that send what the format does not allow.
    String,
    /// A whole number: for servers that count seconds.
    #[serde(rename = "i64")]
    I64,
}

/// A type of another crate. It has to implement `Clone`, `Debug`, `PartialEq`, and `Serialize` and `Deserialize` of serde 1.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ForeignType {
    /// Its path: `rust_decimal::Decimal`.
    #[serde(rename = "type")]
    pub ty: TypePath,
    /// The package, where it is not called like its crate.
    pub package: Option<Plain>,
    /// The version that the generated crate asks for (Cargo, Specifying Dependencies).
    pub version: Option<Plain>,
    /// The folder of the package, relative to that of the generated crate, in place of a version or beside it.
    pub path: Option<Plain>,
    /// Features of the package to turn on.
    #[serde(default)]
    pub features: Vec<Plain>,
}

/// The path of a type of another crate, without arguments.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub struct TypePath(Vec<String>);

impl TypePath {
    /// The crate, and the names from there to the type.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for TypePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("::"))
    }
}

/// Begin paths that are none of another crate.
const NO_CRATES: &[&str] = &["alloc", "core", "crate", "self", "std", "super"];

/// Types for which the generated code stands up itself.
const OWN: &[&str] = &[
    "chrono::DateTime",
    "chrono::NaiveDate",
    "serde_json::Value",
    "uuid::Uuid",
];

impl TryFrom<String> for TypePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let path = syn::parse::Parser::parse_str(syn::Path::parse_mod_style, &text);
        let path = path.map_err(|error| format!("`{text}` is not the path of a type: {error}"))?;
        let segments = path.segments.iter();
        let segments: Vec<String> = segments.map(|it| it.ident.to_string()).collect();
        let is_foreign = match segments.as_slice() {
            [first, _, ..] if path.leading_colon.is_none() => !NO_CRATES.contains(&first.as_str()),
            _ => false,
        };
        let path = Self(segments);
        if !is_foreign {
            return Err(format!("`{text}` is not a type of another crate"));
        }
        if OWN.contains(&path.to_string().as_str()) {
            return Err(format!(
                "`{text}` is what the generated code uses for values of its own"
            ));
        }
        Ok(path)
    }
}

/// A text that stands in a `Cargo.toml` between quotes as it is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "String")]
pub struct Plain(String);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Plain {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+./*^~<>=,: ".contains(c);
        if !text.is_empty() && text.chars().all(is_plain) {
            Ok(Self(text))
        } else {
            Err(format!(
                "{text:?} has other signs than a name, a version or a path has"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Plain, TypePath};

    #[test]
    fn only_paths_of_other_crates_are_types() {
        let path = TypePath::try_from("rust_decimal::Decimal".to_owned());
        assert_eq!(
            path.map(|it| it.to_string()).as_deref(),
            Ok("rust_decimal::Decimal")
        );
        for text in [
            "",
            "Decimal",
            "String",
            "crate::X",
            "std::string::String",
            "a::B<C>",
            "a::b!()",
            "a::B; fn x() {}",
            "a::type",
            "::a::B",
            "uuid::Uuid",
        ] {
            assert!(TypePath::try_from(text.to_owned()).is_err(), "{text}");
        }
        for text in ["", "1\" }\nevil = \"1", "a\\b", "x\ny"] {
            assert!(Plain::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
