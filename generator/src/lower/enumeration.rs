//! Enumerations: `enum` of strings.

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Code;
use crate::model::{EnumValue, Enumeration, Shape};
use crate::spec::Schema;

impl Lowering<'_> {
    /// An enumeration, if the schema lists strings. `null` in the list makes the type nullable and is no value.
    pub(super) fn try_enumeration(&mut self, schema: &Schema<'_>) -> Option<Shape> {
        if !schema.has("enum") {
            return None;
        }
        if !matches!(schema.text("type"), None | Some("string")) {
            let message = "the list of values is not checked";
            self.report
                .add(Code::UncheckedEnum, &schema.pointer.join("enum"), message);
            return None;
        }
        let mut values: Vec<EnumValue> = Vec::new();
        for (index, value) in schema.list("enum").iter().enumerate() {
            let at = schema.pointer.join("enum").join(index);
            match value {
                Value::Null => {}
                Value::String(text) if values.iter().any(|known| known.value == *text) => {
                    self.report.add(
                        Code::RepeatedEnumValue,
                        &at,
                        format!("`{text}` is listed before"),
                    );
                }
                Value::String(text) => values.push(EnumValue {
                    value: text.clone(),
                }),
                other => {
                    let message =
                        format!("`{other}` is not a string; is a pair of quotes missing?");
                    self.report.add(Code::OutOfTypeEnumValue, &at, message);
                }
            }
        }
        (!values.is_empty()).then_some(Shape::Enumeration(Enumeration { values }))
    }
}

/// Whether an `enum` lists `null`, which makes a type nullable as `nullable` does.
pub(super) fn lists_null(schema: &Schema<'_>) -> bool {
    schema.list("enum").iter().any(Value::is_null)
}
