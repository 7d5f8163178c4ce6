// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Which resources a list of the mock holds: those that its filters want, page by page.

use http::Uri;
use serde_json::Value;

use super::resource::{List, Pages};
use crate::types::runtime::text::{Pair, Style, from_pairs};

/// What the query of a request wants of a list.
pub(super) struct Wanted {
    /// Members of the items, and the text that each has to be.
    equal: Vec<(&'static str, String)>,
    page: Option<Cut>,
}

/// The items of a page: so many after so many.
#[derive(Clone, Copy)]
struct Cut {
    skipped: usize,
    size: usize,
    /// Whether the query counts pages, beginning with 1, rather than items.
    by_number: bool,
}

impl Wanted {
    /// Reads the parameters of a query. What is wrong in it has been refused before.
    pub(super) fn of(list: &List, query: &str) -> Self {
        let pairs = Pair::of_query(query);
        let text = |name: &'static str| {
            let read = from_pairs::<String>(Style::FORM_EXPLODED, name, &pairs, &[]);
            read.ok().flatten()
        };
        let equal = list.filters.iter();
        Self {
            equal: equal
                .filter_map(|name| Some((*name, text(name)?)))
                .collect(),
            page: list.pages.and_then(|pages| Cut::of(pages, text)),
        }
    }

    /// Whether it is everything.
    pub(super) const fn is_all(&self) -> bool {
        self.equal.is_empty() && self.page.is_none()
    }

    /// Leaves the wanted items, and tells how many there are on all pages.
    pub(super) fn cut(&self, items: &mut Vec<Value>, most: Option<usize>) -> usize {
        items.retain(|item| {
            let mut equal = self.equal.iter();
            equal.all(|(name, text)| item.get(name).is_some_and(|value| is(value, text)))
        });
        let count = items.len();
        if let Some(page) = self.page {
            items.drain(..page.skipped.min(count));
            items.truncate(page.size);
        }
        items.truncate(most.unwrap_or(count));
        count
    }

    /// A page that says which one it is, and which ones are before and after it: in the members beside the number of all items, by the names
    /// that Django REST framework and authentik give them. `None` where no page is asked for, or there is no place to say it.
    pub(super) fn numbered(
        &self,
        page: &Value,
        list: &List,
        count: usize,
        uri: &Uri,
    ) -> Option<Value> {
        let cut = self.page?;
        let mut page = page.clone();
        let beside = list.count.and_then(|place| place.rsplit_once('/'));
        let beside = page.pointer_mut(beside.map_or("", |(beside, _)| beside));
        let Some(Value::Object(members)) = beside else {
            return None;
        };
        let Cut { skipped, size, .. } = cut;
        let current = skipped / size + 1;
        let end = skipped.saturating_add(size).min(count);
        let first = if skipped < count { skipped + 1 } else { end };
        let next = (end < count && skipped < count).then_some(skipped.saturating_add(size));
        let previous = (skipped > 0).then(|| skipped.saturating_sub(size));
        for (name, number) in [
            ("current", current),
            ("total_pages", count.div_ceil(size).max(1)),
            ("start_index", first),
            ("end_index", end),
        ] {
            if members.get(name).is_some_and(Value::is_number) {
                members.insert(name.to_owned(), number.into());
            }
        }
        let pages = list.pages;
        for (name, start) in [("next", next), ("previous", previous)] {
            let value = match (members.get(name), start) {
                (Some(Value::Number(_)), start) => start.map_or(0, |start| start / size + 1).into(),
                (Some(Value::Null | Value::String(_)), Some(start)) => {
                    let parameter = pages.and_then(|pages| {
                        if cut.by_number {
                            Some((pages.number?, start / size + 1))
                        } else {
                            Some((pages.offset?, start))
                        }
                    });
                    parameter.map_or(Value::Null, |(name, number)| address(uri, name, number))
                }
                (Some(_), _) => Value::Null,
                (None, _) => continue,
            };
            members.insert(name.to_owned(), value);
        }
        Some(page)
    }
}

impl Cut {
    fn of(pages: Pages, text: impl Fn(&'static str) -> Option<String>) -> Option<Self> {
        let number = |name: Option<&'static str>| text(name?)?.parse::<usize>().ok();
        let (page, offset) = (number(pages.number), number(pages.offset));
        let size = number(pages.size).filter(|size| *size > 0);
        if page.is_none() && offset.is_none() && size.is_none() {
            return None;
        }
        // Without a length all are on the first page.
        let size = size.unwrap_or(usize::MAX);
        let by_number = pages.offset.is_none() || page.is_some();
        let skipped = if by_number {
            page.unwrap_or(1).saturating_sub(1).saturating_mul(size)
        } else {
            offset.unwrap_or(0)
        };
        Some(Self {
            skipped,
            size,
            by_number,
        })
    }
}

/// Whether a member is what a query says in text.
fn is(value: &Value, text: &str) -> bool {
    match value {
        Value::String(value) => value == text,
        Value::Bool(value) => text == if *value { "true" } else { "false" },
        Value::Number(value) => {
            value.to_string() == text
                || value
                    .as_f64()
                    .is_some_and(|value| text.parse() == Ok(value))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// The address of a request with another number in its query, without the server.
fn address(uri: &Uri, name: &str, number: usize) -> Value {
    let pairs = uri.query().unwrap_or_default().split('&');
    let others = pairs.filter(|pair| {
        let known = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && known != name
    });
    let number = format!("{name}={number}");
    let query: Vec<&str> = others.chain([number.as_str()]).collect();
    format!("{}?{}", uri.path(), query.join("&")).into()
}
