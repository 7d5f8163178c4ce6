//! The items that stand for operations: markers, the client's methods and setters, the server's traits.

use super::items::part;
use super::users::Users;
use super::words::{argument, krate, name, ty};
use super::{Newcomer, Subject, Subjects, Surface};
use crate::plan::rust::{
    Body, Group, HandlerForm, Items, Operation, Parameter, Plan, Scheme, SchemeKind, SuccessForm,
};

/// The three crates as paths name them.
struct Roots {
    types: String,
    client: String,
    server: String,
}

impl Surface {
    pub(super) fn add_operations(&mut self, plan: &Plan, users: &Users<'_>) {
        let roots = Roots {
            types: krate(&plan.crates.types),
            client: krate(&plan.crates.client),
            server: krate(&plan.crates.server),
        };
        let hooks = plan.hooks.iter().map(|group| (group, true));
        let groups = plan.groups.iter().map(|group| (group, false));
        for (group, is_hooks) in groups.chain(hooks) {
            self.add_group(&roots, group, is_hooks, users);
            for operation in &group.operations {
                let Some(index) = users.index(&operation.id) else {
                    continue;
                };
                self.add_marker(&roots, group, operation, index);
                if !is_hooks {
                    self.add_call(&roots, group, operation, index);
                }
                self.add_handler(&roots, group, operation, index);
            }
        }
        for scheme in &plan.schemes {
            self.add_scheme(&roots, scheme);
        }
        for failure in &plan.failures {
            for (variant, body) in failure.told_by_type() {
                let subjects = users.of_answer(&failure.name, variant.status);
                let whole = format!("{}::{}", roots.types, failure.name);
                let item = part(Some(&whole), "", Newcomer::Harmless, subjects);
                let path = format!("{}::Error<{}>: From<{body}>", roots.server, failure.name);
                self.add(path, item);
            }
        }
    }

    /// The API calls hooks, so that the client knows nothing of them, and who serves the API need not receive them.
    fn add_group(&mut self, roots: &Roots, group: &Group, is_hooks: bool, users: &Users<'_>) {
        let of_group = |newcomer| part(None, "", newcomer, users.of_group(group));
        let crates: &[&String] = if is_hooks {
            &[&roots.types, &roots.server]
        } else {
            &[&roots.types, &roots.client, &roots.server]
        };
        for krate in crates {
            let path = format!("{krate}: feature {}", group.feature);
            self.add(path, of_group(Newcomer::Harmless));
        }
        let service = format!("{}::{}", roots.server, group.name);
        if is_hooks {
            self.add(service, of_group(Newcomer::Harmless));
            let router = format!("{}::{}::router", roots.server, name(&group.module));
            self.add(router, of_group(Newcomer::Harmless));
            return;
        }
        let accessor = format!("{}::{}", roots.client, group.name);
        self.add(accessor, of_group(Newcomer::Harmless));
        self.add(service, of_group(Newcomer::Harmless));
        // A service implements the trait of every tag.
        let bound = format!("{}::Api: {}", roots.server, group.name);
        self.add(bound, of_group(Newcomer::Demanding));
    }

