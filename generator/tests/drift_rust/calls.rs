//! Every use of what the client crate defines.

use oasmith::output::Files;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Ident, ImplItem, Item, ItemImpl, Path, Token, Type};

use super::base_urls;
use super::uses::{self, Use, Uses};

/// Every use of what the files below a folder define.
pub fn uses(files: &Files, folder: &str) -> Vec<Use> {
    let mut all = Vec::new();
    for (module, items) in uses::files(files, folder) {
        if module == "base_urls" {
            all.extend(base_urls::uses(&items));
            continue;
        }
        let runtime = ["Body", "Call", "ClientBuilder", "Form", "Secret"];
        let words = runtime.map(|name| (name.to_owned(), format!("client::{name}")));
        let op = ("op".to_owned(), format!("types::operations::{module}"));
        let mut uses = Uses::new(words.into_iter().chain([op]));
        for item in &items {
            match item {
                Item::Impl(item) => uses.implementation(&module, item),
                Item::Macro(item) if item.mac.path.is_ident("setters") => {
                    let table: Setters = item.mac.parse_body().unwrap();
                    uses.setters(&module, &table);
                }
                _ => {}
            }
        }
        all.extend(uses.uses);
    }
    all
}

/// What `setters!` takes.
struct Setters {
    operation: Path,
    rows: Vec<(Ident, Type)>,
}

impl Parse for Setters {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let operation = input.parse()?;
        let content;
        syn::braced!(content in input);
        let mut rows = Vec::new();
        while !content.is_empty() {
            content.call(Attribute::parse_outer)?;
            let name = content.call(Ident::parse_any)?;
            content.parse::<Token![:]>()?;
            rows.push((name, content.parse()?));
            content.parse::<Token![=>]>()?;
            content.parse::<Ident>()?;
            content.parse::<proc_macro2::Group>()?;
            content.parse::<Token![,]>()?;
        }
        Ok(Self { operation, rows })
    }
}

impl Uses {
    fn implementation(&mut self, module: &str, item: &ItemImpl) {
        let of = item.self_ty.to_token_stream().to_string().replace(' ', "");
        if let Some((path, _)) = &item.trait_ {
            if path.is_ident("Paged") {
                self.paging(module, &of, item);
            }
            return;
        }
        for member in &item.items {
            let ImplItem::Fn(method) = member else {
                continue;
            };
            let name = method.sig.ident.unraw().to_string();
            let (arguments, values) = arguments(&method.sig);
            let result = method.sig.output.to_token_stream().to_string();
            let method = &method.sig.ident;
            let (path, receiver, result) = match of.as_str() {
                "Client" => {
                    let handle = result.trim_start_matches("->").split('<').next();
                    let handle = handle.unwrap_or_default().trim();
                    let path = format!("client::{handle}");
                    (path.clone(), "&client::Client", format!("-> {path}<'_>"))
                }
                "ClientBuilder" => {
                    let path = format!("client::ClientBuilder::{name}");
                    (
                        path,
                        "client::ClientBuilder",
                        "-> client::ClientBuilder".to_owned(),
                    )
                }
                handle => {
                    let handle = handle.trim_end_matches("<'_>");
                    let receiver = format!("&client::{handle}<'_>");
                    let code =
                        format!("(x: {receiver}{arguments}) {result} {{ x.{method}({values}) }}");
                    self.add(&format!("client::{handle}::{name}"), None, &code);
                    continue;
                }
            };
            let code = format!("(x: {receiver}{arguments}) {result} {{ x.{method}({values}) }}");
            self.add(&path, None, &code);
        }
    }

    fn paging(&mut self, module: &str, of: &str, item: &ItemImpl) {
        let marker = of.trim_start_matches("op::");
        for member in &item.items {
            if let ImplItem::Type(member) = member {
                let ty = member.ty.to_token_stream();
                let code = format!("(x: <{of} as client::runtime::Paged>::Item) -> {ty} {{ x }}");
                self.add(
                    &format!("client::Call<{module}::{marker}>::items"),
                    None,
                    &code,
                );
            }
        }
    }

    fn setters(&mut self, module: &str, table: &Setters) {
        let operation = table
            .operation
            .to_token_stream()
            .to_string()
            .replace(' ', "");
        let marker = operation.trim_start_matches("op::");
        for (name, ty) in &table.rows {
            let path = format!("client::Call<{module}::{marker}>::{}", name.unraw());
            let ty = ty.to_token_stream();
            let call = format!("Call<{operation}>");
            let code = format!("(x: {call}, a: {ty}) -> {call} {{ x.{name}(a) }}");
            self.add(&path, None, &code);
        }
    }
}

/// The arguments after `self`, each with a comma before, and the values that are passed on.
fn arguments(signature: &syn::Signature) -> (String, String) {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed.ty.to_token_stream().to_string()),
        FnArg::Receiver(_) => None,
    });
    let typed = typed.enumerate();
    let (arguments, values): (Vec<_>, Vec<_>) = typed
        .map(|(index, ty)| (format!(", a{index}: {ty}"), format!("a{index}")))
        .unzip();
    (arguments.concat(), values.join(", "))
}
