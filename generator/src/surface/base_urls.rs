//! The items that stand for servers: base URLs and what they leave open.

use super::items::part;
use super::words::{krate, name};
use super::{Newcomer, Subject, Surface};
use crate::plan::rust::{BaseUrl, Plan};

impl Surface {
    pub(super) fn add_base_urls(&mut self, plan: &Plan) {
        let root = format!("{}::base_urls", krate(&plan.crates.client));
        for url in &plan.base_urls {
            self.add_base_url(&root, url);
        }
    }

    fn add_base_url(&mut self, root: &str, url: &BaseUrl) {
        let subject = || Subject::Server(url.server);
        let path = format!("{root}::{}", url.name);
        let kind = if url.variables.is_empty() {
            "const"
        } else {
            "struct"
        };
        self.add(
            path.clone(),
            part(None, kind, Newcomer::Harmless, subject()),
        );
        for variable in &url.variables {
            let subject = || Subject::Variable(url.server, variable.wire.clone());
            let ty = match &variable.values {
                Some(values) => values.name.clone(),
                None => "String".to_owned(),
            };
            // All fields are public: a literal names each of them.
            let field = part(Some(&path), ty, Newcomer::Demanding, subject());
            self.add(format!("{path}::{}", name(&variable.field)), field);
            let Some(values) = &variable.values else {
                continue;
            };
            let path = format!("{root}::{}", values.name);
            self.add(
                path.clone(),
                part(None, "enum", Newcomer::Harmless, subject()),
            );
            for (variant, _) in &values.variants {
                // Exhaustive: a `match` names each of them.
                let variant_item = part(Some(&path), "", Newcomer::Demanding, subject());
                self.add(format!("{path}::{variant}"), variant_item);
            }
        }
    }
}
