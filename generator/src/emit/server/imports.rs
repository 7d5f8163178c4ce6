//! What the file of a tag imports.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::style;
use crate::emit::tokens::{foreign_uses, ident};
use crate::plan::rust::{Body, Group, HandlerForm, Items, Operation, Parameter, SuccessForm};

/// All imports of a tag; `has_parameters` says whether there are structs of parameters.
pub(super) fn imports(group: &Group, has_parameters: bool) -> TokenStream {
    let module = ident(&group.module);
    let infallible = group
        .operations
        .iter()
        .any(|operation| operation.failure.is_none());
    let infallible = infallible.then(|| {
        quote!(
            use std::convert::Infallible;
        )
    });
    let uses = foreign_uses(&group.imports);
    let runtime = runtime(group);
    let types = types(group);
    let rule = is_checked(group).then(|| {
        quote!(
            use crate::types::runtime::Rule;
        )
    });
    let styles = style::imports(group);
    let text = items(group).any(|items| items.item.is_none()).then(|| {
        quote!(
            use crate::types::runtime::Text;
        )
    });
    let parameters = has_parameters.then(|| quote!(, parameters));
    quote! {
        #infallible
        #uses
        #runtime
        #types
        use crate::types::operations::#module as op;
        #rule
        #styles
        #text
        use crate::{endpoints #parameters};
    }
}

/// Types of the document, and the failures by their own names.
fn types(group: &Group) -> TokenStream {
    let failures: BTreeSet<&str> = group
        .operations
        .iter()
        .filter_map(|operation| operation.failure.as_deref())
        .collect();
    let failures: Vec<_> = failures.into_iter().map(ident).collect();
    let has_several = group.operations.iter().any(|operation| {
        let success = operation.success.as_ref();
        success.is_some_and(|success| matches!(success.form, SuccessForm::OneOf(_)))
    });
    let itself = !group.imports.types.is_empty() || has_several;
    match (itself, failures.as_slice()) {
        (false, []) => TokenStream::new(),
        (true, []) => quote!(
            use crate::types;
        ),
        (true, failures) => quote!(use crate::types::{self, #(#failures),*};),
        (false, failures) => quote!(use crate::types::{#(#failures),*};),
    }
}

fn runtime(group: &Group) -> TokenStream {
    let forms = || group.operations.iter().map(Operation::handler_form);
    let has = |wanted| forms().any(|form| form == wanted);
    let has_raw_body = bodies(group).any(|body| body.ty().is_none());
    let has_parts = bodies(group).any(Body::is_read_by_parts);
    let names: BTreeSet<&str> = ["Context", "Error"]
        .into_iter()
        .chain(items(group).map(|items| items.framing.stream()))
        .chain(has(HandlerForm::Bytes).then_some("RawAnswer"))
        .chain(has(HandlerForm::Either).then_some("WholeOrItems"))
        .chain(has_parts.then_some("MultipartBody"))
        .chain(has_raw_body.then_some("RawBody"))
        .collect();
    let names = names.into_iter().map(ident);
    let forms = forms().any(|form| form != HandlerForm::Whole).then(|| {
        // Not by its own name, which the styles of forms have.
        quote!(
            use crate::runtime::form as answer;
        )
    });
    let is_by_parts = |operation: &Operation| {
        let body = operation.body.as_ref();
        body.is_some_and(Body::is_read_by_parts)
    };
    let whole = group.operations.iter().any(|it| !is_by_parts(it));
    let left_out = whole.then_some("not_implemented").into_iter();
    let left_out = left_out.chain(has_parts.then_some("not_implemented_form"));
    let left_out = left_out.map(ident);
    quote! {
        #forms
        use crate::runtime::{#(#names,)* #(#left_out),*};
    }
}

/// Whether anything outside of the types themselves has limits.
fn is_checked(group: &Group) -> bool {
    let has_rule = |parameter: &Parameter| {
        let rule = parameter.check.as_ref();
        rule.is_some_and(|rule| !rule.is_empty())
    };
    let mut parameters = group.operations.iter().flat_map(all_parameters);
    parameters.any(has_rule) || bodies(group).any(|body| !body.rule.is_empty() || body.or_form)
}

fn items(group: &Group) -> impl Iterator<Item = &Items> {
    let operations = group.operations.iter();
    operations.filter_map(|operation| operation.items.as_ref())
}

fn bodies(group: &Group) -> impl Iterator<Item = &Body> {
    let operations = group.operations.iter();
    operations.filter_map(|operation| operation.body.as_ref())
}

fn all_parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation
        .path_parameters
        .iter()
        .chain(&operation.parameters)
}
