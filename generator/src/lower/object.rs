//! Objects: `properties`, `required`, `additionalProperties`.

use serde_json::Value;

use super::{Lowering, Place, schema_docs};
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Access, Definition, Docs, Field, Kind, Object, Owner, Rest, Shape, Type, TypeId,
};
use crate::spec::Schema;

impl Lowering<'_> {
    /// An object with named members, if the schema names any.
    pub(super) fn try_object(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        let named = !schema.named("properties").is_empty();
        let closed = schema.value("additionalProperties") == Some(&Value::Bool(false));
        let demanding =
            !schema.names("required").is_empty() && schema.text("type") == Some("object");
        ((named || closed || demanding) && matches!(schema.text("type"), None | Some("object")))
            .then(|| Shape::Object(self.object(schema, owner)))
    }

    /// Whether a definition is an object, as far as it is known by now.
    pub(super) fn is_object(&self, id: TypeId) -> bool {
        let definition = self.definitions.get(id.index());
        matches!(
            definition,
            Some(Some(Definition {
                shape: Shape::Object(_),
                ..
            }))
        )
    }

    /// The members that one schema object declares.
    pub(super) fn object(&mut self, schema: &Schema<'_>, owner: Owner) -> Object {
        for keyword in ["minProperties", "maxProperties"]
            .into_iter()
            .filter(|keyword| schema.has(keyword))
        {
            let at = schema.pointer.join(keyword);
            self.report.add(
                Code::UncheckedKeyword,
                &at,
                format!("`{keyword}` is not checked beside `properties`"),
            );
        }
        let required = schema.names("required");
        let mut fields: Vec<Field> = schema
            .named("properties")
            .into_iter()
            .map(|(name, pointer)| self.field(name, &pointer, required.contains(&name), owner))
            .collect();
        fields.extend(self.undeclared(schema, &required));
        Object {
            fields,
            rest: self.rest(schema, owner),
        }
    }

    fn field(&mut self, name: &str, pointer: &Pointer, required: bool, owner: Owner) -> Field {
        let ty = self.schema(pointer, &Place::of(owner, name));
        let schema = self.document.schema(pointer);
        let access = match &schema {
            Some(schema) if schema.flag("readOnly") => Access::ReadOnly,
            Some(schema) if schema.flag("writeOnly") => Access::WriteOnly,
            _ => Access::ReadWrite,
        };
        Field {
            name: name.to_owned(),
            pointer: pointer.clone(),
            docs: schema.as_ref().map(schema_docs).unwrap_or_default(),
            ty,
            required,
            access,
            default: schema.and_then(|schema| schema.value("default").cloned()),
        }
    }

    /// The names that `required` lists and `properties` does not have.
    fn undeclared(&mut self, schema: &Schema<'_>, required: &[&str]) -> Vec<Field> {
        // Beside `allOf` and its like, the property may be declared by a member.
        if ["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| schema.has(keyword))
        {
            return Vec::new();
        }
        let declared: Vec<&str> = schema
            .named("properties")
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let mut fields = Vec::new();
        for (index, name) in required.iter().enumerate() {
            if declared.contains(name) {
                continue;
            }
            let pointer = schema.pointer.join("required").join(index);
            let message = format!("`{name}` is required but not in `properties`");
            self.report.add(Code::UndeclaredRequired, &pointer, message);
            fields.push(Field {
                name: (*name).to_owned(),
                pointer,
                docs: Docs::default(),
                ty: Type::new(Kind::Any),
                required: true,
                access: Access::ReadWrite,
                default: None,
            });
        }
        fields
    }

    fn rest(&mut self, schema: &Schema<'_>, owner: Owner) -> Rest {
        match schema.value("additionalProperties") {
            None => Rest::Unstated,
            Some(Value::Bool(false)) => Rest::Closed,
            Some(Value::Object(_)) => {
                let pointer = schema.pointer.join("additionalProperties");
                Rest::Typed(self.schema(&pointer, &Place::of(owner, "value")))
            }
            Some(_) => Rest::Typed(Type::new(Kind::Any)),
        }
    }
}
