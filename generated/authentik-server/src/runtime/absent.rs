// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What stands in for a tag whose operations are left out of the crate.

use super::router::Router;

/// The trait of a tag without operations: every service implements it.
pub trait Absent {}

impl<S> Absent for S {}

/// Adds nothing to a router.
#[must_use]
pub fn routes<S>(router: Router<S>) -> Router<S> {
    router
}
