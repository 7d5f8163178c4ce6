//! Every use of the client's base URLs.

use std::fmt::Write as _;

use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Item, ItemEnum, ItemStruct};

use super::uses::{Use, Uses};

/// Every use of the items of `base_urls.rs`.
pub fn uses(items: &[Item]) -> Vec<Use> {
    let names = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    });
    let words = names.map(|name| {
        let path = path(&name);
        (name, path)
    });
    let mut uses = Uses::new(words.collect::<Vec<_>>());
    for item in items {
        match item {
            Item::Const(item) => {
                let path = path(&item.ident.to_string());
                uses.add(&path, None, &format!("() -> &'static str {{ {path} }}"));
            }
            Item::Struct(item) => uses.address(item),
            Item::Enum(item) => uses.choice(item),
            _ => {}
        }
    }
    uses.uses
}

fn path(name: &str) -> String {
    format!("client::base_urls::{name}")
}

impl Uses {
    fn address(&mut self, item: &ItemStruct) {
        let name = item.ident.to_string();
        let whole = path(&name);
        let (mut arguments, mut values) = (Vec::new(), Vec::new());
        for field in &item.fields {
            let (field, ty) = (field.ident.as_ref().unwrap(), field.ty.to_token_stream());
            let code = format!("(x: {name}) -> {ty} {{ x.{field} }}");
            self.add(&format!("{whole}::{}", field.unraw()), None, &code);
            values.push(format!("{field}: a{}", arguments.len()));
            arguments.push(format!("a{}: {ty}", arguments.len()));
        }
        let (arguments, values) = (arguments.join(", "), values.join(", "));
        let code = format!("({arguments}) -> {name} {{ {name} {{ {values} }} }}");
        self.add(&whole, Some(format!("{whole}::")), &code);
    }

    fn choice(&mut self, item: &ItemEnum) {
        let name = item.ident.to_string();
        let whole = path(&name);
        let mut arms = String::new();
        for variant in &item.variants {
            let variant = &variant.ident;
            let code = format!("() -> {name} {{ {name}::{variant} }}");
            self.add(&format!("{whole}::{variant}"), None, &code);
            let _ = write!(arms, "{name}::{variant} => {{}}, ");
        }
        let code = format!("(x: {name}) {{ match x {{ {arms} }} }}");
        self.add(&whole, Some(format!("{whole}::")), &code);
    }
}
