//! The body of an item macro, printed as a table.
//!
//! prettyplease cannot know the grammar of a macro and prints its tokens with a space between all of them. The macros of
//! the generated code have rows that end with `,` or `;` and nest by braces, so that is how they are printed.

use std::fmt::{self, Write as _};

use proc_macro2::{Delimiter, Punct, Spacing};
use syn::Lit;

use super::docs;
use super::token::Token;

/// Prints each row on a line of its own, indented by `depth` levels; no line feed at the end.
pub(super) fn rows(tokens: &[Token], depth: usize) -> String {
    let mut table = Table {
        lines: Vec::new(),
        row: Row::default(),
    };
    table.rows(tokens, depth);
    table.lines.join("\n")
}

/// Tokens on one line, with spaces where a person puts them.
pub(super) fn line<'t>(tokens: impl IntoIterator<Item = &'t Token>) -> String {
    let mut row = Row::default();
    for token in tokens {
        row.push(token);
    }
    row.end_operator();
    row.text
}

/// The text of `doc = "…"`, what stands in the brackets of an attribute.
pub(super) fn doc(attribute: &[Token]) -> Option<String> {
    match attribute {
        [name, sign, Token::Literal(text)] if name.is_word("doc") && sign.is('=') => {
            docs::plain(&text.to_string()).or_else(|| match Lit::new(text.clone()) {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            })
        }
        _ => None,
    }
}

/// A row that is wider than this has its `=>` on a line of its own.
const WIDTH: usize = 100;

struct Table {
    lines: Vec<String>,
    row: Row,
}

impl Table {
    fn rows(&mut self, tokens: &[Token], depth: usize) {
        let mut tokens = tokens.iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                Token::Group(Delimiter::Brace, inner) => {
                    self.nested(inner, depth);
                    if !matches!(tokens.peek(), Some(next @ Token::Sign(_)) if !next.is('#')) {
                        self.end_row(depth);
                    }
                }
                Token::Group(_, attribute) if self.row.text == "#" => {
                    self.attribute(token, attribute, depth);
                    self.end_row(depth);
                }
                Token::Sign(sign) if matches!(sign.as_char(), ',' | ';') => {
                    self.row.push(token);
                    self.end_row(depth);
                }
                token => self.row.push(token),
            }
        }
        self.end_row(depth);
    }

    fn nested(&mut self, tokens: &[Token], depth: usize) {
        self.row.word("{");
        if !tokens.is_empty() {
            self.end_row(depth);
            self.rows(tokens, depth + 1);
        }
        self.row.text.push('}');
        self.row.last = Last::Close;
    }

    /// An attribute has a line of its own; a doc is printed as `///` lines.
    fn attribute(&mut self, group: &Token, attribute: &[Token], depth: usize) {
        match doc(attribute) {
            Some(doc) => {
                for (index, line) in doc.split('\n').enumerate() {
                    if index > 0 {
                        self.end_row(depth);
                    }
                    self.row.text = format!("///{}", line.trim_end());
                }
            }
            None => self.row.push(group),
        }
    }

    fn end_row(&mut self, depth: usize) {
        self.row.end_operator();
        let Row { text, arrow, .. } = std::mem::take(&mut self.row);
        let indent = "    ".repeat(depth);
        match arrow {
            Some(arrow) if indent.len() + text.len() > WIDTH => {
                let (left, right) = text.split_at(arrow);
                self.lines.push(format!("{indent}{}", left.trim_end()));
                self.lines
                    .push(format!("{indent}    {}", right.trim_start()));
            }
            _ if text.is_empty() => {}
            _ => self.lines.push(indent + &text),
        }
    }
}

/// The operators of more than one character. `>>` is not among them: in a table it closes two lists of generics.
const OPERATORS: &[&str] = &[
    "::", "=>", "->", "..=", "==", "!=", "<=", ">=", "&&", "||", "<<",
];

/// What the last token of a row asks of the next.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum Last {
    /// Nothing may stand between: the start of a row, an opening bracket, `&`, `::`.
    #[default]
    Glue,
    /// An operator or a comma, with a space after it.
    Operator,
    /// An identifier or a literal.
    Word,
    /// A word that a value or a type comes after.
    Keyword,
    /// A closing bracket, `>` among them.
    Close,
}

#[derive(Default)]
struct Row {
    text: String,
    last: Last,
    /// The characters of an operator so far, while more of them follow.
    operator: String,
    /// Where the text has its first `=>`.
    arrow: Option<usize>,
}

impl Row {
    fn push(&mut self, token: &Token) {
        match token {
            Token::Sign(sign) => self.sign(sign),
            Token::Group(delimiter, tokens) => self.group(*delimiter, tokens),
            word => self.word(word),
        }
    }

    fn sign(&mut self, sign: &Punct) {
        self.operator.push(sign.as_char());
        let is_begun = |operator: &&str| operator.starts_with(&self.operator);
        if self.operator.len() > 1 && !OPERATORS.iter().any(is_begun) {
            self.operator.pop();
            self.end_operator();
            self.operator.push(sign.as_char());
        }
        if sign.spacing() == Spacing::Alone {
            self.end_operator();
        }
    }

    fn end_operator(&mut self) {
        if !self.operator.is_empty() {
            let mut operator = std::mem::take(&mut self.operator);
            self.punctuate(&operator);
            operator.clear();
            self.operator = operator;
        }
    }

    fn word(&mut self, word: impl fmt::Display) {
        self.end_operator();
        if self.last != Last::Glue {
            self.text.push(' ');
        }
        let start = self.text.len();
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{word}");
        self.last = match self.text.get(start..).unwrap_or_default() {
            "as" | "dyn" | "for" | "impl" | "in" | "mut" | "ref" | "return" | "use" => {
                Last::Keyword
            }
            _ => Last::Word,
        };
    }

    fn group(&mut self, delimiter: Delimiter, tokens: &[Token]) {
        self.end_operator();
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let spaced = match delimiter {
            Delimiter::Brace => true,
            Delimiter::Bracket => self.last != Last::Close,
            _ => matches!(self.last, Last::Operator | Last::Keyword),
        };
        if spaced && self.last != Last::Glue {
            self.text.push(' ');
        }
        self.text.push_str(open);
        self.last = Last::Glue;
        for token in tokens {
            self.push(token);
        }
        self.end_operator();
        self.text.push_str(close);
        self.last = Last::Close;
    }

    fn punctuate(&mut self, operator: &str) {
        let after_value = matches!(self.last, Last::Word | Last::Close);
        let (space, last) = match operator {
            "," | ";" | ":" => (false, Last::Operator),
            "::" | "." | ".." | "..=" => (!after_value && self.last != Last::Glue, Last::Glue),
            "<" => (self.last == Last::Operator, Last::Glue),
            ">" | ">>" | "?" => (false, Last::Close),
            "!" if after_value => (false, Last::Glue),
            "!" | "&" | "*" | "-" if !after_value => (self.last != Last::Glue, Last::Glue),
            "'" | "#" | "$" | "@" => (self.last != Last::Glue, Last::Glue),
            _ => (self.last != Last::Glue, Last::Operator),
        };
        if space {
            self.text.push(' ');
        }
        if operator == "=>" {
            self.arrow.get_or_insert(self.text.len());
        }
        self.text.push_str(operator);
        self.last = last;
    }
}
