//! Unions: enums of types, told apart by a tag.

use proc_macro2::TokenStream;
use quote::quote;

use super::enums::code_span;
use super::tokens::{From, docs, ident, ty};
use crate::plan::rust::Union;

pub(super) fn emit(item: &Union) -> TokenStream {
    let name = ident(&item.name);
    let item_docs = docs(&item.docs);
    let (tag, unknown) = (&item.tag, ident(&item.unknown));
    let variants: Vec<_> = item
        .variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let tags: Vec<_> = item.variants.iter().map(|variant| &variant.tag).collect();
    let tag_docs = tags.iter().map(|tag| docs(&[code_span(tag)]));
    let types = item
        .variants
        .iter()
        .map(|variant| ty(&variant.ty, From::Here));
    quote! {
        #item_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#tag_docs #variants(#types),)*
            /// An object with a tag that the document does not list; kept and sent back unchanged.
            #unknown(Value),
        }

        tagged_union! { #name #tag { #(#variants: #tags,)* ..#unknown } }
    }
}
