//! `successes.rs` of the types crate: what operations with several successes answer.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitted;
use super::errors::{arms, sizes, variant, with_body, without_body};
use super::tokens::{From, cfg, docs, foreign_uses, ident};
use crate::plan::layout;
use crate::plan::rust::{AnswerForm, AnswerStatus, AnswerVariant, Plan, Successes};

/// The file, where there is anything to put into it.
pub(super) fn emit(plan: &Plan) -> Option<Emitted<'_>> {
    let path = format!("{}/src/successes.rs", plan.crates.types);
    (!plan.successes.is_empty()).then(|| Emitted::rust(path, move || file(plan)))
}

fn file(plan: &Plan) -> TokenStream {
    let variants = || plan.successes.iter().flat_map(|it| &it.variants);
    let uses = foreign_uses(&layout::mentions(variants().filter_map(AnswerVariant::ty)));
    let payloads: BTreeSet<&str> = variants().filter_map(payload).collect();
    let payload_trait = (!payloads.is_empty()).then(|| quote!(Payload,));
    let payloads = payloads.into_iter().map(ident);
    let is_json = |variant: &AnswerVariant| variant.ty().is_some();
    let validate = variants().any(is_json).then(|| quote!(Validate,));
    let types = plan.successes.iter().map(successes);
    quote! {
        //! What operations answer that declare several successes. Operations that document the same ones share a type.

        #uses
        use crate::runtime::{Answer, DecodeError, EncodeError, Kind, #payload_trait #validate Violations, #(#payloads),*};

        #(#types)*
    }
}

/// What reads and writes the body of a variant.
fn payload(variant: &AnswerVariant) -> Option<&'static str> {
    Some(match &variant.body.as_ref()?.form {
        AnswerForm::Json(_) => "Json",
        AnswerForm::Text => "Text",
        AnswerForm::Binary => "Binary",
    })
}

fn successes(successes: &Successes) -> TokenStream {
    let name = ident(&successes.name);
    let (docs, cfg) = (docs(&successes.docs), cfg(&successes.features));
    let variants = successes.variants.iter().map(|it| variant(it, From::Root));
    let kinds = successes.variants.iter().map(kind);
    let last = successes.variants.len().saturating_sub(1);
    let decode = successes
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let pattern = if index == last {
                quote!(_)
            } else {
                let index = Literal::usize_unsuffixed(index);
                quote!(#index)
            };
            let read = decode(variant);
            quote!(#pattern => #read,)
        });
    let numbers = successes
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| number(index, variant));
    let encode = arms(&successes.variants, encode);
    let validate = arms(&successes.variants, validate);
    let status = if successes.variants.iter().any(keeps_status) {
        quote!(status)
    } else {
        quote!(_)
    };
    let large = sizes(&successes.variants);
    quote! {
        #docs
        #cfg
        #large
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #(#variants)* }

        #cfg
        impl Answer for #name {
            const KINDS: &'static [Kind] = &[#(#kinds),*];

            #[inline]
            fn decode(index: usize, #status: u16, body: &[u8]) -> Result<Self, DecodeError> {
                match index { #(#decode)* }
            }

            fn kind(&self) -> (usize, u16) {
                match self { #(#numbers)* }
            }

            #[inline]
            fn encode(&self) -> Result<Vec<u8>, EncodeError> {
                match self { #encode }
            }

            #[inline]
            fn validate(&self) -> Result<(), Violations> {
                match self { #validate }
            }
        }
    }
}

fn keeps_status(variant: &AnswerVariant) -> bool {
    !matches!(variant.status, AnswerStatus::Code(_))
}

fn kind(variant: &AnswerVariant) -> TokenStream {
    let media_type = match &variant.body {
        Some(body) => {
            let media_type = &body.media_type;
            quote!(Some(#media_type))
        }
        None => quote!(None),
    };
    match variant.status {
        AnswerStatus::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(Kind::of(#code, #media_type))
        }
        AnswerStatus::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(Kind::of_range(#digit, #media_type))
        }
        // Where it stands for successes it stands for the 2xx.
        AnswerStatus::Default => quote!(Kind::of_range(2, #media_type)),
    }
}

fn decode(variant: &AnswerVariant) -> TokenStream {
    let name = ident(&variant.name);
    match (payload(variant).map(ident), keeps_status(variant)) {
        (Some(payload), false) => quote!(#payload::decode(body).map(Self::#name)),
        (Some(payload), true) => {
            quote!(#payload::decode(body).map(|body| Self::#name(status, body)))
        }
        (None, false) => quote!(Ok(Self::#name)),
        (None, true) => quote!(Ok(Self::#name(status))),
    }
}

/// The index of a variant in `KINDS`, and its status.
fn number(index: usize, variant: &AnswerVariant) -> TokenStream {
    let (name, index) = (ident(&variant.name), Literal::usize_unsuffixed(index));
    match (variant.status, &variant.body) {
        (AnswerStatus::Code(code), body) => {
            let code = Literal::u16_unsuffixed(code);
            let rest = body.is_some().then(|| quote!((_)));
            quote!(Self::#name #rest => (#index, #code),)
        }
        (_, Some(_)) => quote!(Self::#name(status, _) => (#index, *status),),
        (_, None) => quote!(Self::#name(status) => (#index, *status),),
    }
}

/// How the body of a variant is written.
fn encode(variant: &AnswerVariant) -> (TokenStream, TokenStream) {
    match payload(variant).map(ident) {
        Some(payload) => (with_body(variant), quote!(#payload::encode(body))),
        None => (without_body(variant), quote!(Ok(Vec::new()))),
    }
}

/// How the body of a variant is checked: text and bytes have no constraints.
fn validate(variant: &AnswerVariant) -> (TokenStream, TokenStream) {
    match variant.ty() {
        Some(_) => (with_body(variant), quote!(body.validate())),
        None => (without_body(variant), quote!(Ok(()))),
    }
}
