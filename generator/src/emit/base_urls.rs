//! `base_urls.rs` of the client crate: where the document says that the API is served.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitted;
use super::enums::code_span;
use super::tokens::{docs, ident};
use crate::plan::rust::{BaseUrl, Plan, UrlPart, UrlValues, UrlVariable};

/// The file, where there is anything to put into it.
pub(super) fn emit(plan: &Plan) -> Option<Emitted<'_>> {
    let path = format!("{}/src/base_urls.rs", plan.crates.client);
    (!plan.base_urls.is_empty()).then(|| Emitted::rust(path, move || file(plan)))
}

fn file(plan: &Plan) -> TokenStream {
    let urls = plan.base_urls.iter().map(|url| {
        if url.variables.is_empty() {
            constant(url)
        } else {
            structure(url)
        }
    });
    quote! {
        //! Where the document says that the API is served, for [`Client::builder`](crate::Client::builder).

        #(#urls)*
    }
}

fn constant(url: &BaseUrl) -> TokenStream {
    let (docs, name) = (docs(&url.docs), ident(&url.name));
    let texts = url.parts.iter().map(|part| match part {
        UrlPart::Text(text) => text.as_str(),
        UrlPart::Variable(_) => "",
    });
    let text: String = texts.collect();
    quote!(#docs pub const #name: &str = #text;)
}

fn structure(url: &BaseUrl) -> TokenStream {
    let (url_docs, name) = (docs(&url.docs), ident(&url.name));
    let fields = url.variables.iter().map(|variable| {
        let (docs, name) = (docs(&variable.docs), ident(&variable.field));
        let ty = match &variable.values {
            Some(values) => ident(&values.name),
            None => ident("String"),
        };
        quote!(#docs pub #name: #ty,)
    });
    let defaults = url.variables.iter().map(|variable| {
        let (name, value) = (ident(&variable.field), default(variable));
        quote!(#name: #value,)
    });
    let parts = url.parts.iter().map(|part| match part {
        UrlPart::Text(text) => quote!(#text),
        UrlPart::Variable(index) => match url.variables.get(*index) {
            Some(variable) => {
                let field = ident(&variable.field);
                quote!(self.#field.as_str())
            }
            None => quote!(""),
        },
    });
    let enums = url
        .variables
        .iter()
        .filter_map(|variable| variable.values.as_ref());
    let enums = enums.map(values);
    quote! {
        #url_docs
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub struct #name { #(#fields)* }

        impl Default for #name {
            /// What the document says unless somebody says otherwise.
            fn default() -> Self {
                Self { #(#defaults)* }
            }
        }

        impl #name {
            /// The base URL. Texts are put in as they are; the client's builder looks at the whole.
            #[must_use]
            pub fn url(&self) -> String {
                [#(#parts),*].concat()
            }
        }

        #(#enums)*
    }
}

fn default(variable: &UrlVariable) -> TokenStream {
    let default = &variable.default;
    let Some(values) = &variable.values else {
        return quote!(#default.to_owned());
    };
    let mut variants = values.variants.iter();
    let variant = variants.find(|(_, value)| value == default);
    let variant = variant.map(|(variant, _)| ident(variant));
    let name = ident(&values.name);
    quote!(#name::#variant)
}

fn values(values: &UrlValues) -> TokenStream {
    let name = ident(&values.name);
    let variants = values.variants.iter().map(|(variant, value)| {
        let (docs, variant) = (docs(&[code_span(value)]), ident(variant));
        quote!(#docs #variant,)
    });
    let texts = values.variants.iter().map(|(variant, value)| {
        let variant = ident(variant);
        quote!(Self::#variant => #value,)
    });
    quote! {
        /// What the document lists.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[allow(clippy::enum_variant_names)]
        pub enum #name { #(#variants)* }

        impl #name {
            /// The text in the URL.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(#texts)* }
            }
        }
    }
}
