//! The operations: checks that need the tables, and changes of the tables.

mod bindings;
mod flows;
mod instances;
mod stages;

use authentik_server::Credential;

use crate::auth::is_same;
use crate::store::Store;

/// The service: a store, and the token that callers have to show.
pub struct Authentik {
    store: Store,
    token: String,
}

impl Authentik {
    /// A service over `store` for callers who show `token`.
    pub fn new(store: Store, token: impl Into<String>) -> Self {
        Self {
            store,
            token: token.into(),
        }
    }

    pub(crate) fn has_token(&self, credential: &Credential) -> bool {
        is_same(credential.secret(), &self.token)
    }
}

/// Sets what a request has, and keeps what it left out.
fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
