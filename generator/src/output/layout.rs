//! Three places where rustfmt lays a printed item out in another way than prettyplease, put right where that is cheap.
//!
//! Each works on whole lines of one printed item and is sound for two reasons: lines are only joined at a line feed between
//! two tokens, and an item with a literal of several lines is left alone, so that no line starts inside a literal.

use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

/// rustfmt's default `max_width`.
pub(super) const WIDTH: usize = 100;

/// Prints a `use` of one list on one line if it fits, else the names as many to a line as fit.
pub(super) fn imports(text: &str) -> String {
    let Some((start, rest)) = text.split_once("{\n") else {
        return text.to_owned();
    };
    let Some((body, "};")) = rest
        .rsplit_once('\n')
        .map(|(body, end)| (body, end.trim_start()))
    else {
        return text.to_owned();
    };
    if body.contains(['{', '}']) || start.contains('\n') {
        return text.to_owned();
    }
    let names: Vec<&str> = body
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    self::names(start, &names)
}

/// The same for a `use` that begins with `start` and has these names.
pub(super) fn names(start: &str, names: &[&str]) -> String {
    let line = format!("{start}{{{}}};", names.join(", "));
    if width(&line) <= WIDTH {
        return line;
    }
    let indent = indentation(start);
    let mut lines = format!("{start}{{");
    let mut column = WIDTH;
    for name in names {
        if column + width(name) + 2 > WIDTH {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent + 4));
            column = indent + 4;
        } else {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(name);
        lines.push(',');
        column += width(name) + 1;
    }
    format!("{lines}\n{}}};", " ".repeat(indent))
}

/// Joins the broken signature of a function if it fits on one line of 100 columns.
pub(super) fn signature(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_start = |line: &&str| line.ends_with('(') && starts_function(line.trim_start());
    let Some(start) = lines.iter().position(is_start) else {
        return text.to_owned();
    };
    let Some(first) = lines.get(start) else {
        return text.to_owned();
    };
    let indent = indentation(first);
    let is_end = |line: &&str| indentation(line) == indent && line.trim_start().starts_with(')');
    let Some(count) = lines.iter().skip(start + 1).position(is_end) else {
        return text.to_owned();
    };
    let inner = lines.iter().skip(start + 1).take(count);
    if inner
        .clone()
        .any(|line| indentation(line) != indent + 4 || line.contains("#["))
    {
        return text.to_owned();
    }
    let inner: Vec<&str> = inner.map(|line| line.trim()).collect();
    let inner = inner.join(" ");
    let end = lines
        .get(start + 1 + count)
        .map_or("", |line| line.trim_start());
    let joined = format!("{first}{}{end}", inner.trim_end_matches(','));
    if width(&joined) > WIDTH || has_long_literal(text) {
        return text.to_owned();
    }
    let before = lines.iter().take(start).copied();
    let after = lines.iter().skip(start + count + 2).copied();
    before
        .chain([joined.as_str()])
        .chain(after)
        .collect::<Vec<_>>()
        .join("\n")
}

fn starts_function(line: &str) -> bool {
    let mut words = line.split(' ').skip_while(|word| {
        word.starts_with("pub") || matches!(*word, "async" | "const" | "unsafe" | "extern")
    });
    words.next() == Some("fn")
}

/// Pulls a sole bracketed argument up to the call's parenthesis: `Some(match … {` … `})`.
pub(super) fn hug(text: String) -> String {
    let mut lines = text.split('\n').rev().skip(1);
    if !lines.any(|line| line.ends_with('(')) || has_long_literal(&text) {
        return text;
    }
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for index in (0..lines.len()).rev() {
        if let Some(end) = sole_argument(&lines, index) {
            pull_up(&mut lines, index, end);
        }
    }
    lines.join("\n")
}

/// The line on which the argument ends that starts below line `start`, if it is the only one and is in brackets.
fn sole_argument(lines: &[String], start: usize) -> Option<usize> {
    let call = lines.get(start)?;
    let argument = lines.get(start + 1)?;
    let indent = indentation(call);
    let is_call = call.ends_with('(') && !starts_function(call.trim_start());
    let opens = argument.ends_with(['(', '[', '{']) && indentation(argument) == indent + 4;
    let fits = width(call) + width(argument.trim_start()) <= WIDTH;
    if !is_call || !opens || !fits || is_comment(call) || is_comment(argument) {
        return None;
    }
    let below = lines.iter().enumerate().skip(start + 2);
    let (end, last) = below
        .into_iter()
        .find(|(_, line)| !line.is_empty() && indentation(line) <= indent + 4)?;
    let closes = indentation(last) == indent + 4 && matches!(last.trim_start(), ")," | "]," | "},");
    let call_closes = lines
        .get(end + 1)
        .is_some_and(|line| indentation(line) == indent && line.trim_start().starts_with(')'));
    (closes && call_closes).then_some(end)
}

fn pull_up(lines: &mut Vec<String>, start: usize, end: usize) {
    let mut tail = lines.split_off(start);
    let rest = tail.split_off(end + 2 - start);
    let mut tail = tail.into_iter();
    let mut call = tail.next().unwrap_or_default();
    if let Some(argument) = tail.next() {
        call.push_str(argument.trim_start());
    }
    lines.push(call);
    let mut body: Vec<String> = tail.collect();
    let call_end = body.pop().unwrap_or_default();
    let argument_end = body.pop().unwrap_or_default();
    lines.extend(
        body.iter()
            .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()),
    );
    let argument_end = argument_end.trim_end_matches(',');
    lines.push(format!(
        "{}{}",
        argument_end.strip_prefix("    ").unwrap_or(argument_end),
        call_end.trim_start()
    ));
    lines.extend(rest);
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// Whether a literal of the text holds a line feed; also true for text that cannot be read.
fn has_long_literal(text: &str) -> bool {
    fn any(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Group(group) => any(group.stream()),
            TokenTree::Literal(literal) => literal.to_string().contains('\n'),
            _ => false,
        })
    }
    !has_short_literals(text) && TokenStream::from_str(text).map_or(true, any)
}

/// Whether a look at the quotes is enough to see that every literal ends on its line, as it nearly always is: where nothing is escaped
/// and nothing raw, they come in pairs.
fn has_short_literals(text: &str) -> bool {
    let mut is_open = false;
    let mut previous = b' ';
    for byte in text.bytes() {
        match byte {
            b'\\' => return false,
            b'"' if matches!(previous, b'#' | b'\'') => return false,
            b'"' => is_open = !is_open,
            b'\n' if is_open => return false,
            _ => {}
        }
        previous = byte;
    }
    true
}
