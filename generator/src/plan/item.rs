//! Items: structs, enums, unions and aliases.

use std::borrow::Cow;

use super::analysis::{Direction, View};
use super::docs;
use super::field;
use super::ident::{Scope, field_name, named_in_turn, variant_name};
use super::pick;
use super::rule;
use super::rust::{
    Alias, DefaultVariant, Enum, EnumVariant, Item, Pick, Presence, Rest, RustType, Struct, Union,
    UnionVariant,
};
use super::style;
use super::types::Index;
use crate::model::{self, Condition, Definition, EnumValue, Kind, Origin, Shape, TypeId};

/// Names that the methods and associated items of an enum use.
const RESERVED_VARIANTS: &[&str] = &["Self"];

/// What `names.lock` calls the variant for values that the document does not list.
pub const UNLISTED: &str = "*";

/// What `names.lock` calls a value: itself, unless it would be taken for those that are not listed.
#[must_use]
pub fn value_place(value: &str) -> Cow<'_, str> {
    if !value.is_empty() && value.chars().all(|c| c == '*') {
        format!("*{value}").into()
    } else {
        value.into()
    }
}

/// Plans one view of a definition.
#[must_use]
pub fn plan(index: Index<'_>, id: TypeId, definition: &Definition, view: View) -> Item {
    let name = index.names.type_name(id, view).to_owned();
    let headers = index.api.headers_of(id);
    let docs = match headers {
        Some(_) => vec!["Headers that the document declares for an answer.".to_owned()],
        None => item_docs(definition, &name),
    };
    let direction = index.direction(id, view);
    match &definition.shape {
        Shape::Object(object) => Item::Struct(Struct {
            headers: headers.map(|headers| style::headers(index.api, headers, object)),
            ..structure(index, id, view, object, name, docs)
        }),
        Shape::Enumeration(enumeration) => Item::Enum(enumerated(index, enumeration, name, docs)),
        Shape::Union(union) => Item::Union(alternatives(index, id, direction, union, name, docs)),
        Shape::Alias(ty) => Item::Alias(Alias {
            name,
            docs,
            ty: foreign(index, definition).unwrap_or_else(|| index.held(id, ty, direction)),
        }),
    }
}

/// The type of another crate that stands for a component.
fn foreign(index: Index<'_>, definition: &Definition) -> Option<RustType> {
    let Origin::Component(name) = &definition.origin else {
        return None;
    };
    let chosen = index.mapped.schemas.get(name)?;
    let path = chosen.ty.segments().map(str::to_owned).collect();
    Some(RustType::Foreign(path))
}

/// The document's words, and the schema's name where Rust has another one.
fn item_docs(definition: &Definition, name: &str) -> Vec<String> {
    let words = docs::lines(&definition.docs, name);
    let origin = match &definition.origin {
        Origin::Component(component) if component != name => {
            vec![format!("Schema `{}`.", component.replace('`', ""))]
        }
        // Every public item says what it is, even where the document does not.
        Origin::Component(component) if words.is_empty() => {
            vec![format!("Schema `{}`.", component.replace('`', ""))]
        }
        Origin::Inline { step, .. } if words.is_empty() => {
            vec![format!("The inline schema `{}`.", step.replace('`', ""))]
        }
        _ => Vec::new(),
    };
    docs::paragraphs([words, origin])
}

fn structure(
    index: Index<'_>,
    id: TypeId,
    view: View,
    object: &model::Object,
    name: String,
    docs: Vec<String>,
) -> Struct {
    let direction = index.direction(id, view);
    let visible = || {
        let fields = object.fields.iter();
        fields.filter(|field| field::is_visible(index, id, view, field.access))
    };
    let places: Vec<String> = if index.chosen.is_empty() {
        Vec::new()
    } else {
        visible().map(|field| field.pointer.to_string()).collect()
    };
    let chosen = places
        .iter()
        .filter_map(|place| Some((place.as_str(), index.chosen.get(place)?)));
    let mut scope = Scope::default().keeping(chosen);
    let fields = named_in_turn(
        visible(),
        |field| &field.name,
        field_name,
        |field| field::plan(index, id, direction, field, &mut scope),
    );
    let rest = rest(index, id, direction, &object.rest, &mut scope);
    // A member that does not travel this way cannot be asked about.
    let hidden = object.fields.iter();
    let hidden = hidden.filter(|field| !field::is_visible(index, id, view, field.access));
    let hidden: Vec<&str> = hidden.map(|field| field.name.as_str()).collect();
    let closed = match object.rest {
        model::Rest::Closed if direction == Direction::Request => {
            declared(index, id, object, &hidden)
        }
        _ => None,
    };
    let conditions = object.conditions.iter();
    let conditions = conditions.filter_map(|condition| condition.without(&hidden));
    let default = fields
        .iter()
        .all(|field| !matches!(field.presence, Presence::Required | Presence::Nullable));
    Struct {
        name,
        docs,
        default,
        fields,
        rest,
        closed,
        headers: None,
        condition: Condition::all(conditions).map(|all| all.schema().to_string()),
    }
}

/// The members of a closed object that it has no fields for: those that do not travel this way, which a sender of the whole object has
/// as well, and the tags by which unions know it. `None` where these are very many.
fn declared(
    index: Index<'_>,
    id: TypeId,
    object: &model::Object,
    hidden: &[&str],
) -> Option<Vec<String>> {
    let is_named = |tag: &&str| object.fields.iter().all(|field| field.name != *tag);
    let tags = index.analysis.tags(id)?.iter().map(String::as_str);
    let names = hidden.iter().copied().chain(tags.filter(is_named));
    Some(names.map(str::to_owned).collect())
}

