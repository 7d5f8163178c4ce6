// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! `pattern`.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use regex_lite::Regex;

/// Whether the expression matches somewhere in the text. Each expression is compiled once.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: RwLock<BTreeMap<&str, Option<Regex>>> = RwLock::new(BTreeMap::new());

    let is_match = |regex: &Option<Regex>| regex.as_ref().is_none_or(|regex| regex.is_match(text));
    if let Some(regex) = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return is_match(regex);
    }
    let regex = Regex::new(pattern).ok();
    let result = is_match(&regex);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    result
}
