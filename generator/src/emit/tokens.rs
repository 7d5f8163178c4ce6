//! The small pieces: identifiers, docs, types, rules.

use std::cell::Cell;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Number;

use crate::plan::docs::paragraphs;
use crate::plan::rust::{Foreign, Imports, Limit, RustType};

/// Tokens that are put in one place. `quote!` copies a stream, with all of its names; it moves these.
pub(super) struct Once(Cell<TokenStream>);

/// Makes a stream one that is put in one place.
pub(super) fn once(tokens: TokenStream) -> Once {
    Once(Cell::new(tokens))
}

impl ToTokens for Once {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.take());
    }
}

/// An identifier that the plan has made, raw where it says so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Doc comments, one per line.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let text = doc_text(lines);
    text.map_or_else(TokenStream::new, |text| quote!(#[doc = #text]))
}

/// Doc comments of a parameter: the document's words, `fallback` where it has none, and what the default is.
pub(super) fn documented(words: &[String], fallback: String, default: &[String]) -> TokenStream {
    let words = if words.is_empty() {
        vec![fallback]
    } else {
        words.to_vec()
    };
    docs(&paragraphs([words, default.to_vec()]))
}

/// Doc comments of the file itself.
pub(super) fn file_docs(lines: &[String]) -> TokenStream {
    let text = doc_text(lines);
    text.map_or_else(TokenStream::new, |text| quote!(#![doc = #text]))
}

/// The lines as one text: one attribute is parsed in a fraction of the time that one for each line takes.
fn doc_text(lines: &[String]) -> Option<Literal> {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        if !line.is_empty() {
            text.push(' ');
            push_doc_line(&mut text, line);
        }
    }
    (!lines.is_empty()).then(|| literal(&text))
}

/// One line, whatever the name in it is: a name that begins a new line would begin a block of code, which rustdoc runs.
fn push_doc_line(text: &mut String, line: &str) {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        text.push_str(line);
    } else {
        text.extend(line.chars().map(|c| if breaks(c) { ' ' } else { c }));
    }
}

/// A text as a literal, the same as [`Literal::string`] makes of it, which looks every character up in Unicode's tables.
pub(super) fn literal(text: &str) -> Literal {
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Literal::string(text);
    }
    let mut quoted = String::with_capacity(text.len() + 8);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| Literal::string(text))
}

/// `#[deprecated]` where the document says so.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}

