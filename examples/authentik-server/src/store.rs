//! What the server knows, in SQLite.

mod binding;
mod flow;
mod stage;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use uuid::Uuid;

use crate::seed;

pub(crate) use binding::BindingRow;
pub(crate) use flow::FlowRow;
pub(crate) use stage::{StageKind, StageRow, UserWrite};

/// A database with flows, stages and bindings.
///
/// One connection, for one request at a time: SQLite has one writer, and every operation of the document writes.
pub struct Store(Mutex<Connection>);

impl Store {
    /// Opens the database in a file; makes and seeds one that is not there.
    ///
    /// # Errors
    /// The file cannot be opened or is no database.
    pub fn open(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        // Written to the log and flushed to the disk before a change is acknowledged, so that neither the end of the process
        // nor that of the machine's power takes it back.
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.busy_timeout(Duration::from_secs(5))?;
        Self::start(connection)
    }

    /// A seeded database in memory.
    ///
    /// # Errors
    /// SQLite cannot start.
    pub fn in_memory() -> rusqlite::Result<Self> {
        Self::start(Connection::open_in_memory()?)
    }

    fn start(mut connection: Connection) -> rusqlite::Result<Self> {
        connection.pragma_update(None, "foreign_keys", true)?;
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(include_str!("store/schema.sql"))?;
        let flows: i64 = tx.query_row("SELECT count(*) FROM flows", (), |row| row.get(0))?;
        if flows == 0 {
            seed::plant(&tx)?;
        }
        tx.commit()?;
        Ok(Self(Mutex::new(connection)))
    }

    /// Does `work` in one transaction: all of it if it succeeds, nothing of it otherwise.
    ///
    /// # Errors
    /// That of `work`, or the transaction cannot begin or end.
    pub fn transaction<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&tx)?;
        tx.commit()?;
        Ok(done)
    }

    /// Asks for a row.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn ping(&self) -> rusqlite::Result<()> {
        self.connection()
            .query_row("SELECT 1 FROM flows LIMIT 1", (), |_| Ok(()))
    }

    /// A transaction that panicked was rolled back, so the connection is as it was.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether there is a group with that uuid, of which no operation tells more.
pub(crate) fn is_group(store: &Connection, pk: Uuid) -> rusqlite::Result<bool> {
    is_any(store, "SELECT 1 FROM groups WHERE pk = ?1", (pk,))
}

fn is_any(
    store: &Connection,
    query: &str,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<bool> {
    let found = store
        .prepare_cached(query)?
        .query_row(parameters, |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}
