//! `mock.rs`: the bodies that the mock answers, and which operation and status they are for.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::{cfg, ident, once};
use crate::plan::rust::{
    MockAction, MockAnswer, MockCollection, MockList, MockOperation, MockPages, MockResource, Plan,
};

pub(super) fn file(plan: &Plan) -> TokenStream {
    let traits = plan.groups.iter().map(|group| {
        let (cfg, name) = (
            cfg(std::slice::from_ref(&group.feature)),
            ident(&group.name),
        );
        quote!(#cfg impl crate::#name for Mock {})
    });
    let rows = plan.mock.operations.iter().map(operation).map(once);
    let bodies = plan.mock.bodies.iter().map(|body| {
        let (name, text) = (ident(&body.name), literal(&body.text));
        quote!(const #name: &str = #text;)
    });
    let resources = plan.mock.resources.iter().map(resource);
    let members = plan.mock.members.iter().map(|list| {
        let (name, members) = (ident(&list.name), &list.members);
        quote!(#name = [#(#members),*];)
    });
    quote! {
        //! A server that answers what the document shows: its examples where they are values of their schemas, else a value made for it.
        //!
        //! Requests are read, checked and refused as by any other service; any credential is taken for a right one. `Prefer: code=404`
        //! asks for the answer of another status, `Prefer: example=name` for an example by its name (RFC 7240).

        use crate::{answers, resources};
        use crate::runtime::mock::Mock;
        use crate::runtime::Router;

        /// A mock of every operation, below the path of the document's server.
        #[must_use]
        pub fn router() -> Router<Mock> {
            over(Mock)
        }

        /// A mock that remembers: what requests make, change and remove is there, changed and gone for those that come after. Each call
        /// makes one that knows of nothing yet.
        #[must_use]
        pub fn remembering() -> Router<Mock> {
            router().remembering(RESOURCES)
        }

        /// The router of a service that has a part of the operations: the methods that it leaves out answer what the document shows.
        #[must_use]
        pub fn over<S: crate::Api>(service: S) -> Router<S> {
            crate::router(service).mocked(SHOWN)
        }

        #(#traits)*

        answers! { #(#rows)* }

        resources! { #(#members)* #(#resources)* }

        #(#bodies)*
    }
}

fn resource(resource: &MockResource) -> TokenStream {
    let (path, shown) = (&resource.path, ident(&resource.shown));
    let member = resource.member.iter().map(|member| quote!(by #member));
    let actions = resource.actions.iter().map(action);
    let collection = resource.collection.iter().map(collection);
    quote!(#path #(#member)* => #shown [#(#actions),*] #(#collection)*;)
}

fn action(action: &MockAction) -> TokenStream {
    let method = ident(action.method);
    let copied = action.copied.iter().map(|name| {
        let name = ident(name);
        quote!((#name))
    });
    let silent = (!action.tells).then(|| quote!(-> ()));
    quote!(#method #(#copied)* #silent)
}

fn collection(collection: &MockCollection) -> TokenStream {
    let path = &collection.path;
    let (creates, lists) = (&collection.creates, &collection.lists);
    let creates = creates.iter().map(action);
    let lists = lists.iter().map(list);
    let parts = creates.chain(lists);
    quote!(in #path [#(#parts),*])
}

fn list(list: &MockList) -> TokenStream {
    let items = &list.items;
    let count = list.count.iter().map(|place| quote!(counted at #place));
    let most = list.most.iter().map(|most| {
        let most = Literal::u64_unsuffixed(*most);
        quote!(up to #most)
    });
    let pages = list.pages.iter().map(pages);
    let filters = &list.filters;
    let filters = (!filters.is_empty()).then(|| quote!(equal [#(#filters),*]));
    quote!(GET at #items #(#count)* #(#most)* #(#pages)* #filters)
}

fn pages(pages: &MockPages) -> TokenStream {
    let number = pages.number.iter().map(|name| quote!(page #name));
    let offset = pages.offset.iter().map(|name| quote!(after #name));
    let size = pages.size.iter().map(|name| quote!(size #name));
    quote!(#(#number)* #(#offset)* #(#size)*)
}

fn operation(operation: &MockOperation) -> TokenStream {
    let id = &operation.id;
    let answers = operation.answers.iter().map(answer);
    quote!(#id { #(#answers)* })
}

fn answer(answer: &MockAnswer) -> TokenStream {
    let status = &answer.status;
    let example = answer.example.iter().map(|name| quote!(example #name));
    let media_type = &answer.media_type;
    let body = answer.body.iter().map(|name| {
        let name = ident(name);
        quote!(=> #name as #media_type)
    });
    let headers = answer.headers.iter().map(|(name, value)| {
        let value = literal(value);
        quote!(#name: #value)
    });
    let headers = (!answer.headers.is_empty()).then(|| quote!(with [#(#headers),*]));
    quote!(#status #(#example)* #headers #(#body)*,)
}

/// A text as it is where that is safe to read and to write, else with escapes.
fn literal(text: &str) -> Literal {
    let is_plain = |c: char| matches!(c, ' '..='~');
    let escaped = || Literal::string(text);
    if text.contains("\"#") || !text.contains('"') || !text.chars().all(is_plain) {
        return escaped();
    }
    format!("r#\"{text}\"#")
        .parse()
        .unwrap_or_else(|_| escaped())
}
