//! `errors.rs` of the types crate: the failures that client and server share.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitted;
use super::tokens::{From, docs, foreign_uses, ident, ty};
use crate::plan::layout;
use crate::plan::rust::{
    AnswerForm, AnswerStatus, AnswerVariant, Failure, Foreign, Plan, RustType,
};

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
        .filter_map(AnswerVariant::ty);
    let imports = layout::mentions(types);
    let uses = foreign_uses(&imports);
    let generated: Vec<_> = imports.types.iter().map(|name| ident(name)).collect();
    let generated = (!generated.is_empty()).then(|| quote!(use crate::{#(#generated),*};));
    let has = |is_one: fn(&AnswerForm) -> bool| {
        let mut variants = plan.failures.iter().flat_map(|failure| &failure.variants);
        variants.any(|variant| variant.body.as_ref().is_some_and(|body| is_one(&body.form)))
    };
    let json = has(|form| matches!(form, AnswerForm::Json(_))).then(|| quote!(json,));
    // Types of the document may be called as the payloads are.
    let payload = has(|form| !matches!(form, AnswerForm::Json(_))).then(|| quote!(Payload as _,));
    let files = imports.foreign.contains(&Foreign::File);
    let files = files.then(|| quote!(File,));
    let own = (!plan.failures.is_empty()).then(|| {
        quote! {
            use std::fmt;

            use crate::runtime::{DecodeError, EncodeError, Failure, #files #json operation, #payload};
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
    let variants = failure.variants.iter().map(|it| variant(it, From::Here));
    let decoded = match failure.variants.as_slice() {
        [only] if only.status == AnswerStatus::Default => {
            let decode = decode(only);
            quote!(Some(#decode))
        }
        variants => {
            let has_default = variants
                .iter()
                .any(|variant| variant.status == AnswerStatus::Default);
            let undocumented = (!has_default).then(|| quote!(_ => return None,));
            let patterns = variants
                .iter()
                .map(|variant| pattern(variant.status, variants));
            let decode = variants.iter().map(decode);
            quote!(Some(match status { #(#patterns => #decode,)* #undocumented }))
        }
    };
    let statuses = arms(&failure.variants, status_arm);
    let encode = arms(&failure.variants, encode_arm);
    let content_type = content_type(&failure.variants);
    let conversions = failure
        .told_by_type()
        .map(|(variant, body)| conversion(variant, body, &name));
    let body = if failure
        .variants
        .iter()
        .any(|variant| variant.body.is_some())
    {
        quote!(body)
    } else {
        quote!(_)
    };
    let large = sizes(&failure.variants);
    quote! {
        #docs
        #large
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #(#variants)* }

        impl Failure for #name {
            #[inline]
            fn decode(status: u16, #body: &[u8]) -> Option<Result<Self, DecodeError>> {
                #decoded
            }

            #[inline]
            fn status(&self) -> u16 {
                match self { #statuses }
            }

            #[inline]
            fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
                match self { #encode }
            }

            #content_type
        }

        impl fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                operation::describe(self, f)
            }
        }

        impl std::error::Error for #name {}

        #(#conversions)*
    }
}

/// The media types of the bodies, where one is not plain JSON.
fn content_type(variants: &[AnswerVariant]) -> Option<TokenStream> {
    let media_types: BTreeSet<&str> = variants.iter().map(media_type).collect();
    let body = match media_types.first() {
        Some(&"application/json") | None if media_types.len() < 2 => return None,
        Some(only) if media_types.len() == 1 => quote!(#only),
        _ => {
            let arms = arms(variants, |variant| {
                let media_type = media_type(variant);
                (without_body(variant), quote!(#media_type))
            });
            quote!(match self { #arms })
        }
    };
    Some(quote! {
        fn content_type(&self) -> &'static str {
            #body
        }
    })
}

/// The media type of a variant; for one without content it does not matter.
fn media_type(variant: &AnswerVariant) -> &str {
    let body = variant.body.as_ref();
    body.map_or("application/json", |body| &body.media_type)
}

/// Variants of different sizes: handlers and callers name the bodies as they are, and no program keeps many answers.
pub(super) fn sizes(variants: &[AnswerVariant]) -> Option<TokenStream> {
    let forms = || {
        let bodies = variants.iter().map(|variant| variant.body.as_ref());
        bodies.map(|body| body.map(|body| &body.form))
    };
    let is_record =
        |form: Option<&AnswerForm>| matches!(form, Some(AnswerForm::Json(RustType::Named(_))));
    let differ = forms().any(|form| Some(form) != forms().next()) && forms().any(is_record);
    differ.then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "an answer is not kept in numbers")])
    })
}

/// A variant, whose types are named from the file that it stands in.
pub(super) fn variant(variant: &AnswerVariant, from: From) -> TokenStream {
    let name = ident(&variant.name);
    let (label, status) = match variant.status {
        AnswerStatus::Code(code) => (code.to_string(), None),
        AnswerStatus::Range(range) => (
            format!("{range}00 to {range}99, with the status"),
            Some(quote!(u16)),
        ),
        AnswerStatus::Default => (
            "Any other status, with the status".to_owned(),
            Some(quote!(u16)),
        ),
    };
    let label = match &variant.body {
        None => format!("{label}, without content"),
        Some(body) if body.media_type == "application/json" => label,
        Some(body) => {
            let media_type = body.media_type.replace('`', "");
            format!("{label}, `{media_type}`")
        }
    };
    let docs = docs(&[format!("{label}.")]);
    let body = variant.body.as_ref().map(|body| match &body.form {
        AnswerForm::Json(json) => ty(json, from),
        AnswerForm::Text => quote!(String),
        AnswerForm::Binary => quote!(Vec<u8>),
    });
    let members: Vec<TokenStream> = status.into_iter().chain(body).collect();
    if members.is_empty() {
        quote!(#docs #name,)
    } else {
        quote!(#docs #name(#(#members),*),)
    }
}

/// The statuses of a variant as a pattern. A range begins and ends where no other variant does.
pub(super) fn pattern(status: AnswerStatus, variants: &[AnswerVariant]) -> TokenStream {
    let is_free = |code: &u16| {
        let mut others = variants.iter();
        others.all(|other| other.status != AnswerStatus::Code(*code))
    };
    match status {
        AnswerStatus::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        AnswerStatus::Range(range) => {
            let all = u16::from(range) * 100..=u16::from(range) * 100 + 99;
            let first = all.clone().find(is_free).unwrap_or(*all.start());
            let last = all.clone().rfind(is_free).unwrap_or(*all.end());
            let [first, last] = [first, last].map(Literal::u16_unsuffixed);
            quote!(#first..=#last)
        }
        AnswerStatus::Default => quote!(_),
    }
}

/// How the body of a variant is read.
fn decode(variant: &AnswerVariant) -> TokenStream {
    let name = ident(&variant.name);
    let keeps_status = !matches!(variant.status, AnswerStatus::Code(_));
    let Some(body) = &variant.body else {
        return if keeps_status {
            quote!(Ok(Self::#name(status)))
        } else {
            quote!(Ok(Self::#name))
        };
    };
    let read = reader(&body.form);
    if keeps_status {
        quote!(#read::decode(body).map(|body| Self::#name(status, body)))
    } else {
        quote!(#read::decode(body).map(Self::#name))
    }
}

/// What reads and writes a body.
fn reader(form: &AnswerForm) -> TokenStream {
    match form {
        AnswerForm::Json(_) => quote!(json),
        AnswerForm::Text => quote!(operation::Text),
        AnswerForm::Binary => quote!(operation::Binary),
    }
}

/// The status of a variant.
fn status_arm(variant: &AnswerVariant) -> (TokenStream, TokenStream) {
    let name = ident(&variant.name);
    match (variant.status, &variant.body) {
        (AnswerStatus::Code(code), _) => {
            let code = Literal::u16_unsuffixed(code);
            (without_body(variant), quote!(#code))
        }
        (_, Some(_)) => (quote!(Self::#name(status, _)), quote!(*status)),
        (_, None) => (quote!(Self::#name(status)), quote!(*status)),
    }
}

/// The arms of a `match` on variants, as `arm` gives them: a pattern and what it leads to. Those that are the same stand together.
pub(super) fn arms(
    variants: &[AnswerVariant],
    arm: fn(&AnswerVariant) -> (TokenStream, TokenStream),
) -> TokenStream {
    let mut arms: Vec<(&AnswerVariant, TokenStream, Vec<TokenStream>)> = Vec::new();
    for variant in variants {
        let (pattern, result) = arm(variant);
        // What binds a body is the same for bodies of one type only.
        let same = arms.iter_mut().find(|(known, other, patterns)| {
            let binds = patterns.iter().any(binds_body);
            other.to_string() == result.to_string()
                && (!(binds || binds_body(&pattern)) || form(known) == form(variant))
        });
        match same {
            Some((_, _, patterns)) => patterns.push(pattern),
            None => arms.push((variant, result, vec![pattern])),
        }
    }
    let arms = arms
        .into_iter()
        .map(|(_, result, patterns)| quote!(#(#patterns)|* => #result,));
    quote!(#(#arms)*)
}

fn form(variant: &AnswerVariant) -> Option<&AnswerForm> {
    variant.body.as_ref().map(|body| &body.form)
}

fn binds_body(pattern: &TokenStream) -> bool {
    pattern.to_string().contains("body")
}

/// How the body of a variant is written.
fn encode_arm(variant: &AnswerVariant) -> (TokenStream, TokenStream) {
    match form(variant).map(reader) {
        Some(read) => (with_body(variant), quote!(#read::encode(body).map(Some))),
        None => (without_body(variant), quote!(Ok(None))),
    }
}

/// A pattern that binds the body of a variant.
pub(super) fn with_body(variant: &AnswerVariant) -> TokenStream {
    let name = ident(&variant.name);
    match variant.status {
        AnswerStatus::Code(_) => quote!(Self::#name(body)),
        AnswerStatus::Range(_) | AnswerStatus::Default => quote!(Self::#name(_, body)),
    }
}

/// A pattern that binds nothing of a variant.
pub(super) fn without_body(variant: &AnswerVariant) -> TokenStream {
    let name = ident(&variant.name);
    let keeps_status = !matches!(variant.status, AnswerStatus::Code(_));
    match (variant.body.is_some(), keeps_status) {
        (false, false) => quote!(Self::#name),
        (true, true) => quote!(Self::#name(_, _)),
        (true, false) | (false, true) => quote!(Self::#name(_)),
    }
}

fn conversion(variant: &AnswerVariant, body: &str, failure: &proc_macro2::Ident) -> TokenStream {
    let (name, body) = (ident(&variant.name), ident(body));
    quote! {
        impl From<#body> for #failure {
            fn from(body: #body) -> Self {
                Self::#name(body)
            }
        }
    }
}
