//! What the API calls: webhooks (OpenAPI 3.1.0, OpenAPI Object) and callbacks (OpenAPI 3.0.3, Callback Object).
//!
//! The address is the receiver's to choose, so the path is made from the name: `/newPet` for a webhook, `/subscribe/onEvent` for a callback
//! of the operation `subscribe`.

use super::Lowering;
use super::operation::Known;
use crate::diagnostic::{Code, Pointer};
use crate::model::{Operation, Owner, Role};
use crate::spec::Dialect;

impl Lowering<'_> {
    /// The webhooks of the document and the callbacks of its operations. One that needs something unsupported is reported and left out.
    pub(super) fn hooks(&mut self, operations: &[Operation], known: Known) -> Vec<Operation> {
        let mut hooks = Vec::new();
        let mut known = known.of_others();
        if self.document.dialect() >= Dialect::V31 {
            for (name, item) in self.document.members(&Pointer::root().join("webhooks")) {
                let path = format!("/{}", segment(&name));
                let hook = (Role::Webhook, None);
                self.hook(hook, &path, &item, &mut known, &mut hooks);
            }
        }
        for operation in operations {
            let callbacks = self.document.members(&operation.pointer.join("callbacks"));
            for (name, callback) in callbacks {
                let Some(callback) = self.document.follow(&callback, self.report) else {
                    continue;
                };
                let path = format!("/{}/{}", segment(&operation.id), segment(&name));
                for (expression, item) in self.document.members(&callback) {
                    if !expression.starts_with("x-") {
                        let hook = (Role::Callback, Some(expression));
                        self.hook(hook, &path, &item, &mut known, &mut hooks);
                    }
                }
            }
        }
        hooks
    }

    fn hook(
        &mut self,
        (role, expression): (Role, Option<String>),
        path: &str,
        item: &Pointer,
        known: &mut Known,
        hooks: &mut Vec<Operation>,
    ) {
        let Some(item) = self.document.follow(item, self.report) else {
            return;
        };
        for (method, at) in self.document.operations_of(&item) {
            let before = self.definitions.len();
            let owner = Owner::Hook(hooks.len());
            let operation = self.operation(path, &method, &item, &at, owner);
            let operation = operation.map(|operation| Operation {
                role,
                expression: expression.clone(),
                ..operation
            });
            let problem = match &operation {
                Some(operation) => known.add_route(operation).err(),
                None => Some(format!("{method} {path} is left out")),
            };
            let (Some(operation), None) = (operation, &problem) else {
                let message = problem.unwrap_or_default();
                self.report.add(Code::NotGenerated, &at, message);
                self.give_up_inline_types(before);
                continue;
            };
            if !self.document.members(&at.join("callbacks")).is_empty() {
                let message = "nothing is generated from the callbacks of a callback";
                self.report
                    .add(Code::NotGenerated, &at.join("callbacks"), message);
            }
            if let Some(body) = &operation.body {
                self.report_unused(body);
            }
            hooks.push(self.completed(operation, owner, known));
        }
    }

    /// Reports where a hook would be served, which its receiver says.
    pub(super) fn report_servers_of_hook(&mut self, item: &Pointer, at: &Pointer) {
        for holder in [item, at] {
            let servers = holder.join("servers");
            if self.document.get(&servers).is_some() {
                let message = "the receiver says where a hook is served";
                self.report.add(Code::NotGenerated, &servers, message);
            }
        }
    }
}

/// A name as a segment of a path, where it needs no encoding (RFC 3986, section 2.3).
fn segment(name: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "-._~".contains(c) {
            c
        } else {
            '-'
        }
    };
    name.chars().map(plain).collect()
}