    fn add_marker(&mut self, roots: &Roots, group: &Group, operation: &Operation, index: usize) {
        let module = name(&group.module);
        let path = format!(
            "{}::operations::{module}::{}",
            roots.types, operation.marker
        );
        let marker = part(None, "", Newcomer::Harmless, Subject::Operation(index));
        self.add(path.clone(), marker);
        let success = match operation.success.as_ref().map(|success| &success.form) {
            Some(SuccessForm::Json(body)) => format!("Json<{}>", ty(body)),
            Some(SuccessForm::Text) => "Text".to_owned(),
            Some(SuccessForm::Binary) => "Binary".to_owned(),
            Some(SuccessForm::OneOf(name)) => format!("OneOf<{name}>"),
            Some(SuccessForm::Items(items)) => sequence(items.framing.payload(), items),
            None => "Empty".to_owned(),
        };
        let subject = Subject::Part(index, "success".to_owned());
        let item = part(Some(&path), success, Newcomer::Harmless, subject);
        self.add(format!("{path}::Success"), item);
        if let Some(items) = &operation.items {
            let payload = sequence(items.framing.payload(), items);
            let subject = Subject::Part(index, "success".to_owned());
            let item = part(Some(&path), payload, Newcomer::Harmless, subject);
            self.add(format!("{path}::Items"), item);
        }
        if let Some(headers) = &operation.headers {
            let subject = Subject::Part(index, "headers".to_owned());
            let item = part(Some(&path), ty(headers), Newcomer::Harmless, subject);
            self.add(format!("{path}::Headers"), item);
        }
        let failure = operation.failure.clone();
        let subject = Subject::Part(index, "failure".to_owned());
        let failure = failure.unwrap_or_else(|| "Infallible".to_owned());
        let item = part(Some(&path), failure, Newcomer::Harmless, subject);
        self.add(format!("{path}::Failure"), item);
    }

    fn add_call(&mut self, roots: &Roots, group: &Group, operation: &Operation, index: usize) {
        let module = name(&group.module);
        let handle = format!("{}::{}", roots.client, group.name);
        let path = format!("{handle}::{}", name(&operation.method));
        let required = operation.parameters.iter().filter(|it| it.required);
        let parameters = operation.path_parameters.iter().chain(required);
        let mut arguments: Vec<String> = parameters.map(|it| argument(&it.ty)).collect();
        let (body, open_body): (Vec<&Body>, Vec<&Body>) =
            operation.body.iter().partition(|body| body.required);
        arguments.extend(body.iter().map(|body| body_argument(body)));
        let signature = format!(
            "({}) -> Call<{module}::{}>",
            arguments.join(", "),
            operation.marker
        );
        let required = operation.parameters.iter().filter(|it| it.required);
        let parts = operation.path_parameters.iter().chain(required);
        let parts = parts.map(|it| it.wire.as_str()).chain(["body"]);
        let subjects = Subjects::of_operation(index, parts);
        let method = part(Some(&handle), signature, Newcomer::Harmless, subjects);
        self.add(path, method);
        let call = format!("{}::Call<{module}::{}>", roots.client, operation.marker);
        let setters = operation.parameters.iter().filter(|it| !it.required);
        let setters = setters.map(|it| (name(&it.name), argument(&it.ty), it.wire.as_str()));
        let bodies = open_body
            .iter()
            .map(|body| ("body", body_argument(body), "body"));
        for (setter, argument, wire) in setters.chain(bodies) {
            let subject = Subject::Part(index, wire.to_owned());
            let item = part(
                Some(&format!("{handle}::{}", name(&operation.method))),
                format!("({argument})"),
                Newcomer::Harmless,
                subject,
            );
            self.add(format!("{call}::{setter}"), item);
        }
        if let Some(paging) = &operation.paging {
            let subject = Subject::Part(index, "success".to_owned());
            let item = part(
                Some(&format!("{handle}::{}", name(&operation.method))),
                ty(&paging.item),
                Newcomer::Harmless,
                subject,
            );
            self.add(format!("{call}::items"), item);
        }
        if let Some(items) = &operation.items {
            let subject = Subject::Part(index, "success".to_owned());
            let item = part(
                Some(&format!("{handle}::{}", name(&operation.method))),
                sequence("ItemStream", items),
                Newcomer::Harmless,
                subject,
            );
            self.add(format!("{call}::{}", items.framing.method()), item);
        }
    }

