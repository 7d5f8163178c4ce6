//! Operations (OpenAPI 3.0.3, Path Item Object and Operation Object).

use openapiv3 as oa;

use super::{Lowering, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Docs, Location, Operation, Owner};

/// The methods of a path item, as the document spells them.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl Lowering<'_> {
    /// Lowers every operation. One that needs something unsupported is reported and left out.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations: Vec<Operation> = Vec::new();
        for (path, item) in self.document.members(&Pointer::root().join("paths")) {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.document.follow(&item, self.report) else {
                continue;
            };
            for method in METHODS {
                let at = item.join(method);
                if self.document.get(&at).is_none() {
                    continue;
                }
                self.report.coverage.operations += 1;
                let owner = Owner::Operation(operations.len());
                let Some(operation) = self.operation(&path, method, &item, &at, owner) else {
                    continue;
                };
                if operations.iter().any(|known| known.id == operation.id) {
                    let message =
                        format!("`{}` is the operationId of another operation", operation.id);
                    self.report.add(Code::DuplicateOperation, &at, message);
                    continue;
                }
                operations.push(operation);
            }
        }
        self.report.coverage.generated_operations = operations.len();
        operations
    }

    fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &Pointer,
        at: &Pointer,
        owner: Owner,
    ) -> Option<Operation> {
        let (operation, at) = self.part::<oa::Operation>(at)?;
        let id = operation.operation_id.clone().filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| self.made_id(path, method, &at));
        let parameters = self.parameters(item, &at, owner)?;
        self.check_path(path, &at, &parameters)?;
        let body = self.body(&at, owner).ok()?;
        let responses = self.responses(&at, owner)?;
        Some(Operation {
            id,
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            docs: Docs {
                title: words(operation.summary.as_deref()),
                description: words(operation.description.as_deref()),
                deprecated: operation.deprecated,
            },
            tag: operation.tags.into_iter().next(),
            parameters,
            body,
            responses,
            security: self.security(operation.security),
            pointer: at,
        })
    }

    /// A name for an operation that has none: `get_/flows/{slug}/`, which the plan makes an identifier.
    fn made_id(&mut self, path: &str, method: &str, at: &Pointer) -> String {
        let id = format!("{method}_{path}");
        let message = format!("{} {path} has no operationId", method.to_ascii_uppercase());
        self.report.add(Code::MissingOperationId, at, message);
        id
    }

    /// Path template and path parameters name the same places.
    fn check_path(
        &mut self,
        path: &str,
        at: &Pointer,
        parameters: &[crate::model::Parameter],
    ) -> Option<()> {
        let in_template = template_names(path);
        let declared = parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Path);
        let declared: Vec<&str> = declared.map(|parameter| parameter.name.as_str()).collect();
        let undeclared = in_template.iter().find(|name| !declared.contains(name));
        let unplaced = declared.iter().find(|name| !in_template.contains(name));
        let message = match (undeclared, unplaced) {
            (None, None) => return Some(()),
            (Some(name), _) => {
                format!("`{{{name}}}` of {path} is not declared as a path parameter")
            }
            (None, Some(name)) => format!("the path parameter `{name}` has no place in {path}"),
        };
        self.report.add(Code::PathMismatch, at, message);
        None
    }
}

/// The names between braces of a path template.
fn template_names(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}
