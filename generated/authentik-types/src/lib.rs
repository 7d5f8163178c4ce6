// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Types of the authentik API.
//!
//! Four operations of the authentik API that change a part of an object, as releases 2025.2 to 2025.6
//! serve them, with every schema they need.

pub mod errors;
pub mod operations;
pub mod runtime;

#[cfg(feature = "flows")]
mod authentication;
mod denied_action;
#[cfg(feature = "flows")]
mod flow;
mod flow_designation;
mod flow_layout;
mod flow_set;
#[cfg(feature = "flows")]
mod flow_stage_binding;
mod generic_error;
#[cfg(feature = "flows")]
mod invalid_response_action;
#[cfg(feature = "stages")]
mod invitation_stage;
mod policy_engine_mode;
#[cfg(feature = "flows")]
mod stage;
#[cfg(feature = "stages")]
mod user_creation_mode;
#[cfg(feature = "stages")]
mod user_type;
#[cfg(feature = "stages")]
mod user_write_stage;
mod validation_error;
mod scalars;

pub use self::errors::ApiError;
#[cfg(feature = "flows")]
pub use self::authentication::Authentication;
pub use self::denied_action::DeniedAction;
#[cfg(feature = "flows")]
pub use self::flow::{Flow, PatchedFlowRequest};
pub use self::flow_designation::FlowDesignation;
pub use self::flow_layout::FlowLayout;
pub use self::flow_set::{FlowSet, FlowSetRequest};
#[cfg(feature = "flows")]
pub use self::flow_stage_binding::{FlowStageBinding, PatchedFlowStageBindingRequest};
pub use self::generic_error::GenericError;
#[cfg(feature = "flows")]
pub use self::invalid_response_action::InvalidResponseAction;
#[cfg(feature = "stages")]
pub use self::invitation_stage::{InvitationStage, PatchedInvitationStageRequest};
pub use self::policy_engine_mode::PolicyEngineMode;
#[cfg(feature = "flows")]
pub use self::stage::Stage;
#[cfg(feature = "stages")]
pub use self::user_creation_mode::UserCreationMode;
#[cfg(feature = "stages")]
pub use self::user_type::UserType;
#[cfg(feature = "stages")]
pub use self::user_write_stage::{PatchedUserWriteStageRequest, UserWriteStage};
pub use self::validation_error::ValidationError;
pub use self::runtime::{DecodeError, Patch, Validate, Violation, Violations};

pub use serde_json;
pub use uuid;

/// The version of the API that the document states.
pub const VERSION: &str = "2025.6.4";

/// SHA-256 of the document that the crate was made from, in hexadecimal digits.
pub const DOCUMENT_SHA256: &str = "eb07aad6fd15a9a2e370b8adcd03d915936ab2c399552865a18c392391aaa344";
