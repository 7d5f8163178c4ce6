//! The runtime under the types that a generated crate would have.

mod presence;
#[path = "../sample/mod.rs"]
#[allow(unreachable_pub)]
mod sample;
