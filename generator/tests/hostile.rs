//! Nothing that a document says becomes code, a path or a macro: every payload in every place where a document may put a text.
//!
//! The output is parsed. What a hostile document gives may have no other kinds of items, attributes and macros than what a harmless one
//! gives, none of the payload's identifiers, no doctest, and no file outside of its folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed step fails the test"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use oasmith::output::Files;
use oasmith::{Config, Input, generate};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};
use syn::visit::{self, Visit};

/// What would be an item, a macro, a path or a command if a text got out of its place. `pwn` is the identifier to look for.
const PAYLOADS: &[&str] = &[
    "*/ fn pwn(){} /*",
    "\"; fn pwn(){} //",
    "\\\"; fn pwn(){} //",
    "\"# fn pwn(){} r#\"",
    "\"## ; pwn!(); //",
    "a\nfn pwn() {}\n//",
    "a\rfn pwn() {}\r//",
    "a\r\n#![pwn]\r\n",
    "a\u{2028}fn pwn(){}\u{2029}\u{85}",
    "a\u{0}pwn",
    "\u{202e}pwn\u{2066} (",
    "#![feature(pwn)]",
    "#[path = \"/etc/passwd\"] mod pwn;",
    "include!(\"/etc/passwd\")",
    "{} {0} {{ {pwn} ${pwn} `pwn`",
    "```\nlet pwn = 1;\n```",
    "    pwn();\n\n\tpwn();",
    "~~~\nlet pwn = 1;\n~~~",
    "</script><img src=x onerror=pwn()> [a](javascript:pwn)",
    "../../../../tmp/pwn x",
    "..\\..\\pwn x",
    "%2e%2e%2fpwn x",
    "/etc/pwn x",
    "CON",
    "",
    "!?*",
    "🦀",
    "é\u{301}",
    "Self",
    "crate",
    "r#type",
    "_",
    "Аdmin",
    "]\n[dependencies]\npwn = \"1\"\n",
    "\"\"\"\n[a.pwn]\n",
    "x\r\nX-Pwn: 1 y",
    "$(pwn x)",
];

/// Stands for a text: `§name§`.
fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "§title§", "version": "§version§", "description": "§info description§", "termsOfService": "§terms§",
            "contact": { "name": "§contact§", "url": "§contact url§" }, "license": { "name": "§licence§" },
        },
        "servers": [{
            "url": "https://example.com/§server url§/{v}", "description": "§server description§",
            "variables": { "v": { "default": "§variable§", "enum": ["§variable§"], "description": "§variable description§" } },
        }],
        "tags": [{ "name": "§tag§", "description": "§tag description§", "externalDocs": { "url": "§docs url§" } }],
        "security": [{ "§scheme§": [] }, { "key": [] }],
        "paths": {
            "/things/§path§/{id}": {
                "summary": "§path summary§",
                "post": {
                    "tags": ["§tag§"], "operationId": "§operation§", "summary": "§summary§", "description": "§description§",
                    "x-extension": "§extension§",
                    "parameters": [
                        { "name": "id", "in": "path", "required": true, "schema": { "type": "string", "pattern": "§pattern§" } },
                        { "name": "§query§", "in": "query", "description": "§parameter description§",
                            "schema": { "type": "string", "default": "§default§", "enum": ["§enum§", "b"] } },
                        { "name": "§header§", "in": "header", "schema": { "type": "string" } },
                        { "name": "§cookie§", "in": "cookie", "schema": { "type": "string" } },
                    ],
                    "requestBody": { "description": "§body description§",
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/§schema§" }, "example": "§example§" } } },
                    "responses": {
                        "200": { "description": "§response§",
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Union" } } },
                            "headers": { "§response header§": { "schema": { "type": "string" } } } },
                        "404": { "description": "§failure§",
                            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/§schema§" } } } },
                    },
                },
                "get": {
                    "responses": { "200": { "description": "ok", "content": { "§media§": { "schema": { "type": "string" } } } } },
                    "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                },
            },
            "/§whole path§": { "get": { "operationId": "whole", "responses": { "204": { "description": "nothing" } } } },
            "/form": { "post": { "operationId": "form", "responses": { "204": { "description": "nothing" } },
                "requestBody": { "content": { "multipart/form-data": { "schema": { "type": "object",
                    "properties": { "§form field§": { "type": "string" } } } } } } } },
        },
        "components": {
            "schemas": {
                "§schema§": {
                    "type": "object", "title": "§schema title§", "description": "§schema description§",
                    "required": ["§required§"],
                    "properties": {
                        "§property§": { "type": "string", "description": "§property description§", "format": "§format§",
                            "pattern": "§pattern§", "default": "§default§", "example": "§example§", "x-rust-type": "§extension§" },
                        "choice": { "type": "string", "enum": ["§enum§", "other"], "x-enum-varnames": ["§extension§"] },
                        "inline": { "type": "object", "properties": { "§inner property§": { "type": "integer" } } },
                    },
                },
                "Union": {
                    "oneOf": [{ "$ref": "#/components/schemas/§schema§" }, { "$ref": "#/components/schemas/Other" }],
                    "discriminator": { "propertyName": "§discriminator§", "mapping": { "§mapping§": "#/components/schemas/Other" } },
                },
                "Other": { "type": "object", "properties": { "a": { "type": "array", "items": { "$ref": "#/components/schemas/§schema§" } } } },
                "Broken": { "$ref": "§reference§" },
                "§unknown§": { "§keyword§": "x" },
            },
            "securitySchemes": {
                "§scheme§": { "type": "http", "scheme": "bearer", "description": "§scheme description§", "bearerFormat": "§bearer§" },
                "key": { "type": "apiKey", "in": "header", "name": "§key header§" },
            },
        },
    })
}

