//! Unions: enums of types.

use proc_macro2::TokenStream;
use quote::quote;

use super::enums::code_span;
use super::tokens::{From, docs, ident, rule, ty};
use crate::plan::rust::{DefaultVariant, Pick, Union, UnionVariant};

pub(super) fn emit(item: &Union) -> TokenStream {
    let name = ident(&item.name);
    let item_docs = docs(&item.docs);
    let unknown = ident(&item.unknown);
    let variants: Vec<_> = item
        .variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let variant_docs = item.variants.iter().map(|it| variant_docs(item, it));
    let types = item
        .variants
        .iter()
        .map(|variant| ty(&variant.ty, From::Here));
    // An integer is a number, too, and has to be asked about first.
    let is_late = |variant: &&UnionVariant| variant.pick == Pick::Number;
    let (late, early): (Vec<_>, Vec<_>) = item.variants.iter().partition(is_late);
    let rows = early.into_iter().chain(late).map(|variant| {
        let name = ident(&variant.name);
        let pick = pick(&variant.pick);
        let rule = (!variant.rule.is_empty()).then(|| rule(&variant.rule));
        match rule {
            Some(rule) => quote!(#name: #pick => #rule),
            None => quote!(#name: #pick),
        }
    });
    let table = match &item.tag {
        Some(tag) => {
            let default = item.default.as_ref().map(default);
            quote!(tagged_union! { #name #tag { #(#rows,)* ..#unknown } #default })
        }
        None => quote!(untagged_union! { #name { #(#rows,)* ..#unknown } }),
    };
    quote! {
        #item_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants(#types),)*
            /// What the document does not list; kept and sent back unchanged.
            #unknown(Value),
        }

        #table
    }
}

fn variant_docs(item: &Union, variant: &UnionVariant) -> TokenStream {
    let Pick::Tags(tags) = &variant.pick else {
        return TokenStream::new();
    };
    let spans: Vec<String> = tags.iter().map(|tag| code_span(tag)).collect();
    let mut words = spans.join(", ");
    let default = item.default.as_ref().filter(|it| it.name == variant.name);
    if let (Some(default), Some(tag)) = (default, &item.tag) {
        words = format!("{words}; also without {}", code_span(tag));
        if default.takes_unlisted {
            words.push_str(" or with another one");
        }
    }
    docs(&[words])
}

fn default(default: &DefaultVariant) -> TokenStream {
    let name = ident(&default.name);
    let other = default.takes_unlisted.then(|| quote!(other #name));
    quote!(absent #name #other)
}

fn pick(pick: &Pick) -> TokenStream {
    match pick {
        Pick::Tags(tags) => quote!(#(#tags)|*),
        Pick::Boolean => quote!(Pick::Boolean),
        Pick::Integer => quote!(Pick::Integer),
        Pick::Number => quote!(Pick::Number),
        Pick::String => quote!(Pick::String),
        Pick::Array => quote!(Pick::Array),
        Pick::Object => quote!(Pick::Object),
        Pick::Key(key) => quote!(Pick::Key(#key)),
        Pick::Constant(key, text) => quote!(Pick::Constant(#key, #text)),
        Pick::Trial => quote!(Pick::Trial),
    }
}
