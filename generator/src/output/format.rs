//! Tokens to text, for every generated Rust file.
//!
//! Each item is printed alone, from its tokens if there is but one way to do that, else by prettyplease. This module puts the spacing
//! between them that a person would: prettyplease knows no blank lines. No line of its text is read to find out what it is; the spacing
//! follows the tokens and the syntax tree.
//!
//! The result is close to rustfmt's, not equal to it. prettyplease breaks lines at 89 columns instead of 100 and does not
//! break a call, chain or array for being wider than 60 columns inside a line that fits. Hence a generated crate should
//! carry a `rustfmt.toml` with `disable_all_formatting = true`. Statements inside a function have no blank lines.

use std::fmt;

use proc_macro2::TokenStream;

use super::{docs, item, split};

/// The tokens are not a Rust file: a mistake in the emitter, not in the document.
#[derive(Debug)]
pub struct FormatError {
    /// What the parser expected.
    pub message: String,
    /// The tokens on one line, cut after 200 characters, to find the emitter by.
    pub excerpt: String,
}

impl FormatError {
    pub(super) fn new(error: &syn::Error, source: &TokenStream) -> Self {
        Self {
            message: error.to_string(),
            excerpt: source.to_string().chars().take(200).collect(),
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in `{}`", self.message, self.excerpt)
    }
}

impl std::error::Error for FormatError {}

/// Prints the tokens of one file as text that ends with a line feed.
///
/// `header` is put on top, as given, with a blank line below; an empty header leaves both out. Docs (`#[doc = "…"]`) come
/// out as `///` or `//!` lines with one space after the slashes; a doc of several lines may be one attribute. An item
/// macro with braces is printed as a table, one row a line.
///
/// # Errors
///
/// [`FormatError`] if the tokens do not parse as a Rust file.
pub fn rust(tokens: TokenStream, header: &str) -> Result<String, FormatError> {
    let (attributes, items) = split::file(tokens);
    let parts = [
        header,
        &self::attributes(attributes)?,
        &item::print_all(items, 0)?,
    ];
    let parts = parts
        .map(str::trim_end)
        .into_iter()
        .filter(|part| !part.is_empty());
    Ok(parts.collect::<Vec<_>>().join("\n\n") + "\n")
}

/// Prints the attributes of the file itself.
fn attributes(tokens: TokenStream) -> Result<String, FormatError> {
    let source = tokens.clone();
    let parsed = syn::parse2::<syn::File>(tokens);
    let mut file = parsed.map_err(|error| FormatError::new(&error, &source))?;
    let docs = docs::take_attributes(&mut file.attrs);
    Ok(docs.put_back(&prettyplease::unparse(&file)))
}
