//! Rust types as code writes them, with the short names of what generated files import.

use crate::plan::rust::RustType;

/// A type: `Option<Vec<FlowSet>>`.
pub(super) fn ty(ty: &RustType) -> String {
    match ty {
        RustType::Bool => "bool".to_owned(),
        RustType::I32 => "i32".to_owned(),
        RustType::I64 => "i64".to_owned(),
        RustType::U64 => "u64".to_owned(),
        RustType::F64 => "f64".to_owned(),
        RustType::String => "String".to_owned(),
        RustType::Uuid => "Uuid".to_owned(),
        RustType::DateTime => "DateTime<FixedOffset>".to_owned(),
        RustType::Date => "NaiveDate".to_owned(),
        RustType::Json => "Value".to_owned(),
        RustType::File => "File".to_owned(),
        RustType::Foreign(path) => path.join("::"),
        RustType::Named(name) => name.clone(),
        RustType::Vec(item) => format!("Vec<{}>", self::ty(item)),
        RustType::Map(value) => format!("BTreeMap<String, {}>", self::ty(value)),
        RustType::Option(value) => format!("Option<{}>", self::ty(value)),
        RustType::Patch(value) => format!("Patch<{}>", self::ty(value)),
        RustType::Boxed(value) => format!("Box<{}>", self::ty(value)),
    }
}

/// The type of a client's argument, borrowed as the client has it.
pub(super) fn argument(argument: &RustType) -> String {
    match argument {
        RustType::String => "&str".to_owned(),
        RustType::Vec(item) if **item == RustType::String => "&[&str]".to_owned(),
        RustType::Vec(item) => format!("&[{}]", ty(item)),
        RustType::Bool
        | RustType::I32
        | RustType::I64
        | RustType::U64
        | RustType::F64
        | RustType::Uuid
        | RustType::DateTime
        | RustType::Date => ty(argument),
        other => format!("&{}", ty(other)),
    }
}

/// A crate's name in paths.
pub(super) fn krate(package: &str) -> String {
    package.replace('-', "_")
}

/// An identifier as paths show it.
pub(super) fn name(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

/// The text with each whole word that `replace` knows in its new form.
pub(super) fn replace_words(text: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        match replace(&word) {
            Some(new) => replaced.push_str(&new),
            None => replaced.push_str(&word),
        }
        word.clear();
        if c != '\0' {
            replaced.push(c);
        }
    }
    replaced
}
