//! The operations: checks that need the store, and changes of the store.

mod bindings;
mod flows;
mod instances;
mod stages;

use std::sync::Arc;

use authentik_server::Error;
use authentik_server::types::ApiError;
use rusqlite::Transaction;
use tokio::task::spawn_blocking;

use crate::auth::Tokens;
use crate::failure::Failure;
use crate::store::Store;

/// The service: what it knows, and the tokens that callers have to show.
pub struct Authentik {
    store: Arc<Store>,
    tokens: Tokens,
}

impl Authentik {
    /// A service over `store`, for callers who show one of `tokens`.
    pub fn new(store: Store, tokens: Tokens) -> Self {
        Self {
            store: Arc::new(store),
            tokens,
        }
    }

    pub(crate) const fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The store, to ask whether it works.
    #[must_use]
    pub fn store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    /// Does `work` in one transaction, on a thread that may wait for the disk. It goes on to its end when the caller does not
    /// wait for it any more, so a change is whole or not there, whenever that is.
    async fn change<T, W>(&self, work: W) -> Result<T, Error<ApiError>>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, Failure> + Send + 'static,
    {
        let store = Arc::clone(&self.store);
        let changed = spawn_blocking(move || store.transaction(work)).await;
        Ok(changed.map_err(Error::internal)??)
    }
}

/// Sets what a request has, and keeps what it left out.
fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
