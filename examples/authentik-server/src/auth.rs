//! Who a token belongs to, and what they may do.

use std::str::FromStr;

use authentik_server::{Authenticate, Context, Credential, Denial, Identity};

use crate::Authentik;

/// What a caller may change.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Rights {
    /// Flows, and the places of stages in them.
    pub flows: bool,
    /// Stages.
    pub stages: bool,
}

impl Rights {
    /// Everything.
    pub const ALL: Self = Self {
        flows: true,
        stages: true,
    };

    /// The right that an operation asks for is that of its tag, with which its id starts.
    fn allow(self, operation_id: &str) -> bool {
        match operation_id.split_once('_') {
            Some(("flows", _)) => self.flows,
            Some(("stages", _)) => self.stages,
            _ => false,
        }
    }
}

/// `none`, or names joined by commas: `flows,stages`.
impl FromStr for Rights {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut rights = Self::default();
        for name in text.split(',') {
            match name {
                "none" => {}
                "flows" => rights.flows = true,
                "stages" => rights.stages = true,
                _ => return Err(format!("{name:?} is no right: flows, stages or none")),
            }
        }
        Ok(rights)
    }
}

/// A token and what it allows.
#[derive(Clone)]
pub struct Token {
    secret: String,
    rights: Rights,
}

/// `RIGHTS:TOKEN`.
impl FromStr for Token {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some((rights, secret)) if !secret.is_empty() => Ok(Self {
                secret: secret.to_owned(),
                rights: rights.parse()?,
            }),
            _ => Err("a limited token is written RIGHTS:TOKEN".to_owned()),
        }
    }
}

/// The tokens that are known.
#[derive(Clone)]
pub struct Tokens(Vec<Token>);

impl Tokens {
    /// Tokens whose holders may change everything.
    pub fn all_rights(secrets: impl IntoIterator<Item = String>) -> Self {
        let token = |secret| Token {
            secret,
            rights: Rights::ALL,
        };
        Self(secrets.into_iter().map(token).collect())
    }

    /// The same tokens and those.
    #[must_use]
    pub fn and(mut self, tokens: impl IntoIterator<Item = Token>) -> Self {
        self.0.extend(tokens);
        self
    }

    fn rights(&self, credential: &Credential) -> Option<Rights> {
        let mut tokens = self.0.iter();
        let token = tokens.find(|token| credential.is(&token.secret))?;
        Some(token.rights)
    }
}

/// Asked before a body is read: who may not come in learns nothing of what is there, nor of what is wrong with the request.
impl Authenticate for Authentik {
    async fn authenticate(&self, cx: &Context, credential: Credential) -> Result<Identity, Denial> {
        match self.tokens().rights(&credential) {
            None => Err(Denial::new("Token invalid/expired")),
            Some(rights) if !rights.allow(cx.operation_id()) => Err(Denial::new(
                "You do not have permission to perform this action.",
            )),
            Some(rights) => Ok(Identity::new(rights)),
        }
    }
}
