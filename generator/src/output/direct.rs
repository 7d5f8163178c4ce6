//! Items that are printed from their tokens, as most are: definitions whose parts stand on a line each.
//!
//! Reading them with syn and breaking their lines with prettyplease takes several times as long, to give the same text: where a line is short
//! enough, there is nothing to break. What is not sure to be printed as prettyplease would print it is `None` here.

use proc_macro2::Delimiter;

use super::item::{Piece, import_group, module_group};
use super::split::{self, Part};
use super::token::Token;
use super::{docs, layout, table};

/// prettyplease breaks what is wider.
const WIDTH: usize = 89;

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
        Some("const") => {
            let text = constant(part, depth)?;
            let is_line = attributes.is_empty();
            (text, is_line.then(|| "const".to_owned()))
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

/// Prints a constant that is a literal, which nothing breaks.
fn constant(part: &Part, depth: usize) -> Option<String> {
    let [before @ .., sign, Token::Literal(literal), _] = part.tokens.as_slice() else {
        return None;
    };
    sign.is('=').then_some(())?;
    let text = format!("{} {literal};", line(before, depth, " =")?);
    (!text.contains('\n')).then_some(text)
}

/// Prints a call of a macro with braces, if it is one.
fn table(part: &Part, depth: usize) -> Option<String> {
    let [name @ .., sign, Token::Group(Delimiter::Brace, rows)] = part.tokens.as_slice() else {
        return None;
    };
    sign.is('!').then_some(())?;
    let name = line(name, depth, "! {")?;
    let rows = table::rows(rows, depth + 1);
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

/// Prints a member of a block.
pub(super) fn member(part: &Part, depth: usize) -> Option<Piece> {
    let attributes = attributes(&part.attributes, depth)?;
    match part.keyword().as_deref() {
        Some("fn") => Some(Piece {
            text: attributes + &function(part, depth)?,
            group: None,
        }),
        Some("const" | "type") if attributes.is_empty() => {
            let value = part.tokens.iter().skip_while(|token| !token.is('='));
            let has_list = value
                .into_iter()
                .any(|token| matches!(token, Token::Group(..)));
            (!has_list).then_some(())?;
            Some(Piece {
                text: line(&part.tokens, depth, "")?,
                group: Some("associated".to_owned()),
            })
        }
        _ => None,
    }
}

/// Prints a function.
fn function(part: &Part, depth: usize) -> Option<String> {
    let indent = "    ".repeat(depth);
    let (last, signature) = part.tokens.split_last()?;
    let body = last.braced();
    let end = if body.is_some() { " {" } else { ";" };
    let mut text = self::signature(signature, depth, end)?;
    match body {
        None => {}
        Some([]) => text.push('}'),
        Some(body) => {
            is_call(body).then_some(())?;
            text.push('\n');
            text += &line(body, depth + 1, "")?;
            text.push('\n');
            text += &indent;
            text.push('}');
        }
    }
    Some(text)
}

/// Prints what stands before the body of a function: on one line, else with a line for each argument, and if it takes one, a line for what
/// is in the angle brackets of the result.
fn signature(tokens: &[Token], depth: usize, end: &str) -> Option<String> {
    let indent = "    ".repeat(depth);
    let name = tokens.iter().position(|token| token.is_word("fn"))?;
    let is_list = |token: &Token| matches!(token, Token::Group(Delimiter::Parenthesis, _));
    let list = name + tokens.get(name..)?.iter().position(is_list)?;
    let (before, rest) = tokens.split_at_checked(list)?;
    let (arguments, result) = rest.split_first()?;
    let Token::Group(_, arguments) = arguments else {
        return None;
    };
    let mut tail = match result {
        [] => format!("){end}"),
        _ => format!(") {}{end}", words(result)?),
    };
    let mut below = String::new();
    if indent.len() + tail.len() > WIDTH {
        let open = 1 + result.iter().position(|token| token.is('<'))?;
        let close = result.iter().rposition(|token| token.is('>'))?;
        let inner = result.get(open..close)?;
        // Of several in the brackets, each would have a line.
        let is_alone = split::list(inner).len() == 1;
        is_alone.then_some(())?;
        tail = format!(") {}", words(result.get(..open)?)?);
        let (inner, close) = (
            line(inner, depth + 1, ",")?,
            line(result.get(close..)?, depth, end)?,
        );
        below = format!("\n{inner}\n{close}");
    }
    let list = split::list(arguments);
    let inner: Option<Vec<String>> = list.iter().map(|argument| words(argument)).collect();
    let before = words(before)?;
    let whole = format!("{indent}{before}({}{tail}", inner?.join(", "));
    if whole.len() <= layout::WIDTH {
        return Some(whole + &below);
    }
    let mut text = format!("{indent}{before}(\n");
    for argument in list {
        text += &line(argument, depth + 1, ",")?;
        text.push('\n');
    }
    Some(text + &indent + &tail + &below)
}

/// Attributes, each on a line, with a line feed behind.
fn attributes(attributes: &[Token], depth: usize) -> Option<String> {
    let mut text = String::new();
    let mut run = Vec::new();
    for attribute in attributes.chunks(2) {
        let [sharp, Token::Group(_, inner)] = attribute else {
            return None;
        };
        sharp.is('#').then_some(())?;
        if let Some(doc) = table::doc(inner) {
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

fn is_doc(attribute: &Token) -> bool {
    matches!(attribute, Token::Group(_, inner) if table::doc(inner).is_some())
}

/// What stands before the braces, and between them the lines that `inner` makes of what is in them.
fn block(
    part: &Part,
    depth: usize,
    inner: impl FnOnce(&[Token]) -> Option<String>,
) -> Option<String> {
    let (body, head) = part.tokens.split_last()?;
    let head = line(head, depth, " {")?;
    let inner = inner(body.braced()?)?;
    Some(if inner.is_empty() {
        head + "}"
    } else {
        format!("{head}\n{inner}\n{}}}", "    ".repeat(depth))
    })
}

/// Fields of a struct or variants of an enum, each on a line.
fn fields(body: &[Token], depth: usize) -> Option<String> {
    let mut text = String::new();
    for field in split::list(body) {
        if !text.is_empty() {
            text.push('\n');
        }
        // Attributes are two tokens each.
        let signs = field.iter().step_by(2).take_while(|token| token.is('#'));
        let (attributes, field) = field.split_at_checked(2 * signs.count())?;
        text += &self::attributes(attributes, depth)?;
        text += &line(field, depth, ",")?;
    }
    Some(text)
}

/// A `use` of a path, or of a list of names at the end of one.
fn import(part: &Part, is_alone: bool, depth: usize) -> Option<String> {
    let (_, tokens) = part.tokens.split_last()?;
    let (Token::Group(_, names), path) = tokens.split_last()? else {
        return line(tokens, depth, ";");
    };
    let names = split::list(names);
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
        [word, Token::Group(..), ..] if word.is_word("pub") => None,
        [word, ..] if word.is_word("pub") => Some("pub "),
        _ => Some(""),
    }
}

/// The first word of the path of a `use`; nothing where there is no path.
fn root(part: &Part) -> String {
    let path = part.tokens.iter();
    let path = path.skip_while(|token| !token.is_word("use"));
    let mut path = path.skip(1);
    match (path.next(), path.next()) {
        (Some(Token::Word(root)), Some(Token::Sign(_))) => root.to_string(),
        _ => String::new(),
    }
}

/// Tokens on a line of their own, which they must fit on.
fn line(tokens: &[Token], depth: usize, end: &str) -> Option<String> {
    let text = "    ".repeat(depth) + &words(tokens)? + end;
    (text.len() <= WIDTH).then_some(text)
}

/// Tokens one after the other, if they are such that there is one way to space them.
fn words(tokens: &[Token]) -> Option<String> {
    let text = table::line(tokens);
    (is_plain(tokens) && text.is_ascii() && !text.contains('\n')).then_some(text)
}

/// Whether there are only signs that mean the same wherever they stand, and nothing that is broken for what it is.
fn is_plain(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token {
        Token::Word(word) => word != "where",
        Token::Literal(_) => true,
        Token::Sign(sign) => "#&'<>:,.=+-;".contains(sign.as_char()),
        // A comma at the end is there only where lines are broken.
        Token::Group(Delimiter::Parenthesis | Delimiter::Bracket, tokens) => {
            is_plain(tokens) && !tokens.last().is_some_and(|last| last.is(','))
        }
        Token::Group(..) => false,
    })
}

/// Whether it is a call of calls.
fn is_call(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token {
        Token::Sign(sign) => "&:,.".contains(sign.as_char()),
        Token::Group(_, tokens) => is_call(tokens),
        _ => true,
    })
}
