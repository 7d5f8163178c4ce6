//! Items one by one, with blank lines between them. Most are printed from their tokens (`direct.rs`); prettyplease prints the others.

use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use syn::{File, ImplItem, Item, ItemMod, TraitItem, UseTree, Visibility, parse_quote};

use super::format::FormatError;
use super::split::{self, Part};
use super::token::{Token, stream};
use super::{direct, docs, layout};

#[cfg(test)]
mod tests;

/// The text of one item or member, indented, without a line feed at the end.
pub(super) struct Piece {
    pub(super) text: String,
    /// Neighbours of the same group stand without a blank line between them.
    pub(super) group: Option<String>,
}

/// Prints items, each indented by `depth` levels.
pub(super) fn print_all(items: Vec<Part>, depth: usize) -> Result<String, FormatError> {
    join(items.into_iter().map(|item| piece(item, depth)))
}

fn join(pieces: impl Iterator<Item = Result<Piece, FormatError>>) -> Result<String, FormatError> {
    let mut text = String::new();
    let mut previous: Option<Option<String>> = None;
    for piece in pieces {
        let piece = piece?;
        if let Some(group) = previous {
            text.push('\n');
            if group.is_none() || group != piece.group {
                text.push('\n');
            }
        }
        text.push_str(&piece.text);
        previous = Some(piece.group);
    }
    Ok(text)
}

fn piece(mut item: Part, depth: usize) -> Result<Piece, FormatError> {
    if let Some(piece) = direct::item(&item, depth) {
        return Ok(piece);
    }
    let keyword = item.keyword().unwrap_or_default();
    let is_block = matches!(keyword.as_str(), "impl" | "trait" | "mod");
    if !is_block || item.body().is_none_or(begins_inside) {
        return by_syn(item.into_stream(), depth);
    }
    let parts = split::parts(item.take_body().unwrap_or_default());
    let inner = match keyword.as_str() {
        "impl" | "trait" => members(parts, &keyword, depth)?,
        _ => print_all(parts, depth + 1)?,
    };
    let text = match direct::around(&item, depth, &inner) {
        Some(text) => text,
        None => block(&by_syn(item.into_stream(), depth)?.text, &inner, depth),
    };
    Ok(Piece { text, group: None })
}

/// Whether braces begin with an attribute of what they belong to.
fn begins_inside(body: &[Token]) -> bool {
    body.get(1).is_some_and(|token| token.is('!'))
}

/// Prints an item as syn reads it.
fn by_syn(tokens: TokenStream, depth: usize) -> Result<Piece, FormatError> {
    let mut item: Item = parse(tokens)?;
    let docs = docs::take(&mut item);
    let mut group = group_of(&item);
    let text = match item {
        Item::Use(item) => layout::imports(&print(Item::Use(item), depth)),
        Item::Fn(item) => layout::signature(&layout::hug(print(Item::Fn(item), depth))),
        item => layout::hug(print(item, depth)),
    };
    let line = matches!(
        group.as_deref(),
        Some("const" | "static" | "type" | "macro")
    );
    if line && text.contains('\n') {
        group = None;
    }
    let text = docs.put_back(&text);
    Ok(Piece { text, group })
}

fn parse(tokens: TokenStream) -> Result<Item, FormatError> {
    let source = tokens.clone();
    syn::parse2(tokens).map_err(|error| FormatError::new(&error, &source))
}

/// The run of like items that this one may stand in.
fn group_of(item: &Item) -> Option<String> {
    match item {
        Item::Use(item) => Some(import_group(visibility(&item.vis), &root(&item.tree))),
        Item::Mod(item) if item.content.is_none() && !item.attrs.iter().any(docs::is_doc) => {
            Some(module_group(visibility(&item.vis)))
        }
        Item::ExternCrate(_) => Some("extern crate".to_owned()),
        Item::Const(_) => Some("const".to_owned()),
        Item::Static(_) => Some("static".to_owned()),
        Item::Type(_) => Some("type".to_owned()),
        Item::Macro(_) => Some("macro".to_owned()),
        _ => None,
    }
}