/// The names of the places, in the order of the document.
fn sinks(value: &Value, found: &mut Vec<String>) {
    let mut add = |text: &str| {
        if let Some(name) = text.split('§').nth(1)
            && !found.iter().any(|known| known == name)
        {
            found.push(name.to_owned());
        }
    };
    match value {
        Value::String(text) => add(text),
        Value::Array(items) => items.iter().for_each(|item| sinks(item, found)),
        Value::Object(members) => {
            for (key, member) in members {
                let text = Value::String(key.clone());
                sinks(&text, found);
                sinks(member, found);
            }
        }
        _ => {}
    }
}

/// The document with `payload` in the place `sink`, and harmless words in all others.
fn filled(value: &Value, sink: &str, payload: &str) -> Value {
    let text = |text: &str| {
        let mut parts = text.split('§');
        let (Some(before), Some(name), Some(after)) = (parts.next(), parts.next(), parts.next())
        else {
            return text.to_owned();
        };
        let word = if name == sink {
            payload.to_owned()
        } else {
            name.replace(' ', "_")
        };
        let word = if before.starts_with("#/") {
            let escaped = word
                .replace('%', "%25")
                .replace('~', "~0")
                .replace('/', "~1");
            escaped.replace('#', "%23")
        } else {
            word
        };
        format!("{before}{word}{after}")
    };
    match value {
        Value::String(string) => Value::String(text(string)),
        Value::Array(items) => items
            .iter()
            .map(|item| filled(item, sink, payload))
            .collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(key, member)| (text(key), filled(member, sink, payload)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn files(document: &Value) -> Option<Files> {
    let bytes = serde_json::to_vec(document).unwrap();
    let config = Config {
        name: Some("hostile".to_owned()),
        ..Config::default()
    };
    generate(&Input::new("hostile.json", &bytes), &config).files
}

/// The kinds of items, and the names of attributes and macros.
#[derive(Debug, Default)]
struct Found {
    names: BTreeSet<String>,
    /// Whether the last line of docs was one of the calls in the docs of the client.
    in_calls: bool,
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let kind = format!("{item:?}");
        let kind: String = kind
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == ':')
            .collect();
        self.names.insert(kind);
        visit::visit_item(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute.path().segments.last().unwrap().ident.to_string();
        self.names.insert(format!("#[{path}]"));
        if path == "doc"
            && let syn::Meta::NameValue(doc) = &attribute.meta
            && let syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) = &doc.value
        {
            self.check_docs(&text.value());
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().unwrap().ident.to_string();
        self.names.insert(format!("{name}!"));
    }
}

impl Found {
    /// Nothing that rustdoc takes for code to run: no indented block, no fence of Rust but that of the calls, in which nothing stands but
    /// names.
    fn check_docs(&mut self, text: &str) {
        for line in text.lines() {
            let line = line.strip_prefix(' ').unwrap_or(line);
            assert!(
                !line.starts_with("    ") && !line.starts_with('\t'),
                "indented: {text:?}"
            );
            if self.in_calls {
                self.in_calls = line != "```";
                assert!(!self.in_calls || is_of_calls(line), "a call: {text:?}");
                continue;
            }
            let fence = line
                .trim_start()
                .strip_prefix("```")
                .or(line.trim_start().strip_prefix("~~~"));
            self.in_calls = line == "```no_run";
            assert!(
                self.in_calls || fence.is_none_or(|kind| kind.is_empty() || kind == "text"),
                "a doctest: {text:?}"
            );
        }
    }
}

/// Whether a line of the calls in the docs of the client is one that the generator makes.
fn is_of_calls(line: &str) -> bool {
    let begins = ["# async fn calls(client: &", "# let ", "client."];
    let is_plain = |c: char| c.is_alphanumeric() || "_ #(){}<>&:.,;?!=-".contains(c);
    let is_one =
        begins.iter().any(|begin| line.starts_with(begin)) || ["# Ok(())", "# }"].contains(&line);
    is_one && line.chars().all(is_plain)
}

fn has_identifier(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => has_identifier(group.stream(), name),
        _ => false,
    })
}

