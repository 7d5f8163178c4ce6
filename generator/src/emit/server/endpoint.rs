//! How requests become the arguments of methods: the rows of `endpoints!` and `parameters!`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::style;
use crate::emit::tokens::{ident, rule};
use crate::plan::rust::{
    Body, BodyForm, Demand, HandlerForm, Location, Operation, Parameter, Style,
};

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
            quote!(as answer::#form)
        }
    };
    let demands = demands(&operation.demands);
    quote!(op::#marker => #method(#(#arguments),*) #demands #form,)
}

/// What tells the requests of an operation from those of others on its path.
fn demands(demands: &[Demand]) -> TokenStream {
    if demands.is_empty() {
        return TokenStream::new();
    }
    let demands = demands.iter().map(|demand| {
        let value = |value: &Option<String>| value.as_ref().map(|value| quote!(= #value));
        match demand {
            Demand::Query(name, only) => {
                let only = value(only);
                quote!(query #name #only)
            }
            Demand::Header(name, only) => {
                let only = value(only);
                quote!(header #name #only)
            }
            Demand::Body(media_types) => quote!(body #(#media_types)*),
            Demand::Never => quote!(never),
        }
    });
    quote!(when [#(#demands),*])
}

/// How a parameter is read and what limits it: `slug: path("slug") within rule`.
pub(super) fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, read) = (ident(&parameter.name), read_parameter(parameter));
    let check = parameter.check.as_ref().map(|limits| {
        if limits.is_empty() {
            return quote!(checked);
        }
        let rule = rule(limits);
        quote!(within #rule)
    });
    quote!(#name: #read #check)
}

/// The reader's call for a body.
fn read_body(body: &Body) -> TokenStream {
    let further = &body.further_media_types;
    let media_type = &body.media_type;
    let media_type = quote!(#media_type #(, #further)*);
    let limits = rule(&body.rule);
    let (reader, arguments) = match &body.form {
        _ if body.or_form => ("body_or_form", Some(quote!(&[#media_type], &#limits))),
        BodyForm::Json(_) if !body.rule.is_empty() => {
            ("checked_body", Some(quote!(&[#media_type], &#limits)))
        }
        BodyForm::Json(_) if body.is_plain_json() && further.is_empty() => ("body", None),
        BodyForm::Json(_) => ("body_as", Some(quote!(&[#media_type]))),
        BodyForm::Multipart(_) if body.is_read_by_parts() => {
            let (files, encodings) = (&body.files, style::encodings(&body.encodings));
            ("multipart_body", Some(quote!(&[#(#files),*], #encodings)))
        }
        BodyForm::Multipart(_) if body.encodings.is_empty() => ("multipart", None),
        BodyForm::UrlEncoded(_) if body.encodings.is_empty() => ("form", None),
        BodyForm::Multipart(_) => ("multipart_as", Some(style::encodings(&body.encodings))),
        BodyForm::UrlEncoded(_) => ("form_as", Some(style::encodings(&body.encodings))),
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
    let reader = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let reader = match (parameter.location, parameter.required) {
        (Location::Path, _) | (_, true) => ident(reader),
        (_, false) => format_ident!("optional_{reader}"),
    };
    if let Some(style) = &parameter.style {
        // What stays as it is on the way is no matter to who reads it.
        let style = style::style(&Style {
            reserved: false,
            ..*style
        });
        let reader = format_ident!("{reader}_as");
        quote!(#reader(#wire, #style))
    } else {
        quote!(#reader(#wire))
    }
}
