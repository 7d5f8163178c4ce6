//! The client crate: a handle per tag, a call per operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emitted;
use super::tokens::{
    From, cfg, deprecated, docs, documented, file_docs, foreign_uses, ident, many_arguments, once,
    ty,
};
use super::{example, style};
use crate::plan::rust::{
    Body, BodyForm, Group, Location, NextPage, Operation, Parameter, Plan, RustType, Scheme,
    SchemeKind,
};

pub(super) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let folder = format!("{}/src", plan.crates.client);
    let groups = plan.groups.iter().map(|group| {
        Emitted::rust(format!("{folder}/{}.rs", group.module), move || {
            file(group, &plan.crates.client)
        })
    });
    std::iter::once(Emitted::rust(format!("{folder}/lib.rs"), move || {
        root(plan)
    }))
    .chain(groups)
    .collect()
}

fn root(plan: &Plan) -> TokenStream {
    let title = file_docs(&[format!(
        "Client of the {} API.",
        plan.title.replace(['[', ']', '<', '>', '`'], "")
    )]);
    let text = if plan.docs.is_empty() {
        TokenStream::new()
    } else {
        file_docs(&[vec![String::new()], plan.docs.clone()].concat())
    };
    let types = ident(&plan.crates.types.replace('-', "_"));
    let cfgs: Vec<_> = plan
        .groups
        .iter()
        .map(|group| cfg(std::slice::from_ref(&group.feature)))
        .collect();
    let modules: Vec<_> = plan
        .groups
        .iter()
        .map(|group| ident(&group.module))
        .collect();
    let names = plan.groups.iter().map(|group| ident(&group.name));
    let group_docs = plan.groups.iter().map(|group| {
        docs(&[format!(
            "The operations tagged `{}`.",
            group.tag.replace('`', "")
        )])
    });
    let base_path = &plan.base_path;
    let base_urls = (!plan.base_urls.is_empty()).then(|| {
        quote!(
            pub mod base_urls;
        )
    });
    let schemes = plan.schemes.iter().map(scheme);
    let schemes = (!plan.schemes.is_empty()).then(|| quote!(impl ClientBuilder { #(#schemes)* }));
    quote! {
        #title
        #text

        #(#group_docs #cfgs pub mod #modules;)*
        #base_urls
        pub mod runtime;

        pub use #types as types;
        pub use #types::{DOCUMENT_SHA256, VERSION};
        pub use bytes;
        pub use http;
        #(#cfgs pub use self::#modules::#names;)*
        pub use self::runtime::{
            Body, BuildError, Call, Client, ClientBuilder, Credential, Error, Form, ItemStream, Items, RequestError, Response, Retry,
            Secret, StreamError, Target, Transport, TransportError,
        };

        /// The path of the document's server: the part of a base URL that comes after the host.
        pub const BASE_PATH: &str = #base_path;

        #schemes
    }
}

/// The builder's method for a security scheme.
fn scheme(scheme: &Scheme) -> TokenStream {
    let method = ident(&scheme.method);
    let wire = &scheme.wire;
    let name = scheme.wire.replace('`', "");
    let template = match &scheme.kind {
        SchemeKind::Http(http) => http.replace('{', "{{").replace('}', "}}") + " {value}",
        _ => String::new(),
    };
    let (arguments, credential, what) = match &scheme.kind {
        SchemeKind::Bearer => (
            quote!(token: impl Into<Secret>),
            quote!(Credential::bearer(token)),
            "a bearer token".to_owned(),
        ),
        SchemeKind::Basic => (
            quote!(user: impl Into<String>, password: impl Into<Secret>),
            quote!(Credential::basic(user, password)),
            "user and password".to_owned(),
        ),
        SchemeKind::Http(http) => (
            quote!(value: &str),
            quote!(Credential::header("Authorization", format!(#template))),
            format!("`Authorization: {}` with a value", http.replace('`', "")),
        ),
        SchemeKind::Header(header) => (
            quote!(key: impl Into<Secret>),
            quote!(Credential::header(#header, key)),
            format!("a key in the header `{}`", header.replace('`', "")),
        ),
        SchemeKind::Query(parameter) => (
            quote!(key: impl Into<Secret>),
            quote!(Credential::query(#parameter, key)),
            format!(
                "a key in the query parameter `{}`",
                parameter.replace('`', "")
            ),
        ),
        SchemeKind::Cookie(cookie) => (
            quote!(key: impl Into<Secret>),
            quote!(Credential::cookie(#cookie, key)),
            format!("a key in the cookie `{}`", cookie.replace('`', "")),
        ),
    };
    let first = format!("Sets the credential of the scheme `{name}`: {what}.");
    let docs = docs(&crate::plan::docs::paragraphs([
        vec![first],
        scheme.docs.clone(),
    ]));
    quote! {
        #docs
        pub fn #method(self, #arguments) -> Self {
            self.credential(#wire, #credential)
        }
    }
}

fn file(group: &Group, client: &str) -> TokenStream {
    let examples = file_docs(&example::calls(group, client));
    let name = ident(&group.name);
    let module = ident(&group.module);
    let uses = foreign_uses(&group.client_imports);
    let types = (!group.client_imports.types.is_empty()).then(|| {
        quote!(
            use crate::types;
        )
    });
    let tag = group.tag.replace('`', "");
    let first = format!(
        "The operations tagged `{tag}`; made by [`Client::{}`].",
        group.module
    );
    let handle_docs = docs(&crate::plan::docs::paragraphs([
        vec![first],
        group.docs.clone(),
    ]));
    let accessor_docs = docs(&[format!("The operations tagged `{tag}`.")]);
    let methods = group.operations.iter().map(method).map(once);
    let mut bodies = group
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let raw_body = bodies
        .any(|body| body.ty().is_none())
        .then(|| quote!(Body,));
    let paged = group.operations.iter().filter_map(paged);
    let paging = group
        .operations
        .iter()
        .any(|operation| operation.paging.is_some());
    let paging = paging.then(|| quote!(Next, Paged,));
    let text = style::imports(group);
    let setters: Vec<TokenStream> = group.operations.iter().filter_map(setters).collect();
    let setters_macro = (!setters.is_empty()).then(|| {
        quote!(
            use crate::setters;
        )
    });
    quote! {
        #examples

        #uses
        use crate::runtime::{#raw_body Call, Client, #paging};
        #types
        use crate::types::operations::#module as op;
        #text
        #setters_macro

        #handle_docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'c> {
            client: &'c Client,
        }

        impl Client {
            #accessor_docs
            #[must_use]
            pub fn #module(&self) -> #name<'_> {
                #name { client: self }
            }
        }

        impl #name<'_> {
            #(#methods)*
        }

        #(#setters)*

        #(#paged)*
    }
}

/// What the document requires is an argument. `#[inline]` lets a program compile those methods that it calls
/// only, with the types that they send.
fn method(operation: &Operation) -> TokenStream {
    let docs = docs(&operation.docs);
    let deprecated = deprecated(operation.deprecated);
    let (name, marker) = (ident(&operation.method), ident(&operation.marker));
    let required = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required);
    let parameters: Vec<&Parameter> = operation.path_parameters.iter().chain(required).collect();
    let body = operation.body.as_ref().filter(|body| body.required);
    let many = many_arguments(1 + parameters.len() + usize::from(body.is_some()));
    let arguments = parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.name), argument(&parameter.ty));
        quote!(, #name: #ty)
    });
    let body = operation.body.as_ref().filter(|body| body.required);
    let body_argument = body.map(|body| {
        let ty = body_type(body);
        quote!(, body: #ty)
    });
    let calls = parameters.iter().map(|parameter| set(parameter));
    let body_call = body.into_iter().map(body_call);
    quote! {
        #docs
        #deprecated
        #many
        #[inline]
        pub fn #name(&self #(#arguments)* #body_argument) -> Call<op::#marker> {
            Call::new(self.client) #(.#calls)* #(.#body_call)*
        }
    }
}

/// What the document leaves open is a setter of the call.
fn setters(operation: &Operation) -> Option<TokenStream> {
    let marker = ident(&operation.marker);
    let optional = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required);
    let parameters = optional.map(|parameter| {
        let fallback = format!("Sets `{}`.", parameter.wire.replace('`', ""));
        let ty = argument(&parameter.ty);
        setter(
            [&parameter.docs, &parameter.default],
            fallback,
            &parameter.name,
            &ty,
            &set(parameter),
        )
    });
    let body = operation.body.as_ref().filter(|body| !body.required);
    let body = body.map(|body| {
        let fallback = "Sets the request body.".to_owned();
        setter(
            [&body.docs, &[]],
            fallback,
            "body",
            &body_type(body),
            &body_call(body),
        )
    });
    let rows: Vec<TokenStream> = parameters.chain(body).collect();
    (!rows.is_empty()).then(|| quote!(setters! { op::#marker { #(#rows)* } }))
}

/// A row of the table of setters; `fallback` documents what the document does not.
fn setter(
    [docs, default]: [&[String]; 2],
    fallback: String,
    name: &str,
    ty: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    let docs = documented(docs, fallback, default);
    let name = ident(name);
    quote!(#docs #name: #ty => #call,)
}

/// How the pages of a list follow each other.
fn paged(operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let marker = ident(&operation.marker);
    let item = ty(&paging.item, From::Types);
    let page = ty(operation.success.as_ref()?.ty()?, From::Types);
    let (parameter, items) = (&paging.parameter, ident(&paging.items));
    let next = match &paging.next {
        NextPage::Number(way) => {
            let way = way.iter().map(|field| ident(field));
            quote!(Next::number(page #(.#way)*))
        }
        NextPage::Link(field) => {
            let field = ident(field);
            quote!(Next::link(page.#field.as_ref()))
        }
    };
    Some(quote! {
        impl Paged for op::#marker {
            const PARAMETER: &'static str = #parameter;
            type Item = #item;

            // Programs compile the lists that they read, and no others.
            #[inline]
            fn split(page: #page) -> (Vec<#item>, Next) {
                let next = #next;
                (page.#items, next)
            }
        }
    })
}

/// The call that hands a parameter to the request.
fn set(parameter: &Parameter) -> TokenStream {
    let (name, wire) = (ident(&parameter.name), &parameter.wire);
    let value = if is_borrowed(&parameter.ty) {
        quote!(#name)
    } else {
        quote!(&#name)
    };
    let setter = match parameter.location {
        Location::Path => "path_param",
        Location::Query => "query_param",
        Location::Header => "header_param",
        Location::Cookie => "cookie_param",
    };
    if let Some(style) = &parameter.style {
        let (setter, style) = (format_ident!("{setter}_as"), style::style(style));
        quote!(#setter(#wire, #value, #style))
    } else {
        let setter = ident(setter);
        quote!(#setter(#wire, #value))
    }
}

/// An argument's type: borrowed unless copying is as cheap.
fn argument(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String => quote!(&str),
        RustType::Vec(item) => {
            let item = if **item == RustType::String {
                quote!(&str)
            } else {
                self::ty(item, From::Types)
            };
            quote!(&[#item])
        }
        other => {
            let owned = self::ty(other, From::Types);
            if is_borrowed(other) {
                quote!(&#owned)
            } else {
                owned
            }
        }
    }
}

fn is_borrowed(ty: &RustType) -> bool {
    !matches!(
        ty,
        RustType::Bool
            | RustType::I32
            | RustType::I64
            | RustType::U64
            | RustType::F64
            | RustType::Uuid
            | RustType::DateTime
            | RustType::Date
    )
}

fn body_type(body: &Body) -> TokenStream {
    match body.ty() {
        Some(RustType::Vec(item)) => {
            let item = ty(item, From::Types);
            quote!(&[#item])
        }
        Some(RustType::String) => quote!(&str),
        Some(other) => {
            let owned = ty(other, From::Types);
            quote!(&#owned)
        }
        None => quote!(impl Into<Body>),
    }
}

/// The call that hands the body to the request.
fn body_call(body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    match &body.form {
        BodyForm::Json(_) if body.is_plain_json() => quote!(json_body(body)),
        BodyForm::Json(_) => quote!(json_body_as(#media_type, body)),
        BodyForm::Multipart(_) if body.encodings.is_empty() => quote!(multipart_body(body)),
        BodyForm::UrlEncoded(_) if body.encodings.is_empty() => quote!(form_body(body)),
        BodyForm::Multipart(_) => {
            let encodings = style::encodings(&body.encodings);
            quote!(multipart_body_as(body, #encodings))
        }
        BodyForm::UrlEncoded(_) => {
            let encodings = style::encodings(&body.encodings);
            quote!(form_body_as(body, #encodings))
        }
        BodyForm::Raw => {
            let media_type = body.sent_media_type();
            quote!(stream_body(#media_type, body))
        }
    }
}
