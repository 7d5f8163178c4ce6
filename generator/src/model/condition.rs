//! Conditions: what a schema says about values in ways that no type has.

use serde_json::{Map, Value, json};

/// JSON Schema (draft 2020-12) that a value must meet beyond its type and limits, such as `{"not":{"const":0}}`. It stands for itself:
/// without references, in the form of OpenAPI 3.1, with no keyword that the generated code does not check.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition(Box<Value>);

/// Keywords whose schemas are about the same value.
const SAME_VALUE: [&str; 7] = ["not", "if", "then", "else", "allOf", "anyOf", "oneOf"];

impl Condition {
    /// The condition that a schema is.
    #[must_use]
    pub fn new(schema: Value) -> Self {
        Self(Box::new(schema))
    }

    /// The schema.
    #[must_use]
    pub fn schema(&self) -> &Value {
        &self.0
    }

    /// The first of the values, where it lists them.
    pub(crate) fn listed(&self) -> Option<&Value> {
        let listed = self.0.get("enum").and_then(|values| values.get(0));
        self.0.get("const").or(listed)
    }

    /// Whether the condition lists values (`enum`, `const`) and this is none of them.
    pub(crate) fn leaves_out(&self, value: &Value) -> bool {
        // 1 and 1.0 are one number (JSON Schema core, section 4.2.2).
        let number = |value: &Value| value.as_f64();
        let is_same =
            |one: &Value| one == value || number(one).is_some_and(|it| number(value) == Some(it));
        let parts = self.0.get("allOf").and_then(Value::as_array);
        let mut parts = parts.into_iter().flatten().chain([&*self.0]);
        parts.any(|part| {
            let listed = part.get("enum").and_then(Value::as_array);
            listed.is_some_and(|listed| !listed.iter().any(is_same))
                || part.get("const").is_some_and(|only| !is_same(only))
        })
    }

    /// Both of them; the same thing twice is saying it once.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let mut all = Vec::new();
        for one in [*self.0, *other.0] {
            match one {
                Value::Object(keywords) => add(&mut all, keywords),
                never => return Self::new(never),
            }
        }
        match <[_; 1]>::try_from(all) {
            Ok([only]) => Self::new(Value::Object(only)),
            Err(several) => Self::new(json!({ "allOf": several })),
        }
    }

    /// All of them, if there are any.
    pub(crate) fn all(conditions: impl IntoIterator<Item = Self>) -> Option<Self> {
        conditions.into_iter().reduce(Self::and)
    }

    /// Every part of the condition that is about the value itself, not about what is in it.
    fn parts(&self) -> Vec<&Map<String, Value>> {
        let mut found = Vec::new();
        let mut left = vec![&*self.0];
        while let Some(part) = left.pop() {
            let Value::Object(keywords) = part else {
                continue;
            };
            found.push(keywords);
            for (keyword, value) in keywords {
                match value {
                    Value::Array(members) if SAME_VALUE.contains(&keyword.as_str()) => {
                        left.extend(members);
                    }
                    Value::Object(_) if SAME_VALUE.contains(&keyword.as_str()) => left.push(value),
                    Value::Object(members) if keyword == "dependentSchemas" => {
                        left.extend(members.values());
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// What it says of objects that never have these members, which it may not ask for either (OpenAPI 3.0.3, Schema Object, `readOnly`:
    /// `required` takes effect on the other way alone). `None` where nothing is left, or where that cannot be told: which one of several
    /// holds.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Option<Self> {
        if !self.names().iter().any(|name| names.contains(name)) {
            return Some(self.clone());
        }
        let left = without((*self.0).clone(), names)?;
        let says_nothing = left.as_object().is_some_and(Map::is_empty);
        (!says_nothing).then(|| Self::new(left))
    }

    /// The names of the members that the condition asks about.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in self.parts() {
            for keyword in ["properties", "dependentSchemas", "dependentRequired"] {
                let members = part.get(keyword).and_then(Value::as_object);
                names.extend(
                    members
                        .into_iter()
                        .flat_map(|it| it.keys())
                        .map(String::as_str),
                );
            }
            let dependent = part.get("dependentRequired").and_then(Value::as_object);
            let lists = dependent.into_iter().flat_map(|it| it.values());
            for list in lists.chain(part.get("required")) {
                names.extend(
                    list.as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str),
                );
            }
        }
        names
    }

    /// Whether the condition asks about all members, whatever they are called.
    #[must_use]
    pub fn asks_about_all(&self) -> bool {
        let all = [
            "propertyNames",
            "patternProperties",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "const",
            "enum",
        ];
        let mut parts = self.parts().into_iter();
        parts.any(|part| all.iter().any(|keyword| part.contains_key(*keyword)))
    }

    /// What the condition says about the member of that name.
    #[must_use]
    pub fn about(&self, name: &str) -> Vec<&Value> {
        let parts = self.parts().into_iter();
        parts
            .filter_map(|part| {
                let named = part.get("properties").and_then(|members| members.get(name));
                named.or_else(|| part.get("additionalProperties"))
            })
            .collect()
    }
}

