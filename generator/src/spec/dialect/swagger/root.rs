//! Where the API is served, and its security schemes.

use serde_json::{Map, Value, json};

use super::{Rewriting, text};
use crate::diagnostic::Pointer;

impl Rewriting<'_> {
    /// `servers` of `schemes`, `host` and `basePath` (Swagger 2.0, Swagger Object).
    pub(super) fn servers(&mut self) {
        let root = &self.document.root;
        let base = text(root, "basePath").unwrap_or("/");
        let url = match text(root, "host") {
            Some(host) => {
                let schemes = root.get("schemes").and_then(Value::as_array);
                let mut schemes = schemes.into_iter().flatten().filter_map(Value::as_str);
                let first = schemes.clone().next();
                let scheme = schemes.find(|scheme| *scheme == "https").or(first);
                format!("{}://{host}{base}", scheme.unwrap_or("https"))
            }
            None => base.to_owned(),
        };
        let place = Pointer::root().join("servers");
        let written = Pointer::root().join("basePath");
        for place in [&place, &place.join(0), &place.join(0).join("url")] {
            self.moves.tell(place, &written);
        }
        self.edits.push((place, json!([{ "url": url }])));
    }

    /// Security schemes: `basic` is a scheme of HTTP, and the flows of OAuth 2.0 are named differently.
    pub(super) fn schemes(&mut self) {
        let at = Pointer::root().join("securityDefinitions");
        for (_, place) in self.document.members(&at) {
            let Some(Value::Object(written)) = self.document.get(&place) else {
                continue;
            };
            let mut scheme = written.clone();
            match written.get("type").and_then(Value::as_str) {
                Some("basic") => {
                    scheme.insert("type".to_owned(), json!("http"));
                    scheme.insert("scheme".to_owned(), json!("basic"));
                }
                Some("oauth2") => {
                    let flow = flow(&mut scheme);
                    scheme.insert("flows".to_owned(), flow);
                }
                _ => {}
            }
            self.edits.push((place, Value::Object(scheme)));
        }
    }
}

fn flow(scheme: &mut Map<String, Value>) -> Value {
    let flow = scheme.remove("flow");
    let name = match flow.as_ref().and_then(Value::as_str) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some("password") => "password",
        _ => "implicit",
    };
    let mut members = Map::new();
    for keyword in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.remove(keyword) {
            members.insert(keyword.to_owned(), value);
        }
    }
    members.entry("scopes").or_insert_with(|| json!({}));
    json!({ name: members })
}
