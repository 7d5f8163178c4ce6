//! What differs between two answers.

use std::error::Error;

use serde::Serialize;
use serde_json::Value;

/// Prints each field that differs, `field: old → new`.
pub(crate) fn print_changes<T: Serialize>(before: &T, after: &T) -> Result<(), Box<dyn Error>> {
    let mut changes = Vec::new();
    let (before, after) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    compare("", Some(&before), Some(&after), &mut changes);
    if changes.is_empty() {
        changes.push("nothing changed".to_owned());
    }
    for change in changes {
        println!("  {change}");
    }
    Ok(())
}

/// Walks down to the smallest values that differ. A key that one side lacks has no value there.
fn compare(place: &str, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<String>) {
    match (before, after) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let added = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(added) {
                compare(&below(place, key), old.get(key), new.get(key), changes);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                let place = below(place, &index.to_string());
                compare(&place, Some(old), Some(new), changes);
            }
        }
        (old, new) if old != new => {
            changes.push(format!("{place}: {} → {}", text(old), text(new)));
        }
        _ => {}
    }
}

fn below(place: &str, key: &str) -> String {
    if place.is_empty() {
        key.to_owned()
    } else {
        format!("{place}.{key}")
    }
}

fn text(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}