    fn add_handler(&mut self, roots: &Roots, group: &Group, operation: &Operation, index: usize) {
        let service = format!("{}::{}", roots.server, group.name);
        let parameters = operation.parameters_struct.as_ref();
        let body = operation.body.as_ref().map(|body| {
            let inner = body.ty().map_or_else(|| "RawBody".to_owned(), ty);
            let inner = if body.is_read_by_parts() {
                format!("MultipartBody<{inner}>")
            } else {
                inner
            };
            if body.required {
                inner
            } else {
                format!("Option<{inner}>")
            }
        });
        let path = operation.path_parameters.iter().map(|it| ty(&it.ty));
        let arguments: Vec<String> = path.chain(parameters.cloned()).chain(body).collect();
        let success = handler_success(operation);
        let failure = operation.failure.as_deref().unwrap_or("Infallible");
        let signature = format!(
            "({}) -> Result<{success}, Error<{failure}>>",
            arguments.join(", ")
        );
        // A method that is left out answers 501.
        let subjects = Subjects::of_operation(index, ["body", "success", "failure"]);
        let method = part(Some(&service), signature, Newcomer::Harmless, subjects);
        self.add(format!("{service}::{}", name(&operation.method)), method);
        if let Some(parameters) = parameters {
            let path = format!("{}::{}::{parameters}", roots.server, name(&group.module));
            let item = part(
                Some(&service),
                "struct",
                Newcomer::Harmless,
                Subject::Operation(index),
            );
            self.add(path.clone(), item);
            for parameter in &operation.parameters {
                let subject = Subject::Part(index, parameter.wire.clone());
                let item = part(Some(&path), field(parameter), Newcomer::Demanding, subject);
                self.add(format!("{path}::{}", name(&parameter.name)), item);
            }
        }
    }

    fn add_scheme(&mut self, roots: &Roots, scheme: &Scheme) {
        let path = format!("{}::ClientBuilder::{}", roots.client, name(&scheme.method));
        let signature = match scheme.kind {
            SchemeKind::Bearer
            | SchemeKind::Header(_)
            | SchemeKind::Query(_)
            | SchemeKind::Cookie(_) => "(impl Into<Secret>)",
            SchemeKind::Basic => "(impl Into<String>, impl Into<Secret>)",
            SchemeKind::Http(_) => "(&str)",
        };
        let subject = Subject::Scheme(scheme.wire.clone());
        self.add(path, part(None, signature, Newcomer::Harmless, subject));
    }
}

fn sequence(of: &str, items: &Items) -> String {
    let item = items.item.as_ref().map_or_else(|| "Text".to_owned(), ty);
    format!("{of}<{item}>")
}

/// What a handler gives for a success.
fn handler_success(operation: &Operation) -> String {
    let stream = operation.items.as_ref();
    let stream = stream.map(|items| sequence(items.framing.stream(), items));
    let whole = match operation.success.as_ref().map(|success| &success.form) {
        Some(SuccessForm::Json(body)) => ty(body),
        Some(SuccessForm::Text) => "String".to_owned(),
        Some(SuccessForm::Binary) if stream.is_some() => "Vec<u8>".to_owned(),
        Some(SuccessForm::Binary) => "RawAnswer".to_owned(),
        Some(SuccessForm::OneOf(name)) => name.clone(),
        Some(SuccessForm::Items(_)) | None => "()".to_owned(),
    };
    match (operation.handler_form(), stream) {
        (HandlerForm::Items, Some(stream)) => stream,
        (HandlerForm::Either, Some(stream)) => format!("WholeOrItems<{whole}, {stream}>"),
        _ => whole,
    }
}

fn body_argument(body: &Body) -> String {
    body.ty().map_or_else(
        || "impl Into<Body>".to_owned(),
        |ty| match ty {
            // A body is borrowed as it is.
            crate::plan::rust::RustType::Vec(item) => format!("&[{}]", self::ty(item)),
            other => format!("&{}", self::ty(other)),
        },
    )
}

fn field(parameter: &Parameter) -> String {
    if parameter.required {
        ty(&parameter.ty)
    } else {
        format!("Option<{}>", ty(&parameter.ty))
    }
}
