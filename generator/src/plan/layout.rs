//! Layout: which item stands in which file, and what each file imports.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use super::item;
use super::names::is_item;
use super::nesting;
use super::rust::{Foreign, Imports, Item, Module, RustType};
use super::types::Index;
use crate::model::TypeId;

/// Plans the modules of the types crate, in the order of the document.
#[must_use]
pub fn modules(index: Index<'_>) -> Vec<Module> {
    let mut files: IndexMap<String, Vec<Item>> = IndexMap::new();
    for (position, definition) in index.api.types.iter().enumerate() {
        let id = TypeId::new(position);
        if !index.names.has_item(id, definition) {
            continue;
        }
        let file = files.entry(index.names.module(id).to_owned()).or_default();
        for view in index.analysis.views(id) {
            file.push(item::plan(index, id, definition, *view));
        }
    }
    let mut taken = HashSet::new();
    let module = |(name, items): (String, Vec<Item>)| {
        let items = nesting::named(items, index.names, &mut taken);
        Module {
            features: Vec::new(),
            imports: imports(&items),
            name,
            items,
        }
    };
    files.into_iter().map(module).collect()
}

/// The module that each type stands in, by its id; `None` for one that is written out where it is used.
#[must_use]
pub fn homes(index: Index<'_>) -> Vec<Option<String>> {
    let types = index.api.types.iter().enumerate();
    types
        .map(|(position, definition)| {
            let id = TypeId::new(position);
            is_item(definition).then(|| index.names.module(id).to_owned())
        })
        .collect()
}

/// What the items of one module need from elsewhere.
fn imports(items: &[Item]) -> Imports {
    let own: BTreeSet<&str> = items.iter().map(Item::name).collect();
    let mut imports = mentions(items.iter().flat_map(types_of));
    imports.types.retain(|name| !own.contains(name.as_str()));
    if items.iter().any(|item| matches!(item, Item::Union(_))) {
        // The variant for tags that the document does not list.
        imports.foreign.insert(Foreign::Json);
    }
    imports
}

/// What some types need from elsewhere.
#[must_use]
pub fn mentions<'a>(types: impl IntoIterator<Item = &'a RustType>) -> Imports {
    let mut foreign = BTreeSet::new();
    let mut named = BTreeSet::new();
    for part in types.into_iter().flat_map(RustType::parts) {
        if let RustType::Named(name) = part {
            named.insert(name.clone());
        }
        foreign.extend(match part {
            RustType::Map(_) => Some(Foreign::Map),
            RustType::DateTime => Some(Foreign::DateTime),
            RustType::Date => Some(Foreign::Date),
            RustType::Json => Some(Foreign::Json),
            RustType::Uuid => Some(Foreign::Uuid),
            RustType::Patch(_) => Some(Foreign::Patch),
            RustType::File => Some(Foreign::File),
            _ => None,
        });
    }
    Imports {
        foreign,
        types: named.into_iter().collect(),
    }
}

/// The types that an item mentions.
pub(super) fn types_of(item: &Item) -> Vec<&RustType> {
    match item {
        Item::Struct(item) => item
            .fields
            .iter()
            .map(|field| &field.ty)
            .chain(item.rest.iter().map(|rest| &rest.ty))
            .collect(),
        Item::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
        Item::Alias(item) => vec![&item.ty],
        Item::Enum(_) => Vec::new(),
    }
}
