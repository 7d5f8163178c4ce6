//! The questions, asked one after the other.

mod lists;
mod samples;

use client::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::call::{Came, Run, Sent, Unfit};
use crate::compare::{differ, given};
use crate::judge::{Judge, Judged};
use crate::wire::{Board, Exchange, Reply, Seen};
use crate::{calls, form, refusal};

#[derive(Deserialize)]
pub struct Exam {
    operations: Vec<Question>,
    /// The samples of bodies; operations refer to them by number.
    samples: Vec<Vec<Value>>,
    /// The ways to spoil them.
    spoilt: Vec<Vec<refusal::Spoilt>>,
    /// The schemas of the places where samples stand, by the numbers of the samples.
    judged: Vec<Vec<Judged>>,
    /// The document's schemas as JSON Schema.
    schemas: Value,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    /// Sets of parameters; there is at least one.
    parameters: Vec<Map<String, Value>>,
    /// The schemas of the parameters, by their names.
    judged: Vec<(String, Judged)>,
    is_paged: bool,
    body: Option<Body>,
    /// The successes, then the failures.
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Body {
    form: Form,
    required: bool,
    media_type: String,
    samples: usize,
    spoilt: Option<usize>,
}

#[derive(Clone, Copy, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Form {
    Json,
    Form,
    Text,
    Bytes,
    Events,
    Lines,
    Records,
    Nothing,
}

#[derive(Deserialize)]
struct Answer {
    /// `None` for a success.
    failure: Option<u16>,
    status: u16,
    media_type: Option<String>,
    form: Form,
    samples: Option<usize>,
}

#[derive(Default, Serialize)]
pub struct Report {
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

#[derive(Serialize)]
struct Disagreement {
    operation: String,
    /// What was examined: `request`, `success`, `failure 400`, `violation: …`.
    stage: String,
    place: String,
    problem: String,
    expected: Option<Value>,
    found: Option<Value>,
}

/// Where a disagreement belongs.
struct Desk<'e> {
    question: &'e Question,
    run: Run,
    pages: Option<Run>,
    judge: &'e Judge,
    client: &'e Client,
    board: &'e Board,
    exam: &'e Exam,
}

/// A disagreement without its operation and stage.
pub struct Finding {
    pub place: String,
    pub problem: String,
    pub expected: Option<Value>,
    pub found: Option<Value>,
}

impl Finding {
    pub fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            problem: problem.into(),
            expected: None,
            found: None,
        }
    }

    fn unequal(place: &str, problem: &str, expected: &Value, found: &Value) -> Option<Self> {
        let difference = differ(expected, found)?;
        Some(Self {
            place: format!("{place}{}", difference.place),
            problem: problem.to_owned(),
            expected: difference.expected,
            found: difference.found,
        })
    }
}

/// Asks every question.
pub async fn sit(exam: &Exam, client: &Client, board: &Board) -> Report {
    let mut report = Report::default();
    let judge = match Judge::new(&exam.schemas) {
        Ok(judge) => judge,
        Err(problem) => {
            report.add("", "schemas", Finding::new("", problem));
            return report;
        }
    };
    samples::judge(exam, &judge, &mut report);
    for question in &exam.operations {
        report.operations += 1;
        let found = calls::OPERATIONS
            .iter()
            .find(|(id, ..)| *id == question.id);
        let Some((_, run, pages)) = found else {
            report.take(question, "", [Finding::new("", "it is not generated")]);
            continue;
        };
        let desk = Desk {
            question,
            run: *run,
            pages: *pages,
            judge: &judge,
            client,
            board,
            exam,
        };
        desk.requests(&mut report).await;
        desk.answers(&mut report).await;
        desk.violations(&mut report).await;
        desk.lists(&mut report).await;
    }
    report.judged = judge.count();
    report
}