/// What is found in all generated files; fails for what may be in none.
fn inspect(files: &Files) -> BTreeSet<String> {
    let mut found = Found::default();
    for (path, text) in files.iter() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-./".contains(c);
        let is_plain = path.replace("Cargo.toml", "").chars().all(plain);
        let beginning = ["hostile-types/", "hostile-client/", "hostile-server/"];
        let is_inside =
            beginning.iter().any(|folder| path.starts_with(folder)) || !path.contains('/');
        assert!(is_plain && is_inside && !path.contains(".."), "{path}");
        if path.contains("/src/runtime/") {
            continue;
        }
        if Path::new(path).extension().is_some_and(|it| it == "rs") {
            let file =
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            found.visit_file(&file);
            let tokens: TokenStream = text.parse().unwrap();
            assert!(!has_identifier(tokens, "pwn"), "{path}:\n{text}");
        } else if path.ends_with("Cargo.toml") {
            let manifest: toml::Table = text
                .parse()
                .unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            for (section, value) in &manifest {
                found.names.insert(format!("[{section}]"));
                if section.ends_with("dependencies") {
                    let names = value.as_table().unwrap().keys();
                    found
                        .names
                        .extend(names.map(|name| format!("depends on {name}")));
                }
            }
        }
    }
    found.names
}

#[test]
fn no_payload_gets_out_of_its_place() {
    let document = document();
    let mut places = Vec::new();
    sinks(&document, &mut places);
    assert!(places.len() > 45, "{places:?}");
    let harmless = inspect(&files(&filled(&document, "", "")).unwrap());
    let tries: Vec<(&str, &str)> = places
        .iter()
        .flat_map(|sink| PAYLOADS.iter().map(|payload| (sink.as_str(), *payload)))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((sink, payload)) = tries.get(next.fetch_add(1, Ordering::Relaxed)) {
            let document = filled(&document, sink, payload);
            let files = files(&document).unwrap_or_else(|| panic!("{sink}: {payload:?}"));
            let outcome = std::panic::catch_unwind(|| inspect(&files));
            let found = outcome.unwrap_or_else(|_| panic!("{sink}: {payload:?}"));
            // A pattern chooses its engine, one of two.
            let is_engine =
                |name: &&String| *sink == "pattern" && *name == "depends on fancy-regex";
            let new = found.difference(&harmless).filter(|name| !is_engine(name));
            let new: Vec<_> = new.collect();
            assert!(new.is_empty(), "{sink}: {payload:?} gives {new:?}");
        }
    };
    thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        for thread in threads {
            thread.join().unwrap();
        }
    });
}
