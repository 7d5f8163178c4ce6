//! What tells operations apart that share method and path.

use super::Location;

/// How the requests of an operation are told from those of others.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub enum Told {
    /// By their method and path.
    #[default]
    ByPath,
    /// By what they have to carry; nothing, where the requests of all others with their method and path carry something.
    By(Vec<Demand>),
    /// Not at all: they are those of another operation, which has this id.
    Never(String),
}

/// What requests have to carry.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Demand {
    /// A parameter.
    Parameter {
        /// In the query or in a header.
        location: Location,
        /// Its name on the wire.
        name: String,
        /// Its value, where it can have one only.
        value: Option<String>,
    },
    /// A body of one of these media types.
    Body(Vec<String>),
}
