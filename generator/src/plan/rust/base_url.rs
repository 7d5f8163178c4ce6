//! Where the API is served: what the client is given to start with.

/// A base URL that the document has.
#[derive(Clone, Debug)]
pub struct BaseUrl {
    /// The server that it is of, by its index.
    pub server: usize,
    /// The constant, or the struct where there are variables.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// What it is put together from.
    pub parts: Vec<UrlPart>,
    /// What is left open; empty for a constant.
    pub variables: Vec<UrlVariable>,
}

/// A part of a base URL.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum UrlPart {
    /// Text as it is.
    Text(String),
    /// The value of the variable at this index.
    Variable(usize),
}

/// A variable of a base URL.
#[derive(Clone, Debug)]
pub struct UrlVariable {
    /// The name in the document.
    pub wire: String,
    /// The field.
    pub field: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// What it is unless the caller says otherwise.
    pub default: String,
    /// The enum of its values; `None` where it can be any text.
    pub values: Option<UrlValues>,
}

/// The enum of what a variable can be.
#[derive(Clone, Debug)]
pub struct UrlValues {
    /// The enum.
    pub name: String,
    /// The variants with their texts.
    pub variants: Vec<(String, String)>,
}
