//! A walk over whatever a file holds, knowing only which members are data and which are names the document chose.

use serde_json::{Map, Value};

use super::way::Way;

/// Keywords whose object has names for keys: a member called `default` or `$ref` is one more name there.
const NAMED: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securityDefinitions",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Keywords whose value is data, in which nothing is a keyword.
const DATA: &[&str] = &["const", "default", "enum", "example", "value"];

/// Calls `visit` with every object that is neither data nor a map of names, the outer ones first.
pub(super) fn objects<'v>(
    value: &'v Value,
    at: Way<'_>,
    visit: &mut dyn FnMut(&'v Map<String, Value>, Way<'_>),
) {
    match value {
        Value::Object(members) => {
            visit(members, at);
            for (key, member) in members {
                let way = Way::Member(&at, key);
                match member {
                    _ if is_data(key) || (key == "examples" && member.is_array()) => {}
                    Value::Object(named) if NAMED.contains(&key.as_str()) => {
                        for (name, value) in named {
                            objects(value, Way::Member(&way, name), visit);
                        }
                    }
                    _ => objects(member, way, visit),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, Way::Item(&at, index), visit);
            }
        }
        _ => {}
    }
}

fn is_data(keyword: &str) -> bool {
    keyword.starts_with("x-") || DATA.contains(&keyword)
}
