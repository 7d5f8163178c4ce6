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
        match (self.decimal(), step.decimal()) {
            (Some(number), Some(step)) => number.is_multiple_of(step),
            _ => true,
        }
    }

    /// The number as people write it; `None` where it is none or infinite.
    fn decimal(self) -> Option<Decimal> {
        let (digits, exponent) = match self {
            Self::Integer(number) => {
                return Some(Decimal {
                    digits: number.unsigned_abs(),
                    exponent: 0,
                });
            }
            // The shortest text that reads as this number.
            Self::Number(number) if number.is_finite() => {
                let text = format!("{:e}", number.abs());
                let (digits, exponent) = text.split_once('e')?;
                (digits.to_owned(), exponent.parse::<i32>().ok()?)
            }
            Self::Number(_) => return None,
        };
        let fraction = digits
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        Some(Decimal {
            digits: digits.replace('.', "").parse().ok()?,
            exponent: exponent - i32::try_from(fraction).ok()?,
        })
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

/// `digits * 10^exponent`, without a sign.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u128,
    exponent: i32,
}

impl Decimal {
    /// Exact. Every number is a multiple of a step of zero, which is none.
    fn is_multiple_of(self, step: Self) -> bool {
        if self.digits == 0 || step.digits == 0 {
            return true;
        }
        let shift = self.exponent - step.exponent;
        if shift < 0 {
            // The step has zeros at its end that the number has to have.
            let scale = 10_u128.checked_pow(shift.unsigned_abs());
            let step = scale.and_then(|scale| scale.checked_mul(step.digits));
            return step.is_some_and(|step| self.digits.is_multiple_of(step));
        }
        let start = self.digits % step.digits;
        let rest = (0..shift).try_fold(start, |rest, _| Some(rest.checked_mul(10)? % step.digits));
        rest.is_none_or(|rest| rest == 0)
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
