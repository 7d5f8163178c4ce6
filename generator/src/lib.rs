//! oasmith generates typed Rust from OpenAPI documents.

mod config;
pub mod diagnostic;
mod lower;
pub mod model;
pub mod output;
mod plan;
mod spec;

pub use config::{Config, ConfigError};