impl Report {
    fn take(
        &mut self,
        question: &Question,
        stage: &str,
        findings: impl IntoIterator<Item = Finding>,
    ) {
        for finding in findings {
            self.add(&question.id, stage, finding);
        }
    }

    fn add(&mut self, operation: &str, stage: &str, finding: Finding) {
        self.disagreements.push(Disagreement {
            operation: operation.to_owned(),
            stage: stage.to_owned(),
            place: finding.place,
            problem: finding.problem,
            expected: finding.expected,
            found: finding.found,
        });
    }
}

impl Desk<'_> {
    fn samples(&self, number: usize) -> &[Value] {
        self.exam.samples.get(number).map_or(&[], Vec::as_slice)
    }

    fn bodies(&self) -> &[Value] {
        let body = self.question.body.as_ref();
        body.map_or(&[], |body| self.samples(body.samples))
    }

    /// Every set of parameters and every body, once each.
    async fn requests(&self, report: &mut Report) {
        let (sets, bodies) = (&self.question.parameters, self.bodies());
        let optional = self
            .question
            .body
            .as_ref()
            .is_none_or(|body| !body.required);
        report.bodies += bodies.len();
        for turn in 0..sets.len().max(bodies.len() + usize::from(optional)) {
            report.requests += 1;
            // Where the body may be left out, it is, in one turn.
            let body = if turn == 0 && optional {
                None
            } else {
                bodies
                    .get((turn - usize::from(optional)) % bodies.len().max(1))
                    .cloned()
            };
            let sent = Sent {
                parameters: sets
                    .get(turn % sets.len().max(1))
                    .cloned()
                    .unwrap_or_default(),
                body,
            };
            let findings = self.request(&sent).await;
            report.take(self.question, "request", findings);
        }
    }

    async fn request(&self, sent: &Sent) -> Vec<Finding> {
        let answer = self.question.answers.first();
        let sample = answer.and_then(|answer| self.samples(answer.samples?).first());
        let came = match self
            .exchange(sent, answer.map(|answer| (answer, sample)), None)
            .await
        {
            Ok(came) => came,
            Err(unfit) => return vec![unfit],
        };
        let mut findings = Vec::new();
        self.board
            .with(|exchange| match std::mem::take(&mut exchange.seen) {
                Some(seen) => findings.extend(self.compare_request(sent, exchange, &seen)),
                None => findings.push(refused(exchange, &came)),
            });
        findings
    }

    fn compare_request(&self, sent: &Sent, exchange: &Exchange, seen: &Seen) -> Vec<Finding> {
        let mut findings = Vec::new();
        if seen.operation != self.question.id {
            findings.push(Finding::new("", format!("`{}` was called", seen.operation)));
        }
        let parameters = Value::Object(sent.parameters.clone());
        let mut found = seen.parameters.clone();
        // The client says who it is where the call does not.
        found.retain(|name, _| {
            !name.eq_ignore_ascii_case("user-agent") || sent.parameters.contains_key(name)
        });
        let found = Value::Object(found);
        findings.extend(Finding::unequal(
            "parameters",
            "the server read another value",
            &parameters,
            &found,
        ));
        findings.extend(self.compare_body(sent, exchange, seen));
        findings
    }

    fn compare_body(&self, sent: &Sent, exchange: &Exchange, seen: &Seen) -> Option<Finding> {
        let (headers, bytes) = &exchange.sent;
        let content_type = headers
            .get("content-type")
            .and_then(|value| value.to_str().ok());
        let (Some(sample), Some(body)) = (&sent.body, &self.question.body) else {
            let nothing = bytes.is_empty() && content_type.is_none() && seen.body.is_none();
            return (!nothing)
                .then(|| Finding::new("body", "there is one although none was given"));
        };
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_owned();
        let sent_as = essence(content_type.unwrap_or_default());
        if sent_as != essence(&body.media_type) && !body.media_type.contains('*') {
            let mut finding = Finding::new("content-type", "the client sent another media type");
            finding.expected = Some(body.media_type.clone().into());
            finding.found = Some(sent_as.into());
            return Some(finding);
        }
        let wanted = match body.form {
            Form::Form => form::to_json(&form::from_json(sample)),
            _ => sample.clone(),
        };
        if body.form == Form::Json {
            let wire = serde_json::from_slice(bytes).unwrap_or_default();
            let finding = Finding::unequal("body", "the client sent another value", &wanted, &wire)
                .or_else(|| self.judge(body.samples, &wire));
            if finding.is_some() {
                return finding;
            }
        }
        let found = seen.body.clone().unwrap_or_default();
        Finding::unequal("body", "the server read another value", &wanted, &found)
    }

    /// Every success and every failure, once each.
    async fn answers(&self, report: &mut Report) {
        for answer in &self.question.answers {
            let samples: Vec<Option<&Value>> = match answer.samples {
                Some(number) => self.samples(number).iter().map(Some).collect(),
                None => vec![None],
            };
            let (stage, count) = match answer.failure {
                None => (format!("success {}", answer.status), &mut report.successes),
                Some(status) => (format!("failure {status}"), &mut report.failures),
            };
            *count += samples.len();
            for sample in samples {
                let finding = self.answer(answer, sample).await;
                report.take(self.question, &stage, finding);
            }
        }
    }

    async fn answer(&self, answer: &Answer, sample: Option<&Value>) -> Option<Finding> {
        let came = match self
            .exchange(&self.plain(), Some((answer, sample)), None)
            .await
        {
            Ok(came) => came,
            Err(unfit) => return Some(unfit),
        };
        if let Some(problem) = self.board.with(|exchange| exchange.unfit.take()) {
            return Some(Finding::new(
                "",
                format!("the server cannot hold it: {problem}"),
            ));
        }
        let body = match (&came, answer.failure) {
            (Came::Success(status, body), None) if *status == answer.status => Some(body),
            (Came::Failure(status, body), Some(wanted)) if *status == wanted => body.as_ref(),
            _ => return Some(self.board.with(|exchange| refused(exchange, &came))),
        };
        let wire = self.board.with(|exchange| exchange.answered.1.clone());
        let expected = sample?;
        if let (Form::Json, Some(number)) = (answer.form, answer.samples)
            && let Some(finding) = self.judge(number, &answer.form.read(&wire))
        {
            return Some(finding);
        }
        let found = [
            ("the server answered another value", Some(wire.as_ref())),
            (
                "the client read another value",
                body.map(|body| body.as_slice()),
            ),
        ];
        found.into_iter().find_map(|(problem, body)| {
            let found = answer.form.read(body.unwrap_or_default());
            Finding::unequal("", problem, expected, &found)
        })
    }

    /// What the validator says about a value on the wire.
    fn judge(&self, samples: usize, value: &Value) -> Option<Finding> {
        let places = self.exam.judged.get(samples)?;
        places
            .iter()
            .find_map(|place| self.judge.examine(place, value))
    }

    /// Every constraint of the body, broken by itself.
    async fn violations(&self, report: &mut Report) {
        let spoilt = self.question.body.as_ref().and_then(|body| body.spoilt);
        let spoilt = spoilt.and_then(|number| self.exam.spoilt.get(number));
        for spoilt in spoilt.into_iter().flatten() {
            report.violations += 1;
            let stage = format!("violation: {}", spoilt.what);
            let finding = self.violation(spoilt).await;
            report.take(self.question, &stage, finding);
        }
    }

    async fn violation(&self, spoilt: &refusal::Spoilt) -> Option<Finding> {
        let Some(sample) = self.bodies().get(spoilt.sample) else {
            return Some(Finding::new(&spoilt.place, "there is no such sample"));
        };
        let Some(bad) = spoilt.apply(sample) else {
            return Some(Finding::new(
                &spoilt.place,
                "there is no such place in the sample",
            ));
        };
        let sent = Sent {
            body: Some(given(sample)),
            ..self.plain()
        };
        if let Err(unfit) = self
            .exchange(&sent, None, Some(bad.to_string().into_bytes()))
            .await
        {
            return Some(unfit);
        }
        let (status, body) = self.board.with(|exchange| exchange.answered.clone());
        let mut finding = refusal::examine(spoilt, status, &body)?;
        finding.expected = spoilt.value.clone();
        Some(finding)
    }

    /// A request with nothing in it that may be left out.
    fn plain(&self) -> Sent {
        let required = self.question.body.as_ref().filter(|body| body.required);
        Sent {
            parameters: self
                .question
                .parameters
                .first()
                .cloned()
                .unwrap_or_default(),
            body: required.and_then(|_| self.bodies().first().cloned()),
        }
    }

    async fn exchange(
        &self,
        sent: &Sent,
        answer: Option<(&Answer, Option<&Value>)>,
        instead: Option<Vec<u8>>,
    ) -> Result<Came, Finding> {
        let reply = answer.map(|(answer, sample)| {
            let body = sample.map(|sample| answer.form.write(sample));
            Reply {
                is_failure: answer.failure.is_some(),
                status: answer.status,
                media_type: answer.media_type.clone(),
                body: body.unwrap_or_default(),
            }
        });
        self.board.with(|exchange| {
            *exchange = Exchange {
                replies: reply.into_iter().collect(),
                instead,
                ..Exchange::default()
            };
        });
        let call = (self.run)(self.client, sent).map_err(|Unfit { place, problem }| {
            Finding::new(place, format!("the client cannot hold it: {problem}"))
        })?;
        Ok(call.await)
    }
}

