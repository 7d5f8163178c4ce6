//! Layout: which item stands in which file, and what each file imports.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::item;
use super::names::is_item;
use super::rust::{Imports, Item, Module, RustType, Scalars};
use super::types::Index;
use crate::model::TypeId;

/// Plans the modules of the types crate, in the order of the document.
#[must_use]
pub fn modules(index: Index<'_>) -> Vec<Module> {
    let mut files: IndexMap<String, Vec<Item>> = IndexMap::new();
    for (position, definition) in index.api.types.iter().enumerate() {
        let id = TypeId::new(position);
        if !is_item(definition) {
            continue;
        }
        let file = files.entry(index.names.module(id).to_owned()).or_default();
        for view in index.analysis.views(id) {
            file.push(item::plan(index, id, definition, *view));
        }
    }
    let module = |(name, items): (String, Vec<Item>)| Module { imports: imports(&items), name, items };
    files.into_iter().map(module).collect()
}

/// The scalar crates that some modules or operations need.
#[must_use]
pub fn scalars<'a>(types: impl Iterator<Item = &'a RustType>) -> Scalars {
    let mut scalars = Scalars::default();
    for part in types.flat_map(RustType::parts) {
        scalars.uuid |= *part == RustType::Uuid;
        scalars.chrono |= matches!(part, RustType::DateTime | RustType::Date);
    }
    scalars
}

/// What the items of one module need from elsewhere.
fn imports(items: &[Item]) -> Imports {
    let own: BTreeSet<&str> = items.iter().map(Item::name).collect();
    let mut imports = Imports::default();
    let mut scalars = BTreeSet::new();
    let mut types = BTreeSet::new();
    for part in items.iter().flat_map(types_of).flat_map(RustType::parts) {
        match part {
            RustType::Uuid | RustType::DateTime | RustType::Date => {
                scalars.insert(part.clone());
            }
            RustType::Json => imports.json = true,
            RustType::Map(_) => imports.map = true,
            RustType::Patch(_) => imports.patch = true,
            RustType::Named(name) if !own.contains(name.as_str()) => {
                types.insert(name.clone());
            }
            _ => {}
        }
    }
    imports.json |= items.iter().any(|item| matches!(item, Item::Union(_)));
    Imports { scalars: scalars.into_iter().collect(), types: types.into_iter().collect(), ..imports }
}

/// The types that an item mentions.
pub(super) fn types_of(item: &Item) -> Vec<&RustType> {
    match item {
        Item::Struct(item) => {
            item.fields.iter().map(|field| &field.ty).chain(item.rest.iter().map(|rest| &rest.ty)).collect()
        }
        Item::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
        Item::Alias(item) => vec![&item.ty],
        Item::Enum(_) => Vec::new(),
    }
}