/// What tells clippy that a function has as many arguments as the document has required values.
pub(super) fn many_arguments(count: usize) -> TokenStream {
    if count > 7 {
        quote!(#[expect(clippy::too_many_arguments, reason = "the operation requires them")])
    } else {
        TokenStream::new()
    }
}

/// The condition under which an item is there; nothing where it is always there.
pub(super) fn cfg(features: &[String]) -> TokenStream {
    match features {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// How the file at hand names generated types.
#[derive(Clone, Copy)]
pub(super) enum From {
    /// By their names alone, imported.
    Here,
    /// From the root of the same crate.
    Root,
    /// From the types crate.
    Types,
}

/// A type, as the file at hand names it.
pub(super) fn ty(ty: &RustType, from: From) -> TokenStream {
    let inner = |inner: &RustType| self::ty(inner, from);
    match ty {
        RustType::Bool => quote!(bool),
        RustType::I32 => quote!(i32),
        RustType::I64 => quote!(i64),
        RustType::U64 => quote!(u64),
        RustType::F64 => quote!(f64),
        RustType::String => quote!(String),
        RustType::Uuid => quote!(Uuid),
        RustType::DateTime => quote!(DateTime<FixedOffset>),
        RustType::Date => quote!(NaiveDate),
        RustType::Json => quote!(Value),
        RustType::File => match from {
            From::Here => quote!(File),
            From::Root => quote!(crate::runtime::File),
            From::Types => quote!(types::runtime::File),
        },
        RustType::Foreign(path) => foreign(path),
        RustType::Named(name) => named(name, from),
        RustType::Vec(item) => {
            let item = inner(item);
            quote!(Vec<#item>)
        }
        RustType::Map(value) => {
            let value = inner(value);
            quote!(BTreeMap<String, #value>)
        }
        RustType::Option(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        RustType::Patch(value) => {
            let value = inner(value);
            quote!(Patch<#value>)
        }
        RustType::Boxed(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
    }
}

/// A generated type by name.
pub(super) fn named(name: &str, from: From) -> TokenStream {
    let name = ident(name);
    match from {
        From::Here => name.to_token_stream(),
        From::Root => quote!(crate::#name),
        From::Types => quote!(types::#name),
    }
}

/// The `use`s for what stands in other crates.
pub(super) fn foreign_uses(imports: &Imports) -> TokenStream {
    let has = |foreign| imports.foreign.contains(&foreign);
    let map = has(Foreign::Map).then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let chrono = match (has(Foreign::DateTime), has(Foreign::Date)) {
        (true, true) => quote!(
            use chrono::{DateTime, FixedOffset, NaiveDate};
        ),
        (true, false) => quote!(
            use chrono::{DateTime, FixedOffset};
        ),
        (false, true) => quote!(
            use chrono::NaiveDate;
        ),
        (false, false) => TokenStream::new(),
    };
    let json = has(Foreign::Json).then(|| {
        quote!(
            use serde_json::Value;
        )
    });
    let uuid = has(Foreign::Uuid).then(|| {
        quote!(
            use uuid::Uuid;
        )
    });
    quote!(#map #chrono #json #uuid)
}

/// A type of another crate, by its whole path: no name of the API hides it.
pub(super) fn foreign(path: &[String]) -> TokenStream {
    let path = path.iter().map(|name| ident(name));
    quote!(#(::#path)*)
}

/// A rule as the runtime's builder makes it.
pub(super) fn rule(limits: &[Limit]) -> TokenStream {
    let calls = limits.iter().map(limit);
    quote!(Rule::new()#(.#calls)*)
}

fn limit(limit: &Limit) -> TokenStream {
    match limit {
        Limit::MinLength(length) => counted("min_length", *length),
        Limit::MaxLength(length) => counted("max_length", *length),
        Limit::Pattern(pattern) => quote!(pattern(#pattern)),
        Limit::Minimum(bound, false) => bounded("minimum", bound),
        Limit::Minimum(bound, true) => bounded("exclusive_minimum", bound),
        Limit::Maximum(bound, false) => bounded("maximum", bound),
        Limit::Maximum(bound, true) => bounded("exclusive_maximum", bound),
        Limit::MultipleOf(step) => bounded("multiple_of", step),
        Limit::MinItems(count) => counted("min_items", *count),
        Limit::MaxItems(count) => counted("max_items", *count),
        Limit::Condition(condition) => {
            let condition = raw(condition);
            quote!(condition(#condition))
        }
        Limit::UniqueItems => quote!(unique_items()),
        Limit::MinProperties(count) => counted("min_properties", *count),
        Limit::MaxProperties(count) => counted("max_properties", *count),
        Limit::Items(limits) => {
            let items = rule(limits);
            quote!(items(&#items))
        }
    }
}

/// A text with quotes in it, as a person writes it: `r#"{"not":{}}"#`.
pub(super) fn raw(text: &str) -> Literal {
    let plain = || Literal::string(text);
    let fits = text.contains('"') && !text.contains(['\\', '\r', '\n']) && !text.contains("\"#");
    if !fits {
        return plain();
    }
    format!("r#\"{text}\"#").parse().unwrap_or_else(|_| plain())
}

fn counted(method: &str, count: u64) -> TokenStream {
    let method = ident(method);
    let count = digits(u128::from(count));
    quote!(#method(#count))
}

/// A bound, exact: integers as integers, others as `f64`.
fn bounded(method: &str, bound: &Number) -> TokenStream {
    let integer = bound
        .as_i64()
        .map(i128::from)
        .or_else(|| bound.as_u64().map(i128::from));
    let integer = integer.map(|integer| (integer < 0, digits(integer.unsigned_abs())));
    match integer {
        Some((negative, digits)) => {
            let method = ident(method);
            let sign = negative.then(|| quote!(-));
            quote!(#method(#sign #digits))
        }
        None => {
            let method = ident(&format!("{method}_number"));
            let value = bound.as_f64().unwrap_or(0.0);
            let sign = value.is_sign_negative().then(|| quote!(-));
            let digits = Literal::f64_unsuffixed(value.abs());
            quote!(#method(#sign #digits))
        }
    }
}

/// A number in groups of three digits, as a person writes it.
fn digits(number: u128) -> TokenStream {
    let plain = number.to_string();
    let mut text = String::new();
    for (index, digit) in plain.chars().enumerate() {
        if plain.len() > 4 && index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    // Digits and underscores are a literal.
    text.parse::<Literal>().map_or_else(
        |_| Literal::u128_unsuffixed(number).into_token_stream(),
        Literal::into_token_stream,
    )
}
