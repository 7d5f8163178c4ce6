//! How requests become the arguments of methods: the rows of `endpoints!` and `parameters!`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::tokens::{ident, rule};
use crate::plan::rust::{Body, BodyForm, HandlerForm, Location, Operation, Parameter, RustType};

/// The row of an operation: its method and how each argument is read.
pub(super) fn endpoint(operation: &Operation) -> TokenStream {
    let (marker, method) = (ident(&operation.marker), ident(&operation.method));
    let path = operation.path_parameters.iter().map(parameter);
    let parameters = operation
        .parameters_struct
        .iter()
        .map(|_| quote!(parameters: parameters()));
    let body = operation.body.iter().map(|body| {
        let read = read_body(body);
        quote!(body: #read)
    });
    let arguments = path.chain(parameters).chain(body);
    let form = match operation.handler_form() {
        HandlerForm::Whole => TokenStream::new(),
        form => {
            let form = ident(form.name());
            quote!(as form::#form)
        }
    };
    quote!(op::#marker => #method(#(#arguments),*) #form,)
}

/// How a parameter is read and what limits it: `slug: path("slug") within rule`.
pub(super) fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, read) = (ident(&parameter.name), read_parameter(parameter));
    let within = (!parameter.rule.is_empty()).then(|| {
        let rule = rule(&parameter.rule);
        quote!(within #rule)
    });
    quote!(#name: #read #within)
}

/// The reader's call for a body.
fn read_body(body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    let limits = rule(&body.rule);
    let (reader, arguments) = match &body.form {
        BodyForm::Json(_) if !body.rule.is_empty() => {
            ("checked_body", Some(quote!(&[#media_type], &#limits)))
        }
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
