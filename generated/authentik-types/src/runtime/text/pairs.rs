// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Cutting what was sent into the parts of a value, as its style says.

use super::Fault;
use super::nested::{Tree, segments};
use super::percent;
use super::sent::{Sent, Wanted};
use super::style::{Layout, Style};

/// A name, decoded, and a value, as it was sent: of the query, of a cookie, of a matrix in the path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pair<'r> {
    /// The name.
    pub name: String,
    /// The value, still encoded.
    pub value: &'r str,
}

impl<'r> Pair<'r> {
    /// The pairs of a query. A name that is not UTF-8 names nothing and is left out.
    #[must_use]
    pub fn of_query(query: &'r str) -> Vec<Self> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs
            .filter_map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let name = percent::decode_query(name)?;
                Some(Self { name, value })
            })
            .collect()
    }

    /// The pairs between semicolons, as in a path and in `Cookie`.
    #[must_use]
    pub fn between_semicolons(text: &'r str) -> Vec<Self> {
        let pairs = text.split(';').map(str::trim);
        pairs
            .filter(|pair| !pair.is_empty())
            .filter_map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let name = percent::decode(name)?;
                Some(Self { name, value })
            })
            .collect()
    }
}

/// How the characters of a text were encoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Coding {
    Query,
    Percent,
    Plain,
}

impl Coding {
    fn decode(self, text: &str) -> Result<String, Fault> {
        let decoded = match self {
            Self::Query => percent::decode_query(text),
            Self::Percent => percent::decode(text),
            Self::Plain => Some(text.trim().to_owned()),
        };
        decoded.ok_or_else(|| Fault::new("must be UTF-8 text"))
    }
}

/// Where a value is among what was sent.
#[derive(Clone, Copy)]
pub(super) enum Raw<'r> {
    /// Among pairs, `others` being the names of the other parameters.
    Pairs {
        name: &'r str,
        pairs: &'r [Pair<'r>],
        others: &'r [&'r str],
    },
    /// By itself, in a line or several.
    Alone { lines: &'r [&'r str] },
}

/// A value that is still to be cut.
#[derive(Clone, Copy)]
pub(super) struct Uncut<'r> {
    pub(super) style: Style,
    pub(super) coding: Coding,
    pub(super) raw: Raw<'r>,
}

impl<'r> Uncut<'r> {
    /// Whether anything was sent under its own name. The members of an exploded object have names of their own.
    pub(super) fn is_there(&self) -> bool {
        match self.raw {
            Raw::Alone { lines } => !lines.is_empty(),
            Raw::Pairs { name, pairs, .. } if self.style.layout == Layout::DeepObject => pairs
                .iter()
                .any(|pair| pair.name == name || below(pair, name).is_some()),
            Raw::Pairs { .. } => !self.values().is_empty(),
        }
    }

    /// Whether its members, if it is an object, stand under names of their own.
    pub(super) const fn has_own_names(&self) -> bool {
        self.style.explode && matches!(self.raw, Raw::Pairs { .. })
    }

