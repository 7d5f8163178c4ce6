//! Operations (OpenAPI 3.0.3, Path Item Object and Operation Object).

use std::collections::{HashMap, HashSet};

use openapiv3 as oa;

use super::media_type::subtype;
use super::{Lowering, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Body, Docs, Form, Kind, Layout, Location, Operation, Origin, Owner, Parameter, Role, Security,
    Shape, StringFormat, Style, Told, Type,
};
use crate::spec::{has_own_member, is_token};

/// What the parts of an operation read by themselves.
const READ_ONE_BY_ONE: [&str; 5] = [
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "servers",
];

impl Lowering<'_> {
    /// Lowers every operation, then what the API calls. One that needs something unsupported is reported and left out.
    pub(super) fn operations(&mut self) -> (Vec<Operation>, Vec<Operation>) {
        let mut operations: Vec<Operation> = Vec::new();
        let mut known = Known::default();
        for (path, item) in self.document.members(&Pointer::root().join("paths")) {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.document.follow(&item, self.report) else {
                continue;
            };
            for (method, at) in self.document.operations_of(&item) {
                self.report.begin_operation();
                let before = self.definitions.len();
                let owner = Owner::Operation(operations.len());
                let Some(operation) = self.operation(&path, &method, &item, &at, owner) else {
                    self.give_up_inline_types(before);
                    self.report.leave_out(&method, &path, &at);
                    continue;
                };
                if operation.successes().is_empty() {
                    let message = "any 2xx is taken for a success without content";
                    self.report
                        .add(Code::NoSuccess, &at.join("responses"), message);
                }
                let operation = self.completed(operation, owner, &mut known);
                let first = operations.len() + 1;
                operations.push(operation.clone());
                let further = operation.body.as_ref().map_or_else(Vec::new, |body| {
                    self.further_bodies(body, |index| Owner::Operation(first + index))
                });
                for body in further {
                    operations.push(self.with_body(&operation, body, &mut known));
                }
                self.report.coverage.generated_operations += 1;
            }
        }
        self.tell_apart(&mut operations);
        let hooks = self.hooks(&operations, known);
        (operations, hooks)
    }

    /// An operation that is kept, with a name of its own, its headers, and all that its schemas refer to.
    pub(super) fn completed(
        &mut self,
        operation: Operation,
        owner: Owner,
        known: &mut Known,
    ) -> Operation {
        let operation = self.under_its_own_id(operation, known);
        let headers = self.success_headers(&operation, owner);
        let failure_headers = self.failure_headers(&operation, owner);
        self.finish_waiting();
        Operation {
            headers,
            failure_headers,
            ..operation
        }
    }

    /// The operation with another body: one of its own, since what calls and what is served differ in their arguments.
    fn with_body(&mut self, operation: &Operation, body: Body, known: &mut Known) -> Operation {
        let media_type = &body.content.media_type;
        let name = match &body.content.form {
            Form::Multipart(_) => "multipart".to_owned(),
            Form::UrlEncoded(_) => "urlencoded".to_owned(),
            Form::Json(_) | Form::Text | Form::Binary | Form::Sequence(_) => {
                let subtype = subtype(media_type);
                let suffix = subtype.rfind('+').unwrap_or(subtype.len());
                subtype.get(..suffix).unwrap_or(&subtype).to_owned()
            }
        };
        let content = operation.pointer.join("requestBody").join("content");
        let operation = Operation {
            id: format!("{}_{name}", operation.id),
            pointer: content.join(media_type),
            body: Some(body),
            ..operation.clone()
        };
        let operation = self.under_its_own_id(operation, known);
        self.finish_waiting();
        operation
    }

    /// Takes back the inline types of an operation that is left out: they have no name without it.
    pub(super) fn give_up_inline_types(&mut self, first: usize) {
        for definition in self.definitions.iter_mut().skip(first).flatten() {
            if matches!(definition.origin, Origin::Inline { .. }) {
                definition.shape = Shape::Alias(Type::new(Kind::Any));
            }
        }
    }

    pub(super) fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &Pointer,
        at: &Pointer,
        owner: Owner,
    ) -> Option<Operation> {
        if !is_method(method) {
            let message = format!("no request has the method `{}`", method.escape_debug());
            self.report.add(Code::Malformed, at, message);
            return None;
        }
        if has_own_member(method, at) {
            let message = format!("`{method}` has a member of its own in a path item");
            self.report.add(Code::MethodElsewhere, at, message);
        }
        let (operation, at) =
            self.document
                .part_without::<oa::Operation>(at, &READ_ONE_BY_ONE, self.report)?;
        let id = operation.operation_id.clone().filter(|id| !id.is_empty());
        let is_hook = matches!(owner, Owner::Hook(_));
        let id = id.unwrap_or_else(|| {
            if is_hook {
                // It has a name.
                path.trim_start_matches('/').replace('/', "_")
            } else {
                self.missing_id(path, method, &at)
            }
        });
        let mut parameters = self.parameters(item, &at, owner)?;
        let path = self.template(path, &at, owner, &mut parameters)?;
        let body = self.body(&at, owner).ok()?;
        let responses = self.responses(&at, owner)?;
        let servers = if is_hook {
            self.report_servers_of_hook(item, &at);
            Vec::new()
        } else {
            self.own_servers(item, &at)
        };
        // What the API asks of its callers it need not show to those that it calls.
        let security = match operation.security {
            None if is_hook => Security::Unstated,
            own => self.security(own, &at),
        };
        Some(Operation {
            role: Role::Served,
            id,
            method: method.to_owned(),
            path,
            expression: None,
            docs: Docs {
                title: words(operation.summary.as_deref()),
                description: words(operation.description.as_deref()),
                deprecated: operation.deprecated,
            },
            tag: operation.tags.into_iter().next(),
            parameters,
            body,
            responses,
            headers: None,
            failure_headers: None,
            security,
            told: Told::ByPath,
            servers,
            pointer: at,
        })
    }

    /// The operation under a name that no other one has. The one that comes first keeps the name that both would have; a name that was
    /// made from method and path is as good for the other one, and is the same whatever else the document holds.
    fn under_its_own_id(&mut self, operation: Operation, known: &mut Known) -> Operation {
        if known.ids.insert(operation.id.clone()) {
            return operation;
        }
        let mut id = made_id(&operation.path, &operation.method);
        while !known.ids.insert(id.clone()) {
            id.push('_');
        }
        let message = format!(
            "`{}` is that of another operation, this one is called `{id}`",
            operation.id
        );
        self.report
            .add(Code::DuplicateOperation, &operation.pointer, message);
        Operation { id, ..operation }
    }

    /// A name for an operation that has none.
    fn missing_id(&mut self, path: &str, method: &str, at: &Pointer) -> String {
        let message = format!("{method} {path} has no operationId");
        self.report.add(Code::MissingOperationId, at, message);
        made_id(path, method)
    }

    /// The path as a template of OpenAPI. It and the path parameters name the same places (OpenAPI 3.0.3, Paths Object): a parameter
    /// without a place cannot be sent and is taken out, a place without a parameter is filled with any text.
    fn template(
        &mut self,
        path: &str,
        at: &Pointer,
        owner: Owner,
        parameters: &mut Vec<Parameter>,
    ) -> Option<String> {
        let path = self.sent_path(path, at, owner, parameters);
        let is_declared = |name: &str, parameters: &[Parameter]| {
            let mut declared = parameters.iter();
            declared.any(|it| it.location == Location::Path && it.name == name)
        };
        let plain = without_operators(path, |name| is_declared(name, parameters));
        let names = match template_names(&plain) {
            Ok(names) => names,
            Err(message) => {
                self.report.add(Code::PathMismatch, at, message);
                return None;
            }
        };
        for name in &names {
            if is_declared(name, parameters) {
                continue;
            }
            let message = format!(
                "`{{{name}}}` of {path} is not declared as a path parameter and taken for any text"
            );
            self.report.add(Code::PathMismatch, at, message);
            parameters.push(text_in_path(name, at));
        }
        parameters.retain(|parameter| {
            let has_place =
                parameter.location != Location::Path || names.contains(&parameter.name.as_str());
            if !has_place {
                let message = format!(
                    "the path parameter `{}` has no place in {path} and is not sent",
                    parameter.name
                );
                self.report.add(Code::PathMismatch, at, message);
            }
            has_place
        });
        self.report_adjacent(&plain, at, parameters);
        if plain != path {
            let message = format!("{path} is read as {plain}: styles stand in the parameters");
            self.report.add(Code::PathOperator, at, message);
        }
        Some(plain)
    }

    /// Reports path parameters between which nothing stands: a server cannot tell where the value of the first ends.
    fn report_adjacent(&mut self, template: &str, at: &Pointer, parameters: &[Parameter]) {
        let ends = template.match_indices("}{").map(|(end, _)| end);
        for end in ends {
            let (before, after) = template.split_at(end);
            let first = before.rsplit('{').next().unwrap_or_default();
            let second = after.trim_start_matches("}{").split('}').next();
            let second = second.unwrap_or_default();
            // In other styles a value begins with a sign.
            let is_plain = |it: &Parameter| {
                it.location == Location::Path
                    && it.name == second
                    && it.style.layout == Layout::Simple
            };
            if parameters.iter().any(is_plain) {
                let message = format!(
                    "nothing stands between `{first}` and `{second}`, so that where one ends cannot be told"
                );
                self.report.add(Code::NestedValue, at, message);
            }
        }
    }
}

