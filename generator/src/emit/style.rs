//! Styles of parameters and encodings of members, as constants of the runtime.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::plan::rust::{Encoding, Group, Operation, Style};

/// The constant: `text::Style::FORM`.
pub(super) fn style(style: &Style) -> TokenStream {
    let name = format_ident!("{}", style.name);
    let reserved = style.reserved.then(|| quote!(.with_reserved()));
    let empty = style.empty.then(|| quote!(.with_empty()));
    quote!(text::Style::#name #reserved #empty)
}

/// The table of the encodings of a body, one entry for each member.
pub(super) fn encodings(encodings: &[(String, Encoding)]) -> TokenStream {
    let rows = encodings.iter().map(|(member, encoding)| {
        let encoding = match encoding {
            Encoding::Style(style) => {
                let style = self::style(style);
                quote!(form::Encoding::Style(#style))
            }
            Encoding::ContentType(content_type) => {
                quote!(form::Encoding::ContentType(#content_type))
            }
        };
        quote!((#member, #encoding))
    });
    quote!(&[#(#rows),*])
}

/// What the tables of a group name, imported.
pub(super) fn imports(group: &Group) -> TokenStream {
    let operations = &group.operations;
    let encodings = || operations.iter().flat_map(encodings_of);
    let parameters = operations.iter().flat_map(|operation| {
        operation
            .path_parameters
            .iter()
            .chain(&operation.parameters)
    });
    let has_style = parameters.into_iter().any(|it| it.style.is_some())
        || encodings().any(|it| matches!(it, Encoding::Style(_)));
    let form = encodings().next().map(|_| {
        quote!(
            use crate::types::runtime::form;
        )
    });
    let text = has_style.then(|| {
        quote!(
            use crate::types::runtime::text;
        )
    });
    quote!(#form #text)
}

fn encodings_of(operation: &Operation) -> impl Iterator<Item = &Encoding> {
    let body = operation.body.iter();
    body.flat_map(|body| &body.encodings)
        .map(|(_, encoding)| encoding)
}
