//! Which operations share an item: those of a tag, those that answer with the same failures or successes.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Subject, Subjects};
use crate::model::{Api, Status};
use crate::plan::rust::{AnswerStatus, Group, Operation, Plan, SuccessForm};

/// The operations of an API by what they share.
pub(super) struct Users<'a> {
    /// All operations by their ids.
    by_id: HashMap<&'a str, usize>,
    /// Those that answer with a type of failures or successes, by its name, each with the word for it.
    by_answers: HashMap<&'a str, Vec<(usize, &'static str)>>,
}

impl<'a> Users<'a> {
    pub(super) fn new(api: &'a Api, plan: &'a Plan) -> Self {
        let by_id: HashMap<&str, usize> = api
            .all_operations()
            .enumerate()
            .map(|(index, operation)| (operation.id.as_str(), index))
            .collect();
        let mut by_answers: HashMap<&str, Vec<(usize, &'static str)>> = HashMap::new();
        let groups = plan.groups.iter().chain(&plan.hooks);
        for operation in groups.flat_map(|group| &group.operations) {
            let Some(index) = by_id.get(operation.id.as_str()) else {
                continue;
            };
            for (name, word) in answers(operation) {
                by_answers.entry(name).or_default().push((*index, word));
            }
        }
        Self { by_id, by_answers }
    }

    /// The index of an operation.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What the items of a group of operations stand for.
    pub(super) fn of_group(&self, group: &Group) -> Subjects {
        let operations = group.operations.iter();
        let indexes = operations.filter_map(|operation| self.index(&operation.id));
        Subjects::AnyOf(indexes.map(Subject::Operation).collect())
    }

    /// What a type of failures or successes stands for.
    pub(super) fn of_answers(&self, name: &str) -> Subjects {
        self.any_of(name, |index, word| Subject::Part(index, word.to_owned()))
    }

    /// What the variant for a status stands for.
    pub(super) fn of_answer(&self, name: &str, status: AnswerStatus) -> Subjects {
        let status = match status {
            AnswerStatus::Code(code) => Status::Code(code),
            AnswerStatus::Range(range) => Status::Range(range),
            AnswerStatus::Default => Status::Default,
        };
        self.any_of(name, |index, _| Subject::Response(index, status))
    }

    fn any_of(&self, name: &str, subject: impl Fn(usize, &str) -> Subject) -> Subjects {
        let users = self.by_answers.get(name).into_iter().flatten();
        let subjects: Arc<[Subject]> = users.map(|(index, word)| subject(*index, word)).collect();
        Subjects::AnyOf(subjects)
    }
}

/// The types of failures and successes that an operation answers with, each with the word for it.
fn answers(operation: &Operation) -> impl Iterator<Item = (&str, &'static str)> {
    let failure = operation.failure.as_deref();
    let success = operation.success.as_ref().map(|success| &success.form);
    let success = match success {
        Some(SuccessForm::OneOf(name)) => Some(name.as_str()),
        _ => None,
    };
    let failure = failure.map(|name| (name, "failure"));
    failure
        .into_iter()
        .chain(success.map(|name| (name, "success")))
}
