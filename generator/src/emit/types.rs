//! The types crate: its root and one file per family of schemas.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, file_docs, foreign_uses, ident, ty};
use super::{Emitted, enums, structs, tokens, unions};
use crate::plan::rust::{Alias, Item, Module, Plan};

pub(super) fn emit(plan: &Plan) -> Vec<Emitted> {
    let folder = format!("{}/src", plan.crates.types);
    let modules = plan.modules.iter().map(|module| Emitted::rust(format!("{folder}/{}.rs", module.name), file(module)));
    std::iter::once(Emitted::rust(format!("{folder}/lib.rs"), root(plan))).chain(modules).collect()
}

fn root(plan: &Plan) -> TokenStream {
    let title = file_docs(&[format!("Types of the {} API.", plan.title.replace(['[', ']', '<', '>', '`'], ""))]);
    let text = if plan.docs.is_empty() { TokenStream::new() } else { file_docs(&[vec![String::new()], plan.docs.clone()].concat()) };
    let modules: Vec<_> = plan.modules.iter().map(|module| ident(&module.name)).collect();
    let version = &plan.version;
    let reexports = plan.modules.iter().map(|module| {
        let name = ident(&module.name);
        let items = module.items.iter().map(|item| ident(item.name()));
        quote!(pub use self::#name::{#(#items),*};)
    });
    let failures = plan.failures.iter().map(|failure| ident(&failure.name));
    let failures = (!plan.failures.is_empty()).then(|| quote!(pub use self::errors::{#(#failures),*};));
    quote! {
        #title
        #text

        pub mod errors;
        pub mod operations;
        pub mod runtime;

        #(mod #modules;)*

        #failures
        #(#reexports)*
        pub use self::runtime::{DecodeError, Patch, Validate, Violation, Violations};

        /// The version of the API that the document states.
        pub const VERSION: &str = #version;
    }
}

fn file(module: &Module) -> TokenStream {
    let uses = uses(module);
    let items = module.items.iter().map(|item| match item {
        Item::Struct(item) => structs::emit(item),
        Item::Enum(item) => enums::emit(item),
        Item::Union(item) => unions::emit(item),
        Item::Alias(item) => alias(item),
    });
    quote! {
        #uses
        #(#items)*
    }
}

fn uses(module: &Module) -> TokenStream {
    let foreign = foreign_uses(&module.imports);
    let runtime = runtime_names(module);
    let runtime = (!runtime.is_empty()).then(|| {
        let names = runtime.into_iter().map(ident);
        quote!(use crate::runtime::{#(#names),*};)
    });
    let types = &module.imports.types;
    let types = (!types.is_empty()).then(|| {
        let names = types.iter().map(|name| ident(name));
        quote!(use crate::{#(#names),*};)
    });
    quote!(#foreign #runtime #types)
}

/// What the items of a module need of the runtime.
fn runtime_names(module: &Module) -> Vec<&'static str> {
    let has = |test: fn(&Item) -> bool| module.items.iter().any(test);
    let mut names = Vec::new();
    if has(|item| matches!(item, Item::Struct(_) | Item::Union(_))) {
        names.push("Checks");
    }
    if module.imports.patch {
        names.push("Patch");
    }
    if has(|item| matches!(item, Item::Struct(_) | Item::Union(_))) {
        names.push("Rule");
    }
    if has(|item| matches!(item, Item::Enum(_))) {
        names.push("UnknownValue");
    }
    if has(|item| matches!(item, Item::Struct(_) | Item::Union(_))) {
        names.push("Validate");
    }
    names
}

fn alias(alias: &Alias) -> TokenStream {
    let (name, docs) = (ident(&alias.name), docs(&alias.docs));
    let ty = ty(&alias.ty, tokens::From::Here);
    quote!(#docs pub type #name = #ty;)
}
