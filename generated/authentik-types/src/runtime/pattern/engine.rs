// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What reads the expressions.

use regex_lite::Regex;

/// An expression, matched in a time that grows with the text alone.
pub(super) struct Engine(Regex);

impl Engine {
    pub(super) fn new(pattern: &str) -> Option<Self> {
        Regex::new(pattern).ok().map(Self)
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}
