//! What a page states, as `NNN.yaml` holds it.

use std::error::Error;
use std::fs;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/seed_pages");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    pub(crate) operation: String,
    pub(crate) method: String,
    /// As printed, with or without the server.
    pub(crate) path: String,
    pub(crate) description: String,
    /// The content type of the request and of every response.
    pub(crate) content: String,
    pub(crate) sample_path: Option<String>,
    pub(crate) sample_authorization: Option<String>,
    /// The block that describes the credential; empty where the page has none.
    #[serde(default)]
    pub(crate) authorization: String,
    pub(crate) parameters: Vec<Row>,
    pub(crate) request: Vec<Row>,
    pub(crate) responses: IndexMap<u16, Answer>,
    /// Which of `NNN.*.json` the page prints.
    pub(crate) examples: Vec<String>,
    pub(crate) deviations: Vec<Deviation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) fields: Vec<Row>,
}

/// A field or parameter: `field` with `type` as printed, or `unnamed` where the text lost both.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) field: Option<String>,
    pub(crate) unnamed: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) values: String,
    pub(crate) description: String,
}

/// Places at which the document says something else than the page, and what it says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deviation {
    pub(crate) places: Vec<String>,
    pub(crate) document: String,
    pub(crate) why: String,
}

impl Page {
    pub(crate) fn read(number: &str) -> Result<Self, Box<dyn Error>> {
        Ok(serde_yaml::from_str(&fs::read_to_string(format!(
            "{DIRECTORY}/{number}.yaml"
        ))?)?)
    }

    pub(crate) fn has_example(&self, name: &str) -> bool {
        self.examples.iter().any(|stated| stated == name)
    }
}

impl Row {
    pub(crate) fn name(&self) -> &str {
        self.field
            .as_deref()
            .or(self.unnamed.as_deref())
            .unwrap_or_default()
    }
}

pub(crate) fn read_example(number: &str, name: &str) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_slice(&fs::read(format!(
        "{DIRECTORY}/{number}.{name}.json"
    ))?)?)
}
