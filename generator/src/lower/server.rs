//! Servers (OpenAPI 3.0.3, Server Object and Server Variable Object).

use openapiv3 as oa;

use super::{Lowering, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Server, ServerVariable};

impl Lowering<'_> {
    /// The servers of the document.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let list = Pointer::root().join("servers");
        let Some((servers, at)) = self.part::<Vec<oa::Server>>(&list) else {
            return Vec::new();
        };
        let servers = servers.into_iter().enumerate();
        servers
            .map(|(index, server)| self.server(server, &at.join(index)))
            .collect()
    }

    fn server(&mut self, server: oa::Server, at: &Pointer) -> Server {
        let name = self.document.get(&at.join("name"));
        let name = words(name.and_then(serde_json::Value::as_str));
        let variables = server.variables.unwrap_or_default();
        let url = variables
            .iter()
            .fold(server.url.clone(), |url, (name, variable)| {
                url.replace(&placeholder(name), &variable.default)
            });
        let mut listed = Vec::new();
        for (name, variable) in variables {
            let at = at.join("variables").join(&name);
            if !server.url.contains(&placeholder(&name)) {
                let message = format!("`{name}` has no place in the address");
                self.report.add(Code::NotGenerated, &at, message);
                continue;
            }
            let mut values: Vec<String> = Vec::new();
            for value in variable.enumeration {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            // OpenAPI 3.1.0: the default has to be one of them.
            if !values.is_empty() && !values.contains(&variable.default) {
                let message = format!(
                    "the default of `{name}` is none of its values, so that it can have any"
                );
                self.report.add(Code::NotGenerated, &at, message);
                values.clear();
            }
            listed.push(ServerVariable {
                name,
                description: words(variable.description.as_deref()),
                default: variable.default,
                values,
            });
        }
        if url.contains(['{', '}']) {
            let message =
                "the address has a variable that is not declared, so that nothing builds it";
            self.report
                .add(Code::NotGenerated, &at.join("url"), message);
        }
        Server {
            url,
            template: server.url,
            name,
            description: words(server.description.as_deref()),
            variables: listed,
        }
    }
}

fn placeholder(name: &str) -> String {
    format!("{{{name}}}")
}
