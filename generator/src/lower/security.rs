//! Security schemes and requirements (OpenAPI 3.0.3, Security Scheme Object and Security Requirement Object).

use openapiv3 as oa;

use super::{Lowering, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Docs, Scheme, SchemeKind, Security};
use crate::spec::is_token;

impl Lowering<'_> {
    /// The security schemes of the document.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let members = self.document.members(&self.document.security_schemes());
        members
            .into_iter()
            .filter_map(|(name, pointer)| self.scheme(name, &pointer))
            .collect()
    }

    fn scheme(&mut self, name: String, pointer: &Pointer) -> Option<Scheme> {
        if self.is_of_the_connection(pointer) {
            let message = format!("the certificate of `{name}` is left to the connection");
            self.report.add(Code::UncheckedKeyword, pointer, message);
            return None;
        }
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
                let (what, can_be) = match location {
                    oa::APIKeyLocation::Header => ("header", is_token(&name)),
                    oa::APIKeyLocation::Query => ("parameter", !name.is_empty()),
                    // RFC 6265, section 4.1.1.
                    oa::APIKeyLocation::Cookie => ("cookie", is_token(&name)),
                };
                if !can_be {
                    let message = format!("{name:?} cannot be the name of a {what}");
                    self.report.add(Code::Malformed, &at.join("name"), message);
                    return None;
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
        Some(Scheme {
            name,
            docs,
            pointer: pointer.clone(),
            kind,
        })
    }

    /// What the operation at `at` asks for: its own requirements, else the document's.
    pub(super) fn security(
        &mut self,
        own: Option<Vec<oa::SecurityRequirement>>,
        at: &Pointer,
    ) -> Security {
        let (requirements, at) = match own {
            Some(own) => (own, at.join("security")),
            None => {
                match self.part::<Vec<oa::SecurityRequirement>>(&Pointer::root().join("security")) {
                    Some(common) => common,
                    None => return Security::Unstated,
                }
            }
        };
        if requirements.is_empty() {
            // An empty list takes the document's requirement away (OpenAPI 3.0.3, Operation Object, `security`).
            return Security::AnyOf(vec![Vec::new()]);
        }
        for (index, requirement) in requirements.iter().enumerate() {
            self.check_requirement(requirement, &at.join(index));
        }
        let schemes = self.document.security_schemes();
        let names = |requirement: oa::SecurityRequirement| {
            let names = requirement.into_keys();
            names
                .filter(|name| !self.is_of_the_connection(&schemes.join(name)))
                .collect()
        };
        Security::AnyOf(requirements.into_iter().map(names).collect())
    }

    /// Whether a scheme is a matter of the connection (OpenAPI 3.1.0, Security Scheme Object, `mutualTLS`): no request shows it.
    fn is_of_the_connection(&mut self, scheme: &Pointer) -> bool {
        let at = self.document.follow(scheme, self.report);
        let kind = at.and_then(|at| self.document.get(&at)?.get("type")?.as_str());
        kind == Some("mutualTLS")
    }

    fn check_requirement(&mut self, requirement: &oa::SecurityRequirement, at: &Pointer) {
        let schemes = self.document.security_schemes();
        for (name, scopes) in requirement {
            if self.document.get(&schemes.join(name)).is_none() {
                let message = format!("there is no security scheme `{name}`");
                self.report.add(Code::UndeclaredScheme, at, message);
            }
            if !scopes.is_empty() {
                let message = format!("the scopes of `{name}` are left to the service");
                self.report.add(Code::UncheckedKeyword, at, message);
            }
        }
    }
}
