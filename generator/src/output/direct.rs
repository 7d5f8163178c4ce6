//! Items that are printed from their tokens, as most are: definitions whose parts stand on a line each.
//!
//! Reading them with syn and breaking their lines with prettyplease took ten times as long, to give the same text: where a line is short
//! enough, there is nothing to break. What is not sure to be printed as prettyplease would print it is `None` here.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::item::{Piece, import_group, module_group};
use super::split::{self, Part, is, is_word};
use super::{docs, layout, table};

/// prettyplease breaks what is wider than 89 columns, wherever it ends.
const WIDTH: usize = 88;

/// Prints an item.
pub(super) fn item(part: &Part, depth: usize) -> Option<Piece> {
    let attributes = attributes(&part.attributes, depth)?;
    let (text, group) = match part.keyword().as_deref() {
        Some("use") => {
            let text = import(part, attributes.is_empty(), depth)?;
            (text, Some(import_group(visibility(part)?, &root(part))))
        }
        Some("mod") if part.body().is_none() => {
            let text = line(&part.tokens, depth, "")?;
            let is_documented = part.attributes.iter().any(is_doc);
            let visibility = visibility(part)?;
            (text, (!is_documented).then(|| module_group(visibility)))
        }
        Some("struct" | "enum") => {
            let text = block(part, depth, |body| fields(body, depth + 1))?;
            (text, None)
        }
        _ => {
            let text = table(part, depth)?;
            let is_line = !text.contains('\n') && attributes.is_empty();
            (text, is_line.then(|| "macro".to_owned()))
        }
    };
    Some(Piece {
        text: attributes + &text,
        group,
    })
}

/// Prints a call of a macro with braces, if it is one.
fn table(part: &Part, depth: usize) -> Option<String> {
    let [name @ .., sign, TokenTree::Group(rows)] = part.tokens.as_slice() else {
        return None;
    };
    (is(sign, '!') && rows.delimiter() == Delimiter::Brace).then_some(())?;
    let name = line(name, depth, "! {")?;
    let rows = table::rows(rows.stream(), depth + 1);
    Some(if rows.is_empty() {
        name + "}"
    } else {
        format!("{name}\n{rows}\n{}}}", "    ".repeat(depth))
    })
}

/// Prints the line that a block begins with, of attributes and what stands before its braces, and the block around `members`.
pub(super) fn around(part: &Part, depth: usize, members: &str) -> Option<String> {
    let attributes = attributes(&part.attributes, depth)?;
    let text = block(part, depth, |_| Some(members.to_owned()))?;
    Some(attributes + &text)
}

/// Prints a function of a block.
pub(super) fn function(part: &Part, depth: usize) -> Option<Piece> {
    let at = part.tokens.iter().position(|token| is_word(token, "fn"))?;
    let mut text = attributes(&part.attributes, depth)?;
    let body = part.body();
    let (signature, end) = match (body, part.tokens.split_last()?) {
        (Some(_), (_, signature)) => (signature, " {"),
        (None, (_, signature)) => (signature, ";"),
    };
    let is_list = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    let list = at + signature.get(at..)?.iter().position(is_list)?;
    let (before, rest) = signature.split_at_checked(list)?;
    let (TokenTree::Group(arguments), result) = rest.split_first()? else {
        return None;
    };
    let indent = "    ".repeat(depth);
    let result = if result.is_empty() {
        String::new()
    } else {
        " ".to_owned() + &words(result)?
    };
    let last = format!("{indent}){result}{end}");
    let whole = format!("{indent}{}{end}", words(signature)?);
    if whole.len() <= layout::WIDTH && last.len() <= WIDTH {
        text += &whole;
    } else {
        text += &format!("{indent}{}(\n", words(before)?);
        for argument in split::list(arguments.stream()) {
            text += &line(&argument, depth + 1, ",")?;
            text.push('\n');
        }
        (last.len() <= WIDTH).then_some(())?;
        text += &last;
    }
    if let Some(body) = body {
        if body.stream().is_empty() {
            text.push('}');
        } else {
            let body: Vec<TokenTree> = body.stream().into_iter().collect();
            is_call(&body).then_some(())?;
            text.push('\n');
            text += &line(&body, depth + 1, "")?;
            text.push('\n');
            text += &indent;
            text.push('}');
        }
    }
    Some(Piece { text, group: None })
}

/// Attributes, each on a line, with a line feed behind.
fn attributes(attributes: &[TokenTree], depth: usize) -> Option<String> {
    let mut text = String::new();
    let mut run = Vec::new();
    for attribute in attributes.chunks(2) {
        let [sharp, TokenTree::Group(group)] = attribute else {
            return None;
        };
        is(sharp, '#').then_some(())?;
        if let Some(doc) = table::doc(group.stream()) {
            run.extend(docs::lines(&doc));
            continue;
        }
        end_docs(&mut text, &mut run, depth);
        text += &line(attribute, depth, "")?;
        text.push('\n');
    }
    end_docs(&mut text, &mut run, depth);
    Some(text)
}

