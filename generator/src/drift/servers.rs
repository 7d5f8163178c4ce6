//! Servers: their addresses, and what these leave open.

use super::document::api_site;
use super::finding::Site;
use super::table::ChangeId;
use super::walk::{Side, Walk};
use super::words::{NONE, list, quoted};
use crate::diagnostic::Pointer;
use crate::model::{Api, Operation, Server, ServerVariable};
use crate::surface::Subject;

/// A server with its place in the list.
type Listed<'a> = (usize, &'a Server);

impl Walk<'_> {
    /// Compares the servers of the documents: the same by their addresses as they are written, else as they are by default; what is left
    /// is the same in the order in which it stands.
    pub(super) fn servers(&mut self, before: &[Server], after: &[Server]) {
        let mut gone: Vec<Listed<'_>> = before.iter().enumerate().collect();
        let mut new: Vec<Listed<'_>> = after.iter().enumerate().collect();
        for is_same in [is_written_alike, is_one_by_default] {
            let mut left = Vec::new();
            for one in gone {
                match new.iter().position(|other| is_same(one.1, other.1)) {
                    Some(at) => self.server(one, new.remove(at)),
                    None => left.push(one),
                }
            }
            gone = left;
        }
        let both = gone.len().min(new.len());
        for (one, other) in gone.drain(..both).zip(new.drain(..both)) {
            self.server(one, other);
        }
        for (index, server) in gone {
            let words = (quoted(&server.template), NONE.to_owned());
            self.server_change(ChangeId::ServerRemoved, [Some(index), None], words);
        }
        for (index, server) in new {
            let words = (NONE.to_owned(), quoted(&server.template));
            self.server_change(ChangeId::ServerAdded, [None, Some(index)], words);
        }
    }

    /// Compares where an operation is served among the addresses that both documents have; what else changed is told of the servers.
    pub(super) fn served_at(&mut self, before: &Operation, after: &Operation, site: &Site) {
        if before.servers.is_empty() && after.servers.is_empty() {
            return;
        }
        let (old_api, new_api) = (self.before.api, self.after.api);
        let (old, new) = (addresses(old_api, before), addresses(new_api, after));
        let is_in = |api: &Api, address: &str| api.servers.iter().any(|it| it.template == address);
        let is_left = old.iter().any(|it| !new.contains(it) && is_in(new_api, it));
        let is_new = new.iter().any(|it| !old.contains(it) && is_in(old_api, it));
        if !(is_left || is_new) {
            return;
        }
        let site = site.at(
            "servers",
            !before.servers.is_empty(),
            !after.servers.is_empty(),
        );
        let id = ChangeId::OperationServersChanged;
        self.findings.add(id, &site, list(&old), list(&new));
    }

    fn server(&mut self, (index, before): Listed<'_>, (other, after): Listed<'_>) {
        if before.template == after.template {
            self.variables((index, before), (other, after));
            return;
        }
        let bare = |server: &Server| server.url.trim_end_matches('/').to_owned();
        let id = if bare(before) == bare(after) {
            ChangeId::ServerRespelled
        } else {
            ChangeId::ServerChanged
        };
        let words = (quoted(&before.template), quoted(&after.template));
        self.server_change(id, [Some(index), Some(other)], words);
    }

    /// Where two servers stand.
    fn places(&self, [index, other]: [Option<usize>; 2]) -> [Option<Pointer>; 2] {
        let place = |side: &Side<'_>, index: Option<usize>| {
            let server = side.api.servers.get(index?)?;
            Some(server.pointer.clone())
        };
        [place(&self.before, index), place(&self.after, other)]
    }

    fn server_change(
        &mut self,
        id: ChangeId,
        indexes: [Option<usize>; 2],
        words: (String, String),
    ) {
        let [before, after] = self.places(indexes);
        let [before, after] = [before, after].map(|place| Some(place?.join("url")));
        let site = api_site("server", before, after);
        let subjects = indexes.map(|index| index.map(Subject::Server));
        self.findings.add_subject(id, &site, words, subjects);
    }

    /// Compares what two servers with the same address leave open.
    fn variables(&mut self, (index, before): Listed<'_>, (other, after): Listed<'_>) {
        let places = self.places([Some(index), Some(other)]);
        let find = |server: &'_ Server, name: &str| {
            let mut variables = server.variables.iter();
            variables.find(|it| it.name == name).cloned()
        };
        let known = before.variables.iter();
        let known = known.map(|it| (Some(it.clone()), find(after, &it.name)));
        let new = after.variables.iter();
        let new = new.filter(|it| find(before, &it.name).is_none());
        let pairs: Vec<_> = known
            .chain(new.map(|it| (None, Some(it.clone()))))
            .collect();
        for (old, new) in pairs {
            let at = |place: &Option<Pointer>, it: &Option<ServerVariable>| {
                let name = &it.as_ref()?.name;
                Some(place.as_ref()?.join("variables").join(name))
            };
            let name = new.as_ref().or(old.as_ref()).map_or("", |it| &it.name);
            let part = format!(
                "variable {} of server {}",
                quoted(name),
                quoted(&after.template)
            );
            let site = api_site(&part, at(&places[0], &old), at(&places[1], &new));
            let subject = |server| Some(Subject::Variable(server, name.to_owned()));
            let subjects = [subject(index), subject(other)];
            for (id, was, is) in differences(old.as_ref(), new.as_ref()) {
                let keyword = match id {
                    ChangeId::ServerVariableDefaultChanged => Some("default"),
                    ChangeId::ServerVariableValueAdded | ChangeId::ServerVariableValueRemoved => {
                        Some("enum")
                    }
                    _ => None,
                };
                let site = keyword.map_or_else(|| site.clone(), |it| site.at(it, true, true));
                self.findings
                    .add_subject(id, &site, (was, is), subjects.clone());
            }
        }
    }
}

