// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The table that makes a struct a record.

/// Gives a struct its serde implementations and its [`Validate`](crate::runtime::Validate), from a table with one line per
/// field: `field: mode` or, where the key is not the field's name, `field: mode "key"`. A last line `..field` names the map
/// that keeps all other keys. `within rule` at the end of a line limits the value; `checked` limits only what is in it.
/// `where "…",` after the table is what must hold of all members together, as JSON Schema. `closed` after the name forbids other keys,
/// but those that stand behind it: a server refuses them ([`strictly`](crate::runtime::strictly)), a client passes them over.
///
/// | mode | Rust | on the wire |
/// | --- | --- | --- |
/// | `required` | `T` | the key must be there |
/// | `nullable` | `Option<T>` | the key must be there, `null` is `None` |
/// | `optional` | `Option<T>` | left out when `None`, `null` is an error |
/// | `optional_nullable` | `Option<T>` | `null` when `None`, left out is read as `None` |
/// | `patch` | `Patch<T>` | left out, `null` or a value |
///
/// Without a line `..field` unknown keys are ignored. A key that is there twice is an error.
#[macro_export]
macro_rules! record {
    ($name:ident $(closed $($declared:literal)*)? {
        $($field:ident: $mode:ident $($key:literal)? $($check:ident $($rule:expr)?)?,)*
        $(..$rest:ident $($rest_check:ident $($rest_rule:expr)?)?)?
    } $(where $condition:literal,)?) => {
        impl $crate::runtime::Record for $name {
            const KEYS: &'static [&'static str] = &[$($crate::record!(@key $field $($key)?)),*];
            const MODES: &'static str = stringify!($($mode)*);

            #[inline]
            // A document may call its members as it likes.
            #[allow(clippy::disallowed_names)]
            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                input: &mut $crate::runtime::wire::Reader<'de, A>,
            ) -> Option<Self> {
                $(let mut $field = None;)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                $crate::record!(@fill input [$($field)*] $($rest)? $([closed $($declared)*])?);
                Some(Self {
                    $($field: $crate::record!(@take $mode input $field $($key)?),)*
                    $($rest,)?
                })
            }

            fn write<S: ::serde::ser::SerializeMap>(&self, output: &mut $crate::runtime::wire::Writer<S>) {
                // A record without fields does not use it.
                let _ = &output;
                $(output.$mode($crate::record!(@key $field $($key)?), &self.$field);)*
                $(output.rest(Self::KEYS, &self.$rest);)?
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::wire::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::wire::serialize(self, serializer)
            }
        }

        impl $crate::runtime::Validate for $name {
            // A client checks nothing and need not compile it.
            #[inline]
            fn check(&self, _: &$crate::runtime::Rule<'_>, at: &mut $crate::runtime::Checks<'_>) {
                // A record without limits does not use it.
                let _ = &at;
                $($crate::record!(@check at, &self.$field, ($field $($key)?) $($check $($rule)?)?);)*
                $($crate::record!(@check_rest at, &self.$rest, $($rest_check $($rest_rule)?)?);)?
                $(at.record($condition, self);)?
            }

            #[inline]
            fn members(known: &mut $crate::runtime::unions::Members) -> bool {
                known.object(<Self as $crate::runtime::Record>::KEYS, $crate::record!(@is_open $($rest)?))
            }
        }
    };
    (@check $at:ident, $value:expr, ($($key:tt)*)) => {};
    (@check $at:ident, $value:expr, ($($key:tt)*) checked) => {
        $at.field($crate::record!(@key $($key)*), $value, &$crate::runtime::Rule::new())
    };
    (@check $at:ident, $value:expr, ($($key:tt)*) within $rule:expr) => {
        $at.field($crate::record!(@key $($key)*), $value, &$rule)
    };
    (@check_rest $at:ident, $value:expr,) => {};
    (@check_rest $at:ident, $value:expr, checked) => {
        $crate::runtime::Validate::check($value, &$crate::runtime::Rule::new(), $at)
    };
    (@check_rest $at:ident, $value:expr, within $rule:expr) => {
        $crate::runtime::Validate::check($value, &$rule, $at)
    };
    (@fill $input:ident [$($field:ident)*]) => { $input.fill(&mut [$(&mut $field),*]) };
    (@fill $input:ident [$($field:ident)*] [closed $($declared:literal)*]) => {
        $input.fill_closed(&mut [$(&mut $field),*], &[$($declared),*])
    };
    (@fill $input:ident [$($field:ident)*] $rest:ident) => {
        $input.fill_with_rest(&mut [$(&mut $field),*], &mut $rest)
    };
    (@is_open) => { false };
    (@is_open $rest:ident) => { true };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@take required $input:ident $field:ident $($key:literal)?) => {
        // A plain `match` is checked faster than `?`, and there is one for every field.
        match $field {
            Some(value) => value,
            None => return $input.missing($crate::record!(@key $field $($key)?)),
        }
    };
    (@take nullable $($rest:tt)*) => { $crate::record!(@take required $($rest)*) };
    (@take optional $input:ident $field:ident $($key:literal)?) => { $field };
    (@take optional_nullable $input:ident $field:ident $($key:literal)?) => { $field.flatten() };
    (@take patch $input:ident $field:ident $($key:literal)?) => { $field.unwrap_or_default() };
}
