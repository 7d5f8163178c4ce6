//! Every use of what the types crate defines.

use std::collections::BTreeSet;

use oasmith::output::Files;
use quote::ToTokens as _;
use syn::parse::{Parse, ParseStream};
use syn::{Fields, Ident, Item, ItemEnum, ItemStruct, LitStr, Token, Type};

use super::uses::{self, Use, Uses};

/// Every use of what the files below a folder define.
pub fn uses(files: &Files, folder: &str) -> Vec<Use> {
    let files_of = |folder: &str| uses::files(files, folder);
    let own = files_of(folder).into_iter();
    let items: Vec<Item> = own
        .filter(|(module, _)| module != "lib" && module != "scalars")
        .flat_map(|(_, items)| items)
        .collect();
    let names: BTreeSet<String> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let words = names.into_iter().map(|name| {
        let path = format!("types::{name}");
        (name, path)
    });
    let mut uses = Uses::new(words);
    for item in &items {
        match item {
            Item::Struct(item) => uses.structure(item),
            Item::Enum(item) => uses.enumeration(item),
            Item::Type(item) => {
                let (name, ty) = (
                    item.ident.to_string(),
                    item.ty.to_token_stream().to_string(),
                );
                uses.add(
                    &format!("types::{name}"),
                    None,
                    &format!("(x: {name}) -> {ty} {{ x }}"),
                );
            }
            Item::Impl(item) => {
                let of = item
                    .trait_
                    .as_ref()
                    .map(|(path, _)| path.to_token_stream().to_string());
                let of = of.unwrap_or_default().replace(' ', "");
                if let Some(from) = of.strip_prefix("From<").and_then(|of| of.strip_suffix('>')) {
                    let to = item.self_ty.to_token_stream().to_string();
                    uses.add(
                        &format!("types::{to}: From<{from}>"),
                        None,
                        &format!("(x: {from}) -> {to} {{ x.into() }}"),
                    );
                }
            }
            _ => {}
        }
    }
    let mut all = uses.uses;
    for (module, items) in files_of(&format!("{folder}operations/")) {
        let payloads = ["Json", "Text", "Binary", "Empty", "OneOf", "sequential"];
        let words = payloads.map(|name| (name.to_owned(), format!("types::runtime::{name}")));
        let mut uses = Uses::new(words);
        for item in &items {
            if let Item::Macro(item) = item
                && item.mac.path.is_ident("operations")
            {
                let table: Operations = item.mac.parse_body().unwrap();
                for row in table.0 {
                    uses.operation(&module, &row);
                }
            }
        }
        all.extend(uses.uses);
    }
    all
}

/// What `operations!` takes.
struct Operations(Vec<Row>);

/// The marker of an operation, its success, its failure and its headers.
struct Row(Ident, Type, Type, Option<Type>);

mod keyword {
    syn::custom_keyword!(headers);
}

impl Parse for Operations {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut rows = Vec::new();
        while !input.is_empty() {
            let name = input.parse()?;
            while !input.peek(Token![=>]) {
                input.parse::<proc_macro2::TokenTree>()?;
            }
            input.parse::<Token![=>]>()?;
            input.parse::<syn::LitInt>()?;
            while input.peek(Token![|]) && input.peek2(syn::LitInt) {
                input.parse::<Token![|]>()?;
                input.parse::<syn::LitInt>()?;
                if input.parse::<Option<Token![..=]>>()?.is_some() {
                    input.parse::<syn::LitInt>()?;
                }
            }
            let success = input.parse()?;
            if input.parse::<Option<Token![as]>>()?.is_some() {
                input.parse::<proc_macro2::TokenTree>()?;
            }
            if input.parse::<Option<Token![,]>>()?.is_some() {
                input.parse::<Type>()?;
                if input.parse::<Option<Token![as]>>()?.is_some() {
                    input.parse::<LitStr>()?;
                }
            }
            input.parse::<Token![|]>()?;
            let failure = input.parse()?;
            let headers = match input.parse::<Option<Token![,]>>()? {
                Some(_) => {
                    input.parse::<keyword::headers>()?;
                    Some(input.parse()?)
                }
                None => None,
            };
            rows.push(Row(name, success, failure, headers));
            input.parse::<Token![;]>()?;
        }
        Ok(Self(rows))
    }
}

impl Uses {
    fn operation(&mut self, module: &str, Row(name, success, failure, headers): &Row) {
        let path = format!("types::operations::{module}::{name}");
        for (part, ty) in [("Success", success), ("Failure", failure)] {
            let ty = ty.to_token_stream();
            let code =
                format!("(x: <{path} as types::runtime::Operation>::{part}) -> {ty} {{ x }}");
            self.add(&format!("{path}::{part}"), None, &code);
        }
        if let Some(headers) = headers {
            let headers = headers.to_token_stream();
            let code = format!(
                "(x: <{path} as types::runtime::WithHeaders>::Headers) -> {headers} {{ x }}"
            );
            self.add(&format!("{path}::Headers"), None, &code);
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let name = item.ident.to_string();
        let fields: Vec<(String, String)> = item
            .fields
            .iter()
            .map(|field| {
                (
                    field.ident.as_ref().unwrap().to_string(),
                    field.ty.to_token_stream().to_string(),
                )
            })
            .collect();
        for (field, ty) in &fields {
            let plain = field.trim_start_matches("r#");
            self.add(
                &format!("types::{name}::{plain}"),
                None,
                &format!("(x: {name}) -> {ty} {{ x.{field} }}"),
            );
        }
        let arguments: Vec<String> = fields
            .iter()
            .map(|(field, ty)| format!("{field}: {ty}"))
            .collect();
        let values: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
        let code = format!(
            "({}) -> {name} {{ {name} {{ {} }} }}",
            arguments.join(", "),
            values.join(", ")
        );
        self.add(
            &format!("types::{name}"),
            Some(format!("types::{name}::")),
            &code,
        );
        let derives = item
            .attrs
            .iter()
            .any(|it| it.to_token_stream().to_string().contains("Default"));
        if derives {
            self.add(
                &format!("types::{name}: Default"),
                None,
                &format!("() -> {name} {{ Default::default() }}"),
            );
        }
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let name = item.ident.to_string();
        for variant in &item.variants {
            let (types, values) = match &variant.fields {
                Fields::Unit => (String::new(), String::new()),
                fields => {
                    let types: Vec<String> = fields
                        .iter()
                        .enumerate()
                        .map(|(index, it)| format!("a{index}: {}", it.ty.to_token_stream()))
                        .collect();
                    let values: Vec<String> =
                        (0..types.len()).map(|index| format!("a{index}")).collect();
                    (types.join(", "), format!("({})", values.join(", ")))
                }
            };
            let code = format!(
                "({types}) -> {name} {{ {name}::{}{values} }}",
                variant.ident
            );
            self.add(&format!("types::{name}::{}", variant.ident), None, &code);
        }
        let is_open = item
            .attrs
            .iter()
            .any(|it| it.to_token_stream().to_string().contains("non_exhaustive"));
        if !is_open && !item.variants.is_empty() {
            let arms: Vec<String> = item
                .variants
                .iter()
                .map(|it| format!("{name}::{} {{ .. }} => {{}}", it.ident))
                .collect();
            self.add(
                &format!("types::{name}"),
                Some(format!("types::{name}::")),
                &format!("(x: {name}) {{ match x {{ {} }} }}", arms.join(", ")),
            );
        }
    }
}
