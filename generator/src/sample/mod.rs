//! Samples: JSON values that a document allows, made from what the model says and nothing else, the same ones every time.
//!
//! | asked for | file |
//! | --- | --- |
//! | one value, as the document's author would show it | [`plain`] |
//! | a value for each choice there is | [`each`] |
//! | whether a value is one of a type | [`fits`] |
//! | one that meets a condition, or breaks it | [`condition`] |
//! | texts and numbers within limits | [`scalar`] |

pub mod condition;
pub mod each;
pub mod fits;
mod pattern;
pub mod plain;
pub mod scalar;

use serde_json::Value;

use crate::model::{Access, Api, Condition, Kind, Limits, Type};

/// Tells at which places, as JSON Pointers, a value breaks a condition. Whoever samples brings one: the runtime of the generated code
/// has it.
pub type Judge = fn(&Condition, &Value) -> Vec<String>;

/// Which way a value travels, and in which form.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Way {
    /// In a JSON body of a request.
    Request,
    /// As the members of a form with files, `multipart/form-data`.
    Form,
    /// As the members of a urlencoded form.
    UrlEncoded,
    /// In a parameter.
    Parameter,
    /// In an answer.
    Answer,
}

impl Way {
    /// A word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Form => "form",
            Self::UrlEncoded => "urlencoded",
            Self::Parameter => "parameter",
            Self::Answer => "answer",
        }
    }

    /// Whether a member is there on this way.
    #[must_use]
    pub fn carries(self, access: Access) -> bool {
        match access {
            Access::ReadWrite => true,
            Access::ReadOnly => self == Self::Answer,
            Access::WriteOnly => self != Self::Answer,
        }
    }
}

/// What another name for a scalar or a list stands for, where there are limits beside the name, which hold all that count.
#[must_use]
pub fn limited(api: &Api, ty: &Type) -> Option<Type> {
    let target = api.resolve(ty);
    let has_limits = ty.limits != Limits::default();
    let is_named = |ty: &Type| matches!(ty.kind, Kind::Named(_));
    (has_limits && is_named(ty) && !is_named(target)).then(|| Type {
        limits: ty.limits.clone(),
        ..target.clone()
    })
}

/// So many items or members are enough where the document allows any number.
pub const MANY: u64 = 10_000;

/// The least and the greatest number of items or members.
fn bounds(least: Option<u64>, most: Option<u64>) -> (usize, usize) {
    let least = least.unwrap_or(0).min(MANY);
    let most = most.unwrap_or(MANY).clamp(least, MANY);
    let narrow = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    (narrow(least), narrow(most))
}