fn rest(
    index: Index<'_>,
    id: TypeId,
    direction: Direction,
    rest: &model::Rest,
    scope: &mut Scope,
) -> Option<Rest> {
    let model::Rest::Typed(ty) = rest else {
        return None;
    };
    let values = RustType::Map(Box::new(index.held_element(id, ty, direction)));
    let name = if scope.is_free("additional") {
        "additional"
    } else {
        "additional_properties"
    };
    let map = model::Type::new(Kind::Map(Box::new(ty.clone())));
    Some(Rest {
        name: scope.take(name),
        ty: values,
        check: field::check(index, &map),
    })
}

fn enumerated(
    index: Index<'_>,
    enumeration: &model::Enumeration,
    name: String,
    docs: Vec<String>,
) -> Enum {
    let kept = index.kept.values.get(&name);
    let listed = |place: &str| {
        let mut values = enumeration.values.iter();
        place == UNLISTED || values.any(|value| value_place(&value.value) == place)
    };
    let kept = kept
        .into_iter()
        .flatten()
        .map(|(place, name)| (place.as_str(), name));
    let mut scope = Scope::with(RESERVED_VARIANTS).keeping(kept.filter(|(place, _)| listed(place)));
    let variants = named_in_turn(
        &enumeration.values,
        |value| &value.value,
        variant_name,
        |EnumValue { value }| EnumVariant {
            name: scope
                .kept(&value_place(value))
                .unwrap_or_else(|| scope.take_camel(&variant_name(value))),
            value: value.clone(),
        },
    );
    let unknown = scope.kept(UNLISTED).unwrap_or_else(|| unknown(&mut scope));
    Enum {
        name,
        docs,
        variants,
        unknown,
        is_open: enumeration.is_open,
    }
}

/// Whether values of a type may have more members one day. They stand behind a pointer, always: the variants differ in size, and a new field
/// must not change the type.
fn has_members(index: Index<'_>, ty: &model::Type) -> bool {
    let Kind::Named(id) = index.api.resolve(ty).kind else {
        return false;
    };
    let shape = index.api.definition(id).map(|it| &it.shape);
    !matches!(shape, Some(Shape::Enumeration(_)))
}

fn alternatives(
    index: Index<'_>,
    id: TypeId,
    direction: Direction,
    union: &model::Union,
    name: String,
    docs: Vec<String>,
) -> Union {
    let types: Vec<&model::Type> = union.variants.iter().map(|variant| &variant.ty).collect();
    let looks = pick::plan(index.api, &types);
    let mut scope = Scope::with(RESERVED_VARIANTS);
    let variants = union
        .variants
        .iter()
        .zip(looks)
        .map(|(variant, look)| {
            let ty = index.held(id, &variant.ty, direction);
            let is_untagged = variant.tags.is_empty();
            UnionVariant {
                name: scope.take_camel(within(&name, &alternative_name(&ty))),
                rule: if is_untagged {
                    rule::plan(index.api, &variant.ty)
                } else {
                    Vec::new()
                },
                pick: if variant.tags.is_empty() {
                    look
                } else {
                    Pick::Tags(variant.tags.clone())
                },
                ty: if has_members(index, &variant.ty) {
                    RustType::Boxed(Box::new(ty))
                } else {
                    ty
                },
            }
        })
        .collect::<Vec<UnionVariant>>();
    let default = union.default.and_then(|default| {
        Some(DefaultVariant {
            name: variants.get(default.index)?.name.clone(),
            takes_unlisted: default.takes_unlisted,
        })
    });
    let tag = match &union.pick {
        model::Pick::Tag(tag) => Some(tag.clone()),
        model::Pick::Unstated => None,
    };
    Union {
        name,
        docs,
        tag,
        variants,
        unknown: unknown(&mut scope),
        default,
    }
}

/// What a variant is called after its type.
fn alternative_name(ty: &RustType) -> String {
    match ty {
        RustType::Named(name) => name.clone(),
        RustType::Bool => "Boolean".to_owned(),
        RustType::I32 | RustType::I64 | RustType::U64 => "Integer".to_owned(),
        RustType::F64 => "Number".to_owned(),
        RustType::String => "Text".to_owned(),
        RustType::Uuid => "Uuid".to_owned(),
        RustType::DateTime => "DateTime".to_owned(),
        RustType::Date => "Date".to_owned(),
        RustType::Json => "Json".to_owned(),
        RustType::File => "File".to_owned(),
        RustType::Foreign(path) => path.last().cloned().unwrap_or_default(),
        RustType::Vec(item) => format!("{}List", alternative_name(item)),
        RustType::Map(value) => format!("{}Map", alternative_name(value)),
        RustType::Option(inner) | RustType::Patch(inner) | RustType::Boxed(inner) => {
            alternative_name(inner)
        }
    }
}

/// What a variant is called within its union: without the name of that, which an inline type has in front.
fn within<'n>(union: &str, variant: &'n str) -> &'n str {
    let own = variant.strip_prefix(union);
    own.filter(|own| own.starts_with(char::is_uppercase))
        .unwrap_or(variant)
}

/// A name for what the document does not list that no value of it has.
fn unknown(scope: &mut Scope) -> String {
    let free = ["Unknown", "Unlisted", "Unrecognized"]
        .into_iter()
        .find(|name| scope.is_free(name));
    scope.take_camel(free.unwrap_or("UnlistedValue"))
}
