//! What a validator that is not ours says about values.

use std::cell::RefCell;
use std::collections::HashSet;

use jsonschema::ValidatorMap;
use serde::Deserialize;
use serde_json::Value;

use crate::exam::Finding;

/// A place of the document where a value stands.
#[derive(Deserialize)]
pub struct Judged {
    schema: String,
    place: String,
}

/// The validators of all schemas.
pub struct Judge {
    validators: ValidatorMap,
    /// What has been judged already.
    known: RefCell<HashSet<(String, String)>>,
}

impl Judge {
    pub fn new(schemas: &Value) -> Result<Self, String> {
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let validators = options.build_map(schemas);
        Ok(Self {
            validators: validators.map_err(|error| error.to_string())?,
            known: RefCell::default(),
        })
    }

    /// So many different values were judged.
    pub fn count(&self) -> usize {
        self.known.borrow().len()
    }

    /// What is wrong with a value at a place, if anything.
    pub fn examine(&self, judged: &Judged, value: &Value) -> Option<Finding> {
        let key = (judged.schema.clone(), value.to_string());
        if !self.known.borrow_mut().insert(key) {
            return None;
        }
        let (place, problem) = self.problem(judged, value)?;
        let mut finding = Finding::new(&judged.place, format!("it is not valid{place}: {problem}"));
        finding.found = Some(value.clone());
        Some(finding)
    }

    /// Whether the document allows a value that breaks one of its constraints.
    pub fn allows(&self, judged: &Judged, value: &Value) -> bool {
        self.problem(judged, value).is_none()
    }

    fn problem(&self, judged: &Judged, value: &Value) -> Option<(String, String)> {
        let Some(validator) = self.validators.get(&format!("#/$defs/{}", judged.schema)) else {
            return Some((String::new(), "there is no schema".to_owned()));
        };
        let error = validator.iter_errors(value).next()?;
        let place = error.instance_path().to_string();
        let at = if place.is_empty() {
            place
        } else {
            format!(" at {place}")
        };
        Some((at, error.to_string()))
    }
}
