//! Doc attributes as the lines they are printed as.

use proc_macro2::Span;
use syn::visit_mut::VisitMut;
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, LitStr, Meta, MetaNameValue, parse_quote};

/// Splits every doc of the file into one attribute per line, each line with one space in front.
///
/// The indentation that all lines of a run of docs share is taken off first, as rustdoc does, so that indented code in
/// Markdown keeps its own. CR LF and lone CR, which Rust forbids in a doc comment, count as line ends.
pub(super) fn normalize(file: &mut syn::File) {
    // One parsed attribute is the mould of all: parsing one for every run of docs would take a tenth of the run.
    let mould = parse_quote!(#[doc = ""]);
    Docs { mould }.visit_file_mut(file);
}

struct Docs {
    mould: Attribute,
}

impl VisitMut for Docs {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        if attributes.iter().any(|attribute| text(attribute).is_some()) {
            *attributes = split(std::mem::take(attributes), &self.mould);
        }
    }
}

/// The text of `#[doc = "…"]`; none for any other attribute, `#[doc(hidden)]` and `#[doc = include_str!("…")]` among them.
pub(super) fn text(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn split(attributes: Vec<Attribute>, mould: &Attribute) -> Vec<Attribute> {
    let mut result = Vec::with_capacity(attributes.len());
    let mut run: Vec<(AttrStyle, String)> = Vec::new();
    for attribute in attributes {
        if let Some(text) = text(&attribute) {
            if run
                .last()
                .is_some_and(|(style, _)| is_inner(*style) != is_inner(attribute.style))
            {
                flush(&mut run, &mut result, mould);
            }
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            run.extend(
                text.split('\n')
                    .map(|line| (attribute.style, line.trim_end().to_owned())),
            );
        } else {
            flush(&mut run, &mut result, mould);
            result.push(attribute);
        }
    }
    flush(&mut run, &mut result, mould);
    result
}

fn is_inner(style: AttrStyle) -> bool {
    matches!(style, AttrStyle::Inner(_))
}

fn flush(run: &mut Vec<(AttrStyle, String)>, result: &mut Vec<Attribute>, mould: &Attribute) {
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = run
        .iter()
        .filter(|(_, line)| !line.is_empty())
        .map(|(_, line)| indentation(line))
        .min()
        .unwrap_or(0);
    for (style, line) in run.drain(..) {
        let line = line.get(shared..).unwrap_or_default();
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        result.push(doc(mould, style, &line));
    }
}

fn doc(mould: &Attribute, style: AttrStyle, line: &str) -> Attribute {
    let mut attribute = mould.clone();
    attribute.style = style;
    if let Meta::NameValue(MetaNameValue {
        value: Expr::Lit(ExprLit { lit, .. }),
        ..
    }) = &mut attribute.meta
    {
        *lit = Lit::Str(LitStr::new(line, Span::call_site()));
    }
    attribute
}
