//! Structs: the definition, the table of its members on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{From, docs, ident, once, raw, rule, ty};
use crate::plan::rust::{Field, Limit, Presence, Struct, Style};

pub(super) fn emit(item: &Struct) -> TokenStream {
    let name = ident(&item.name);
    let item_docs = docs(&item.docs);
    let default = item.default.then(|| quote!(Default,));
    let fields = item.fields.iter().map(field).map(once);
    let rest = item.rest.as_ref().map(|rest| {
        let (name, ty) = (ident(&rest.name), ty(&rest.ty, From::Here));
        quote! {
            /// All other members.
            pub #name: #ty,
        }
    });
    let rows = item.fields.iter().map(row).map(once);
    let rest_row = item.rest.as_ref().map(|rest| {
        let (name, check) = (ident(&rest.name), rest.check.as_deref().map(check));
        quote!(..#name #check)
    });
    let closed = item
        .closed
        .as_deref()
        .map(|declared| quote!(closed #(#declared)*));
    let condition = item.condition.as_deref().map(|condition| {
        let condition = raw(condition);
        quote!(where #condition,)
    });
    let headers = item.headers.as_deref().map(|styles| {
        let rows = item.fields.iter().zip(styles).map(header);
        quote!(header_fields! { #name { #(#rows)* } })
    });
    quote! {
        #item_docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name { #(#fields)* #rest }

        record! { #name #closed { #(#rows)* #rest_row } #condition }

        #headers
    }
}

fn field(field: &Field) -> TokenStream {
    let docs = docs(&field.docs);
    let (name, ty) = (ident(&field.name), ty(&field.ty, From::Here));
    quote!(#docs pub #name: #ty,)
}

/// A line of the table: how the member may be absent or `null`, its key where that is not the field's name, and its limits.
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
    let check = field.check.as_deref().map(check);
    quote!(#name: #presence #key #check,)
}

/// A line of the table of headers: the name, whether it has to be there, and its style where that is not the usual one.
fn header((field, style): (&Field, &Option<Style>)) -> TokenStream {
    let name = &field.wire;
    let presence = ident(match field.presence {
        Presence::Required | Presence::Nullable => "required",
        Presence::Optional | Presence::OptionalNullable | Presence::Patch => "optional",
    });
    let style = style.as_ref().map(|style| {
        let style = super::style::style(style);
        quote!(as #style)
    });
    quote!(#name: #presence #style,)
}

/// What limits a member: itself, or only what is in it.
fn check(limits: &[Limit]) -> TokenStream {
    if limits.is_empty() {
        return quote!(checked);
    }
    let rule = rule(limits);
    quote!(within #rule)
}
