//! Doc attributes as the lines they are printed as.
//!
//! Docs are most of the text of a generated file, and nothing about them is for a printer of Rust to decide. So they are taken out of the
//! syntax tree and put back into the printed text: what is printed in between is a mark in the place of each run of docs.

use syn::visit_mut::VisitMut;
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, LitStr, Meta, parse_quote};

/// Begins and ends the number of a run of docs. No literal is printed with it, for it would be escaped.
const MARK: char = '\u{1}';

/// The docs of an item: the lines of each run, without slashes.
pub(super) struct Docs(Vec<Vec<String>>);

/// Takes the docs out of an item and leaves marks.
///
/// The indentation that all lines of a run of docs share is taken off first, as rustdoc does, so that indented code in
/// Markdown keeps its own. CR LF and lone CR, which Rust forbids in a doc comment, count as line ends.
pub(super) fn take(item: &mut syn::Item) -> Docs {
    let mut taking = Taking::default();
    taking.visit_item_mut(item);
    Docs(taking.runs)
}

/// Does the same with the attributes of a file.
pub(super) fn take_attributes(attributes: &mut Vec<Attribute>) -> Docs {
    let mut taking = Taking::default();
    taking.visit_attributes_mut(attributes);
    Docs(taking.runs)
}

impl Docs {
    /// Puts the docs in the place of their marks: one `///` or `//!` line for each line, with one space after the slashes.
    pub(super) fn put_back(&self, text: &str) -> String {
        let mut whole = String::with_capacity(2 * text.len());
        let mut rest = text;
        while let Some((before, number, after)) = next_mark(rest) {
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let (done, prefix) = before.split_at_checked(start).unwrap_or((before, ""));
            whole.push_str(done);
            let lines = self.0.get(number).map(Vec::as_slice).unwrap_or_default();
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    whole.push('\n');
                }
                whole.push_str(prefix);
                if !line.is_empty() {
                    whole.push(' ');
                    whole.push_str(line);
                }
            }
            rest = after;
        }
        whole.push_str(rest);
        whole
    }
}

/// The next mark: what is before it, its number, what is after it.
fn next_mark(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once(MARK)?;
    let (number, after) = rest.split_once(MARK)?;
    Some((before, number.parse().ok()?, after))
}

#[derive(Default)]
struct Taking {
    runs: Vec<Vec<String>>,
}

impl VisitMut for Taking {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        if attributes.iter().any(is_doc) {
            *attributes = self.marked(std::mem::take(attributes));
        }
    }
}

impl Taking {
    fn marked(&mut self, attributes: Vec<Attribute>) -> Vec<Attribute> {
        let mut result = Vec::with_capacity(attributes.len());
        let mut run: Option<(AttrStyle, Vec<String>)> = None;
        for attribute in attributes {
            let Some(text) = text(&attribute) else {
                result.extend(self.mark(run.take()));
                result.push(attribute);
                continue;
            };
            if let Some((style, _)) = &run
                && is_inner(*style) != is_inner(attribute.style)
            {
                result.extend(self.mark(run.take()));
            }
            let (_, lines) = run.get_or_insert_with(|| (attribute.style, Vec::new()));
            lines.extend(self::lines(&text));
        }
        result.extend(self.mark(run));
        result
    }

    fn mark(&mut self, run: Option<(AttrStyle, Vec<String>)>) -> Option<Attribute> {
        let (style, mut lines) = run?;
        unindent(&mut lines);
        let mark = format!("{MARK}{}{MARK}", self.runs.len());
        self.runs.push(lines);
        let attribute: Attribute = parse_quote!(#[doc = #mark]);
        Some(Attribute { style, ..attribute })
    }
}

/// The lines of a text, as docs have them.
pub(super) fn lines(text: &str) -> Vec<String> {
    let ends = text.contains('\r');
    let text = if ends {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    text.split('\n')
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn is_inner(style: AttrStyle) -> bool {
    matches!(style, AttrStyle::Inner(_))
}

/// Takes the indentation off that all lines share.
pub(super) fn unindent(lines: &mut [String]) {
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indentation(line))
        .min()
        .unwrap_or(0);
    for line in lines {
        line.drain(..shared.min(line.len()));
    }
}

/// Whether it is `#[doc = "…"]`; not so any other attribute, `#[doc(hidden)]` and `#[doc = include_str!("…")]` among them.
pub(super) fn is_doc(attribute: &Attribute) -> bool {
    literal(attribute).is_some()
}

fn text(attribute: &Attribute) -> Option<String> {
    let literal = literal(attribute)?;
    let token = literal.token().to_string();
    Some(plain(&token).unwrap_or_else(|| literal.value()))
}

fn literal(attribute: &Attribute) -> Option<&LitStr> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// What a literal says that has none but the usual escapes: many times quicker than syn, which reads every form.
pub(super) fn plain(literal: &str) -> Option<String> {
    let quoted = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut parts = quoted.split('\\');
    let mut text = String::with_capacity(quoted.len());
    text.push_str(parts.next()?);
    while let Some(part) = parts.next() {
        if part.is_empty() {
            // Two backslashes are one; what follows them is no escape.
            text.push('\\');
            text.push_str(parts.next()?);
            continue;
        }
        let escaped = match part.as_bytes().first()? {
            b'n' => '\n',
            b'"' => '"',
            _ => return None,
        };
        text.push(escaped);
        text.push_str(part.get(1..)?);
    }
    Some(text)
}
