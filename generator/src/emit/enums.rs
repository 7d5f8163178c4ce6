//! Enums: open lists of strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::plan::rust::Enum;

pub(super) fn emit(item: &Enum) -> TokenStream {
    let name = ident(&item.name);
    let item_docs = docs(&item.docs);
    let unknown = ident(&item.unknown);
    let variants: Vec<_> = item
        .variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let values = item.variants.iter().map(|variant| &variant.value);
    let value_docs = item
        .variants
        .iter()
        .map(|variant| docs(&[code_span(&variant.value)]));
    let unknown_docs = if item.is_open {
        "Any other text."
    } else {
        "A value that the document does not list; kept and sent back unchanged."
    };
    let unknown_docs = docs(&[unknown_docs.to_owned()]);
    let extensible = item.is_open.then(|| quote!(extensible));
    quote! {
        #item_docs
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #name {
            #(#value_docs #variants,)*
            #unknown_docs
            #unknown(UnknownValue),
        }

        open_enum! { #name #extensible { #(#variants: #values,)* ..#unknown } }
    }
}

/// A value as docs show it: a code span, whatever it holds.
pub(super) fn code_span(value: &str) -> String {
    // Control characters are shown as Rust writes them.
    let show = |c: char| {
        if c.is_control() {
            c.escape_default().to_string()
        } else {
            c.to_string()
        }
    };
    let clean: String = value.chars().map(show).collect();
    match clean.as_str() {
        "" => "The empty string.".to_owned(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}
