//! Who a token belongs to: there is one token, and whoever holds it may do everything.

use authentik_server::{Authenticate, Context, Credential, Denial, Identity};

use crate::Authentik;

/// Who shows the right token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Administrator;

impl Authenticate for Authentik {
    async fn authenticate(&self, _: &Context, credential: Credential) -> Result<Identity, Denial> {
        if self.has_token(&credential) {
            Ok(Identity::new(Administrator))
        } else {
            Err(Denial::new("Token invalid/expired"))
        }
    }
}

/// Compares without telling by the time it takes how much of a guess is right.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let difference = one
        .iter()
        .zip(other)
        .fold(0, |found, (one, other)| found | (one ^ other));
    one.len() == other.len() && difference == 0
}
