//! `operations/` of the types crate: the facts that client and server share.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitted;
use super::errors::pattern;
use super::tokens::{From, cfg, docs, foreign_uses, ident, once, rule, ty};
use crate::plan::layout;
use crate::plan::rust::{AnswerStatus, Group, Items, Operation, Plan, Success, SuccessForm};

pub(super) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let folder = format!("{}/src/operations", plan.crates.types);
    let files =
        plan.groups.iter().chain(&plan.hooks).map(|group| {
            Emitted::rust(format!("{folder}/{}.rs", group.module), move || file(group))
        });
    std::iter::once(Emitted::rust(format!("{folder}/mod.rs"), move || {
        index(plan)
    }))
    .chain(files)
    .collect()
}

fn index(plan: &Plan) -> TokenStream {
    let modules = plan.groups.iter().chain(&plan.hooks).map(|group| {
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
    let successes = group.operations.iter().flat_map(|operation| {
        let success = operation.success.as_ref().and_then(Success::ty);
        let items = operation.items.as_ref();
        success
            .into_iter()
            .chain(items.and_then(|items| items.item.as_ref()))
    });
    let uses = foreign_uses(&layout::mentions(successes));
    let payloads: BTreeSet<&str> = group.operations.iter().flat_map(payloads).collect();
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
    let operations = group.operations.iter().map(operation).map(once);
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
        method(&operation.http_method),
        &operation.path,
    );
    let status = Literal::u16_unsuffixed(operation.status);
    let further = operation
        .further_statuses
        .iter()
        .map(|status| success_pattern(*status));
    let further = further.map(|status| quote!(| #status));
    let security = operation.security.as_deref().map(security);
    let payload = success(operation);
    let media_types = operation
        .success
        .as_ref()
        .map(|success| success.media_types.as_slice());
    let media_types = match media_types.unwrap_or_default() {
        [] => None,
        [only] => Some(quote!(as #only)),
        several => Some(quote!(as [#(#several),*])),
    };
    let items = operation.items.as_ref().map(|items| {
        let payload = sequence(items);
        let media_type = items.media_type.as_ref();
        let media_type = media_type.map(|media_type| quote!(as #media_type));
        quote!(, #payload #media_type)
    });
    let failure = match &operation.failure {
        Some(failure) => {
            let failure = ident(failure);
            quote!(crate::#failure)
        }
        None => quote!(Infallible),
    };
    let headers = operation.headers.as_ref().map(|headers| {
        let headers = ty(headers, From::Root);
        quote!(, headers #headers)
    });
    let limits = operation.success.as_ref().map(|success| &success.rule);
    let limits = limits.filter(|limits| !limits.is_empty()).map(|limits| {
        let rule = rule(limits);
        quote!(, within #rule)
    });
    quote! {
        #marker = #method #path as #id #security
        => #status #(#further)* #payload #media_types #items | #failure #headers #limits;
    }
}

/// A method by its name, as a text where that is other than methods usually are.
fn method(name: &str) -> TokenStream {
    if name.chars().all(|c| c.is_ascii_uppercase()) {
        let name = ident(name);
        quote!(#name)
    } else {
        quote!(#name)
    }
}

/// The statuses of a success as a pattern; `default` has those that no other success has.
fn success_pattern(status: AnswerStatus) -> TokenStream {
    match status {
        AnswerStatus::Default => quote!(200..=299),
        status => pattern(status, &[]),
    }
}

/// How the body of success is read and written.
fn success(operation: &Operation) -> TokenStream {
    match operation.success.as_ref().map(|success| &success.form) {
        Some(SuccessForm::Json(body)) => {
            let body = ty(body, From::Root);
            quote!(Json<#body>)
        }
        Some(SuccessForm::OneOf(name)) => {
            let name = ident(name);
            quote!(OneOf<crate::#name>)
        }
        Some(SuccessForm::Text) => quote!(Text),
        Some(SuccessForm::Binary) => quote!(Binary),
        Some(SuccessForm::Items(items)) => sequence(items),
        None => quote!(Empty),
    }
}

/// Named with their module: operations and tags are called `Events`, too.
fn sequence(items: &Items) -> TokenStream {
    let payload = ident(items.framing.payload());
    let item = match &items.item {
        Some(item) => ty(item, From::Root),
        None => quote!(Text),
    };
    quote!(sequential::#payload<#item>)
}

/// What the row of an operation mentions of the runtime.
fn payloads(operation: &Operation) -> impl Iterator<Item = &'static str> {
    let success = match operation.success.as_ref().map(|success| &success.form) {
        Some(SuccessForm::Json(_)) => Some("Json"),
        Some(SuccessForm::Text) => Some("Text"),
        Some(SuccessForm::Binary) => Some("Binary"),
        Some(SuccessForm::OneOf(_)) => Some("OneOf"),
        Some(SuccessForm::Items(_)) => None,
        None => Some("Empty"),
    };
    let sequential = operation.items.as_ref().map(|_| "sequential");
    let text = operation.items.as_ref();
    let text = text.filter(|items| items.item.is_none()).map(|_| "Text");
    let limits = operation.success.as_ref();
    let limits = limits.filter(|it| !it.rule.is_empty()).map(|_| "Rule");
    success
        .into_iter()
        .chain(sequential)
        .chain(text)
        .chain(limits)
}

/// Which credentials an operation takes.
fn security(alternatives: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| quote!([#(#schemes),*]));
    quote!(by [#(#alternatives),*])
}
