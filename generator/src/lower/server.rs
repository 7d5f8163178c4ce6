//! Servers (OpenAPI 3.0.3, Server Object and Server Variable Object).

use openapiv3 as oa;
use serde_json::Value;

use super::{Lowering, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Operation, Server, ServerVariable};

impl Lowering<'_> {
    /// Takes down where the API is served.
    pub(super) fn general_servers(&mut self) {
        self.servers = self.servers_of(&Pointer::root());
        for server in &mut self.servers {
            server.is_general = true;
        }
    }

    /// Where an operation is served, if it or its path says so (OpenAPI 3.0.3, Operation Object, `servers`): indexes of the servers.
    pub(super) fn own_servers(&mut self, item: &Pointer, at: &Pointer) -> Vec<usize> {
        let listed = match self.servers_of(at) {
            own if own.is_empty() => self.servers_of(item),
            own => own,
        };
        let indexes: Vec<usize> = listed.into_iter().map(|it| self.known(it)).collect();
        let general = self.servers.iter().filter(|it| it.is_general).count();
        if indexes.iter().copied().eq(0..general) {
            return Vec::new();
        }
        indexes
    }

    /// The index of a server, which is taken down if it is new.
    fn known(&mut self, server: Server) -> usize {
        let is_same =
            |it: &Server| it.template == server.template && it.variables == server.variables;
        let index = self.servers.iter().position(is_same);
        index.unwrap_or_else(|| {
            self.servers.push(server);
            self.servers.len() - 1
        })
    }

    /// The servers in the end. What all operations say of themselves where nothing is said for all is said for all.
    pub(super) fn all_servers(&mut self, operations: &mut [Operation]) -> Vec<Server> {
        let mut servers = std::mem::take(&mut self.servers);
        if let Some(first) = operations.first()
            && !servers.iter().any(|it| it.is_general)
            && operations.iter().all(|it| it.servers == first.servers)
        {
            for index in first.servers.clone() {
                if let Some(server) = servers.get_mut(index) {
                    server.is_general = true;
                }
            }
            for operation in operations {
                operation.servers.clear();
            }
        }
        servers
    }

    fn servers_of(&mut self, holder: &Pointer) -> Vec<Server> {
        let list = holder.join("servers");
        let Some(Value::Array(listed)) = self.document.get(&list) else {
            // Anything else is told as malformed.
            self.part::<Vec<oa::Server>>(&list);
            return Vec::new();
        };
        let mut servers = Vec::with_capacity(listed.len());
        for at in (0..listed.len()).map(|index| list.join(index)) {
            let server = self.with_texts(&at);
            let server = server.or_else(|| Some(self.part::<oa::Server>(&at)?.0));
            servers.extend(server.map(|server| self.server(server, &at)));
        }
        servers
    }

    /// A server whose variables have numbers or booleans for values, which are texts without quotes.
    fn with_texts(&mut self, at: &Pointer) -> Option<oa::Server> {
        let mut server = self.document.get(at)?.clone();
        let mut read = Vec::new();
        let variables = server.get_mut("variables").and_then(Value::as_object_mut)?;
        for (name, variable) in variables {
            let at = at.join("variables").join(name);
            if let Some(default) = variable.get_mut("default") {
                read.extend(to_text(default).then(|| at.join("default")));
            }
            let values = variable.get_mut("enum").and_then(Value::as_array_mut);
            for (index, value) in values.into_iter().flatten().enumerate() {
                read.extend(to_text(value).then(|| at.join("enum").join(index)));
            }
        }
        if read.is_empty() {
            return None;
        }
        let server = serde_json::from_value(server).ok()?;
        for at in read {
            let message = "not a string; it is read as if it had quotes around it";
            self.report.add(Code::OutOfTypeEnumValue, &at, message);
        }
        Some(server)
    }

    fn server(&mut self, server: oa::Server, at: &Pointer) -> Server {
        let name = self.document.get(&at.join("name"));
        let name = words(name.and_then(Value::as_str));
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
            is_general: false,
            pointer: at.clone(),
            url,
            template: server.url,
            name,
            description: words(server.description.as_deref()),
            variables: listed,
        }
    }
}

/// Makes a number or a boolean a text, and tells whether it was one.
fn to_text(value: &mut Value) -> bool {
    let is_bare = value.is_number() || value.is_boolean();
    if is_bare {
        *value = Value::String(value.to_string());
    }
    is_bare
}

fn placeholder(name: &str) -> String {
    format!("{{{name}}}")
}