    /// The texts under its name.
    fn values(&self) -> Vec<&'r str> {
        match self.raw {
            Raw::Alone { lines } => lines.to_vec(),
            Raw::Pairs { name, pairs, .. } => {
                let own = pairs.iter().filter(|pair| pair.name == name);
                own.map(|pair| pair.value).collect()
            }
        }
    }

    /// Whether all that was sent is a name without a value.
    pub(super) fn is_empty(&self) -> bool {
        self.values().iter().all(|value| value.is_empty())
    }

    /// The text that was sent, which is one.
    pub(super) fn text(&self) -> Result<String, Fault> {
        match self.values().as_slice() {
            [] => Err(Fault::new("is required")),
            [value] => {
                let rest = value.strip_prefix(self.style.prefix());
                let message = || Fault::new(format!("must begin with {:?}", self.style.prefix()));
                self.coding.decode(rest.ok_or_else(message)?)
            }
            [_, ..] => Err(Fault::new("must be given once")),
        }
    }

    /// The parts of the value that a type wants.
    pub(super) fn cut(&self, wanted: Wanted) -> Result<Sent, Fault> {
        match (self.raw, wanted) {
            (Raw::Pairs { name, pairs, .. }, _) if self.style.layout == Layout::DeepObject => {
                self.nested(name, pairs)
            }
            (_, Wanted::Scalar) => self.text().map(Sent::Text),
            (Raw::Pairs { .. }, Wanted::List | Wanted::Any) if self.style.explode => {
                let values = self.values();
                if values.is_empty() {
                    return Err(Fault::new("is required"));
                }
                let texts: Result<Vec<String>, Fault> = values
                    .into_iter()
                    .map(|value| self.coding.decode(value))
                    .collect();
                if wanted == Wanted::List {
                    return texts
                        .map(|texts| Sent::List(texts.into_iter().map(Sent::Text).collect()));
                }
                texts.map(Sent::texts)
            }
            (Raw::Pairs { pairs, others, .. }, Wanted::Object) if self.style.explode => {
                self.exploded(pairs, others)
            }
            (_, Wanted::Any) => {
                let parts = self.parts()?;
                if parts.len() > 1 && self.style.layout != Layout::Label {
                    return self.decoded(&parts).map(Sent::texts);
                }
                self.text().map(Sent::Text)
            }
            (_, Wanted::List) => {
                let texts = self.decoded(&self.parts()?)?;
                Ok(Sent::List(texts.into_iter().map(Sent::Text).collect()))
            }
            (_, Wanted::Object) => self.members(&self.parts()?),
        }
    }

    /// The parts between the separators, still encoded.
    fn parts(&self) -> Result<Vec<String>, Fault> {
        let values = self.values();
        let lines = match (self.coding, values.as_slice()) {
            (_, []) => return Err(Fault::new("is required")),
            // A list in a header can stand in several lines (RFC 9110, section 5.2).
            (Coding::Plain, values) => values.join(","),
            (_, [value]) => (*value).to_owned(),
            _ => return Err(Fault::new("must be given once")),
        };
        let Some(text) = lines.strip_prefix(self.style.prefix()) else {
            let message = format!("must begin with {:?}", self.style.prefix());
            return Err(Fault::new(message));
        };
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let separator = self.style.separator();
        let text = match (self.coding, separator) {
            (Coding::Plain, _) | (_, '.') => text.to_owned(),
            (Coding::Query, ' ') => text.replace("%20", " ").replace('+', " "),
            (_, ' ') => text.replace("%20", " "),
            (_, '|') => text.replace("%7C", "|").replace("%7c", "|"),
            (_, '\t') => text.replace("%09", "\t"),
            // Most clients encode the commas between the items, too. Where there is none that is not, those are taken for such.
            (Coding::Query, _) if !text.contains(',') => {
                text.replace("%2C", ",").replace("%2c", ",")
            }
            _ => text.to_owned(),
        };
        Ok(text.split(separator).map(str::to_owned).collect())
    }

    fn decoded(&self, parts: &[String]) -> Result<Vec<String>, Fault> {
        let texts = parts.iter().map(|part| self.coding.decode(part));
        texts.collect()
    }

    /// Names and values, by turns or with `=` between.
    fn members(&self, parts: &[String]) -> Result<Sent, Fault> {
        let mut members = Vec::new();
        if self.style.explode {
            for part in parts {
                let (key, value) = part.split_once('=').unwrap_or((part, ""));
                members.push((self.coding.decode(key)?, self.coding.decode(value)?));
            }
        } else {
            for pair in parts.chunks(2) {
                let [key, value] = pair else {
                    return Err(Fault::new("must be names and values by turns"));
                };
                members.push((self.coding.decode(key)?, self.coding.decode(value)?));
            }
        }
        let members = members.into_iter();
        let members = members.map(|(key, value)| (key, Sent::Text(value)));
        Ok(Sent::Object(members.collect()))
    }

    /// The pairs that are not those of other parameters.
    fn exploded(&self, pairs: &[Pair<'_>], others: &[&str]) -> Result<Sent, Fault> {
        let mut tree = Tree::Nodes(super::nested::Nodes::default());
        for pair in pairs {
            let first = segments(&pair.name).map_or(pair.name.as_str(), |(first, _)| first);
            if !others.contains(&pair.name.as_str()) && !others.contains(&first) {
                let text = self.coding.decode(pair.value)?;
                tree.add(&[&pair.name], text)?;
            }
        }
        Ok(match tree.finish() {
            Sent::Numbered(members) => Sent::Object(members),
            sent => sent,
        })
    }

    /// The pairs whose names begin with that of the parameter.
    fn nested(&self, name: &str, pairs: &[Pair<'_>]) -> Result<Sent, Fault> {
        let mut tree = Tree::default();
        let mut is_there = false;
        for pair in pairs {
            let segments = match below(pair, name) {
                Some(segments) => segments,
                None if pair.name == name => Vec::new(),
                None => continue,
            };
            is_there = true;
            tree.add(&segments, self.coding.decode(pair.value)?)?;
        }
        if is_there {
            Ok(tree.finish())
        } else {
            Err(Fault::new("is required"))
        }
    }
}

/// What is in the brackets of a name that begins with another one.
fn below<'p>(pair: &'p Pair<'_>, name: &str) -> Option<Vec<&'p str>> {
    let (first, segments) = segments(&pair.name)?;
    (first == name).then_some(segments)
}
