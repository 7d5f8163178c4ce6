// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Enumerations that the sender may extend.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};

use super::Checks;

/// A value that the document does not list. Made by reading such a value only.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownValue(String);

impl UnknownValue {
    /// The value as it was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An enumeration of texts. Implemented by [`open_enum!`](crate::open_enum).
pub trait OpenEnum: Clone + 'static {
    /// The documented values, in order.
    const VALUES: &'static [Self];
    /// Whether the document takes any other text as well.
    const IS_EXTENSIBLE: bool = false;

    /// The text of a value.
    fn as_str(&self) -> &str;

    /// Keeps a value that is not listed.
    fn unknown(value: UnknownValue) -> Self;

    /// Whether the document does not list the value.
    fn is_unknown(&self) -> bool;
}

/// The value with that text.
#[must_use]
pub fn parse<T: OpenEnum>(text: &str) -> T {
    find(text).unwrap_or_else(|| T::unknown(UnknownValue(text.to_owned())))
}

/// The value with that text.
#[must_use]
pub fn parse_owned<T: OpenEnum>(text: String) -> T {
    find(&text).unwrap_or_else(|| T::unknown(UnknownValue(text)))
}

fn find<T: OpenEnum>(text: &str) -> Option<T> {
    T::VALUES
        .iter()
        .find(|value| value.as_str() == text)
        .cloned()
}

/// Reads a value.
///
/// # Errors
/// The input is not a text.
pub fn deserialize<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Name(PhantomData))
}

struct Name<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for Name<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(parse(text))
    }

    fn visit_string<E>(self, text: String) -> Result<T, E> {
        Ok(parse_owned(text))
    }
}

/// So many values are named when another one is refused.
const MOST_NAMES: usize = 12;

/// Adds a violation if the value is not listed. A reader keeps such a value; who is sent one may refuse it.
pub fn check<T: OpenEnum>(value: &T, at: &mut Checks<'_>) {
    if T::IS_EXTENSIBLE || !value.is_unknown() {
        return;
    }
    if T::VALUES.len() > MOST_NAMES {
        at.violate("must be one of the documented values");
        return;
    }
    // An empty text would not be seen.
    let names = T::VALUES.iter().map(T::as_str);
    let names: Vec<&str> = names
        .map(|name| if name.is_empty() { "\"\"" } else { name })
        .collect();
    at.violate(format!("must be one of {}", names.join(", ")));
}

/// Gives an enum its texts and the traits of a text, from a table with one line per value: `Variant: "text"`. The last
/// line `..Variant` names the variant that keeps a value which is not listed; `extensible` after the name says that it is as good as
/// those that are. `#[inline]` lets a program compile what it
/// needs of that only.
#[macro_export]
macro_rules! open_enum {
    (@extensible) => { true };
    ($name:ident $($extensible:ident)? { $($variant:ident: $text:literal,)* ..$unknown:ident }) => {
        impl $name {
            /// The documented values, in order.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        impl $crate::runtime::OpenEnum for $name {
            const VALUES: &'static [Self] = Self::VALUES;
            $(const IS_EXTENSIBLE: bool = $crate::open_enum!(@$extensible);)?

            #[inline]
            fn as_str(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn unknown(value: $crate::runtime::UnknownValue) -> Self {
                Self::$unknown(value)
            }

            #[inline]
            fn is_unknown(&self) -> bool {
                matches!(self, Self::$unknown(_))
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::runtime::open_enum::parse(text)
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                $crate::runtime::open_enum::parse_owned(text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::serde::Serialize for $name {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::open_enum::deserialize(deserializer)
            }
        }

        impl $crate::runtime::Validate for $name {
            #[inline]
            fn check(&self, _: &$crate::runtime::Rule<'_>, at: &mut $crate::runtime::Checks<'_>) {
                $crate::runtime::open_enum::check(self, at);
            }
        }
    };
}
