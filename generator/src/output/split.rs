//! Tokens cut into items and members, without a look at what they say.

use proc_macro2::{Delimiter, TokenStream};

use super::token::{Token, stream, tokens};

/// An item, or a member of a block: what is in the brackets of its attributes, and the rest up to its semicolon or its braces.
pub(super) struct Part {
    pub(super) attributes: Vec<Token>,
    pub(super) tokens: Vec<Token>,
}

impl Part {
    /// The word that tells what it is: the first one behind the visibility.
    pub(super) fn keyword(&self) -> Option<String> {
        let mut words = self.tokens.iter().filter_map(|token| match token {
            Token::Word(word) => Some(word.to_string()),
            _ => None,
        });
        words.find(|word| !matches!(word.as_str(), "pub" | "unsafe" | "auto"))
    }

    /// All of its tokens.
    pub(super) fn into_stream(self) -> TokenStream {
        stream(self.attributes.into_iter().chain(self.tokens))
    }

    /// Takes out what is in the braces that it ends with.
    pub(super) fn take_body(&mut self) -> Option<Vec<Token>> {
        match self.tokens.last_mut()? {
            Token::Group(Delimiter::Brace, tokens) => Some(std::mem::take(tokens)),
            _ => None,
        }
    }

    /// What is in the braces that it ends with.
    pub(super) fn body(&self) -> Option<&[Token]> {
        self.tokens.last()?.braced()
    }
}

/// The attributes of a file, and what is behind them.
pub(super) fn file(file: TokenStream) -> (TokenStream, Vec<Part>) {
    let mut tokens = tokens(file);
    let mut end = 0;
    while let Some([sharp, bang, Token::Group(..)]) = tokens.get(end..end + 3)
        && sharp.is('#')
        && bang.is('!')
    {
        end += 3;
    }
    let items = tokens.split_off(end);
    (stream(tokens), parts(items))
}

/// Cuts what is in a file or in a block.
pub(super) fn parts(tokens: impl IntoIterator<Item = Token>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while tokens.peek().is_some() {
        let attributes = attributes(&mut tokens);
        let mut part = Part {
            attributes,
            tokens: Vec::new(),
        };
        // Which end it has, its words tell; at most the first few.
        let mut ends_with_braces = None;
        for token in tokens.by_ref() {
            let is_end = match &token {
                Token::Sign(sign) => sign.as_char() == ';',
                Token::Group(Delimiter::Brace, _) => {
                    *ends_with_braces.get_or_insert_with(|| has_braces(&part))
                }
                _ => false,
            };
            part.tokens.push(token);
            if is_end {
                break;
            }
        }
        parts.push(part);
    }
    parts
}

/// Whether it ends with its first braces.
fn has_braces(part: &Part) -> bool {
    match part.keyword().as_deref() {
        Some("use" | "static" | "type") => false,
        Some("const") => part.tokens.iter().any(|token| token.is_word("fn")),
        _ => true,
    }
}

/// Takes attributes off.
fn attributes(tokens: &mut std::iter::Peekable<impl Iterator<Item = Token>>) -> Vec<Token> {
    let mut attributes = Vec::new();
    while let Some(sharp) = tokens.next_if(|token| token.is('#')) {
        attributes.push(sharp);
        // A `!` says that it belongs to what is around; who prints it has to know what to do with that.
        attributes.extend(tokens.next_if(|token| token.is('!')));
        attributes.extend(tokens.next_if(|token| matches!(token, Token::Group(..))));
    }
    attributes
}

/// Cuts what commas separate, but for those between angle brackets. A comma behind the last one separates nothing.
pub(super) fn list(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_usize;
    let mut previous = ' ';
    let items = tokens.split(|token| {
        let sign = match token {
            Token::Sign(sign) => sign.as_char(),
            _ => ' ',
        };
        match sign {
            '<' => depth += 1,
            '>' if previous != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = sign;
        sign == ',' && depth == 0
    });
    let mut items: Vec<&[Token]> = items.collect();
    items.pop_if(|last| last.is_empty());
    items
}
