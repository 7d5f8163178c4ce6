//! `errors.rs` of the types crate: the failures that client and server share.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitted;
use super::tokens::{From, docs, foreign_uses, ident, ty};
use crate::plan::layout;
use crate::plan::rust::{Failure, FailureStatus, FailureVariant, Foreign, Plan};

pub(super) fn emit(plan: &Plan) -> Emitted<'_> {
    Emitted::rust(format!("{}/src/errors.rs", plan.crates.types), move || {
        file(plan)
    })
}

fn file(plan: &Plan) -> TokenStream {
    let failures = plan.failures.iter().map(failure);
    let types = plan
        .failures
        .iter()
        .flat_map(|failure| &failure.variants)
        .filter_map(|variant| variant.ty.as_ref());
    let imports = layout::mentions(types);
    let uses = foreign_uses(&imports);
    let generated: Vec<_> = imports.types.iter().map(|name| ident(name)).collect();
    let generated = (!generated.is_empty()).then(|| quote!(use crate::{#(#generated),*};));
    let has_body = plan
        .failures
        .iter()
        .flat_map(|failure| &failure.variants)
        .any(|variant| variant.ty.is_some());
    let json = has_body.then(|| quote!(json,));
    let files = imports.foreign.contains(&Foreign::File);
    let files = files.then(|| quote!(File,));
    let own = (!plan.failures.is_empty()).then(|| {
        quote! {
            use std::fmt;

            use crate::runtime::{DecodeError, EncodeError, Failure, #files #json operation};
        }
    });
    quote! {
        //! What operations answer when they do not succeed. Operations that document the same failures share one type.

        #own
        #uses
        #generated

        #(#failures)*
    }
}

fn failure(failure: &Failure) -> TokenStream {
    let name = ident(&failure.name);
    let docs = docs(&failure.docs);
    let variants = failure.variants.iter().map(variant);
    let decoded = match failure.variants.as_slice() {
        [only] if only.status == FailureStatus::Default => {
            let decode = decode(only);
            quote!(Some(#decode))
        }
        variants => {
            let has_default = variants
                .iter()
                .any(|variant| variant.status == FailureStatus::Default);
            let undocumented = (!has_default).then(|| quote!(_ => return None,));
            let patterns = variants
                .iter()
                .map(|variant| pattern(variant.status, variants));
            let decode = variants.iter().map(decode);
            quote!(Some(match status { #(#patterns => #decode,)* #undocumented }))
        }
    };
    let statuses = failure.variants.iter().map(status_arm);
    let encode = failure.variants.iter().map(encode_arm);
    let conversions = failure
        .told_by_type()
        .map(|(variant, body)| conversion(variant, body, &name));
    let body = if failure.variants.iter().any(|variant| variant.ty.is_some()) {
        quote!(body)
    } else {
        quote!(_)
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #(#variants)* }

        impl Failure for #name {
            fn decode(status: u16, #body: &[u8]) -> Option<Result<Self, DecodeError>> {
                #decoded
            }

            fn status(&self) -> u16 {
                match self { #(#statuses)* }
            }

            fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
                match self { #(#encode)* }
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                operation::describe(self, f)
            }
        }

        impl std::error::Error for #name {}

        #(#conversions)*
    }
}

fn variant(variant: &FailureVariant) -> TokenStream {
    let name = ident(&variant.name);
    let (label, status) = match variant.status {
        FailureStatus::Code(code) => (code.to_string(), None),
        FailureStatus::Range(range) => (
            format!("{range}00 to {range}99, with the status"),
            Some(quote!(u16)),
        ),
        FailureStatus::Default => (
            "Any other status, with the status".to_owned(),
            Some(quote!(u16)),
        ),
    };
    let label = if variant.ty.is_none() {
        format!("{label}, without content")
    } else {
        label
    };
    let docs = docs(&[format!("{label}.")]);
    let body = variant.ty.as_ref().map(|body| ty(body, From::Here));
    let members: Vec<TokenStream> = status.into_iter().chain(body).collect();
    if members.is_empty() {
        quote!(#docs #name,)
    } else {
        quote!(#docs #name(#(#members),*),)
    }
}

/// The statuses of a variant as a pattern. A range begins and ends where no other variant does.
fn pattern(status: FailureStatus, variants: &[FailureVariant]) -> TokenStream {
    let is_free = |code: &u16| {
        let mut others = variants.iter();
        others.all(|other| other.status != FailureStatus::Code(*code))
    };
    match status {
        FailureStatus::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        FailureStatus::Range(range) => {
            let all = u16::from(range) * 100..=u16::from(range) * 100 + 99;
            let first = all.clone().find(is_free).unwrap_or(*all.start());
            let last = all.clone().rfind(is_free).unwrap_or(*all.end());
            let [first, last] = [first, last].map(Literal::u16_unsuffixed);
            quote!(#first..=#last)
        }
        FailureStatus::Default => quote!(_),
    }
}

/// How the body of a variant is read.
fn decode(variant: &FailureVariant) -> TokenStream {
    let name = ident(&variant.name);
    let keeps_status = !matches!(variant.status, FailureStatus::Code(_));
    match (&variant.ty, keeps_status) {
        (Some(_), false) => quote!(json::decode(body).map(Self::#name)),
        (Some(_), true) => quote!(json::decode(body).map(|body| Self::#name(status, body))),
        (None, false) => quote!(Ok(Self::#name)),
        (None, true) => quote!(Ok(Self::#name(status))),
    }
}

fn status_arm(variant: &FailureVariant) -> TokenStream {
    let name = ident(&variant.name);
    match (variant.status, &variant.ty) {
        (FailureStatus::Code(code), body) => {
            let code = Literal::u16_unsuffixed(code);
            let rest = body.is_some().then(|| quote!((_)));
            quote!(Self::#name #rest => #code,)
        }
        (_, Some(_)) => quote!(Self::#name(status, _) => *status,),
        (_, None) => quote!(Self::#name(status) => *status,),
    }
}

fn encode_arm(variant: &FailureVariant) -> TokenStream {
    let name = ident(&variant.name);
    let keeps_status = !matches!(variant.status, FailureStatus::Code(_));
    match (&variant.ty, keeps_status) {
        (Some(_), false) => quote!(Self::#name(body) => json::encode(body).map(Some),),
        (Some(_), true) => quote!(Self::#name(_, body) => json::encode(body).map(Some),),
        (None, false) => quote!(Self::#name => Ok(None),),
        (None, true) => quote!(Self::#name(_) => Ok(None),),
    }
}

fn conversion(variant: &FailureVariant, body: &str, failure: &proc_macro2::Ident) -> TokenStream {
    let (name, body) = (ident(&variant.name), ident(body));
    quote! {
        impl From<#body> for #failure {
            fn from(body: #body) -> Self {
                Self::#name(body)
            }
        }
    }
}