/// Whether a text can be a method. The backtick is left out: methods are quoted in docs.
fn is_method(text: &str) -> bool {
    is_token(text) && !text.contains('`')
}

/// The parameter for a place of a path that the document says nothing else about.
fn text_in_path(name: &str, at: &Pointer) -> Parameter {
    Parameter {
        name: name.to_owned(),
        pointer: at.clone(),
        location: Location::Path,
        required: true,
        docs: Docs::default(),
        ty: Type::new(Kind::String(StringFormat::Text)),
        style: Style::usual(Location::Path),
        allow_reserved: false,
        allow_empty: false,
        default: None,
    }
}

/// A name made from method and path: `get_/flows/{slug}/`, which the plan makes an identifier.
fn made_id(path: &str, method: &str) -> String {
    format!("{}_{path}", method.to_ascii_lowercase())
}

/// The template without the operators of RFC 6570, as in `{;name*}`, where what is left is the name of a parameter.
fn without_operators(path: &str, is_declared: impl Fn(&str) -> bool) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let Some((name, rest)) = part.split_once('}') else {
            return text + "{" + part;
        };
        let plain = name.trim_start_matches(['.', ';']).trim_end_matches('*');
        let name = if is_declared(name) || !is_declared(plain) {
            name
        } else {
            plain
        };
        text + "{" + name + "}" + rest
    })
}