/// Adds a schema to those that all hold: beside the keywords of another one, where it has none of these.
fn add(all: &mut Vec<Map<String, Value>>, mut keywords: Map<String, Value>) {
    if keywords.len() == 1
        && let Some(Value::Array(members)) = keywords.remove("allOf")
    {
        for member in members {
            if let Value::Object(keywords) = member {
                add(all, keywords);
            }
        }
        return;
    }
    if all.contains(&keywords) {
        return;
    }
    let free = all
        .iter_mut()
        .find(|other| keywords.keys().all(|keyword| !other.contains_key(keyword)));
    match free {
        Some(other) => other.extend(keywords),
        None => all.push(keywords),
    }
}

fn without(schema: Value, names: &[&str]) -> Option<Value> {
    let Value::Object(keywords) = schema else {
        return Some(schema);
    };
    let is_left = |name: &Value| !name.as_str().is_some_and(|name| names.contains(&name));
    let mut left = Map::new();
    for (keyword, mut value) in keywords {
        match (keyword.as_str(), &mut value) {
            ("required", Value::Array(required)) => {
                required.retain(is_left);
                if required.is_empty() {
                    continue;
                }
            }
            ("dependentRequired", Value::Object(members)) => {
                members.retain(|name, required| {
                    let required = required.as_array_mut();
                    required.is_some_and(|required| {
                        required.retain(is_left);
                        !required.is_empty() && !names.contains(&name.as_str())
                    })
                });
            }
            // One that comes anyway is passed over.
            ("properties", Value::Object(members)) => {
                let hidden = members.iter_mut();
                let hidden = hidden.filter(|(name, _)| names.contains(&name.as_str()));
                hidden.for_each(|(_, part)| *part = Value::Bool(true));
            }
            ("dependentSchemas", Value::Object(members)) => {
                members.retain(|name, _| !names.contains(&name.as_str()));
            }
            ("oneOf", _) => return None,
            ("allOf" | "anyOf", Value::Array(members)) => {
                let parts = std::mem::take(members).into_iter();
                *members = parts
                    .map(|part| without(part, names))
                    .collect::<Option<_>>()?;
            }
            ("then" | "else", part) => *part = without(part.take(), names)?,
            // What is not there is not what they ask for.
            _ => {}
        }
        let is_empty = value.as_object().is_some_and(Map::is_empty);
        if !is_empty || matches!(keyword.as_str(), "not" | "if" | "contains") {
            left.insert(keyword, value);
        }
    }
    // A condition without a consequence says nothing.
    if !left.contains_key("then") && !left.contains_key("else") {
        left.shift_remove("if");
    }
    Some(Value::Object(left))
}
