//! Which language a document is written in.

mod moves;
pub(super) mod swagger;

use std::fmt;

use serde_json::Value;

use crate::diagnostic::{Code, Pointer, Report};

pub(super) use moves::Moves;

/// A version of OpenAPI, as far as documents of it are written differently.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Dialect {
    /// Swagger 2.0.
    V20,
    /// OpenAPI 3.0.
    V30,
    /// OpenAPI 3.1.
    V31,
    /// OpenAPI 3.2.
    V32,
}

impl Dialect {
    /// The dialect of a document; one that is not supported is reported.
    pub(super) fn of(root: &Value, report: &mut Report) -> Option<Self> {
        let at = |key: &str| Pointer::root().join(key);
        let (key, message) = match (root.get("swagger"), root.get("openapi")) {
            (Some(version), _) => {
                let version = text(version);
                if version == "2.0" || version == "2" {
                    return Some(Self::V20);
                }
                (
                    "swagger",
                    format!("this is a Swagger document, version {version}"),
                )
            }
            (None, Some(version)) => {
                let version = text(version);
                for dialect in [Self::V30, Self::V31, Self::V32] {
                    let name = dialect.to_string();
                    if version == name || version.starts_with(&format!("{name}.")) {
                        return Some(dialect);
                    }
                }
                (
                    "openapi",
                    format!("this is an OpenAPI document, version {version}"),
                )
            }
            (None, None) => {
                let message = "there is neither `openapi` nor `swagger` at the top";
                report.add(Code::UnsupportedVersion, &Pointer::root(), message);
                return None;
            }
        };
        report.add(Code::UnsupportedVersion, &at(key), message);
        None
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V20 => "2.0",
            Self::V30 => "3.0",
            Self::V31 => "3.1",
            Self::V32 => "3.2",
        })
    }
}

/// A version as written; without quotes YAML has a number of it.
fn text(version: &Value) -> String {
    match version {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
