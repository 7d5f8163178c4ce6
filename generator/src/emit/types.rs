//! The types crate: its root and one file per family of schemas.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{cfg, docs, file_docs, foreign_uses, ident, once, ty};
use super::{Emitted, enums, structs, tokens, unions};
use crate::plan::rust::{Alias, Foreign, Item, Module, Plan, RustType};

pub(super) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let folder = format!("{}/src", plan.crates.types);
    let modules = plan
        .modules
        .iter()
        .map(|module| Emitted::rust(format!("{folder}/{}.rs", module.name), move || file(module)));
    let scalar_file = scalars(plan).is_some().then(|| {
        Emitted::rust(format!("{folder}/scalars.rs"), move || {
            scalars(plan).unwrap_or_default()
        })
    });
    std::iter::once(Emitted::rust(format!("{folder}/lib.rs"), move || {
        root(plan)
    }))
    .chain(modules)
    .chain(scalar_file)
    .collect()
}

/// What scalar crates need to stand in a checked list or map, or for a body.
fn scalars(plan: &Plan) -> Option<TokenStream> {
    let imports = [&plan.type_imports, &plan.operation_imports];
    let has = |foreign| {
        imports
            .iter()
            .any(|imports| imports.foreign.contains(&foreign))
    };
    let uuid = has(Foreign::Uuid).then(|| quote!(impl Validate for uuid::Uuid {}));
    let date_time = has(Foreign::DateTime)
        .then(|| quote!(impl Validate for chrono::DateTime<chrono::FixedOffset> {}));
    let date = has(Foreign::Date).then(|| quote!(impl Validate for chrono::NaiveDate {}));
    let foreign: BTreeSet<&[String]> = plan
        .modules
        .iter()
        .flat_map(|module| &module.items)
        .filter_map(|item| match item {
            Item::Alias(Alias {
                ty: RustType::Foreign(path),
                ..
            }) => Some(path.as_slice()),
            _ => None,
        })
        .collect();
    let any = uuid.is_some() || date_time.is_some() || date.is_some() || !foreign.is_empty();
    let foreign = foreign.into_iter().map(tokens::foreign);
    any.then(|| {
        quote! {
            //! Scalars of other crates: a value of theirs is right once it is read.

            use crate::runtime::Validate;

            #uuid
            #date_time
            #date
            #(impl Validate for #foreign {})*
        }
    })
}

