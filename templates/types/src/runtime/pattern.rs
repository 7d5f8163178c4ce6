//! `pattern`.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use self::engine::Engine;

mod engine;

/// An expression made ready.
enum Pattern {
    /// `^[…]+$`, as the characters in the brackets, one bit for each of ASCII. Most expressions of documents are like that, and this answers
    /// in a hundredth of the time.
    Only(u128),
    Engine(Engine),
    /// One that is not understood restricts nothing.
    Unknown,
}

/// Whether the expression matches somewhere in the text. Each expression is compiled once.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: RwLock<BTreeMap<&str, Pattern>> = RwLock::new(BTreeMap::new());

    if let Some(pattern) = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return pattern.is_match(text);
    }
    let compiled = Pattern::new(pattern);
    let result = compiled.is_match(text);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, compiled);
    result
}

impl Pattern {
    fn new(pattern: &str) -> Self {
        match characters(pattern) {
            Some(characters) => Self::Only(characters),
            None => Engine::new(pattern).map_or(Self::Unknown, Self::Engine),
        }
    }

    fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Only(characters) => {
                let is_one = |byte: u8| byte.is_ascii() && characters >> byte & 1 == 1;
                !text.is_empty() && text.bytes().all(is_one)
            }
            Self::Engine(engine) => engine.is_match(text),
            Self::Unknown => true,
        }
    }
}

/// The characters between the brackets of `^[…]+$`; `None` for any other expression, and for what else brackets may hold.
fn characters(pattern: &str) -> Option<u128> {
    let class = pattern.strip_prefix("^[")?.strip_suffix("]+$")?;
    let special = |c: char| matches!(c, '[' | ']' | '\\' | '^' | '&' | '~');
    if class.is_empty() || !class.is_ascii() || class.contains(special) || class.contains("--") {
        return None;
    }
    let mut characters = 0;
    let mut rest = class.as_bytes();
    loop {
        let (first, last) = match rest {
            [] => return Some(characters),
            [first, b'-', last, after @ ..] => {
                rest = after;
                (*first, *last)
            }
            [first, after @ ..] => {
                rest = after;
                (*first, *first)
            }
        };
        if last < first {
            return None;
        }
        for character in first..=last {
            characters |= 1 << character;
        }
    }
}
