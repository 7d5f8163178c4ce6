//! The operations: checks that need the tables, and changes of the tables.

mod bindings;
mod flows;
mod instances;
mod stages;

use std::sync::{Mutex, MutexGuard, PoisonError};

use authentik_server::Credential;

use crate::auth::is_same;
use crate::store::Tables;

/// The service: what it knows, and the token that callers have to show.
pub struct Authentik {
    tables: Mutex<Tables>,
    token: String,
}

impl Authentik {
    /// A service that starts with `tables`, for callers who show `token`.
    pub fn new(tables: Tables, token: impl Into<String>) -> Self {
        Self {
            tables: Mutex::new(tables),
            token: token.into(),
        }
    }

    /// What the service knows, for one request at a time. Each checks first and changes one row then, so a handler that
    /// panicked has left nothing half done.
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
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
