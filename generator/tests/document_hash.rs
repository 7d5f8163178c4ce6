//! The hash that generated crates carry tells every file of a document.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::collections::BTreeMap;

use oasmith::output::sha256;
use oasmith::{Config, Input, LoadError, Loader, drift, generate};

const FIRST: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: pets
      responses:
        '200':
          description: Fine.
          content: { application/json: { schema: { $ref: 'z.yaml' } } }
        '404':
          description: None.
          content: { application/json: { schema: { $ref: 'a.yaml' } } }
        '500':
          description: Worse.
          content: { application/json: { schema: { $ref: 'missing.yaml' } } }
";

#[derive(Debug)]
struct Beside(BTreeMap<&'static str, &'static str>);

impl Loader for Beside {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let text = self.0.get(path).copied();
        let text = text.ok_or_else(|| LoadError::Unreadable("there is none".to_owned()))?;
        Ok(text.into())
    }
}

fn beside(other: &'static str) -> Beside {
    Beside([("z.yaml", "type: string\n"), ("a.yaml", other)].into())
}

fn carried(files: &Beside) -> String {
    let input = Input::new("pets.yaml", FIRST.as_bytes()).with_files(files);
    let files = generate(&input, &Config::default()).files.unwrap();
    let text = files.get("pets-types/src/lib.rs").unwrap();
    let (_, after) = text.split_once("DOCUMENT_SHA256: &str = \"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn it_is_that_of_a_list_of_the_files() {
    let list = format!(
        "{}\n{}  a.yaml\n{}  z.yaml\n",
        sha256(FIRST.as_bytes()),
        sha256(b"type: integer\n"),
        sha256(b"type: string\n"),
    );
    assert_eq!(carried(&beside("type: integer\n")), sha256(list.as_bytes()));
}

#[test]
fn it_is_that_of_the_bytes_where_there_is_one_file() {
    let text = FIRST.split("  /pets").next().unwrap().to_owned() + "  {}\n";
    let text = text.replace("paths:\n  {}", "paths: {}");
    let input = Input::new("pets.yaml", text.as_bytes());
    let files = generate(&input, &Config::default()).files.unwrap();
    let root = files.get("pets-types/src/lib.rs").unwrap();
    assert!(root.contains(&sha256(text.as_bytes())));
}

#[test]
fn documents_that_differ_in_another_file_are_not_the_same() {
    let (one, other) = (beside("type: integer\n"), beside("type: number\n"));
    let input = |files| Input::new("pets.yaml", FIRST.as_bytes()).with_files(files);
    let drift = drift(&input(&one), &input(&other), &Config::default()).unwrap();
    assert_ne!(drift.before.sha256, drift.after.sha256);
    assert_eq!(drift.before.sha256, carried(&one));
}
