//! Security schemes and requirements (OpenAPI 3.0.3, Security Scheme Object and Security Requirement Object).

use openapiv3 as oa;

use super::{Lowering, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Docs, Scheme, SchemeKind, Security};

impl Lowering<'_> {
    /// The security schemes of the document.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let at = Pointer::root().join("components").join("securitySchemes");
        let members = self.document.members(&at);
        members
            .into_iter()
            .filter_map(|(name, pointer)| self.scheme(name, &pointer))
            .collect()
    }

    fn scheme(&mut self, name: String, pointer: &Pointer) -> Option<Scheme> {
        let (scheme, at) = self.part::<oa::SecurityScheme>(pointer)?;
        let (kind, description) = match scheme {
            oa::SecurityScheme::APIKey {
                location,
                name,
                description,
                ..
            } => {
                if self.document.get(&at.join("scheme")).is_some() {
                    let message = "`scheme` belongs to `type: http`";
                    self.report
                        .add(Code::SchemeSlip, &at.join("scheme"), message);
                }
                let kind = match location {
                    oa::APIKeyLocation::Header => SchemeKind::Header(name),
                    oa::APIKeyLocation::Query => SchemeKind::Query(name),
                    oa::APIKeyLocation::Cookie => SchemeKind::Cookie(name),
                };
                (kind, description)
            }
            oa::SecurityScheme::HTTP {
                scheme,
                description,
                ..
            } => (SchemeKind::Http(scheme), description),
            oa::SecurityScheme::OAuth2 { description, .. }
            | oa::SecurityScheme::OpenIDConnect { description, .. } => {
                (SchemeKind::Token, description)
            }
        };
        let docs = Docs {
            title: None,
            description: words(description.as_deref()),
            deprecated: false,
        };
        Some(Scheme { name, docs, kind })
    }

    /// What an operation asks for: its own requirements, else the document's.
    pub(super) fn security(&mut self, own: Option<Vec<oa::SecurityRequirement>>) -> Security {
        let stated = own.or_else(|| {
            let at = Pointer::root().join("security");
            self.part::<Vec<oa::SecurityRequirement>>(&at)
                .map(|(requirements, _)| requirements)
        });
        let Some(requirements) = stated else {
            return Security::Unstated;
        };
        if requirements.is_empty() {
            // An empty list takes the document's requirement away (OpenAPI 3.0.3, Operation Object, `security`).
            return Security::AnyOf(vec![Vec::new()]);
        }
        Security::AnyOf(
            requirements
                .into_iter()
                .map(|schemes| schemes.into_keys().collect())
                .collect(),
        )
    }
}