/// What the operations are called and what requests they take.
#[derive(Default)]
pub(super) struct Known {
    ids: HashSet<String>,
    /// The path by method and route.
    routes: HashMap<(String, String), String>,
}

impl Known {
    /// The same names with no requests: of operations that others serve.
    pub(super) fn of_others(self) -> Self {
        Self {
            ids: self.ids,
            routes: HashMap::new(),
        }
    }

    /// Takes down which requests an operation takes, unless there is another one that takes the same.
    pub(super) fn add_route(&mut self, operation: &Operation) -> Result<(), String> {
        let route = operation.route();
        if let Some(other) = self.routes.get(&route) {
            return Err(format!(
                "{} {} takes the same requests as {other}",
                operation.method, operation.path
            ));
        }
        self.routes.insert(route, operation.path.clone());
        Ok(())
    }
}

/// The names between the braces of a path template; what is wrong with it otherwise.
fn template_names(path: &str) -> Result<Vec<&str>, String> {
    if !path.starts_with('/') {
        return Err(format!("{path} does not begin with a slash"));
    }
    let mut names = Vec::new();
    let mut literal = String::new();
    for (index, part) in path.split('{').enumerate() {
        if index == 0 {
            literal.push_str(part);
            continue;
        }
        let Some((name, text)) = part.split_once('}') else {
            return Err(format!("{path} has a brace that is not closed"));
        };
        if name.is_empty() {
            return Err(format!("{path} has a place without a name"));
        }
        names.push(name);
        literal.push_str(text);
    }
    // RFC 3986, section 3.3. Names of parameters are not sent, so that they may hold what is printed in one line.
    let is_wrong = |c: &char| c.is_control() || *c == '`' && literal.contains('`');
    if let Some(character) = path.chars().find(is_wrong) {
        let path = path.escape_debug();
        return Err(format!("{path} has {character:?}, which no path has"));
    }
    Ok(names)
}
