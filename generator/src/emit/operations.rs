//! `operations/` of the types crate: the facts that client and server share.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitted;
use super::errors::pattern;
use super::tokens::{From, cfg, docs, foreign_uses, ident, ty};
use crate::plan::layout;
use crate::plan::rust::{AnswerStatus, Group, Operation, Plan, SuccessForm};

pub(super) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let folder = format!("{}/src/operations", plan.crates.types);
    let files = plan
        .groups
        .iter()
        .map(|group| Emitted::rust(format!("{folder}/{}.rs", group.module), move || file(group)));
    std::iter::once(Emitted::rust(format!("{folder}/mod.rs"), move || {
        index(plan)
    }))
    .chain(files)
    .collect()
}

fn index(plan: &Plan) -> TokenStream {
    let modules = plan.groups.iter().map(|group| {
        let docs = docs(&[format!(
            "Operations tagged `{}`.",
            group.tag.replace('`', "")
        )]);
        let module = ident(&group.module);
        let cfg = cfg(std::slice::from_ref(&group.feature));
        quote!(#docs #cfg pub mod #module;)
    });
    quote! {
        //! The operations of the document as facts about types without values, by tag.

        #(#modules)*
    }
}

fn file(group: &Group) -> TokenStream {
    let successes = group
        .operations
        .iter()
        .filter_map(|operation| operation.success.as_ref()?.ty());
    let uses = foreign_uses(&layout::mentions(successes));
    let payloads: BTreeSet<&str> = group.operations.iter().map(payload).collect();
    let payloads = payloads.into_iter().map(ident);
    let infallible = group
        .operations
        .iter()
        .any(|operation| operation.failure.is_none());
    let infallible = infallible.then(|| {
        quote!(
            use std::convert::Infallible;
        )
    });
    let operations = group.operations.iter().map(operation);
    quote! {
        #infallible
        #uses
        use crate::operations;
        use crate::runtime::{#(#payloads),*};

        operations! { #(#operations)* }
    }
}

/// The row of an operation.
fn operation(operation: &Operation) -> TokenStream {
    let marker = ident(&operation.marker);
    let (id, method, path) = (
        &operation.id,
        ident(&operation.http_method),
        &operation.path,
    );
    let status = Literal::u16_unsuffixed(operation.status);
    let further = operation
        .further_statuses
        .iter()
        .map(|status| success_pattern(*status));
    let further = further.map(|status| quote!(| #status));
    let security = operation.security.as_deref().map(security);
    let payload = ident(payload(operation));
    let body = match operation.success.as_ref().map(|success| &success.form) {
        Some(SuccessForm::Json(body)) => {
            let body = ty(body, From::Root);
            Some(quote!(<#body>))
        }
        Some(SuccessForm::OneOf(name)) => {
            let name = ident(name);
            Some(quote!(<crate::#name>))
        }
        Some(SuccessForm::Text | SuccessForm::Binary) | None => None,
    };
    let media_types = operation
        .success
        .as_ref()
        .map(|success| success.media_types.as_slice());
    let media_types = match media_types.unwrap_or_default() {
        [] => None,
        [only] => Some(quote!(as #only)),
        several => Some(quote!(as [#(#several),*])),
    };
    let failure = match &operation.failure {
        Some(failure) => {
            let failure = ident(failure);
            quote!(crate::#failure)
        }
        None => quote!(Infallible),
    };
    quote!(#marker = #method #path as #id #security => #status #(#further)* #payload #body #media_types | #failure;)
}

/// The statuses of a success as a pattern; `default` has those that no other success has.
fn success_pattern(status: AnswerStatus) -> TokenStream {
    match status {
        AnswerStatus::Default => quote!(200..=299),
        status => pattern(status, &[]),
    }
}

/// How the body of success is read and written.
fn payload(operation: &Operation) -> &'static str {
    match operation.success.as_ref().map(|success| &success.form) {
        Some(SuccessForm::Json(_)) => "Json",
        Some(SuccessForm::Text) => "Text",
        Some(SuccessForm::Binary) => "Binary",
        Some(SuccessForm::OneOf(_)) => "OneOf",
        None => "Empty",
    }
}

/// Which credentials an operation takes.
fn security(alternatives: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| quote!([#(#schemes),*]));
    quote!(by [#(#alternatives),*])
}
