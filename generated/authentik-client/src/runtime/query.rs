// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The query string (OpenAPI 3.0, "Style Values").

use super::percent;

/// The encoded pairs of a query string, by the name of the parameter that made them.
#[derive(Clone, Default)]
pub(super) struct Query {
    pairs: Vec<(&'static str, String)>,
}

impl Query {
    /// Sets the encoded pairs of a parameter; what was set before is replaced.
    pub(super) fn set(&mut self, name: &'static str, pairs: Vec<(String, String)>) {
        let pairs = pairs.into_iter();
        let pairs = pairs.map(|(key, value)| format!("{key}={value}"));
        self.replace(name, pairs);
    }

    /// Sets a parameter that is all of the query, and has no name there.
    pub(super) fn set_whole(&mut self, name: &'static str, pairs: Vec<(String, String)>) {
        self.replace(name, pairs.into_iter().map(|(_, value)| value));
    }

    fn replace(&mut self, name: &'static str, pairs: impl Iterator<Item = String>) {
        self.pairs.retain(|(known, _)| *known != name);
        self.pairs.extend(pairs.map(|pair| (name, pair)));
    }

    /// The encoded value of a parameter; the first one of a list.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let (_, pair) = self.pairs.iter().find(|(known, _)| *known == name)?;
        pair.split_once('=').map(|(_, value)| value)
    }

    /// The encoded pairs, in the order in which they were set.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(_, pair)| pair.as_str())
    }
}

/// One encoded `name=value`.
pub(super) fn pair(name: &str, value: &str) -> String {
    let mut pair = String::with_capacity(name.len() + value.len() + 1);
    percent::push_value(&mut pair, name);
    pair.push('=');
    percent::push_value(&mut pair, value);
    pair
}
