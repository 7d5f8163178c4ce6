//! Whether the samples are what they should be.

use super::{Exam, Finding, Report};
use crate::compare::given;
use crate::judge::Judge;

/// Every sample is what the document allows, and every broken one is not.
pub(super) fn judge(exam: &Exam, judge: &Judge, report: &mut Report) {
    for (samples, places) in exam.samples.iter().zip(&exam.judged) {
        for (sample, place) in samples
            .iter()
            .flat_map(|it| places.iter().map(move |at| (it, at)))
        {
            if let Some(finding) = judge.examine(place, &given(sample)) {
                report.add("", "sample", finding);
            }
        }
    }
    for question in &exam.operations {
        for (name, place) in &question.judged {
            let values = question.parameters.iter().filter_map(|set| set.get(name));
            for finding in values.filter_map(|value| judge.examine(place, value)) {
                report.add(&question.id, "parameter", finding);
            }
        }
        let Some(body) = &question.body else { continue };
        let spoilt = body.spoilt.and_then(|number| exam.spoilt.get(number));
        let (Some(samples), Some([place, ..])) = (
            exam.samples.get(body.samples),
            exam.judged.get(body.samples).map(Vec::as_slice),
        ) else {
            continue;
        };
        // What is too great for the type need not be for the document.
        let spoilt = spoilt.into_iter().flatten();
        for spoilt in spoilt.filter(|spoilt| spoilt.what != "width") {
            let bad = samples
                .get(spoilt.sample)
                .and_then(|sample| spoilt.apply(sample));
            if let Some(bad) = bad.filter(|bad| judge.allows(place, bad)) {
                let mut finding = Finding::new(&spoilt.place, "the document allows it");
                finding.found = Some(bad);
                report.add(
                    &question.id,
                    &format!("violation: {}", spoilt.what),
                    finding,
                );
            }
        }
    }
}
