//! Responses: statuses, what each stands for, and the alternatives of a body.

use super::finding::{Named, Site};
use super::table::ChangeId;
use super::walk::Walk;
use super::words::{NONE, status};
use crate::model::{Content, Operation, Response};

/// The parts of an operation in its public items.
const SUCCESS: &str = "success";
const FAILURE: &str = "failure";

impl Walk<'_> {
    pub(super) fn responses(&mut self, before: &Operation, after: &Operation, operation: &Site) {
        let (of_before, of_after) = (roles(before), roles(after));
        let mut left: Vec<(&Response, Role)> = of_after;
        let mut gone: Vec<(&Response, Role)> = Vec::new();
        for (response, role) in of_before {
            match left
                .iter()
                .position(|(other, _)| other.status == response.status)
            {
                Some(index) => {
                    let (other, _) = left.remove(index);
                    self.response(response, other, role, operation);
                }
                None => gone.push((response, role)),
            }
        }
        // One success that gives way to one other is the same success under another status.
        let success = |responses: &[(&Response, Role)]| {
            let mut found = responses
                .iter()
                .enumerate()
                .filter(|(_, (_, role))| *role == Role::Success);
            let only = found.next().map(|(index, _)| index);
            only.filter(|_| found.next().is_none())
        };
        if let (Some(one), Some(other)) = (success(&gone), success(&left)) {
            let ((one, role), (other, _)) = (gone.remove(one), left.remove(other));
            let site = response_site(operation, role, [Some(one), Some(other)]);
            self.findings.add(
                ChangeId::SuccessStatusChanged,
                &site,
                status(one.status),
                status(other.status),
            );
            self.response(one, other, role, operation);
        }
        for (response, role) in gone {
            let id = match role {
                Role::Success => ChangeId::SuccessRemoved,
                Role::Failure => ChangeId::FailureRemoved,
            };
            let words = response.content.as_ref().map_or_else(
                || "no content".to_owned(),
                |it| self.before.content_words(it),
            );
            let site = response_site(operation, role, [Some(response), None]);
            self.findings.add(id, &site, words, NONE);
        }
        for (response, role) in left {
            let id = match role {
                Role::Success => ChangeId::SuccessAdded,
                Role::Failure => ChangeId::FailureAdded,
            };
            let words = response.content.as_ref().map_or_else(
                || "no content".to_owned(),
                |it| self.after.content_words(it),
            );
            let site = response_site(operation, role, [None, Some(response)]);
            self.findings.add(id, &site, NONE, words);
        }
    }

    fn response(&mut self, before: &Response, after: &Response, role: Role, operation: &Site) {
        let site = response_site(operation, role, [Some(before), Some(after)]);
        match (&before.content, &after.content) {
            (None, None) => {}
            (None, Some(content)) => {
                let words = self.after.content_words(content);
                self.findings
                    .add(ChangeId::ResponseBodyAdded, &site, "no content", words);
            }
            (Some(content), None) => {
                let words = self.before.content_words(content);
                self.findings
                    .add(ChangeId::ResponseBodyRemoved, &site, words, "no content");
            }
            (Some(one), Some(other)) => {
                self.contents(one, other, &site);
                self.further_contents(&before.further, &after.further, &site);
            }
        }
        match (&before.sequence, &after.sequence) {
            (None, None) => {}
            (Some(before), Some(after)) => self.contents(before, after, &site),
            (None, Some(content)) => {
                let words = self.after.content_words(content);
                self.findings
                    .add(ChangeId::ResponseBodyAdded, &site, "no sequence", words);
            }
            (Some(content), None) => {
                let words = self.before.content_words(content);
                self.findings
                    .add(ChangeId::ResponseBodyRemoved, &site, words, "no sequence");
            }
        }
    }

    /// Alternatives are the same where their media types are.
    pub(super) fn further_contents(&mut self, before: &[Content], after: &[Content], site: &Site) {
        let mut left: Vec<&Content> = after.iter().collect();
        for one in before {
            let same = |other: &&Content| other.media_type.eq_ignore_ascii_case(&one.media_type);
            match left.iter().position(same) {
                Some(index) => self.contents(one, left.remove(index), site),
                None => {
                    let words = self.before.content_words(one);
                    self.findings
                        .add(ChangeId::AlternativeRemoved, site, words, NONE);
                }
            }
        }
        for other in left {
            let words = self.after.content_words(other);
            self.findings
                .add(ChangeId::AlternativeAdded, site, NONE, words);
        }
    }
}

/// What a response stands for.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Role {
    Success,
    Failure,
}

/// The responses of an operation. `default` stands for a success where nothing else does.
fn roles(operation: &Operation) -> Vec<(&Response, Role)> {
    let successes = operation.successes();
    let role = |response: &Response| {
        if successes.iter().any(|it| it.status == response.status) {
            Role::Success
        } else {
            Role::Failure
        }
    };
    let responses = operation.responses.iter();
    responses
        .map(|response| (response, role(response)))
        .collect()
}

fn response_site(operation: &Site, role: Role, responses: [Option<&Response>; 2]) -> Site {
    let member = match role {
        Role::Success => SUCCESS,
        Role::Failure => FAILURE,
    };
    let statuses = responses.map(|it| it.map(|it| it.status));
    let [old, new] = statuses;
    let [before, after] = responses.map(|it| it.map(|it| it.pointer.clone()));
    Site {
        part: format!("response {}", old.or(new).map_or_else(String::new, status)),
        named: Named::Response(member, statuses),
        travel: operation.travel.back(),
        before,
        after,
        ..operation.clone()
    }
}
