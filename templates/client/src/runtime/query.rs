//! The query string (OpenAPI 3.0, "Style Values").

use super::percent;
use crate::types::runtime::text::Text;

/// The encoded pairs of a query string, by the name of the parameter that made them.
#[derive(Clone, Default)]
pub(super) struct Query {
    pairs: Vec<(&'static str, String)>,
}

impl Query {
    /// Sets a parameter, one pair for each value of a list (style `form`, exploded); what was set before is replaced.
    pub(super) fn set(&mut self, name: &'static str, value: Text) {
        self.pairs.retain(|(known, _)| *known != name);
        let values = match value {
            Text::None => return,
            Text::One(value) => vec![value],
            Text::Many(values) => values,
        };
        for value in values {
            self.pairs.push((name, pair(name, &value)));
        }
    }

    /// Sets a parameter, the values of a list joined into one pair; what was set before is replaced.
    ///
    /// A comma joins as it is (style `form`, not exploded), so that it differs from an encoded comma inside a value; any
    /// other separator is encoded (styles `spaceDelimited` and `pipeDelimited`).
    pub(super) fn set_joined(&mut self, name: &'static str, value: Text, separator: char) {
        let Text::Many(values) = value else {
            return self.set(name, value);
        };
        self.pairs.retain(|(known, _)| *known != name);
        let Some((first, others)) = values.split_first() else {
            return;
        };
        let mut joined = pair(name, first);
        for value in others {
            if separator == ',' {
                joined.push(',');
            } else {
                percent::push_value(&mut joined, separator.encode_utf8(&mut [0; 4]));
            }
            percent::push_value(&mut joined, value);
        }
        self.pairs.push((name, joined));
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