impl Form {
    fn write(self, sample: &Value) -> Vec<u8> {
        match self {
            Self::Json | Self::Form => given(sample).to_string().into_bytes(),
            Self::Text => sample.as_str().unwrap_or_default().as_bytes().to_vec(),
            Self::Bytes => sample
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|byte| u8::try_from(byte.as_u64()?).ok())
                .collect(),
            Self::Events => format!("data: {}\n\n", given(sample)).into_bytes(),
            Self::Lines => format!("{}\n", given(sample)).into_bytes(),
            Self::Records => format!("\x1E{}\n", given(sample)).into_bytes(),
            Self::Nothing => Vec::new(),
        }
    }

    fn read(self, body: &[u8]) -> Value {
        match self {
            Self::Json | Self::Form => serde_json::from_slice(body)
                .unwrap_or_else(|_| format!("no JSON: {}", String::from_utf8_lossy(body)).into()),
            Self::Text => String::from_utf8_lossy(body).into_owned().into(),
            Self::Bytes => body.iter().copied().collect(),
            Self::Events | Self::Lines | Self::Records => {
                let text = body.trim_ascii();
                let before: &[u8] = match self {
                    Self::Events => b"data: ",
                    Self::Records => b"\x1E",
                    _ => b"",
                };
                Self::Json.read(text.strip_prefix(before).unwrap_or(text))
            }
            Self::Nothing => Value::Null,
        }
    }
}

/// The exchange did not end as it should have.
fn refused(exchange: &Exchange, came: &Came) -> Finding {
    let (status, body) = &exchange.answered;
    let problem = match (&exchange.unfit, came) {
        (Some(unfit), _) => format!("the server cannot hold its answer: {unfit}"),
        (None, came) => format!(
            "the server answered {status}, the client read {}",
            came.words()
        ),
    };
    let mut finding = Finding::new("", problem);
    finding.found = Some(Form::Json.read(body));
    finding
}

impl Came {
    fn words(&self) -> String {
        match self {
            Self::Success(status, _) => format!("a success with status {status}"),
            Self::Failure(status, _) => format!("the failure {status}"),
            Self::Error(problem) => problem.clone(),
        }
    }
}
