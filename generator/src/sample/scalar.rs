//! Samples of scalars: the ends of their ranges, and texts that are hard to carry.

use serde_json::{Number, Value, json};

use super::pattern;
use crate::model::{IntegerFormat, Limits, Pattern, StringFormat};

/// Which characters a text may have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Alphabet {
    /// All: it stands in JSON, or is percent-encoded.
    Any,
    /// All; the text is not empty and neither `.` nor `..`.
    Segment,
    /// Printable ASCII without blanks at the ends: a header field (RFC 9110, section 5.5) or a cookie.
    Header,
}

/// Texts to be cut to length, the hardest to carry first. Each begins with something that most patterns want.
const TEXTS: [&str; 10] = [
    "a \"quoted\" \\ text/with ~ & = + % ; , # ? \u{e9} \u{1f600} \u{0}\n",
    "a b/c?d=e&f#g%2F+;,\u{fc}\u{1f600}~",
    "a-b_C9",
    "a.b@c+d-E_9",
    "a",
    "A",
    "1",
    "https://example.com/a?b=c",
    "a@example.com",
    "2024-02-29",
];

/// The texts that can be sent as a header.
const HEADERS: [&str; 2] = ["a \"b\" c/d=e!#$%&'()*+-.:<>?@[]^_`{|}~", "a-b_C9"];

/// A text longer than this proves nothing that a shorter one does not.
const LONGEST: u64 = 5_000;

/// Texts of a format within limits; none if none that the pattern accepts was found.
#[must_use]
pub fn texts(format: StringFormat, limits: &Limits, alphabet: Alphabet) -> Vec<String> {
    let fixed: &[&str] = match format {
        StringFormat::Uuid => &[
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "00000000-0000-0000-0000-000000000000",
        ],
        // A fraction of a second is written with 3, 6 or 9 digits, whatever it was read with: it is the same moment.
        StringFormat::DateTime => &[
            "2024-02-29T23:59:59.123456Z",
            "1999-12-31T00:00:00+05:30",
            "2024-02-29T23:59:59.500-11:00",
        ],
        StringFormat::Date => &["2024-02-29", "0001-01-01", "9999-12-31"],
        StringFormat::Binary => &["bytes \u{e9}", ""],
        StringFormat::Text => return free_texts(limits, alphabet),
    };
    fixed.iter().map(|text| (*text).to_owned()).collect()
}

/// Short words, to be cut to length. Between them they have what most patterns want.
const PLAIN: [&str; 7] = [
    "text",
    "a",
    "A",
    "1",
    "a-b_C9",
    "https://example.com/",
    "user@example.com",
];

/// A short text of a format within limits; `None` if none that the pattern accepts was found.
#[must_use]
pub fn plain_text(format: StringFormat, limits: &Limits) -> Option<String> {
    let fixed = match format {
        StringFormat::Uuid => "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        StringFormat::DateTime => "2024-02-29T12:00:00Z",
        StringFormat::Date => "2024-02-29",
        StringFormat::Binary => "bytes",
        StringFormat::Text => {
            let least = limits.min_length.unwrap_or(0);
            if least > LONGEST {
                return None;
            }
            let regex = limits.pattern.as_deref().map(Pattern::new);
            let accepted = |text: &String| match &regex {
                Some(Ok(pattern)) => pattern.is_match(text),
                _ => true,
            };
            let mut words = PLAIN.iter().map(|word| cut(word, None, limits));
            return words
                .find(accepted)
                .or_else(|| made(limits, least, LONGEST, accepted));
        }
    };
    Some(fixed.to_owned())
}

fn free_texts(limits: &Limits, alphabet: Alphabet) -> Vec<String> {
    let regex = limits.pattern.as_deref().map(Pattern::new);
    let matches = |text: &str| match &regex {
        Some(Ok(pattern)) => pattern.is_match(text),
        _ => true,
    };
    let fits = |text: &str| match alphabet {
        Alphabet::Any => true,
        Alphabet::Segment => !matches!(text, "" | "." | ".."),
        Alphabet::Header => !text.is_empty() && text.trim() == text,
    };
    let seeds: &[&str] = match alphabet {
        Alphabet::Header => &HEADERS,
        Alphabet::Any | Alphabet::Segment => &TEXTS,
    };
    let accepted = |text: &String| matches(text) && fits(text);
    let mut found = Vec::new();
    for length in lengths(limits) {
        let mut cut = seeds.iter().map(|seed| cut(seed, length, limits));
        let text = cut.find(accepted).or_else(|| {
            let (least, most) = match length {
                Some(length) => (length, length),
                None => (limits.min_length.unwrap_or(0), LONGEST),
            };
            made(limits, least, most, accepted)
        });
        found.extend(text.filter(|text| !found.contains(text)));
    }
    found
}

