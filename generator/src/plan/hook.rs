//! What the API calls: a group for its webhooks and one for the callbacks of its operations.

use super::ident::Scope;
use super::operation::{AnswerTypes, group};
use super::rust::Group;
use super::types::Index;
use crate::model::{self, Role};

/// The groups, their names and what they are.
const ROLES: [(Role, &str, &str); 2] = [
    (
        Role::Webhook,
        "webhooks",
        "What the API calls to tell its users something.",
    ),
    (
        Role::Callback,
        "callbacks",
        "What the API calls to tell the caller of an operation something.",
    ),
];

/// Plans the groups that have any operation; those of the tags have taken their names.
pub(super) fn groups(
    index: Index<'_>,
    answers: AnswerTypes<'_>,
    scope: &mut Scope,
    modules: &mut Scope,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for (role, name, docs) in ROLES {
        let hooks = index.api.hooks.iter();
        let members: Vec<&model::Operation> = hooks.filter(|hook| hook.role == role).collect();
        if members.is_empty() {
            continue;
        }
        // A tag may be called so, too.
        let name = if modules.is_free(name) {
            name.to_owned()
        } else {
            format!("received_{name}")
        };
        let named = (name.as_str(), vec![docs.to_owned()]);
        groups.push(group(index, answers, named, &members, scope, modules));
    }
    groups
}
