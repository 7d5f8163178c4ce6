//! The items of the types crate: structs, enums, unions, aliases, failures.

use super::users::Users;
use super::words::{krate, name, ty};
use super::{Item, Newcomer, Subject, Subjects, Surface};
use crate::plan::rust::{
    self, AnswerForm, AnswerStatus, AnswerVariant, Enum, Failure, Foreign, Plan, Struct, Union,
};

impl Surface {
    pub(super) fn add_types(&mut self, plan: &Plan, users: &Users<'_>) {
        let root = krate(&plan.crates.types);
        for item in plan.modules.iter().flat_map(|module| &module.items) {
            match item {
                rust::Item::Struct(item) => self.add_struct(&root, item),
                rust::Item::Enum(item) => self.add_enum(&root, item),
                rust::Item::Union(item) => self.add_union(&root, item),
                rust::Item::Alias(alias) => {
                    self.add_type(&root, &alias.name, format!("type of {}", ty(&alias.ty)));
                }
            }
        }
        for failure in &plan.failures {
            self.add_failure(&root, failure, users);
        }
        for successes in &plan.successes {
            self.add_answers(&root, &successes.name, &successes.variants, users);
        }
        let scalars = [
            ("chrono", [Foreign::DateTime, Foreign::Date].as_slice()),
            ("uuid", &[Foreign::Uuid]),
        ];
        for (krate, foreign) in scalars {
            let used = |it: &Foreign| plan.type_imports.foreign.contains(it);
            if foreign.iter().any(used) {
                let item = part(None, "", Newcomer::Harmless, Subject::Api);
                self.add(format!("{root}::{krate}"), item);
            }
        }
    }

    /// Adds a type and returns its path.
    fn add_type(&mut self, root: &str, name: &str, signature: impl Into<String>) -> String {
        let path = format!("{root}::{name}");
        let subject = self.type_subject(name);
        let item = part(None, signature, Newcomer::Harmless, subject);
        self.add(path.clone(), item);
        path
    }

    fn add_struct(&mut self, root: &str, item: &Struct) {
        let path = self.add_type(root, &item.name, "struct");
        if item.default {
            let subject = self.type_subject(&item.name);
            let default = part(Some(&path), "", Newcomer::Harmless, subject);
            self.add(format!("{path}: Default"), default);
        }
        for field in &item.fields {
            let subject = self.member_subject(&item.name, &field.wire);
            // All fields are public: a literal names each of them.
            let field_item = part(Some(&path), ty(&field.ty), Newcomer::Demanding, subject);
            self.add(format!("{path}::{}", name(&field.name)), field_item);
        }
        if let Some(rest) = &item.rest {
            let subject = self.type_subject(&item.name);
            let rest_item = part(Some(&path), ty(&rest.ty), Newcomer::Demanding, subject);
            self.add(format!("{path}::{}", name(&rest.name)), rest_item);
        }
    }

    fn add_enum(&mut self, root: &str, item: &Enum) {
        let path = self.add_type(root, &item.name, "enum");
        let variants = item.variants.iter().map(|variant| (&variant.name, ""));
        for (variant, content) in variants.chain([(&item.unknown, "(UnknownValue)")]) {
            let subject = self.type_subject(&item.name);
            // Non-exhaustive: a `match` has an arm for the rest.
            let variant_item = part(Some(&path), content, Newcomer::Harmless, subject);
            self.add(format!("{path}::{variant}"), variant_item);
        }
    }

    fn add_union(&mut self, root: &str, item: &Union) {
        let path = self.add_type(root, &item.name, "enum");
        let variants = item
            .variants
            .iter()
            .map(|variant| (&variant.name, format!("({})", ty(&variant.ty))));
        for (variant, content) in variants.chain([(&item.unknown, "(Value)".to_owned())]) {
            let subject = self.type_subject(&item.name);
            let variant_item = part(Some(&path), content, Newcomer::Harmless, subject);
            self.add(format!("{path}::{variant}"), variant_item);
        }
    }

    fn add_failure(&mut self, root: &str, item: &Failure, users: &Users<'_>) {
        let path = self.add_answers(root, &item.name, &item.variants, users);
        for (variant, body) in item.told_by_type() {
            let subjects = users.of_answer(&item.name, variant.status);
            let conversion = part(Some(&path), "", Newcomer::Harmless, subjects);
            self.add(format!("{path}: From<{body}>"), conversion);
        }
    }

    /// The variants of successes or failures; the path of their type.
    fn add_answers(
        &mut self,
        root: &str,
        name: &str,
        variants: &[AnswerVariant],
        users: &Users<'_>,
    ) -> String {
        let path = format!("{root}::{name}");
        let item = part(None, "enum", Newcomer::Harmless, users.of_answers(name));
        self.add(path.clone(), item);
        for variant in variants {
            let status = match variant.status {
                AnswerStatus::Code(_) => None,
                AnswerStatus::Range(_) | AnswerStatus::Default => Some("u16".to_owned()),
            };
            let content: Vec<String> = status
                .into_iter()
                .chain(variant.body.as_ref().map(|body| match &body.form {
                    AnswerForm::Json(json) => ty(json),
                    AnswerForm::Text => "String".to_owned(),
                    AnswerForm::Binary => "Vec<u8>".to_owned(),
                }))
                .collect();
            let signature = if content.is_empty() {
                String::new()
            } else {
                format!("({})", content.join(", "))
            };
            // Exhaustive: a `match` names each of them.
            let subjects = users.of_answer(name, variant.status);
            let variant_item = part(Some(&path), signature, Newcomer::Demanding, subjects);
            self.add(format!("{path}::{}", variant.name), variant_item);
        }
        path
    }
}

pub(super) fn part(
    parent: Option<&str>,
    signature: impl Into<String>,
    newcomer: Newcomer,
    subjects: impl Into<Subjects>,
) -> Item {
    Item {
        parent: parent.map(str::to_owned),
        signature: signature.into(),
        newcomer,
        subjects: subjects.into(),
    }
}
