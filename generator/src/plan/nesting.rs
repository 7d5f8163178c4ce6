//! Nesting: a field whose type would be hard to read gets a name for what is nested.

use std::collections::HashSet;

use super::ident::variant_name;
use super::names::Names;
use super::rust::{Alias, Item, RustType, Struct};

/// What clippy takes for very complex (`type_complexity`).
const MOST: usize = 250;

/// Gives names to the types that are nested too deep, each an item behind the struct that has it.
#[must_use]
pub fn named(items: Vec<Item>, names: &Names, taken: &mut HashSet<String>) -> Vec<Item> {
    let mut all = Vec::with_capacity(items.len());
    for mut item in items {
        let aliases = match &mut item {
            Item::Struct(item) => aliases(item, names, taken),
            _ => Vec::new(),
        };
        all.push(item);
        all.extend(aliases.into_iter().map(Item::Alias));
    }
    all
}

fn aliases(item: &mut Struct, names: &Names, taken: &mut HashSet<String>) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for field in &mut item.fields {
        if complexity(&field.ty, 1) <= MOST {
            continue;
        }
        let wanted = format!("{}{}", item.name, variant_name(&field.wire));
        // As `Scope::take_camel` does it; the scope itself is finished.
        let joint = if wanted.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        let numbered = (2..).map(|number| format!("{wanted}{joint}{number}"));
        let mut candidates = std::iter::once(wanted.clone()).chain(numbered);
        let is_free = |name: &String| names.scope.is_free(name) && !taken.contains(name);
        let Some(name) = candidates.find(is_free) else {
            continue;
        };
        taken.insert(name.clone());
        let inner = innermost(&mut field.ty);
        aliases.push(Alias {
            name: name.clone(),
            docs: vec![format!(
                "The type of [`{}`]({}::{}).",
                field.wire.replace(['`', '[', ']'], ""),
                item.name,
                field.name.trim_start_matches("r#")
            )],
            ty: std::mem::replace(inner, RustType::Named(name)),
        });
    }
    aliases
}

/// The type within what says when the field is there.
fn innermost(ty: &mut RustType) -> &mut RustType {
    match ty {
        RustType::Option(inner) | RustType::Patch(inner) => innermost(inner),
        other => other,
    }
}

/// What clippy counts: ten for each name, times how deep it stands.
fn complexity(ty: &RustType, depth: usize) -> usize {
    let own = 10 * depth;
    match ty {
        RustType::Map(value) => own + 10 * (depth + 1) + complexity(value, depth + 1),
        RustType::Vec(inner)
        | RustType::Option(inner)
        | RustType::Patch(inner)
        | RustType::Boxed(inner) => own + complexity(inner, depth + 1),
        RustType::DateTime => own + 10 * (depth + 1),
        _ => own,
    }
}
