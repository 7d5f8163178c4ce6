//! Operations and what the API calls: method and path, parameters, bodies, responses.

use super::finding::{Named, Owner, Site, Travel};
use super::pairing::Pairing;
use super::table::ChangeId;
use super::walk::Walk;
use super::words::{self, NONE, quoted};
use crate::diagnostic::Pointer;
use crate::model::{
    Body, Content, Form, Kind, Layout, Location, Operation, Parameter, Role, Style, Type,
};

/// The part of an operation in its public items.
const BODY: &str = "body";

impl Walk<'_> {
    /// Compares all operations, then all that the API calls.
    pub(super) fn operations(&mut self) {
        let (before, after) = (self.before.api, self.after.api);
        let offsets = (0, 0);
        self.all(&before.operations, &after.operations, offsets);
        let offsets = (before.operations.len(), after.operations.len());
        self.all(&before.hooks, &after.hooks, offsets);
    }

    /// Compares two lists, of which the indexes begin at `offsets`.
    fn all(&mut self, before: &[Operation], after: &[Operation], offsets: (usize, usize)) {
        let Pairing { others, new } = Pairing::new(before, after);
        for ((index, operation), other) in before.iter().enumerate().zip(others) {
            if let Some((at, other)) = other.and_then(|at| Some((at, after.get(at)?))) {
                let pair = (index + offsets.0, at + offsets.1);
                self.paired.insert(pair, self.operations.len());
                self.operations.push(pair);
                self.operation(pair, operation, other);
                continue;
            }
            let site = Site {
                before: Some(operation.pointer.clone()),
                ..place(operation, Some(index + offsets.0), None)
            };
            let (served, hook) = (ChangeId::OperationRemoved, ChangeId::WebhookRemoved);
            let id = of_role(operation, served, hook);
            self.findings
                .add(id, &site, words::operation(operation), NONE);
        }
        for (index, operation) in new.into_iter().filter_map(|it| Some((it, after.get(it)?))) {
            let site = Site {
                after: Some(operation.pointer.clone()),
                ..place(operation, None, Some(index + offsets.1))
            };
            let id = of_role(operation, ChangeId::OperationAdded, ChangeId::WebhookAdded);
            self.findings
                .add(id, &site, NONE, words::operation(operation));
        }
    }

    fn operation(&mut self, pair: (usize, usize), before: &Operation, after: &Operation) {
        let site = Site {
            before: Some(before.pointer.clone()),
            after: Some(after.pointer.clone()),
            ..place(after, Some(pair.0), Some(pair.1))
        };
        if after.role == Role::Served {
            self.route(before, after, &site);
        } else {
            self.call(before, after, &site);
        }
        if before.tag != after.tag {
            let site = site.at("tags", before.tag.is_some(), after.tag.is_some());
            let words = |tag: &Option<String>| {
                tag.as_ref()
                    .map_or_else(|| NONE.to_owned(), |tag| quoted(tag))
            };
            self.findings.add(
                ChangeId::OperationRetagged,
                &site,
                words(&before.tag),
                words(&after.tag),
            );
        }
        self.deprecation(before.docs.deprecated, after.docs.deprecated, &site);
        self.served_at(before, after, &site);
        self.security(&before.security, &after.security, &site);
        self.parameters(before, after, &site);
        self.bodies(before.body.as_ref(), after.body.as_ref(), &site);
        self.responses(before, after, &site);
        self.headers([before, after], &site);
    }

    fn route(&mut self, before: &Operation, after: &Operation, site: &Site) {
        if before.route() != after.route() {
            let (old, new) = (words::operation(before), words::operation(after));
            self.findings.add(ChangeId::OperationMoved, site, old, new);
        }
        if before.id != after.id {
            let site = site.at("operationId", true, true);
            let (old, new) = (quoted(&before.id), quoted(&after.id));
            self.findings
                .add(ChangeId::OperationRenamed, &site, old, new);
        }
    }

    /// Compares how the API calls a webhook or callback. The address is the receiver's to choose, so a name is not on the wire.
    fn call(&mut self, before: &Operation, after: &Operation, site: &Site) {
        if before.method != after.method {
            let (old, new) = (before.method.clone(), after.method.clone());
            self.findings
                .add(ChangeId::WebhookMethodChanged, site, old, new);
        }
        // The path of a callback begins with the operation that it is of.
        let name = |hook: &Operation| hook.path.rsplit('/').next().map(quoted);
        let names = |hook: &Operation| (hook.role, name(hook), hook.id.clone());
        if names(before) != names(after) {
            let words = |hook: &Operation| {
                let (role, name) = (words::role(hook.role), name(hook).unwrap_or_default());
                format!("{role} {name}, operationId {}", quoted(&hook.id))
            };
            self.findings
                .add(ChangeId::WebhookRenamed, site, words(before), words(after));
        }
        if let (Some(old), Some(new)) = (&before.expression, &after.expression)
            && old != new
        {
            let (old, new) = (quoted(old), quoted(new));
            self.findings
                .add(ChangeId::CallbackAddressChanged, site, old, new);
        }
    }

    fn parameters(&mut self, before: &Operation, after: &Operation, site: &Site) {
        let (paths, other_paths) = (in_path(before), in_path(after));
        // Parameters of the path are the same by their place in it.
        for (one, other) in paths.iter().zip(&other_paths) {
            let site = parameter_site(site, one, Some(one), Some(other));
            if one.name != other.name {
                self.findings.add(
                    ChangeId::PathParameterRenamed,
                    &site,
                    quoted(&one.name),
                    quoted(&other.name),
                );
            }
            self.types(&one.ty, &other.ty, &site);
        }
        let outside = |operation: &Operation| -> Vec<Parameter> {
            let outside = operation
                .parameters
                .iter()
                .filter(|it| it.location != Location::Path);
            outside.cloned().collect()
        };
        let (ones, mut others) = (outside(before), outside(after));
        let odd = paths.iter().skip(other_paths.len()).copied().cloned();
        for parameter in ones.into_iter().chain(odd) {
            match others.iter().position(|other| is_same(&parameter, other)) {
                Some(index) => {
                    let other = others.remove(index);
                    self.parameter(&parameter, &other, site);
                }
                None => {
                    let id = if parameter.required {
                        ChangeId::RequiredParameterRemoved
                    } else {
                        ChangeId::ParameterRemoved
                    };
                    let words = self.before.type_words(&parameter.ty);
                    let site = parameter_site(site, &parameter, Some(&parameter), None);
                    self.findings.add(id, &site, words, NONE);
                }
            }
        }
        let odd = other_paths.iter().skip(paths.len()).copied().cloned();
        for parameter in others.into_iter().chain(odd) {
            let id = if parameter.required {
                ChangeId::RequiredParameterAdded
            } else {
                ChangeId::ParameterAdded
            };
            let words = self.after.type_words(&parameter.ty);
            let site = parameter_site(site, &parameter, None, Some(&parameter));
            self.findings.add(id, &site, NONE, words);
        }
    }

    fn parameter(&mut self, before: &Parameter, after: &Parameter, site: &Site) {
        let site = parameter_site(site, before, Some(before), Some(after));
        if before.required != after.required {
            let id = if after.required {
                ChangeId::ParameterBecameRequired
            } else {
                ChangeId::ParameterBecameOptional
            };
            let words = words::required;
            self.findings
                .add(id, &site, words(before.required), words(after.required));
        }
        self.styles([Some(before.style), Some(after.style)], &before.ty, &site);
        self.deprecation(before.docs.deprecated, after.docs.deprecated, &site);
        self.types(&before.ty, &after.ty, &site);
    }

    /// Compares how a value outside of a body is written.
    pub(super) fn styles(&mut self, styles: [Option<Style>; 2], before: &Type, site: &Site) {
        let [Some(old), Some(new)] = styles else {
            return;
        };
        // How items are written says nothing about a value that has none.
        let kind = &self.before.api.resolve(before).kind;
        let has_parts = matches!(kind, Kind::Array(_) | Kind::Map(_) | Kind::Named(_));
        let is_same = if has_parts {
            old == new
        } else {
            prefix(old) == prefix(new)
        };
        if !is_same {
            let (old, new) = (words::style(old), words::style(new));
            self.findings
                .add(ChangeId::ParameterStyleChanged, site, old, new);
        }
    }

    fn bodies(&mut self, before: Option<&Body>, after: Option<&Body>, operation: &Site) {
        let site = Site {
            part: "request body".to_owned(),
            named: Named::Part(BODY.to_owned()),
            before: before
                .and(operation.before.as_ref())
                .map(|at| at.join("requestBody")),
            after: after
                .and(operation.after.as_ref())
                .map(|at| at.join("requestBody")),
            ..operation.clone()
        };
        match (before, after) {
            (None, None) => {}
            (None, Some(body)) => {
                let id = if body.required {
                    ChangeId::RequiredRequestBodyAdded
                } else {
                    ChangeId::RequestBodyAdded
                };
                let words = self.after.content_words(&body.content);
                self.findings.add(id, &site, NONE, words);
            }
            (Some(body), None) => {
                let words = self.before.content_words(&body.content);
                self.findings
                    .add(ChangeId::RequestBodyRemoved, &site, words, NONE);
            }
            (Some(before), Some(after)) => {
                if before.required != after.required {
                    let id = if after.required {
                        ChangeId::RequestBodyBecameRequired
                    } else {
                        ChangeId::RequestBodyBecameOptional
                    };
                    let words = words::required;
                    self.findings
                        .add(id, &site, words(before.required), words(after.required));
                }
                if before.content.encodings != after.content.encodings {
                    let words = |content: &Content| words::encodings(&content.encodings);
                    let (old, new) = (words(&before.content), words(&after.content));
                    self.findings
                        .add(ChangeId::ParameterStyleChanged, &site, old, new);
                }
                self.contents(&before.content, &after.content, &site);
                self.further_contents(&before.further, &after.further, &site);
            }
        }
    }

    pub(super) fn contents(&mut self, before: &Content, after: &Content, site: &Site) {
        let same_form = std::mem::discriminant(&before.form) == std::mem::discriminant(&after.form);
        let same_type = before.media_type.eq_ignore_ascii_case(&after.media_type);
        if !(same_form && same_type) {
            let (old, new) = (
                self.before.content_words(before),
                self.after.content_words(after),
            );
            self.findings
                .add(ChangeId::MediaTypeChanged, site, old, new);
        }
        if let (true, Some(one), Some(other)) = (same_form, before.ty(), after.ty()) {
            let schema = |pointer: &Option<Pointer>, content: &Content| {
                let content_at = pointer.as_ref()?.join("content");
                Some(content_at.join(&content.media_type).join("schema"))
            };
            let site = Site {
                before: schema(&site.before, before),
                after: schema(&site.after, after),
                ..site.clone()
            };
            self.types(one, other, &site);
        }
    }
}

