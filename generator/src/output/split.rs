//! Tokens cut into items and members, without a look at what they say.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// An item, or a member of a block: what is in the brackets of its attributes, and the rest up to its semicolon or its braces.
pub(super) struct Part {
    pub(super) attributes: Vec<TokenTree>,
    pub(super) tokens: Vec<TokenTree>,
}

impl Part {
    /// The word that tells what it is: the first one behind the visibility.
    pub(super) fn keyword(&self) -> Option<String> {
        let mut words = self.tokens.iter().filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        });
        words.find(|word| !matches!(word.as_str(), "pub" | "unsafe" | "auto"))
    }

    /// All of its tokens.
    pub(super) fn into_stream(self) -> TokenStream {
        self.attributes.into_iter().chain(self.tokens).collect()
    }

    /// The braces that it ends with.
    pub(super) fn body(&self) -> Option<&Group> {
        match self.tokens.last()? {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        }
    }
}

/// The attributes of a file, and what is behind them.
pub(super) fn file(tokens: TokenStream) -> (TokenStream, Vec<Part>) {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut end = 0;
    while let Some([sharp, bang, TokenTree::Group(_)]) = tokens.get(end..end + 3)
        && is(sharp, '#')
        && is(bang, '!')
    {
        end += 3;
    }
    let items = tokens.split_off(end);
    (tokens.into_iter().collect(), parts(items))
}

/// Cuts what is in a file or in a block.
pub(super) fn parts(tokens: impl IntoIterator<Item = TokenTree>) -> Vec<Part> {
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
                TokenTree::Punct(sign) => sign.as_char() == ';',
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
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
        Some("const") => part.tokens.iter().any(|token| is_word(token, "fn")),
        _ => true,
    }
}

/// Takes attributes off.
pub(super) fn attributes(
    tokens: &mut std::iter::Peekable<impl Iterator<Item = TokenTree>>,
) -> Vec<TokenTree> {
    let mut attributes = Vec::new();
    while let Some(sharp) = tokens.next_if(|token| is(token, '#')) {
        attributes.push(sharp);
        // A `!` says that it belongs to what is around; who prints it has to know what to do with that.
        attributes.extend(tokens.next_if(|token| is(token, '!')));
        attributes.extend(tokens.next_if(|token| matches!(token, TokenTree::Group(_))));
    }
    attributes
}

/// Cuts what commas separate, but for those between angle brackets. A comma behind the last one separates nothing.
pub(super) fn list(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items = Vec::new();
    let mut item = Vec::new();
    let mut depth = 0_usize;
    let mut previous = ' ';
    for token in tokens {
        let sign = match &token {
            TokenTree::Punct(sign) => sign.as_char(),
            _ => ' ',
        };
        match sign {
            '<' => depth += 1,
            '>' if previous != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = sign;
        if sign == ',' && depth == 0 {
            items.push(std::mem::take(&mut item));
        } else {
            item.push(token);
        }
    }
    if !item.is_empty() {
        items.push(item);
    }
    items
}

pub(super) fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

pub(super) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}
