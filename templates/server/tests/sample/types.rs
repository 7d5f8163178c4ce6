//! What a generated types crate would hold.

use std::collections::BTreeMap;

use oasmith_template_server::types::runtime::{Checks, Rule, Validate, json};
use oasmith_template_server::types::runtime::{DecodeError, EncodeError, Failure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Flow {
    pub slug: String,
    pub title: String,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct PatchedFlowRequest {
    pub slug: String,
    pub title: String,
    pub order: i64,
    pub flow_set: Vec<FlowSetRequest>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct FlowSetRequest {
    pub slug: String,
}

impl Validate for Flow {
    fn check(&self, _: &Rule<'_>, at: &mut Checks<'_>) {
        at.field("slug", &self.slug, &Rule::new().max_length(100));
    }
}

impl Validate for Unwritable {}

impl Validate for PatchedFlowRequest {
    fn check(&self, _: &Rule<'_>, at: &mut Checks<'_>) {
        at.field(
            "slug",
            &self.slug,
            &Rule::new().max_length(5).pattern("^[-a-z]*$"),
        );
        at.field("order", &self.order, &Rule::new().maximum(10));
        at.field("flow_set", &self.flow_set, &Rule::new());
    }
}

impl Validate for FlowSetRequest {
    fn check(&self, _: &Rule<'_>, at: &mut Checks<'_>) {
        at.field("slug", &self.slug, &Rule::new().min_length(1));
    }
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ValidationError {
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct GenericError {
    pub detail: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    BadRequest(ValidationError),
    Forbidden(GenericError),
    /// Declared without content.
    NotFound,
}

impl Failure for ApiError {
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, DecodeError>> {
        Some(match status {
            400 => json::decode(body).map(Self::BadRequest),
            403 => json::decode(body).map(Self::Forbidden),
            404 => Ok(Self::NotFound),
            _ => return None,
        })
    }

    fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::Forbidden(_) => 403,
            Self::NotFound => 404,
        }
    }

    fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        match self {
            Self::BadRequest(body) => json::encode(body).map(Some),
            Self::Forbidden(body) => json::encode(body).map(Some),
            Self::NotFound => Ok(None),
        }
    }
}

/// A value that JSON has no form for.
#[derive(Clone, Debug, Deserialize)]
pub struct Unwritable;

impl Serialize for Unwritable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("top secret"))
    }
}

pub mod operations {
    use oasmith_template_server::types::runtime::{Empty, Events, Json, Operation, Security, Text};

    use super::{ApiError, Flow, Unwritable};

    /// Prints what the generator prints in full for each operation.
    macro_rules! operation {
        ($name:ident $id:literal $method:literal $path:literal $status:literal $success:ty, $security:expr) => {
            #[derive(Clone, Copy, Debug)]
            pub enum $name {}

            impl Operation for $name {
                const ID: &'static str = $id;
                const METHOD: &'static str = $method;
                const PATH: &'static str = $path;
                const STATUS: u16 = $status;
                const SECURITY: Security = $security;
                type Success = $success;
                type Failure = ApiError;
            }
        };
    }

    const TOKEN: Security = Security::AnyOf(&[&["authentik"]]);
    const ANYBODY: Security = Security::AnyOf(&[&[]]);

    operation!(InstancesPartialUpdate "flows_instances_partial_update" "PATCH" "/flows/instances/{slug}/" 200 Json<Flow>, TOKEN);
    operation!(InstancesRetrieve "flows_instances_retrieve" "GET" "/flows/instances/{slug}/" 200 Json<Flow>, TOKEN);
    operation!(InstancesDestroy "flows_instances_destroy" "DELETE" "/flows/instances/{slug}/" 204 Empty, TOKEN);
    operation!(InstancesList "flows_instances_list" "GET" "/flows/instances/" 200 Json<Vec<Flow>>, ANYBODY);
    operation!(InstancesCreate "flows_instances_create" "POST" "/flows/instances/" 201 Json<Flow>, ANYBODY);
    operation!(BindingsRetrieve "flows_bindings_retrieve" "GET" "/flows/bindings/{fsb_uuid}/" 200 Json<Flow>, ANYBODY);
    operation!(ImportCreate "flows_import_create" "POST" "/flows/import/" 200 Text, ANYBODY);
    operation!(CompareRetrieve "flows_compare_retrieve" "GET" "/flows/compare/{base}...{head}/" 200 Text, ANYBODY);
    operation!(Watch "flows_watch" "GET" "/flows/watch/" 200 Events<Flow>, ANYBODY);
    operation!(Unwritten "flows_unwritten" "GET" "/flows/unwritten/" 200 Json<Unwritable>, ANYBODY);
    operation!(WhoUnstated "flows_who_unstated" "GET" "/who/unstated/" 200 Text, Security::Unstated);
    operation!(WhoOptional "flows_who_optional" "GET" "/who/optional/" 200 Text,
        Security::AnyOf(&[&["authentik"], &[]]));
    operation!(WhoAny "flows_who_any" "GET" "/who/any/" 200 Text,
        Security::AnyOf(&[&["agent"], &["basic"], &["key"], &["session", "query"]]));
    operation!(WhoUndefined "flows_who_undefined" "GET" "/who/undefined/" 200 Text, Security::AnyOf(&[&["nowhere"]]));
}