fn visibility(visibility: &Visibility) -> &'static str {
    match visibility {
        Visibility::Public(_) => "pub ",
        Visibility::Restricted(_) => "pub(…) ",
        Visibility::Inherited => "",
    }
}

/// The run of modules of other files.
pub(super) fn module_group(visibility: &str) -> String {
    format!("{visibility}mod")
}

/// Imports stand in three groups: the standard library, other crates, this crate. `root` is the first step of the path.
pub(super) fn import_group(visibility: &str, root: &str) -> String {
    let from = match root {
        "std" | "core" | "alloc" => "std",
        "crate" | "self" | "super" => "crate",
        _ => "extern",
    };
    format!("{visibility}use {from}")
}

fn root(tree: &UseTree) -> String {
    match tree {
        UseTree::Path(path) => path.ident.to_string(),
        _ => String::new(),
    }
}

/// Prints the members of a block that begins with `keyword`.
fn members(parts: Vec<Part>, keyword: &str, depth: usize) -> Result<String, FormatError> {
    let parts = parts.into_iter();
    join(parts.map(|part| member(part, keyword, depth)))
}

fn member(part: Part, keyword: &str, depth: usize) -> Result<Piece, FormatError> {
    match direct::member(&part, depth + 1) {
        Some(piece) => Ok(piece),
        None => member_by_syn(part, keyword, depth),
    }
}

/// Prints a member as syn reads it in a block that begins with `keyword`.
fn member_by_syn(part: Part, keyword: &str, depth: usize) -> Result<Piece, FormatError> {
    let word = |word| Token::Word(Ident::new(word, Span::call_site()));
    let member = part.attributes.into_iter().chain(part.tokens).collect();
    let braces = Token::Group(Delimiter::Brace, member);
    let mut block = parse(stream([word(keyword), word("m"), braces]))?;
    let docs = docs::take(&mut block);
    let is_line = match &block {
        Item::Impl(block) => match block.items.as_slice() {
            [ImplItem::Const(member)] => member.attrs.is_empty(),
            [ImplItem::Type(member)] => member.attrs.is_empty(),
            _ => false,
        },
        Item::Trait(block) => match block.items.as_slice() {
            [TraitItem::Const(member)] => member.attrs.is_empty(),
            [TraitItem::Type(member)] => member.attrs.is_empty(),
            _ => false,
        },
        _ => false,
    };
    // The block's first and last line are taken off.
    let text = layout::hug(inner_lines(&print(block, depth), 1).to_owned());
    Ok(Piece {
        text: docs.put_back(&layout::signature(&text)),
        group: is_line.then(|| "associated".to_owned()),
    })
}

/// Puts `body` between the braces that `shell`, a block without content, ends with.
fn block(shell: &str, body: &str, depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let open = shell.strip_suffix('}').unwrap_or(shell).trim_end();
    if body.is_empty() {
        let after_where = open.ends_with("\n{") || open.ends_with(&format!("\n{indent}{{"));
        return if after_where {
            format!("{open}\n{indent}}}")
        } else {
            shell.to_owned()
        };
    }
    format!("{open}\n{body}\n{indent}}}")
}

/// Prints one item inside `depth` modules, so that it is indented and broken for the width that is left, and takes the
/// modules off again. Indenting the text afterwards would change string literals of several lines.
fn print(item: Item, depth: usize) -> String {
    let wrapped = (0..depth).fold(item, |item, _| {
        let mut module: ItemMod = parse_quote!(
            mod m {}
        );
        if let Some((_, items)) = &mut module.content {
            items.push(item);
        }
        Item::Mod(module)
    });
    let text = prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![wrapped],
    });
    inner_lines(text.trim_end(), depth).to_owned()
}

/// The text without its first and last `count` lines.
fn inner_lines(mut text: &str, count: usize) -> &str {
    for _ in 0..count {
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
        text = text.rsplit_once('\n').map_or("", |(rest, _)| rest);
    }
    text
}
