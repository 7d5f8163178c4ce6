//! Bodies that are not JSON, from the client to the server and back, in one process.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy does not know that functions beside the tests are tests too"
)]

mod albums;
mod downloads;
mod forms;
mod items;
mod pieces;
mod streams;
mod uploads;