fn root(plan: &Plan) -> TokenStream {
    let title = file_docs(&[format!(
        "Types of the {} API.",
        plan.title.replace(['[', ']', '<', '>', '`'], "")
    )]);
    let text = if plan.docs.is_empty() {
        TokenStream::new()
    } else {
        file_docs(&[vec![String::new()], plan.docs.clone()].concat())
    };
    let mut sorted: Vec<&Module> = plan.modules.iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    let modules = sorted.iter().map(|module| {
        let (name, cfg) = (ident(&module.name), cfg(&module.features));
        quote!(#cfg mod #name;)
    });
    let scalars = scalars(plan).map(|_| {
        quote!(
            mod scalars;
        )
    });
    let has = |foreign| plan.type_imports.foreign.contains(&foreign);
    let chrono = (has(Foreign::DateTime) || has(Foreign::Date)).then(|| {
        quote!(
            pub use chrono;
        )
    });
    let uuid = has(Foreign::Uuid).then(|| {
        quote!(
            pub use uuid;
        )
    });
    let scalar_crates = [
        chrono,
        Some(quote!(
            pub use serde_json;
        )),
        uuid,
    ]
    .into_iter()
    .flatten();
    let (version, sha256) = (&plan.version, &plan.sha256);
    let reexports = sorted.iter().map(|module| {
        let (name, cfg) = (ident(&module.name), cfg(&module.features));
        let items = module.items.iter().map(|item| ident(item.name()));
        quote!(#cfg pub use self::#name::{#(#items),*};)
    });
    let failures = plan.failures.iter().map(|failure| ident(&failure.name));
    let failures =
        (!plan.failures.is_empty()).then(|| quote!(pub use self::errors::{#(#failures),*};));
    let successes = plan.successes.iter().map(|it| {
        let (name, cfg) = (ident(&it.name), cfg(&it.features));
        quote!(#cfg pub use self::successes::#name;)
    });
    let successes_module = (!plan.successes.is_empty()).then(|| {
        quote!(
            pub mod successes;
        )
    });
    quote! {
        #title
        #text

        pub mod errors;
        pub mod operations;
        pub mod runtime;
        #successes_module

        #(#modules)*
        #scalars

        #failures
        #(#successes)*
        #(#reexports)*
        pub use self::runtime::{DecodeError, Patch, Validate, Violation, Violations};

        #(#scalar_crates)*

        /// The version of the API that the document states.
        pub const VERSION: &str = #version;

        /// SHA-256 of the document that the crate was made from, in hexadecimal digits.
        pub const DOCUMENT_SHA256: &str = #sha256;
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
    let items = items.map(once);
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
    let picks = module
        .items
        .iter()
        .any(|item| matches!(item, Item::Union(item) if item.tag.is_none()));
    let picks = picks.then(|| {
        quote!(
            use crate::runtime::unions::Pick;
        )
    });
    let types = module.imports.types.iter().map(String::as_str);
    // Types before functions and macros, as rustfmt sorts them.
    let own: Vec<_> = types.chain(macro_names(module)).map(ident).collect();
    let own = (!own.is_empty()).then(|| quote!(use crate::{#(#own),*};));
    quote!(#foreign #picks #runtime #own)
}

/// What the items of a module need of the runtime.
fn runtime_names(module: &Module) -> Vec<&'static str> {
    let has = |test: fn(&Item) -> bool| module.items.iter().any(test);
    let has_rule = |item: &Item| match item {
        Item::Struct(item) => {
            let fields = item.fields.iter().map(|field| &field.check);
            let rest = item.rest.iter().map(|rest| &rest.check);
            let mut checks = fields.chain(rest);
            checks.any(|check| check.as_ref().is_some_and(|rule| !rule.is_empty()))
        }
        Item::Union(item) => item.variants.iter().any(|variant| !variant.rule.is_empty()),
        _ => false,
    };
    let has_style = |item: &Item| match item {
        Item::Struct(item) => item.headers.iter().flatten().any(Option::is_some),
        _ => false,
    };
    let names = [
        ("File", module.imports.foreign.contains(&Foreign::File)),
        ("Patch", module.imports.foreign.contains(&Foreign::Patch)),
        ("Rule", has(has_rule)),
        ("UnknownValue", has(|item| matches!(item, Item::Enum(_)))),
        ("text", has(has_style)),
    ];
    names
        .into_iter()
        .filter(|(_, needed)| *needed)
        .map(|(name, _)| name)
        .collect()
}

/// The tables that the items of a module use.
fn macro_names(module: &Module) -> Vec<&'static str> {
    let has = |test: fn(&Item) -> bool| module.items.iter().any(test);
    let names = [
        (
            "header_fields",
            has(|item| matches!(item, Item::Struct(item) if item.headers.is_some())),
        ),
        ("open_enum", has(|item| matches!(item, Item::Enum(_)))),
        ("record", has(|item| matches!(item, Item::Struct(_)))),
        (
            "tagged_union",
            has(|item| matches!(item, Item::Union(item) if item.tag.is_some())),
        ),
        (
            "untagged_union",
            has(|item| matches!(item, Item::Union(item) if item.tag.is_none())),
        ),
    ];
    names
        .into_iter()
        .filter(|(_, needed)| *needed)
        .map(|(name, _)| name)
        .collect()
}

fn alias(alias: &Alias) -> TokenStream {
    let (name, docs) = (ident(&alias.name), docs(&alias.docs));
    let ty = ty(&alias.ty, tokens::From::Here);
    quote!(#docs pub type #name = #ty;)
}
