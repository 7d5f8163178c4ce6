//! What the notation of a parameter or a form can tell: samples that it cannot are not sent.

use oasmith::model::{Api, Content, Field, Form, Kind, Layout, Location, Parameter, Shape, Type};
use serde_json::Value;

/// The values of a form without what it cannot tell, if that need not be there: nothing is sent for a list without items, and one item of a
/// list is the item to a union of both. A form that is a text has lists and objects inside of members, for which the same is true, and so
/// may a form with `encoding`, in which an empty object is nothing, too.
pub(super) fn told(api: &Api, ty: &Type, values: &[Value], content: &Content) -> Vec<Value> {
    let is_text = matches!(content.form, Form::UrlEncoded(_));
    let in_parts = !content.encodings.is_empty();
    let is_whole = |value: &Value| {
        (!is_text || can_be_told(value)) && (!in_parts || has_no_empty_member(value))
    };
    let object = match api.resolve(ty).kind {
        Kind::Named(id) => api.definition(id).map(|it| &it.shape),
        _ => None,
    };
    let Some(Shape::Object(object)) = object else {
        let told = values.iter().filter(|value| is_whole(value));
        return told.cloned().collect();
    };
    let is_union = |field: &Field| match api.resolve(&field.ty).kind {
        Kind::Named(id) => matches!(
            api.definition(id).map(|it| &it.shape),
            Some(Shape::Union(_))
        ),
        _ => false,
    };
    let is_told = |field: &Field, member: &Value| {
        let items = member.as_array().map(Vec::len);
        items != Some(0) && (items != Some(1) || !is_union(field)) && is_whole(member)
    };
    let mut left: Vec<Value> = Vec::new();
    'values: for value in values {
        let mut value = value.clone();
        for field in &object.fields {
            let member = value.get(&field.name);
            if member.is_none_or(|member| is_told(field, member)) {
                continue;
            }
            if field.required {
                continue 'values;
            }
            if let Some(members) = value.as_object_mut() {
                members.remove(&field.name);
            }
        }
        if !left.contains(&value) {
            left.push(value);
        }
    }
    left
}

/// Whether names and texts can hold all of a value. A name that is empty cannot stand between brackets.
fn can_be_told(value: &Value) -> bool {
    match value {
        Value::Object(members) => members
            .iter()
            .all(|(key, member)| !key.is_empty() && can_be_told(member)),
        Value::Array(items) => !items.is_empty() && items.iter().all(can_be_told),
        _ => true,
    }
}

fn has_no_empty_member(value: &Value) -> bool {
    match value {
        Value::Object(members) => !members.is_empty() && members.values().all(has_no_empty_member),
        Value::Array(items) => items.iter().all(has_no_empty_member),
        _ => true,
    }
}

/// Whether what is sent for a value is all of it: an empty list and an empty object are not, nor is `null` told from an empty text.
pub(super) fn is_sent(parameter: &Parameter, value: &Value) -> bool {
    match value {
        Value::Null => false,
        // A path with nothing between two slashes is another one.
        Value::String(text) if parameter.location == Location::Path => !text.is_empty(),
        Value::String(text) => match parameter.style.layout {
            // A query that is empty is none.
            Layout::Whole => !text.is_empty(),
            Layout::Cookie => text.chars().all(|c| c.is_ascii_graphic() && c != ';'),
            _ => true,
        },
        Value::Array(items) => {
            !items.is_empty()
                && items
                    .iter()
                    .all(|item| is_sent(parameter, item) && !is_cut(parameter, item))
        }
        Value::Object(members) => {
            let mut members = members.iter();
            members.len() > 0
                && members.all(|(key, member)| {
                    is_sent(parameter, member)
                        && !is_cut(parameter, member)
                        && !is_cut(parameter, &Value::from(key.as_str()))
                })
        }
        _ => true,
    }
}

/// Whether an item has a character that the style of its list uses itself.
pub(super) fn is_cut(parameter: &Parameter, item: &Value) -> bool {
    let separator = match (parameter.style.layout, parameter.location) {
        (Layout::SpaceDelimited, _) => ' ',
        (Layout::PipeDelimited, _) => '|',
        (Layout::TabDelimited, _) => '\t',
        (Layout::DeepObject, _) => return item.as_str().is_some_and(str::is_empty),
        (_, Location::Header) | (Layout::Cookie, _) => ',',
        _ => return false,
    };
    let is_within = |text: &str| text.contains(separator) || text.is_empty();
    item.as_str().map_or_else(
        || is_within(&item.to_string()),
        |text| is_within(text) || text.trim() != text,
    )
}
