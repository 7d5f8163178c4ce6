//! Endpoints: from a request to the arguments of a method.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{all_parameters, arguments};
use crate::emit::tokens::{From, ident, rule, ty};
use crate::plan::rust::{Body, BodyForm, Location, Operation, Parameter, RustType};

pub(super) fn endpoint(operation: &Operation, group: &proc_macro2::Ident) -> TokenStream {
    let (marker, method) = (ident(&operation.marker), ident(&operation.method));
    let arguments = arguments(operation);
    let (names, types): (Vec<_>, Vec<_>) = arguments
        .into_iter()
        .map(|argument| (argument.name, argument.ty))
        .unzip();
    let (pattern, tuple) = match (names.as_slice(), types.as_slice()) {
        ([name], [ty]) => (quote!(#name), quote!(#ty)),
        (names, types) => (quote!((#(#names),*)), quote!((#(#types),*))),
    };
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[expect(deprecated, reason = "it is served all the same")]));
    let decode = decode(operation);
    let input = if names.is_empty() {
        quote!(_)
    } else {
        quote!(input)
    };
    quote! {
        impl<S: #group> Endpoint<S> for op::#marker {
            type Arguments = #tuple;

            fn decode(#input: &mut Input) -> Option<Self::Arguments> {
                #decode
            }

            #deprecated
            fn call<'a>(
                service: &'a S,
                cx: &'a Context,
                #pattern: Self::Arguments,
            ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
                service.#method(cx #(, #names)*)
            }
        }
    }
}

/// Reads every argument, so that all that is wrong is told at once, and only then gives up.
fn decode(operation: &Operation) -> TokenStream {
    if let Some(only) = only_argument(operation) {
        return only;
    }
    let reads = all_parameters(operation).map(read);
    let body = operation.body.as_ref().map(|body| {
        let read = read_body(body);
        quote!(let body = input.#read;)
    });
    let path = operation.path_parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        quote!(#name?)
    });
    let parameters = operation.parameters_struct.iter().map(|name| {
        let name = ident(name);
        let fields = operation.parameters.iter().map(|parameter| {
            let name = ident(&parameter.name);
            if parameter.required {
                quote!(#name: #name?)
            } else {
                quote!(#name)
            }
        });
        quote!(#name { #(#fields),* })
    });
    let body_value = operation.body.iter().map(|body| {
        if body.required {
            quote!(body?)
        } else {
            quote!(body)
        }
    });
    let values: Vec<TokenStream> = path.chain(parameters).chain(body_value).collect();
    let value = match values.as_slice() {
        [value] => quote!(#value),
        values => quote!((#(#values),*)),
    };
    quote! {
        #(#reads)*
        #body
        Some(#value)
    }
}

/// An operation with one argument reads that and nothing else.
fn only_argument(operation: &Operation) -> Option<TokenStream> {
    if operation.parameters_struct.is_some() {
        return None;
    }
    match (operation.path_parameters.as_slice(), &operation.body) {
        ([parameter], None) => {
            let (name, read) = (ident(&parameter.name), read_parameter(parameter));
            let checked = !parameter.rule.is_empty();
            let reads = self::read(parameter);
            Some(if checked {
                quote!(#reads #name)
            } else {
                quote!(input.#read)
            })
        }
        ([], Some(body)) => {
            let read = read_body(body);
            Some(if body.required {
                quote!(input.#read)
            } else {
                quote!(Some(input.#read))
            })
        }
        _ => None,
    }
}

/// The reader's call for a body.
fn read_body(body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    let (reader, arguments) = match &body.form {
        BodyForm::Json(_) if body.is_plain_json() => ("body", None),
        BodyForm::Json(_) => ("body_as", Some(quote!(&[#media_type]))),
        BodyForm::Multipart(_) => ("multipart", None),
        BodyForm::UrlEncoded(_) => ("form", None),
        BodyForm::Raw => ("raw_body", Some(quote!(&[#media_type]))),
    };
    let reader = if body.required {
        ident(reader)
    } else {
        format_ident!("optional_{reader}")
    };
    quote!(#reader(#arguments))
}

/// Reads a parameter into a variable and checks its limits.
fn read(parameter: &Parameter) -> TokenStream {
    let (name, wire) = (ident(&parameter.name), &parameter.wire);
    let read = read_parameter(parameter);
    let inner = ty(&parameter.ty, From::Types);
    let annotation = (!parameter.rule.is_empty()).then(|| quote!(: Option<#inner>));
    let place = match parameter.location {
        Location::Path => quote!(Place::Path),
        Location::Query | Location::QueryJoined => quote!(Place::Query),
        Location::Header => quote!(Place::Header),
        Location::Cookie => quote!(Place::Cookie),
    };
    let rule = rule(&parameter.rule);
    let check =
        (!parameter.rule.is_empty()).then(|| quote!(input.check(#place, #wire, &#name, &#rule);));
    quote! {
        let #name #annotation = input.#read;
        #check
    }
}

/// The reader's call for a parameter.
fn read_parameter(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    let is_list = matches!(parameter.ty, RustType::Vec(_));
    let reader = match (parameter.location, is_list) {
        (Location::Path, _) => "path",
        (Location::Query, _) | (Location::QueryJoined, false) => "query",
        (Location::QueryJoined, true) => "query_list",
        (Location::Header, false) => "header",
        (Location::Header, true) => "header_list",
        (Location::Cookie, _) => "cookie",
    };
    let reader = match (parameter.location, parameter.required) {
        (Location::Path, _) | (_, true) => ident(reader),
        (_, false) => format_ident!("optional_{reader}"),
    };
    quote!(#reader(#wire))
}
