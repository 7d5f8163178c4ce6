//! What reads the expressions, some of which look around, refer back or name classes of Unicode.

/// So many ways are tried for one text.
const MOST_WAYS: usize = 100_000;

/// An expression.
pub(super) enum Engine {
    /// Matched in a time that grows with the text alone.
    Plain(regex_lite::Regex),
    /// Tried in one way after another.
    Backtracking(fancy_regex::Regex),
}

impl Engine {
    pub(super) fn new(pattern: &str) -> Option<Self> {
        if let Ok(regex) = regex_lite::Regex::new(pattern) {
            return Some(Self::Plain(regex));
        }
        let regex = fancy_regex::RegexBuilder::new(pattern)
            .backtrack_limit(MOST_WAYS)
            .build();
        regex.ok().map(Self::Backtracking)
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Plain(regex) => regex.is_match(text),
            // A text that takes too many ways is none that anybody meant.
            Self::Backtracking(regex) => regex.is_match(text).unwrap_or(false),
        }
    }
}
