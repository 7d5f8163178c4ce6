//! Items one by one: prettyplease prints each, blank lines go between.

use syn::{
    File, ImplItem, Item, ItemImpl, ItemMod, ItemTrait, TraitItem, UseTree, Visibility, parse_quote,
};

use super::{docs, layout, table};

/// The text of one item or member, indented, without a line feed at the end.
struct Piece {
    text: String,
    /// Neighbours of the same group stand without a blank line between them.
    group: Option<String>,
}

/// Prints items, each indented by `depth` levels.
pub(super) fn print_all(items: Vec<Item>, depth: usize) -> String {
    join(items.into_iter().map(|item| piece(item, depth)))
}

fn join(pieces: impl Iterator<Item = Piece>) -> String {
    let mut text = String::new();
    let mut previous: Option<Option<String>> = None;
    for piece in pieces {
        if let Some(group) = previous {
            text.push('\n');
            if group.is_none() || group != piece.group {
                text.push('\n');
            }
        }
        text.push_str(&piece.text);
        previous = Some(piece.group);
    }
    text
}

fn piece(item: Item, depth: usize) -> Piece {
    let mut group = group_of(&item);
    let text = match item {
        Item::Impl(mut item) => {
            let members = std::mem::take(&mut item.items);
            let shell = parse_quote!(impl m {});
            let members = members.into_iter();
            let members = join(members.map(|member| impl_member(&shell, member, depth)));
            block(&print(Item::Impl(item), depth), &members, depth)
        }
        Item::Trait(mut item) => {
            let members = std::mem::take(&mut item.items);
            let shell = parse_quote!(
                trait m {}
            );
            let members = members.into_iter();
            let members = join(members.map(|member| trait_member(&shell, member, depth)));
            block(&print(Item::Trait(item), depth), &members, depth)
        }
        Item::Mod(mut item) if item.content.is_some() => {
            let content = item
                .content
                .as_mut()
                .map(|(_, items)| std::mem::take(items));
            let items = print_all(content.unwrap_or_default(), depth + 1);
            block(&print(Item::Mod(item), depth), &items, depth)
        }
        Item::Macro(mut item) if table::is_table(&item) => {
            let rows = table::rows(std::mem::take(&mut item.mac.tokens), depth + 1);
            block(&print(Item::Macro(item), depth), &rows, depth)
        }
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
    Piece { text, group }
}

/// The run of like items that this one may stand in.
fn group_of(item: &Item) -> Option<String> {
    match item {
        Item::Use(item) => Some(format!("{}use {}", visibility(&item.vis), root(&item.tree))),
        Item::Mod(item) if item.content.is_none() && !item.attrs.iter().any(is_doc) => {
            Some(format!("{}mod", visibility(&item.vis)))
        }
        Item::ExternCrate(_) => Some("extern crate".to_owned()),
        Item::Const(_) => Some("const".to_owned()),
        Item::Static(_) => Some("static".to_owned()),
        Item::Type(_) => Some("type".to_owned()),
        Item::Macro(_) => Some("macro".to_owned()),
        _ => None,
    }
}

fn is_doc(attribute: &syn::Attribute) -> bool {
    docs::is_doc(attribute)
}

fn visibility(visibility: &Visibility) -> &'static str {
    match visibility {
        Visibility::Public(_) => "pub ",
        Visibility::Restricted(_) => "pub(…) ",
        Visibility::Inherited => "",
    }
}

/// Imports stand in three groups: the standard library, other crates, this crate.
fn root(tree: &UseTree) -> &'static str {
    let UseTree::Path(path) = tree else {
        return "extern";
    };
    match path.ident.to_string().as_str() {
        "std" | "core" | "alloc" => "std",
        "crate" | "self" | "super" => "crate",
        _ => "extern",
    }
}

/// `shell` is a block without members.
fn impl_member(shell: &ItemImpl, member: ImplItem, depth: usize) -> Piece {
    let plain = match &member {
        ImplItem::Const(member) => member.attrs.is_empty(),
        ImplItem::Type(member) => member.attrs.is_empty(),
        _ => false,
    };
    let mut shell = shell.clone();
    shell.items.push(member);
    member_piece(Item::Impl(shell), plain, depth)
}

fn trait_member(shell: &ItemTrait, member: TraitItem, depth: usize) -> Piece {
    let plain = match &member {
        TraitItem::Const(member) => member.attrs.is_empty(),
        TraitItem::Type(member) => member.attrs.is_empty(),
        _ => false,
    };
    let mut shell = shell.clone();
    shell.items.push(member);
    member_piece(Item::Trait(shell), plain, depth)
}

/// Prints a block of one member and takes its first and last line off.
fn member_piece(shell: Item, plain: bool, depth: usize) -> Piece {
    let text = layout::hug(inner_lines(&print(shell, depth), 1).to_owned());
    Piece {
        text: layout::signature(&text),
        group: plain.then(|| "associated".to_owned()),
    }
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
