// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Numbers of the document, compared with numbers of a value.

use std::fmt;

use serde_json::Number;

/// A bound and whether the value must differ from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) bound: Bound,
    pub(super) exclusive: bool,
}

/// A number of the document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    Integer(i128),
    Number(f64),
}

impl Bound {
    pub(super) fn exceeds(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left > right,
            _ => self.to_f64() > other.to_f64(),
        }
    }

    #[expect(clippy::float_cmp, reason = "a bound is met by the same number only")]
    pub(super) fn equals(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left == right,
            _ => self.to_f64() == other.to_f64(),
        }
    }

    pub(super) fn is_multiple_of(self, step: Self) -> bool {
        if let (Self::Integer(number), Self::Integer(step)) = (self, step) {
            return number
                .checked_rem(step)
                .is_none_or(|remainder| remainder == 0);
        }
        // Binary fractions are not decimal ones: 0.3 is a multiple of 0.1 for whoever wrote the document.
        let quotient = self.to_f64() / step.to_f64();
        !quotient.is_finite()
            || (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "compared with a number that is an f64 itself"
    )]
    const fn to_f64(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Number(number) => number,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl From<&Number> for Bound {
    fn from(number: &Number) -> Self {
        let integer = number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from));
        integer.map_or_else(
            || Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            Self::Integer,
        )
    }
}
