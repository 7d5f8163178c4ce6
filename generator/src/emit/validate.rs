//! `Validate` implementations of structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, rule};
use crate::plan::rust::{Check, Struct};

pub(super) fn emit(item: &Struct) -> TokenStream {
    let name = ident(&item.name);
    if item.checks.is_empty() {
        return quote!(impl Validate for #name {});
    }
    let checks = item.checks.iter().map(check);
    // `#[inline]`, because a client checks nothing and need not compile it.
    quote! {
        impl Validate for #name {
            #[inline]
            fn check(&self, _: &Rule<'_>, at: &mut Checks<'_>) {
                #(#checks)*
            }
        }
    }
}

fn check(check: &Check) -> TokenStream {
    let field = ident(&check.field);
    let rule = rule(&check.rule);
    match &check.wire {
        Some(wire) => quote!(at.field(#wire, &self.#field, &#rule);),
        None => quote!(self.#field.check(&#rule, at);),
    }
}
