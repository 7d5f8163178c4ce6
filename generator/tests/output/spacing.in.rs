#![deny(missing_docs)]
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;
use crate::types::{Authentication, BackendsEnum, DeniedAction, FlowDesignation, FlowLayout, Patch, PolicyEngineMode};
use crate::{Authentication, DeniedAction, FlowDesignation, FlowLayout, Patch, PolicyEngineMode};
pub use crate::runtime::Call;
pub use crate::runtime::Client;
#[cfg(feature = "flows")]
pub mod flows;
#[cfg(feature = "stages")]
pub mod stages;
mod private;
#[doc = " Documented."]
pub mod documented;
const A: u8 = 1;
const B: u8 = 2;
#[doc = " Docs."]
pub const BASE_PATH: &str = "/api/v3";
#[doc = " Docs."]
#[derive(Clone, Debug)]
pub struct Flow {
    #[doc = " Flow uuid"]
    pub pk: Uuid,
    #[doc = " Layout"]
    pub layout: Option<FlowLayout>,
}
impl Operation for InstancesPartialUpdate {
    const ID: &'static str = "flows_instances_partial_update";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::AnyOf(&[&["authentik"], &["authentik", "other", "others"], &["third", "the fourth scheme"]]);
    type Success = Json<Flow>;
    fn first() {}
    #[inline]
    fn second() { let a = 1; let b = 2; }
}
impl Failure for ApiError {
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, DecodeError>> {
        Some(match status { 400 => json::decode(body).map(Self::BadRequest), _ => return None })
    }
}
impl Flows<'_> {
    pub fn instances_update(&self, slug: &str, slug2: &str, s3: &str) -> Call<op::InstancesUpdate> {
        Call::new(self.client).path("slug", slug)
    }
    pub fn instances_partial_update(&self, slug: &str, s2: &str, s3: &str) -> Call<op::InstancesPartialUpdate> {
        Call::new(self.client).path("slug", slug)
    }
}
impl<T> Marker for Wrapper<T> where T: Clone + Send + Sync + 'static, Option<T>: Into<SomethingElse<T>> + From<T>, {}
impl Marker for Flow {}
pub trait Flows: Send + Sync + 'static {
    type Identity;
    #[doc = " Flow Viewset"]
    fn instances_partial_update(&self, cx: &Context, slug: String, body: Option<PatchedFlowRequest>)
        -> impl Future<Output = Result<Flow, Error<ApiError>>> + Send { not_implemented((cx, slug, body)) }
    fn instances_list(&self) -> u8;
}
mod nested {
    use super::Flow;
    impl Flow {
        fn a() {}
        fn b() {}
    }
}
record! { Flow { pk: required, title: optional, } }
