//! The server crate: a trait per tag, an endpoint per operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

mod endpoint;
mod imports;
mod mock;

use self::endpoint::endpoint;
use super::Emitted;
use super::tokens::{
    From, cfg, deprecated, docs, documented, file_docs, ident, many_arguments, once, ty,
};
use crate::plan::docs::paragraphs;
use crate::plan::rust::{
    Answers, Denied, Failure, Group, HandlerForm, Invalid, Operation, Parameter, Plan, Scheme,
    SchemeKind, SuccessForm,
};

pub(super) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let folder = format!("{}/src", plan.crates.server);
    let groups = plan
        .groups
        .iter()
        .map(|group| (group, false))
        .chain(plan.hooks.iter().map(|group| (group, true)))
        .map(|(group, is_hooks)| {
            let path = format!("{folder}/{}.rs", group.module);
            Emitted::rust(path, move || file(group, is_hooks))
        });
    let mock = Emitted::rust(format!("{folder}/mock.rs"), move || mock::file(plan));
    let root = Emitted::rust(format!("{folder}/lib.rs"), move || root(plan));
    [mock, root].into_iter().chain(groups).collect()
}

fn root(plan: &Plan) -> TokenStream {
    let title = file_docs(&[format!(
        "Server of the {} API.",
        plan.title.replace(['[', ']', '<', '>', '`'], "")
    )]);
    let text = if plan.docs.is_empty() {
        TokenStream::new()
    } else {
        file_docs(&[vec![String::new()], plan.docs.clone()].concat())
    };
    let types = ident(&plan.crates.types.replace('-', "_"));
    let cfgs: Vec<_> = plan
        .groups
        .iter()
        .map(|group| cfg(std::slice::from_ref(&group.feature)))
        .collect();
    let absent = plan.groups.iter().map(absent);
    let modules: Vec<_> = plan
        .groups
        .iter()
        .map(|group| ident(&group.module))
        .collect();
    let names: Vec<_> = plan.groups.iter().map(|group| ident(&group.name)).collect();
    let group_docs = plan.groups.iter().map(|group| {
        docs(&[format!(
            "The operations tagged `{}`.",
            group.tag.replace('`', "")
        )])
    });
    let hooks = plan.hooks.iter().map(|group| {
        let (docs, module) = (docs(&group.docs), ident(&group.module));
        let cfg = cfg(std::slice::from_ref(&group.feature));
        quote!(#docs #cfg pub mod #module;)
    });
    let hook_names = plan.hooks.iter().map(|group| {
        let (module, name) = (ident(&group.module), ident(&group.name));
        let cfg = cfg(std::slice::from_ref(&group.feature));
        quote!(#cfg pub use self::#module::#name;)
    });
    let base_path = &plan.base_path;
    let schemes = plan.schemes.iter().map(scheme);
    let answers = answers(&plan.answers);
    let router = router(&modules);
    let conversions = plan.failures.iter().flat_map(conversions);
    quote! {
        #title
        #text

        #(#group_docs #cfgs pub mod #modules;)*
        #(#hooks)*
        /// A server that answers what the document shows.
        #[cfg(feature = "mock")]
        pub mod mock;

        pub mod runtime;

        #(#absent)*

        pub use #types as types;
        pub use #types::{DOCUMENT_SHA256, VERSION};
        pub use http;
        #(#cfgs pub use self::#modules::#names;)*
        #(#hook_names)*
        pub use self::runtime::{
            Answers, Authenticate, Body, Context, Credential, Denial, Denied, Document, Error, EventStream,
            FilePart, Identity, Invalid, ItemStream, LineStream, MultipartBody, RawAnswer, RawBody, RecordStream, Router,
            Scheme, WholeOrItems,
        };

        /// The path of the document's server, below which the operations are.
        pub const BASE_PATH: &str = #base_path;

        /// What the router takes from the document besides its operations.
        pub const DOCUMENT: Document = Document {
            base_path: BASE_PATH,
            schemes: &[#(#schemes),*],
            answers: #answers,
        };

        /// Every operation of the document. What implements the trait of each tag implements this.
        pub trait Api: #(#modules::#names +)* Authenticate {}

        impl<S: #(#modules::#names +)* Authenticate> Api for S {}

        /// A router with every operation of the document, below the path of the document's server.
        pub fn router<S: Api>(service: S) -> Router<S> {
            #router
        }

        #(#conversions)*
    }
}

/// What stands in for a tag whose feature is off: bounds cannot have a condition.
fn absent(group: &Group) -> TokenStream {
    let (feature, module, name) = (&group.feature, ident(&group.module), ident(&group.name));
    quote! {
        #[cfg(not(feature = #feature))]
        mod #module {
            pub use crate::runtime::absent::{Absent as #name, routes};
        }
    }
}

/// From the body of a failure to the failure of a handler in one step, so that `?` takes it.
fn conversions(failure: &Failure) -> impl Iterator<Item = TokenStream> {
    let name = ident(&failure.name);
    failure.told_by_type().map(move |(_, body)| {
        let body = ident(body);
        quote! {
            impl From<types::#body> for Error<types::#name> {
                fn from(body: types::#body) -> Self {
                    Self::Api(body.into())
                }
            }
        }
    })
}

/// Hands the router from tag to tag.
fn router(modules: &[proc_macro2::Ident]) -> TokenStream {
    let Some((last, others)) = modules.split_last() else {
        return quote!(Router::new(service, &DOCUMENT));
    };
    quote! {
        let router = Router::new(service, &DOCUMENT);
        #(let router = #others::routes(router);)*
        #last::routes(router)
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let wire = &scheme.wire;
    match &scheme.kind {
        SchemeKind::Bearer => quote!(Scheme::bearer(#wire)),
        SchemeKind::Basic => quote!(Scheme::basic(#wire)),
        SchemeKind::Http(name) => quote!(Scheme::http(#wire, #name)),
        SchemeKind::Header(name) => quote!(Scheme::header(#wire, #name)),
        SchemeKind::Query(name) => quote!(Scheme::query(#wire, #name)),
        SchemeKind::Cookie(name) => quote!(Scheme::cookie(#wire, #name)),
    }
}

fn answers(answers: &Answers) -> TokenStream {
    let invalid = match &answers.invalid {
        Invalid::Fields { status, general } => {
            let status = proc_macro2::Literal::u16_unsuffixed(*status);
            quote!(Invalid::Fields { status: #status, general: #general })
        }
        Invalid::Problem { status } => {
            let status = proc_macro2::Literal::u16_unsuffixed(*status);
            quote!(Invalid::Problem { status: #status })
        }
    };
    let Denied { status, member } = &answers.denied;
    let status = proc_macro2::Literal::u16_unsuffixed(*status);
    let denied = match member {
        Some(member) => quote!(Denied::Member { status: #status, member: #member }),
        None => quote!(Denied::Problem { status: #status }),
    };
    quote!(Answers { invalid: #invalid, denied: #denied })
}

fn file(group: &Group, is_hooks: bool) -> TokenStream {
    let name = ident(&group.name);
    let structs: Vec<TokenStream> = group
        .operations
        .iter()
        .filter_map(parameters_struct)
        .collect();
    let imports = imports::imports(group, !structs.is_empty());
    let tag = group.tag.replace('`', "");
    let left_out = "Methods left out answer 501 Not Implemented.";
    let trait_docs = if is_hooks {
        docs(&paragraphs([group.docs.clone(), vec![left_out.to_owned()]]))
    } else {
        let first = format!("The operations tagged `{tag}`. {left_out}");
        docs(&paragraphs([vec![first], group.docs.clone()]))
    };
    let router = is_hooks.then(|| {
        quote! {
            /// A router with all of them, to be nested below whatever path the API has been told. Members that the document forbids are
            /// passed over: the API may be newer.
            #[must_use]
            pub fn router<S: #name + crate::Authenticate>(service: S) -> crate::Router<S> {
                routes(crate::Router::new(service, &DOCUMENT).refuse_forbidden_members(false))
            }

            const DOCUMENT: crate::Document = crate::Document { base_path: "", ..crate::DOCUMENT };
        }
    });
    let methods = group.operations.iter().map(method).map(once);
    let endpoints = group.operations.iter().map(endpoint).map(once);
    quote! {
        #imports

        #trait_docs
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }

        #(#structs)*

        endpoints! { #name { #(#endpoints)* } }

        #router
    }
}

/// An argument of the trait's method: its name and type.
struct Argument {
    name: proc_macro2::Ident,
    ty: TokenStream,
}

fn arguments(operation: &Operation) -> Vec<Argument> {
    let path = operation.path_parameters.iter().map(|parameter| Argument {
        name: ident(&parameter.name),
        ty: ty(&parameter.ty, From::Types),
    });
    let parameters = operation.parameters_struct.iter().map(|name| {
        let name = ident(name);
        Argument {
            name: format_ident!("parameters"),
            ty: quote!(#name),
        }
    });
    let body = operation.body.iter().map(|body| {
        let inner = match body.ty() {
            Some(members) if body.is_read_by_parts() => {
                let members = ty(members, From::Types);
                quote!(MultipartBody<#members>)
            }
            Some(body) => ty(body, From::Types),
            None => quote!(RawBody),
        };
        let ty = if body.required {
            inner
        } else {
            quote!(Option<#inner>)
        };
        Argument {
            name: format_ident!("body"),
            ty,
        }
    });
    path.chain(parameters).chain(body).collect()
}

fn method(operation: &Operation) -> TokenStream {
    let docs = docs(&operation.docs);
    let deprecated = deprecated(operation.deprecated);
    let name = ident(&operation.method);
    let arguments = arguments(operation);
    let (names, types): (Vec<_>, Vec<_>) = arguments
        .into_iter()
        .map(|argument| (argument.name, argument.ty))
        .unzip();
    let success = success(operation);
    let failure = match &operation.failure {
        Some(failure) => {
            let failure = ident(failure);
            quote!(#failure)
        }
        None => quote!(Infallible),
    };
    let many = many_arguments(2 + names.len());
    let left_out = match &operation.body {
        Some(body) if body.is_read_by_parts() => {
            let others: Vec<_> = names.iter().filter(|name| *name != "body").collect();
            let others = if others.is_empty() {
                quote!(cx)
            } else {
                quote!((cx, #(#others),*))
            };
            let body = if body.required {
                quote!(Some(body))
            } else {
                quote!(body)
            };
            quote!(not_implemented_form(#others, #body))
        }
        _ if names.is_empty() => quote!(not_implemented(cx)),
        _ => quote!(not_implemented((cx, #(#names),*))),
    };
    quote! {
        #docs
        #deprecated
        #many
        fn #name(&self, cx: &Context #(, #names: #types)*) -> impl Future<Output = Result<#success, Error<#failure>>> + Send {
            #left_out
        }
    }
}

/// What a method gives for a success.
fn success(operation: &Operation) -> TokenStream {
    let stream = operation.items.as_ref().map(|items| {
        let stream = ident(items.framing.stream());
        let item = match &items.item {
            Some(item) => ty(item, From::Types),
            None => quote!(Text),
        };
        quote!(#stream<#item>)
    });
    let whole = match operation.success.as_ref().map(|success| &success.form) {
        Some(SuccessForm::Json(body)) => ty(body, From::Types),
        Some(SuccessForm::Text) => quote!(String),
        Some(SuccessForm::Binary) if stream.is_some() => quote!(Vec<u8>),
        Some(SuccessForm::Binary) => quote!(RawAnswer),
        Some(SuccessForm::OneOf(name)) => {
            let name = ident(name);
            quote!(types::#name)
        }
        Some(SuccessForm::Items(_)) | None => quote!(()),
    };
    match (operation.handler_form(), stream) {
        (HandlerForm::Items, Some(stream)) => stream,
        (HandlerForm::Either, Some(stream)) => quote!(WholeOrItems<#whole, #stream>),
        _ => whole,
    }
}

/// The struct in which the server hands over query and header parameters.
fn parameters_struct(operation: &Operation) -> Option<TokenStream> {
    let name = ident(operation.parameters_struct.as_deref()?);
    let docs = docs(&[format!(
        "The parameters of `{} {}`.",
        operation.http_method,
        operation.path.replace('`', "")
    )]);
    let default = operation
        .parameters
        .iter()
        .all(|parameter| !parameter.required);
    let default = default.then(|| quote!(Default,));
    let fields = operation.parameters.iter().map(|parameter| {
        let fallback = format!("`{}`", parameter.wire.replace('`', ""));
        let docs = documented(&parameter.docs, fallback, &parameter.default);
        let (name, ty) = (ident(&parameter.name), parameter_type(parameter));
        quote!(#docs pub #name: #ty,)
    });
    let rows = operation
        .parameters
        .iter()
        .map(endpoint::parameter)
        .map(once);
    Some(quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name { #(#fields)* }

        parameters! { #name { #(#rows,)* } }
    })
}

fn parameter_type(parameter: &Parameter) -> TokenStream {
    let inner = ty(&parameter.ty, From::Types);
    if parameter.required {
        inner
    } else {
        quote!(Option<#inner>)
    }
}
