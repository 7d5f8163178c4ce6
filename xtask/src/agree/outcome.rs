//! What an exam found, and how it is told.

use std::collections::BTreeSet;
use std::io::Write;

use serde::Deserialize;
use serde_json::Value;

use super::accepted::{ACCEPTED, Accepted};
use super::exam::Exam;
use crate::exit::{Exit, Failure};
use crate::style::{BAD, CAUTION, GOOD, paint};

/// So many disagreements are printed in full.
const MOST: usize = 60;

/// What the harness says.
#[derive(Debug, Deserialize)]
pub(super) struct Report {
    operations: usize,
    requests: usize,
    bodies: usize,
    successes: usize,
    failures: usize,
    violations: usize,
    lists: usize,
    judged: usize,
    disagreements: Vec<Disagreement>,
}

#[derive(Debug, Deserialize)]
struct Disagreement {
    operation: String,
    stage: String,
    place: String,
    problem: String,
    expected: Option<Value>,
    found: Option<Value>,
}

/// Prints the table and every disagreement that is not accepted.
pub(super) fn print(document: &str, exam: &Exam, report: &Report) -> Result<Exit, Failure> {
    let mut out = anstream::stdout().lock();
    let here: Vec<&Accepted> = ACCEPTED
        .iter()
        .filter(|accepted| document.ends_with(accepted.document))
        .collect();
    let mut met = BTreeSet::new();
    let (mut left, mut operations) = (Vec::new(), BTreeSet::new());
    for disagreement in &report.disagreements {
        match here
            .iter()
            .position(|accepted| accepted.is_for(disagreement))
        {
            Some(index) => {
                met.insert(index);
            }
            None => {
                operations.insert(&disagreement.operation);
                left.push(disagreement);
            }
        }
    }
    for disagreement in left.iter().take(MOST) {
        disagreement.print(&mut out)?;
    }
    if left.len() > MOST {
        writeln!(out, "… and {} more", left.len() - MOST)?;
    }
    let stale: Vec<_> = (0..here.len())
        .filter(|index| !met.contains(index))
        .collect();
    for accepted in stale.iter().filter_map(|index| here.get(*index)) {
        writeln!(
            out,
            "{}: {} {} is met no more: take it off the list ({})",
            paint(BAD, "stale"),
            accepted.operation,
            accepted.stage,
            accepted.reason
        )?;
    }
    for gap in &exam.gaps {
        writeln!(out, "{}: {gap}", paint(CAUTION, "no sample"))?;
    }
    let fine = left.is_empty() && stale.is_empty();
    let verdict = if fine && report.operations == 0 {
        paint(CAUTION, "nothing was examined".to_owned())
    } else if fine {
        paint(GOOD, "agree".to_owned())
    } else {
        paint(
            BAD,
            format!(
                "{} disagreements in {} operations",
                left.len(),
                operations.len()
            ),
        )
    };
    writeln!(
        out,
        "{document}: {} operations, {} requests with {} bodies, {} successes, {} failures, {} violations, {} lists; \
         {} values judged by their schemas: {verdict}",
        report.operations,
        report.requests,
        report.bodies,
        report.successes,
        report.failures,
        report.violations,
        report.lists,
        report.judged,
    )?;
    Ok(match (fine, report.operations) {
        (true, 0) => Exit::Document,
        (true, _) => Exit::Fine,
        (false, _) => Exit::Failed,
    })
}

impl Accepted {
    fn is_for(&self, disagreement: &Disagreement) -> bool {
        (self.operation == "*" || self.operation == disagreement.operation)
            && disagreement.stage.starts_with(self.stage)
            && self
                .problem
                .iter()
                .all(|text| disagreement.problem.contains(text))
    }
}

impl Disagreement {
    fn print(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(
            out,
            "{}: {}, {}\n  --> {}\n   = {}",
            paint(BAD, "disagreement"),
            self.operation,
            self.stage,
            self.place,
            self.problem
        )?;
        for (name, value) in [("expected", &self.expected), ("found", &self.found)] {
            if let Some(value) = value {
                writeln!(out, "   {name}: {}", short(&value.to_string()))?;
            }
        }
        writeln!(out)
    }
}

fn short(text: &str) -> String {
    let most = 400;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).chain(['…']).collect()
}