/// A text made from the pattern, of a length in that range.
fn made(
    limits: &Limits,
    least: u64,
    most: u64,
    accepted: impl Fn(&String) -> bool,
) -> Option<String> {
    let pattern = limits.pattern.as_deref()?;
    let most = most.min(limits.max_length.unwrap_or(u64::MAX));
    let longest = u32::try_from(least.clamp(2, LONGEST)).unwrap_or(2);
    (0..=longest)
        .flat_map(|extra| pattern::texts(pattern, extra))
        .filter(|text| (least..=most).contains(&(text.chars().count() as u64)))
        .find(accepted)
}

/// The lengths to show: any, the least, the most. `None` is that of the seed.
fn lengths(limits: &Limits) -> [Option<u64>; 3] {
    let most = limits.max_length.filter(|most| *most <= LONGEST);
    [None, Some(limits.min_length.unwrap_or(0)), most]
}

/// A text of that length, or as near to its own as the limits allow.
fn cut(seed: &str, length: Option<u64>, limits: &Limits) -> String {
    let own = seed.chars().count() as u64;
    let most = limits.max_length.unwrap_or(u64::MAX);
    let length = length.unwrap_or(own.max(limits.min_length.unwrap_or(0)).min(most));
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    seed.chars().cycle().take(length).collect()
}

/// A text with that many characters that the pattern accepts if any of the seeds does.
#[must_use]
pub fn text_of_length(length: u64, limits: &Limits) -> String {
    let unlimited = Limits::default();
    let pattern = limits
        .pattern
        .as_deref()
        .and_then(|pattern| Pattern::new(pattern).ok());
    let of_length = |seed: &&str| cut(seed, Some(length), &unlimited);
    let accepted = |text: &String| {
        let pattern = pattern.as_ref();
        pattern.is_none_or(|pattern| pattern.is_match(text))
    };
    let matching = TEXTS.iter().map(of_length).find(accepted);
    matching.unwrap_or_else(|| of_length(&"a"))
}

/// A text within the lengths that the pattern does not accept, if there is one among a few.
#[must_use]
pub fn text_against(pattern: &str, limits: &Limits) -> Option<String> {
    let pattern = Pattern::new(pattern).ok()?;
    let mut seeds = ["!", " ", "/", "a b", "a/b", "\u{e9}", "^", "", "a"].into_iter();
    let within = |seed: &str| cut(seed, None, limits);
    seeds
        .find(|seed| !pattern.is_match(&within(seed)))
        .map(within)
}

/// Integers: one in the middle, the ends of the range, and numbers that a double cannot hold.
#[must_use]
pub fn integers(format: IntegerFormat, limits: &Limits) -> Vec<Value> {
    let (least, most) = range(format, limits);
    if least > most {
        return Vec::new();
    }
    let step = limits.multiple_of.as_ref().and_then(whole_step);
    let step = step.map_or(1, |step| step.abs().max(1));
    let up = |value: i128| value + (step - value.rem_euclid(step)).rem_euclid(step);
    let down = |value: i128| value - value.rem_euclid(step);
    let candidates = [
        up(7.clamp(least, most)),
        up(least),
        down(most),
        0,
        down(9_007_199_254_740_993),
    ];
    let mut found = Vec::new();
    for value in candidates
        .into_iter()
        .filter(|value| (least..=most).contains(value))
    {
        let number = i64::try_from(value)
            .map(Number::from)
            .or_else(|_| u64::try_from(value).map(Number::from));
        let Ok(number) = number else { continue };
        if !found.contains(&Value::Number(number.clone())) {
            found.push(Value::Number(number));
        }
    }
    found
}

/// The least integer that is a multiple of a number, as far as one is found: 21 for 10.5.
fn whole_step(step: &Number) -> Option<i128> {
    if let Some(step) = step.as_i64() {
        return Some(step.into());
    }
    let step = step.as_f64()?;
    let mut multiples = (1..=1000_u16).map(|count| step * f64::from(count));
    let whole = multiples.find(|multiple| multiple.fract() == 0.0)?;
    format!("{whole:.0}").parse().ok()
}

