//! Bytes to the raw tree: YAML or JSON, with exact integers and the order of keys.

use serde_json::{Map, Number, Value};
use serde_yaml::Value as Yaml;

use crate::diagnostic::{Code, Pointer, Report};

/// Reads the file that a document begins with.
pub(super) fn tree(bytes: &[u8], report: &mut Report) -> Option<Value> {
    match parse(bytes) {
        Ok(root @ Value::Object(_)) => Some(root),
        Ok(_) => {
            report.add(
                Code::Unreadable,
                &Pointer::root(),
                "the document is not an object",
            );
            None
        }
        Err(message) => {
            report.add(Code::Unreadable, &Pointer::root(), message);
            None
        }
    }
}

/// Reads a further file. One that says by its name that it is text is a text: documents keep their descriptions in such files.
pub(super) fn further(path: &str, bytes: &[u8]) -> Result<Value, String> {
    let (_, ending) = path.rsplit_once('.').unwrap_or_default();
    if ["md", "markdown", "txt"].contains(&ending) {
        return Ok(Value::String(text(bytes)?.to_owned()));
    }
    parse(bytes)
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| format!("the file is not UTF-8: {error}"))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads YAML or JSON into a tree. JSON is tried first where the text starts like JSON: it is the stricter of the two and its parser
/// the quicker.
fn parse(bytes: &[u8]) -> Result<Value, String> {
    let text = text(bytes)?;
    if text.trim_start().starts_with('{')
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    let mut yaml: Yaml = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    yaml.apply_merge().map_err(|error| error.to_string())?;
    from_yaml(yaml)
}

/// Keys become strings as they are written: `200:` and `'200':` are the same status.
fn from_yaml(yaml: Yaml) -> Result<Value, String> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => Value::Number(from_yaml_number(&number)?),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(from_yaml).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(members) => {
            let mut object = Map::with_capacity(members.len());
            for (key, value) in members {
                object.insert(key_text(key)?, from_yaml(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => from_yaml(tagged.value)?,
    })
}

fn from_yaml_number(number: &serde_yaml::Number) -> Result<Number, String> {
    let exact = number
        .as_u64()
        .map(Number::from)
        .or_else(|| number.as_i64().map(Number::from));
    exact
        .or_else(|| number.as_f64().and_then(Number::from_f64))
        .ok_or_else(|| format!("the number {number} is not a JSON number"))
}

fn key_text(key: Yaml) -> Result<String, String> {
    match key {
        Yaml::String(text) => Ok(text),
        Yaml::Number(number) => Ok(number.to_string()),
        Yaml::Bool(value) => Ok(value.to_string()),
        Yaml::Null => Ok("null".to_owned()),
        other => Err(format!("a key is not a scalar: {other:?}")),
    }
}
