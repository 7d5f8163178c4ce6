// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The tables that make an enum a union.

/// Gives an enum of objects its serde implementations, from the key of the tag and a table with one line per variant:
/// `Variant: "tag"`, or `Variant: "tag" | "other"` for one that is itself a union, whose value has its tag. The last line `..Variant` names
/// the variant that keeps an object with another tag. `absent Variant` behind the table names the one that an object without the tag is,
/// `other Variant` the one that an object with another tag is.
#[macro_export]
macro_rules! tagged_union {
    (
        $name:ident $tag:literal { $($variant:ident: $($text:literal)|+,)* ..$unknown:ident }
        $(absent $absent:ident $(other $other:ident)?)?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            #[allow(unreachable_patterns, reason = "where another tag is that of a variant, none is unknown")]
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let is_required = <[&str]>::is_empty(&[$(stringify!($absent))?]);
                static KNOWN: $crate::runtime::unions::Known = $crate::runtime::unions::Known::new();
                let known = KNOWN.of::<Self>();
                let (tag, value) =
                    $crate::runtime::unions::read_tagged(deserializer, $tag, is_required, known)?;
                match tag.as_deref() {
                    $($(Some($text))|+ => $crate::runtime::unions::variant(&value).map(Self::$variant),)*
                    $(
                        None => $crate::runtime::unions::variant(&value).map(Self::$absent),
                        $(Some(_) => $crate::runtime::unions::variant(&value).map(Self::$other),)?
                    )?
                    _ => Ok(Self::$unknown(value.into_json())),
                }
            }
        }

        impl ::serde::Serialize for $name {
            #[allow(unreachable_patterns, reason = "a variant that needs no tag comes first")]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$absent(variant) => ::serde::Serialize::serialize(variant, serializer),)?
                    $(Self::$variant(variant) => {
                        $crate::runtime::unions::write_tagged(serializer, $tag, &[$($text),+], variant)
                    })*
                    Self::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl $crate::runtime::Validate for $name {
            // A client checks nothing and need not compile it.
            #[inline]
            fn check(&self, rule: &$crate::runtime::Rule<'_>, at: &mut $crate::runtime::Checks<'_>) {
                match self {
                    $(Self::$variant(variant) => $crate::runtime::Validate::check(variant, rule, at),)*
                    Self::$unknown(_) => $crate::runtime::unions::check_tag(at, $tag, &[$($($text),+),*]),
                }
            }

            fn is_unknown(&self) -> bool {
                match self {
                    $(Self::$variant(variant) => $crate::runtime::Validate::is_unknown(variant),)*
                    Self::$unknown(_) => true,
                }
            }

            fn members(known: &mut $crate::runtime::unions::Members) -> bool {
                known.tagged::<Self>($tag, &[$($crate::runtime::unions::of_variant(Self::$variant)),*])
            }
        }
    };
}

/// Gives an enum its serde implementations, from a table with one line per variant: `Variant: Pick`, in the order in
/// which they are asked, those on trial last. `Variant: Pick => rule` limits the value too. The last line `..Variant` names the variant that keeps a value which none takes.
#[macro_export]
macro_rules! untagged_union {
    ($name:ident { $($variant:ident: $pick:expr $(=> $rule:expr)?,)* ..$unknown:ident }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                static KNOWN: $crate::runtime::unions::Known = $crate::runtime::unions::Known::new();
                let known = KNOWN.of::<Self>();
                let value = $crate::runtime::unions::read(deserializer, &[$($pick),*], known)?;
                let trial = $crate::runtime::unions::Trial::of::<Self>(&value);
                if trial.is_refused() {
                    return Err($crate::runtime::unions::refusal());
                }
                let mut refused = None;
                $(
                    if trial.includes(stringify!($variant))
                        && let Some(variant) = $crate::runtime::unions::claim($pick, &value, &mut refused)?
                    {
                        trial.end(Some(stringify!($variant)), false);
                        return Ok(Self::$variant(variant));
                    }
                )*
                let mut best: Option<($crate::runtime::unions::Fit, &'static str, Self)> = None;
                $(
                    if trial.includes(stringify!($variant))
                        && let Some((fit, variant)) = $crate::runtime::unions::attempt(
                            $pick,
                            &value,
                            $crate::untagged_union!(@limits $(&$rule)?),
                        )
                        && best.as_ref().is_none_or(|(most, ..)| fit > *most)
                    {
                        best = Some((fit, stringify!($variant), Self::$variant(variant)));
                    }
                )*
                trial.end(best.as_ref().map(|(_, variant, _)| *variant), refused.is_some());
                match (best, refused) {
                    (Some((_, _, variant)), _) => Ok(variant),
                    (None, Some(refused)) => Err(refused),
                    (None, None) => Ok(Self::$unknown(value.into_json())),
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(variant) => ::serde::Serialize::serialize(variant, serializer),)*
                    Self::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl $crate::runtime::Validate for $name {
            // A client checks nothing and need not compile it.
            #[inline]
            fn check(&self, rule: &$crate::runtime::Rule<'_>, at: &mut $crate::runtime::Checks<'_>) {
                // Where all variants have limits of their own, nothing uses it.
                let _ = rule;
                match self {
                    $(Self::$variant(variant) => {
                        $crate::runtime::Validate::check(variant, $crate::untagged_union!(@rule rule $(&$rule)?), at);
                    })*
                    Self::$unknown(_) => at.violate("must be one of the documented alternatives"),
                }
            }

            fn is_unknown(&self) -> bool {
                match self {
                    $(Self::$variant(variant) => $crate::runtime::Validate::is_unknown(variant),)*
                    Self::$unknown(_) => true,
                }
            }

            fn members(known: &mut $crate::runtime::unions::Members) -> bool {
                known.untagged::<Self>(&[$($crate::runtime::unions::of_variant(Self::$variant)),*])
            }
        }
    };
    (@limits) => { &$crate::runtime::Rule::new() };
    (@limits $own:expr) => { $own };
    (@rule $outer:ident) => { $outer };
    (@rule $outer:ident $own:expr) => { $own };
}
