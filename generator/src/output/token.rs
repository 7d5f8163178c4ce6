//! Tokens as a tree that can be looked at where it is: a [`TokenStream`] is copied to be looked at, with all of its names.

use std::fmt;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, TokenStream, TokenTree};

/// A token, or those in brackets.
pub(super) enum Token {
    Word(Ident),
    Literal(Literal),
    Sign(Punct),
    Group(Delimiter, Vec<Self>),
}

impl Token {
    pub(super) fn is(&self, sign: char) -> bool {
        matches!(self, Self::Sign(punct) if punct.as_char() == sign)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(ident) if ident == word)
    }

    /// What is between braces.
    pub(super) fn braced(&self) -> Option<&[Self]> {
        match self {
            Self::Group(Delimiter::Brace, tokens) => Some(tokens),
            _ => None,
        }
    }

    fn into_tree(self) -> TokenTree {
        match self {
            Self::Word(ident) => ident.into(),
            Self::Literal(literal) => literal.into(),
            Self::Sign(punct) => punct.into(),
            Self::Group(delimiter, tokens) => Group::new(delimiter, stream(tokens)).into(),
        }
    }
}

/// As it is written, on one line.
impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(ident) => ident.fmt(f),
            Self::Literal(literal) => literal.fmt(f),
            Self::Sign(punct) => punct.fmt(f),
            Self::Group(..) => f.write_str(&super::table::line([self])),
        }
    }
}

/// Takes a stream apart.
pub(super) fn tokens(stream: TokenStream) -> Vec<Token> {
    let token = |tree| match tree {
        TokenTree::Ident(ident) => Token::Word(ident),
        TokenTree::Literal(literal) => Token::Literal(literal),
        TokenTree::Punct(punct) => Token::Sign(punct),
        TokenTree::Group(group) => {
            let (delimiter, stream) = (group.delimiter(), group.stream());
            // What belongs to nobody else is not copied.
            drop(group);
            Token::Group(delimiter, tokens(stream))
        }
    };
    stream.into_iter().map(token).collect()
}

/// Puts a stream together again.
pub(super) fn stream(tokens: impl IntoIterator<Item = Token>) -> TokenStream {
    tokens.into_iter().map(Token::into_tree).collect()
}