impl super::walk::Side<'_> {
    pub(super) fn content_words(self, content: &Content) -> String {
        match &content.form {
            Form::Json(ty) if content.media_type.eq_ignore_ascii_case("application/json") => {
                self.type_words(ty)
            }
            Form::Json(ty) | Form::Multipart(ty) | Form::UrlEncoded(ty) => {
                format!("{} as {}", self.type_words(ty), content.media_type)
            }
            Form::Sequence(sequence) => match &sequence.item {
                Some(item) => format!(
                    "{} item by item as {}",
                    self.type_words(item),
                    content.media_type
                ),
                None => content.media_type.clone(),
            },
            Form::Text | Form::Binary => content.media_type.clone(),
        }
    }
}

fn place(operation: &Operation, before: Option<usize>, after: Option<usize>) -> Site {
    Site {
        owner: Owner::Operations(before, after),
        part: String::new(),
        named: Named::Owner,
        travel: of_role(operation, Travel::Request, Travel::HookRequest),
        before: None,
        after: None,
    }
}

fn of_role<T>(operation: &Operation, served: T, hook: T) -> T {
    match operation.role {
        Role::Served => served,
        Role::Webhook | Role::Callback => hook,
    }
}

/// The parameters of the path, in its order.
fn in_path(operation: &Operation) -> Vec<&Parameter> {
    let mut found: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .collect();
    found.sort_by_key(|parameter| operation.path.find(&format!("{{{}}}", parameter.name)));
    found
}

/// Whether two parameters are one: names of header fields do not distinguish case (RFC 9110, section 5.1).
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let same_name = if one.location == Location::Header {
        one.name.eq_ignore_ascii_case(&other.name)
    } else {
        one.name == other.name
    };
    same_name && one.location == other.location
}

/// What a scalar shows of a style.
fn prefix(style: Style) -> Layout {
    match style.layout {
        layout @ (Layout::Label | Layout::Matrix | Layout::Json) => layout,
        _ => Layout::Simple,
    }
}

fn parameter_site(
    operation: &Site,
    parameter: &Parameter,
    before: Option<&Parameter>,
    after: Option<&Parameter>,
) -> Site {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    Site {
        part: format!("{location} parameter {}", quoted(&parameter.name)),
        named: Named::Part(parameter.name.clone()),
        before: before.map(|it| it.pointer.clone()),
        after: after.map(|it| it.pointer.clone()),
        ..operation.clone()
    }
}
