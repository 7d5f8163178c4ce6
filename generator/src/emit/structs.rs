//! Structs: the definition, the table of its members on the wire, its checks.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{From, docs, ident, ty};
use super::validate;
use crate::plan::rust::{Field, Presence, Struct};

pub(super) fn emit(item: &Struct) -> TokenStream {
    let name = ident(&item.name);
    let item_docs = docs(&item.docs);
    let default = item.default.then(|| quote!(Default,));
    let fields = item.fields.iter().map(field);
    let rest = item.rest.as_ref().map(|rest| {
        let (name, ty) = (ident(&rest.name), ty(&rest.ty, From::Here));
        quote! {
            /// All other members.
            pub #name: #ty,
        }
    });
    let rows = item.fields.iter().map(row);
    let rest_row = item.rest.as_ref().map(|rest| {
        let name = ident(&rest.name);
        quote!(..#name)
    });
    let validate = validate::emit(item);
    quote! {
        #item_docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name { #(#fields)* #rest }

        record! { #name { #(#rows)* #rest_row } }

        #validate
    }
}

fn field(field: &Field) -> TokenStream {
    let docs = docs(&field.docs);
    let (name, ty) = (ident(&field.name), ty(&field.ty, From::Here));
    quote!(#docs pub #name: #ty,)
}

/// A line of the table: how the member may be absent or `null`, and its key where that is not the field's name.
fn row(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let presence = ident(match field.presence {
        Presence::Required => "required",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::OptionalNullable => "optional_nullable",
        Presence::Patch => "patch",
    });
    let key = (field.name != field.wire).then_some(&field.wire);
    quote!(#name: #presence #key,)
}
