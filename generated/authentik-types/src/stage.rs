// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::{FlowSet, record};

/// What all kinds of stages have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Stage uuid
    pub pk: Uuid,
    pub name: String,
    /// Get object type so that we know how to edit the object
    pub component: String,
    /// Return object's `verbose_name`
    pub verbose_name: String,
    /// Return object's plural `verbose_name`
    pub verbose_name_plural: String,
    /// Return internal model name
    pub meta_model_name: String,
    pub flow_set: Option<Vec<FlowSet>>,
}

record! {
    Stage {
        pk: required,
        name: required,
        component: required,
        verbose_name: required,
        verbose_name_plural: required,
        meta_model_name: required,
        flow_set: optional checked,
    }
}
