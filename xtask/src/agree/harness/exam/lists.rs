//! Lists that come page by page.

use super::{Desk, Finding, Form, Report, refused};
use crate::call::{Came, Unfit};
use crate::pages;
use crate::wire::{Exchange, Reply};

impl Desk<'_> {
    /// The items of a list over two pages.
    pub(super) async fn lists(&self, report: &mut Report) {
        if !self.question.is_paged {
            return;
        }
        report.lists += 1;
        let finding = self.list().await;
        report.take(self.question, "list", finding);
    }

    async fn list(&self) -> Option<Finding> {
        let answer = self.question.answers.first()?;
        let Some(pages) = self.pages else {
            return Some(Finding::new("", "it is not generated as a list"));
        };
        let sample = self.samples(answer.samples?).first()?;
        let status = answer.status;
        let replies = pages::two(sample).map(|page| Reply {
            status,
            body: page.to_string().into_bytes(),
            ..Reply::default()
        });
        self.board.with(|exchange| {
            *exchange = Exchange {
                replies: replies.into(),
                ..Exchange::default()
            };
        });
        let call = match pages(self.client, &self.plain()) {
            Ok(call) => call,
            Err(Unfit { place, problem }) => return Some(Finding::new(place, problem)),
        };
        let came = call.await;
        let Came::Success(_, found) = &came else {
            return Some(self.board.with(|exchange| refused(exchange, &came)));
        };
        let queries = self.board.with(|exchange| exchange.queries.clone());
        let second = queries.first().map(|first| match first.as_str() {
            "" => "page=2".to_owned(),
            first => format!("{first}&page=2"),
        });
        if queries.len() != 2 || queries.last() != second.as_ref() {
            let mut finding = Finding::new("page", "other pages were asked for");
            finding.found = Some(queries.into());
            return Some(finding);
        }
        let found = Form::Json.read(found);
        Finding::unequal("", "other items came", &pages::items(sample), &found)
    }
}