/// What two variables of the same name differ in.
fn differences(
    before: Option<&ServerVariable>,
    after: Option<&ServerVariable>,
) -> Vec<(ChangeId, String, String)> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (Some(gone), None) => {
            let id = ChangeId::ServerVariableRemoved;
            return vec![(id, variable_words(gone), NONE.to_owned())];
        }
        (None, Some(new)) => {
            let id = ChangeId::ServerVariableAdded;
            return vec![(id, NONE.to_owned(), variable_words(new))];
        }
        (None, None) => return Vec::new(),
    };
    let mut found = Vec::new();
    if before.default != after.default {
        let id = ChangeId::ServerVariableDefaultChanged;
        found.push((id, quoted(&before.default), quoted(&after.default)));
    }
    match (before.values.is_empty(), after.values.is_empty()) {
        (true, true) => {}
        // A list takes values away, and where there is none there are all.
        (true, false) => {
            let id = ChangeId::ServerVariableValueRemoved;
            found.push((id, ANY.to_owned(), values(&after.values)));
        }
        (false, true) => {
            let id = ChangeId::ServerVariableValueAdded;
            found.push((id, values(&before.values), ANY.to_owned()));
        }
        (false, false) => {
            let missing = |of: &[String], from: &[String]| -> Vec<String> {
                let values = of.iter().filter(|value| !from.contains(value));
                values.cloned().collect()
            };
            let added = missing(&after.values, &before.values);
            if !added.is_empty() {
                let id = ChangeId::ServerVariableValueAdded;
                found.push((id, NONE.to_owned(), values(&added)));
            }
            let removed = missing(&before.values, &after.values);
            if !removed.is_empty() {
                let id = ChangeId::ServerVariableValueRemoved;
                found.push((id, values(&removed), NONE.to_owned()));
            }
        }
    }
    found
}

/// What a variable without a list can be.
const ANY: &str = "any value";

fn variable_words(variable: &ServerVariable) -> String {
    let default = quoted(&variable.default);
    if variable.values.is_empty() {
        format!("{ANY}, {default} by default")
    } else {
        format!("one of {}, {default} by default", values(&variable.values))
    }
}

fn values(values: &[String]) -> String {
    list(&values.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The addresses at which an operation is served.
fn addresses<'a>(api: &'a Api, operation: &Operation) -> Vec<&'a str> {
    let is_own = |(index, server): &(usize, &Server)| match operation.servers.as_slice() {
        [] => server.is_general,
        own => own.contains(index),
    };
    let servers = api.servers.iter().enumerate().filter(is_own);
    servers
        .map(|(_, server)| server.template.as_str())
        .collect()
}

fn is_written_alike(one: &Server, other: &Server) -> bool {
    one.template == other.template
}

fn is_one_by_default(one: &Server, other: &Server) -> bool {
    one.url == other.url
}