fn end_docs(text: &mut String, run: &mut Vec<String>, depth: usize) {
    docs::unindent(run);
    for line in run.drain(..) {
        text.extend(std::iter::repeat_n("    ", depth));
        text.push_str("///");
        if !line.is_empty() {
            text.push(' ');
            text.push_str(&line);
        }
        text.push('\n');
    }
}

fn is_doc(attribute: &TokenTree) -> bool {
    matches!(attribute, TokenTree::Group(group) if table::doc(group.stream()).is_some())
}

/// What stands before the braces, and between them the lines that `inner` makes of what is in them.
fn block(
    part: &Part,
    depth: usize,
    inner: impl FnOnce(&Group) -> Option<String>,
) -> Option<String> {
    let (_, head) = part.tokens.split_last()?;
    let head = line(head, depth, " {")?;
    let inner = inner(part.body()?)?;
    Some(if inner.is_empty() {
        head + "}"
    } else {
        format!("{head}\n{inner}\n{}}}", "    ".repeat(depth))
    })
}

/// Fields of a struct or variants of an enum, each on a line.
fn fields(body: &Group, depth: usize) -> Option<String> {
    let mut text = String::new();
    for field in split::list(body.stream()) {
        let mut tokens = field.into_iter().peekable();
        if !text.is_empty() {
            text.push('\n');
        }
        text += &attributes(&split::attributes(&mut tokens), depth)?;
        let tokens: Vec<TokenTree> = tokens.collect();
        text += &line(&tokens, depth, ",")?;
    }
    Some(text)
}

/// A `use` of a path, or of a list of names at the end of one.
fn import(part: &Part, is_alone: bool, depth: usize) -> Option<String> {
    let (_, tokens) = part.tokens.split_last()?;
    let (TokenTree::Group(names), path) = tokens.split_last()? else {
        return line(tokens, depth, ";");
    };
    let names = split::list(names.stream());
    let names: Option<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let names = names?;
    let start = line(path, depth, "")?;
    match names.as_slice() {
        [] => None,
        [only] => {
            let text = start + only + ";";
            (only != "self" && text.len() <= WIDTH).then_some(text)
        }
        _ => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let text = layout::names(&start, &names);
            // Below an attribute, prettyplease breaks the list.
            (is_alone || text.len() <= WIDTH).then_some(text)
        }
    }
}

/// `pub ` or nothing; `None` where it is less than `pub`.
fn visibility(part: &Part) -> Option<&'static str> {
    match part.tokens.as_slice() {
        [word, TokenTree::Group(_), ..] if is_word(word, "pub") => None,
        [word, ..] if is_word(word, "pub") => Some("pub "),
        _ => Some(""),
    }
}

/// The first word of the path of a `use`; nothing where there is no path.
fn root(part: &Part) -> String {
    let path = part
        .tokens
        .iter()
        .skip_while(|token| !is_word(token, "use"));
    let mut path = path.skip(1);
    match (path.next(), path.next()) {
        (Some(TokenTree::Ident(root)), Some(TokenTree::Punct(_))) => root.to_string(),
        _ => String::new(),
    }
}

/// Tokens on a line of their own, which they must fit on.
fn line(tokens: &[TokenTree], depth: usize, end: &str) -> Option<String> {
    let text = "    ".repeat(depth) + &words(tokens)? + end;
    (text.len() <= WIDTH).then_some(text)
}

/// Tokens one after the other, if they are such that there is one way to space them.
fn words(tokens: &[TokenTree]) -> Option<String> {
    let text = table::line(tokens.iter().cloned());
    (is_plain(tokens) && text.is_ascii()).then_some(text)
}

/// Whether there are only signs that mean the same wherever they stand, and nothing that is broken for what it is.
fn is_plain(tokens: &[TokenTree]) -> bool {
    tokens.iter().all(|token| match token {
        TokenTree::Ident(word) => word != "where",
        TokenTree::Literal(literal) => !literal.to_string().contains('\n'),
        TokenTree::Punct(sign) => "#&'<>:,.=+-;".contains(sign.as_char()),
        TokenTree::Group(group) => is_plain_group(group),
    })
}

fn is_plain_group(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_list = matches!(
        group.delimiter(),
        Delimiter::Parenthesis | Delimiter::Bracket
    );
    // A comma at the end is there only where lines are broken.
    is_list && is_plain(&tokens) && !tokens.last().is_some_and(|last| is(last, ','))
}

/// Whether it is a call of calls.
fn is_call(tokens: &[TokenTree]) -> bool {
    tokens.iter().all(|token| match token {
        TokenTree::Punct(sign) => "&:,.".contains(sign.as_char()),
        TokenTree::Group(group) => is_call(&group.stream().into_iter().collect::<Vec<_>>()),
        _ => true,
    })
}
