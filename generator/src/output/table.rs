//! The body of an item macro, printed as a table.
//!
//! prettyplease cannot know the grammar of a macro and prints its tokens with a space between all of them. The macros of
//! the generated code have rows that end with `,` or `;` and nest by braces, so that is how they are printed.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use syn::Lit;

use super::docs;

/// Prints each row on a line of its own, indented by `depth` levels; no line feed at the end.
pub(super) fn rows(tokens: TokenStream, depth: usize) -> String {
    let mut table = Table {
        lines: Vec::new(),
        row: Row::default(),
    };
    table.rows(tokens, depth);
    table.lines.join("\n")
}

/// Tokens on one line, with spaces where a person puts them.
pub(super) fn line(tokens: impl IntoIterator<Item = TokenTree>) -> String {
    let mut row = Row::default();
    for token in tokens {
        row.push(token);
    }
    row.end_operator();
    row.text
}

/// The text of `doc = "…"`, what stands in the brackets of an attribute.
pub(super) fn doc(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text))
            if name == "doc" =>
        {
            docs::plain(&text.to_string()).or_else(|| match Lit::new(text) {
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
    fn rows(&mut self, tokens: TokenStream, depth: usize) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.nested(group.stream(), depth);
                    if !matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() != '#')
                    {
                        self.end_row(depth);
                    }
                }
                TokenTree::Group(group) if self.row.text == "#" => {
                    self.attribute(&group, depth);
                    self.end_row(depth);
                }
                TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => {
                    self.row.push(TokenTree::Punct(punct));
                    self.end_row(depth);
                }
                token => self.row.push(token),
            }
        }
        self.end_row(depth);
    }

    fn nested(&mut self, tokens: TokenStream, depth: usize) {
        self.row.word("{");
        if !tokens.is_empty() {
            self.end_row(depth);
            self.rows(tokens, depth + 1);
        }
        self.row.text.push('}');
        self.row.last = Last::Close;
    }

    /// An attribute has a line of its own; a doc is printed as `///` lines.
    fn attribute(&mut self, group: &Group, depth: usize) {
        match doc(group.stream()) {
            Some(doc) => {
                for (index, line) in doc.split('\n').enumerate() {
                    if index > 0 {
                        self.end_row(depth);
                    }
                    self.row.text = format!("///{}", line.trim_end());
                }
            }
            None => self.row.push(TokenTree::Group(group.clone())),
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
    fn push(&mut self, token: TokenTree) {
        match token {
            TokenTree::Ident(ident) => self.word(&ident.to_string()),
            TokenTree::Literal(literal) => self.word(&literal.to_string()),
            TokenTree::Group(group) => self.group(&group),
            TokenTree::Punct(punct) => self.punct(&punct),
        }
    }

    fn punct(&mut self, punct: &Punct) {
        let longer = format!("{}{}", self.operator, punct.as_char());
        if !OPERATORS
            .iter()
            .any(|operator| operator.starts_with(&longer))
        {
            self.end_operator();
        }
        self.operator.push(punct.as_char());
        if punct.spacing() == Spacing::Alone {
            self.end_operator();
        }
    }

    fn end_operator(&mut self) {
        let operator = std::mem::take(&mut self.operator);
        if !operator.is_empty() {
            self.punctuate(&operator);
        }
    }

    fn word(&mut self, word: &str) {
        self.end_operator();
        if self.last != Last::Glue {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.last = Last::Word;
    }

    fn group(&mut self, group: &Group) {
        self.end_operator();
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let spaced = match group.delimiter() {
            Delimiter::Brace => true,
            Delimiter::Bracket => matches!(self.last, Last::Operator | Last::Word),
            _ => self.last == Last::Operator,
        };
        if spaced && self.last != Last::Glue {
            self.text.push(' ');
        }
        self.text.push_str(open);
        self.last = Last::Glue;
        for token in group.stream() {
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
            "::" | "." | ".." | "..=" | "<" => {
                (!after_value && self.last != Last::Glue, Last::Glue)
            }
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
