// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Waiting for calls without async.

use std::fmt;
use std::io;
use std::sync::OnceLock;
use std::sync::mpsc;

use tokio::runtime::{Builder, Runtime};

use super::call::Call;
use super::error::Error;
use super::paged::{Items, Paged};
use super::response::{Response, Success};
use super::transport::TransportError;
use crate::types::runtime::Operation;

impl<O: Operation> Call<O> {
    /// Sends the call and waits on this thread for the body of the answer.
    ///
    /// Not for async code, whose thread it would hold up: `.await` the call there.
    ///
    /// # Errors
    /// Everything but a success, told apart by [`Error`].
    pub fn wait(self) -> Result<Success<O>, Error<O::Failure>> {
        self.wait_for_response().map(|response| response.body)
    }

    /// Sends the call and waits on this thread for the whole answer; see [`Call::wait`].
    ///
    /// # Errors
    /// Everything but a success, told apart by [`Error`].
    pub fn wait_for_response(self) -> Result<Response<Success<O>>, Error<O::Failure>> {
        wait(self.send()).unwrap_or_else(|problem| Err(Error::Transport(problem)))
    }
}

impl<O: Paged> Items<O> {
    /// The same items, one after the other on this thread; see [`Call::wait`].
    #[must_use]
    pub fn wait(self) -> WaitingItems<O> {
        WaitingItems(Some(self))
    }
}

/// The items of a list that comes page by page, without async. Ends after the first error.
pub struct WaitingItems<O: Paged>(Option<Items<O>>);

impl<O: Paged> Iterator for WaitingItems<O> {
    type Item = Result<O::Item, Error<O::Failure>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut items = self.0.take()?;
        let next = wait(async move {
            let next = items.next().await;
            (items, next)
        });
        match next {
            Ok((items, next)) => {
                self.0 = Some(items);
                next
            }
            Err(problem) => Some(Err(Error::Transport(problem))),
        }
    }
}

impl<O: Paged> fmt::Debug for WaitingItems<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WaitingItems").field(&self.0).finish()
    }
}

/// Drives a future on the runtime of all waiting calls. A future that runs elsewhere can be waited for on any thread, and
/// connections are kept open between calls.
fn wait<F>(future: F) -> Result<F::Output, TransportError>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    static RUNTIME: OnceLock<io::Result<Runtime>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name(env!("CARGO_PKG_NAME"))
            .enable_all()
            .build()
    });
    let runtime = runtime.as_ref().map_err(|error| {
        TransportError::new(format!(
            "the runtime of waiting calls cannot start: {error}"
        ))
    })?;
    let (sender, receiver) = mpsc::sync_channel(1);
    runtime.spawn(async move {
        // Nobody waits any more if it fails.
        let _ = sender.send(future.await);
    });
    receiver
        .recv()
        .map_err(|_| TransportError::new("the call panicked"))
}
