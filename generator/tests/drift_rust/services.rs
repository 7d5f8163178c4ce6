//! Every use of what the server crate defines: a service that implements its traits.

use std::fmt::Write as _;

use oasmith::output::Files;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{FnArg, Item, ItemStruct, ItemTrait, ReturnType, TraitItem, UseTree};

use super::uses::{self, Use, Uses};

/// Every use of what the files below a folder define.
pub fn uses(files: &Files, folder: &str) -> Vec<Use> {
    let mut all = Vec::new();
    let mut traits = Vec::new();
    for (module, items) in uses::files(files, folder) {
        let runtime = ["Context", "Error"].map(|name| (name.to_owned(), format!("server::{name}")));
        let forms = [
            "RawBody",
            "RawAnswer",
            "WholeOrItems",
            "EventStream",
            "LineStream",
            "RecordStream",
        ];
        let forms = forms.map(|name| (name.to_owned(), format!("server::{name}")));
        let mut words: Vec<_> = runtime.into_iter().chain(forms).collect();
        for item in &items {
            match item {
                Item::Struct(item) => {
                    let name = item.ident.to_string();
                    let path = format!("server::{module}::{name}");
                    words.push((name, path));
                }
                Item::Use(item) => imported(&item.tree, "", &mut words),
                _ => {}
            }
        }
        let mut uses = Uses::new(words);
        for item in &items {
            match item {
                Item::Trait(item) if module != "lib" => {
                    traits.push(item.ident.to_string());
                    uses.service(item);
                }
                Item::Struct(item) => uses.parameters(&module, item),
                // The router of what the API calls.
                Item::Fn(item) if module != "lib" && module != "mock" => {
                    let path = format!("server::{module}::{}", item.sig.ident);
                    let bound = traits.last().unwrap();
                    let code = format!(
                        "{AUTHENTICATE} impl server::{bound} for S@ {{}} pub fn u@() -> server::Router<S@> {{ {path}(S@) }}"
                    );
                    uses.add_item(&path, None, &code);
                }
                Item::Impl(item) if module == "lib" => {
                    let of = item.trait_.as_ref();
                    let of = of.map(|(path, _)| path.to_token_stream().to_string());
                    let of = of.unwrap_or_default().replace(' ', "");
                    if let Some(from) = of.strip_prefix("From<types::") {
                        let from = from.trim_end_matches('>');
                        let to = item.self_ty.to_token_stream().to_string().replace(' ', "");
                        let path = format!("server::{}: From<{from}>", to.replace("types::", ""));
                        let code = format!("(x: types::{from}) -> {to} {{ x.into() }}");
                        uses.add(&path, None, &code);
                    }
                }
                _ => {}
            }
        }
        all.extend(uses.uses);
    }
    let mut code = AUTHENTICATE.to_owned();
    for name in traits {
        let _ = write!(code, " impl server::{name} for S@ {{}}");
    }
    code.push_str(" pub fn u@() -> server::Router<S@> { server::router(S@) }");
    let mut uses = Uses::new([]);
    uses.add_item("server::Api", Some("server::Api: ".to_owned()), &code);
    all.extend(uses.uses);
    all
}

/// A service that knows everybody.
const AUTHENTICATE: &str = "pub struct S@; impl server::Authenticate for S@ { async fn authenticate(&self, _: &server::Context, _: server::Credential) \
     -> Result<server::Identity, server::Denial> { loop {} } }";

/// The names that a file imports from the types crate.
fn imported(tree: &UseTree, path: &str, words: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(tree) => imported(&tree.tree, &format!("{path}::{}", tree.ident), words),
        UseTree::Group(tree) => tree.items.iter().for_each(|it| imported(it, path, words)),
        UseTree::Name(name) if path == "::crate::types" && name.ident != "self" => {
            words.push((name.ident.to_string(), format!("types::{}", name.ident)));
        }
        _ => {}
    }
}

impl Uses {
    fn service(&mut self, item: &ItemTrait) {
        let name = &item.ident;
        for member in &item.items {
            let TraitItem::Fn(method) = member else {
                continue;
            };
            let mut arguments = String::new();
            for input in &method.sig.inputs {
                if let FnArg::Typed(input) = input {
                    let _ = write!(arguments, ", _: {}", input.ty.to_token_stream());
                }
            }
            let ReturnType::Type(_, result) = &method.sig.output else {
                continue;
            };
            // `impl Future<Output = …> + Send`
            let result = result.to_token_stream().to_string();
            let result = result.split_once("Output = ").unwrap().1;
            let result = result.trim_end().strip_suffix("> + Send").unwrap();
            // A long one stands on lines of its own.
            let result = result.trim_end().trim_end_matches(',');
            let path = format!("server::{name}::{}", method.sig.ident.unraw());
            let method = &method.sig.ident;
            let code = format!(
                "pub struct S@; impl server::{name} for S@ {{ async fn {method}(&self{arguments}) -> {result} {{ loop {{}} }} }}"
            );
            self.add_item(&path, None, &code);
        }
    }

    fn parameters(&mut self, module: &str, item: &ItemStruct) {
        let name = &item.ident;
        let path = format!("server::{module}::{name}");
        let (mut arguments, mut values) = (Vec::new(), Vec::new());
        for field in &item.fields {
            let (field, ty) = (field.ident.as_ref().unwrap(), field.ty.to_token_stream());
            let code = format!("(x: {name}) -> {ty} {{ x.{field} }}");
            self.add(&format!("{path}::{}", field.unraw()), None, &code);
            values.push(format!("{field}: a{}", arguments.len()));
            arguments.push(format!("a{}: {ty}", arguments.len()));
        }
        let (arguments, values) = (arguments.join(", "), values.join(", "));
        let code = format!("({arguments}) -> {name} {{ {name} {{ {values} }} }}");
        self.add(&path, Some(format!("{path}::")), &code);
    }
}
