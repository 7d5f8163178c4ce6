//! How bad a change is, for whom, and why.

use std::fmt;
use std::str::FromStr;

/// How bad a change is on the wire.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// Both sides understand each other as before.
    #[default]
    Compatible,
    /// Some values or uses may fail.
    Risky,
    /// What worked fails.
    Breaking,
}

impl Level {
    /// Every level, the mildest first.
    pub const ALL: [Self; 3] = [Self::Compatible, Self::Risky, Self::Breaking];

    /// The level in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|level| level.word() == word)
            .ok_or_else(|| format!("`{word}` is none of compatible, risky and breaking"))
    }
}

/// What a change means for one pairing of client and server.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Impact {
    /// How bad it is.
    pub level: Level,
    /// Why.
    pub reason: &'static str,
}

/// What a change means for values that travel in one direction.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// An old client, made from the document before, with a server that serves the document after.
    pub old_client: Impact,
    /// A client made from the document after, with a server that still serves the document before.
    pub old_server: Impact,
}

/// What a change does to code that depends on the generated crates, once they are generated again. The words are those of Cargo's
/// reference on compatibility.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RustLevel {
    /// No public item changes.
    #[default]
    None,
    /// There is more to use; what compiled compiles.
    Minor,
    /// Code that used an item may no longer compile.
    Major,
}

impl RustLevel {
    /// The level in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for RustLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
