//! The runtime under the types that a generated crate would have.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod answers;
mod closed;
mod conditions;
mod constraints;
mod faults;
mod forms;
mod integers;
mod object_unions;
mod operations;
mod parameters;
mod presence;
#[path = "../sample/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod sample;
mod sequential;
mod successes;
mod unions;