/// The least and the greatest integer that the document allows.
#[must_use]
pub fn range(format: IntegerFormat, limits: &Limits) -> (i128, i128) {
    let (least, most) = match format {
        IntegerFormat::Int32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
        IntegerFormat::Int64 | IntegerFormat::Unstated => {
            (i128::from(i64::MIN), i128::from(i64::MAX))
        }
        IntegerFormat::Unsigned64 => (0, i128::from(u64::MAX)),
    };
    let (minimum, maximum) = bounds(limits);
    // Beyond 2^63 there are values only where the document says so, and none is negative then.
    let is_unsigned = minimum.is_some_and(|minimum| minimum >= 0);
    let beyond = maximum.filter(|maximum| is_unsigned && *maximum > most);
    let most = beyond.unwrap_or(most);
    (
        minimum.map_or(least, |bound| bound.max(least)),
        maximum.map_or(most, |bound| bound.min(most)),
    )
}

/// The least and the greatest integer within the bounds that the document states. A bound beyond 2^63 that is kept as a fraction, and so
/// not exactly, is none.
#[must_use]
pub fn bounds(limits: &Limits) -> (Option<i128>, Option<i128>) {
    let whole = |bound: &Number| {
        let exact = bound.as_i64().map(i128::from);
        exact.or_else(|| bound.as_u64().map(i128::from))
    };
    let nearest = |bound: f64| format!("{bound:.0}").parse().ok();
    let fraction = |bound: &Number| bound.as_f64().filter(|bound| bound.abs() < EXACT);
    let minimum = limits.minimum.as_ref().and_then(|bound| {
        let least = whole(bound).or_else(|| nearest(fraction(bound)?.ceil()))?;
        let is_itself = bound.as_f64().is_some_and(|bound| bound.fract() == 0.0);
        Some(least + i128::from(limits.exclusive_minimum && is_itself))
    });
    let maximum = limits.maximum.as_ref().and_then(|bound| {
        let most = whole(bound).or_else(|| nearest(fraction(bound)?.floor()))?;
        let is_itself = bound.as_f64().is_some_and(|bound| bound.fract() == 0.0);
        Some(most - i128::from(limits.exclusive_maximum && is_itself))
    });
    (minimum, maximum)
}

/// 2^63: the fractions from here on are further apart than integers.
const EXACT: f64 = 9_223_372_036_854_775_808.0;

/// Numbers: one with a fraction, the ends of the range, a whole one, a tiny one, a huge one.
#[must_use]
pub fn numbers(limits: &Limits) -> Vec<Value> {
    let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    let least = bound(&limits.minimum).unwrap_or(f64::MIN);
    let most = bound(&limits.maximum).unwrap_or(f64::MAX);
    let allowed = |value: &f64| is_within(*value, limits);
    let middle = f64::midpoint(least.max(-1e6), most.min(1e6));
    let candidates = [0.1, -1.5, least, most, 3.0, 0.0, 1e-300, 1e300, middle];
    let mut found = Vec::new();
    for value in candidates.into_iter().filter(allowed) {
        let value = json!(value);
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// A number within limits that is easy to read, if there is one.
#[must_use]
pub fn plain_number(limits: &Limits) -> Option<Value> {
    let seven = Number::from(7);
    if allows(&seven, limits) {
        return Some(seven.into());
    }
    numbers(limits).into_iter().next()
}

/// Whether a number is within limits.
#[must_use]
pub fn allows(number: &Number, limits: &Limits) -> bool {
    number
        .as_f64()
        .is_some_and(|value| is_within(value, limits))
}

fn is_within(value: f64, limits: &Limits) -> bool {
    let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    let above = bound(&limits.minimum).is_none_or(|least| {
        if limits.exclusive_minimum {
            value > least
        } else {
            value >= least
        }
    });
    let below = bound(&limits.maximum).is_none_or(|most| {
        if limits.exclusive_maximum {
            value < most
        } else {
            value <= most
        }
    });
    above && below && is_multiple(value, limits)
}

/// Whether no two of the items are equal.
#[must_use]
pub fn is_unique(items: &[Value]) -> bool {
    items
        .iter()
        .enumerate()
        .all(|(index, item)| !items.iter().skip(index + 1).any(|other| other == item))
}

fn is_multiple(value: f64, limits: &Limits) -> bool {
    let step = limits.multiple_of.as_ref().and_then(Number::as_f64);
    step.is_none_or(|step| step == 0.0 || (value / step).fract() == 0.0)
}

/// Values where anything is allowed.
#[must_use]
pub fn any() -> Vec<Value> {
    vec![
        json!({ "a": [1, { "b": null }], "": "\u{e9}", "c": 9_007_199_254_740_993_i64, "d": 0.1 }),
        json!([]),
        json!("text"),
        json!(-1),
        json!(false),
        Value::Null,
    ]
}
