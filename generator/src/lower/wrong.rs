//! What is other than the document says: fields, as `[fields]` says, and schemas that a type of another crate stands for.

use std::collections::BTreeSet;

use crate::config::{Config, Fields};
use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{Api, Field, Kind, Origin, Shape, Type};

/// The API as servers speak it. What a schema says for which `[types.schemas]` has a type is that type's business, so it is any value here.
/// An entry that names nothing is reported.
pub(super) fn corrected(mut api: Api, config: &Config, report: &mut Report) -> Api {
    let foreign = &config.types.schemas;
    let mut idle: BTreeSet<&String> = foreign.keys().collect();
    for definition in &mut api.types {
        if let Origin::Component(name) = &definition.origin
            && foreign.contains_key(name)
        {
            idle.remove(name);
            definition.shape = Shape::Alias(Type::new(Kind::Any));
        }
    }
    let at = Pointer::of_file("oasmith.toml")
        .join("types")
        .join("schemas");
    for name in idle {
        let message = format!("there is no component `{name}`");
        report.add(Code::Setting, &at.join(name), message);
    }
    with_fields(api, &config.fields, report)
}

fn with_fields(mut api: Api, fields: &Fields, report: &mut Report) -> Api {
    if *fields == Fields::default() {
        return api;
    }
    let mut nullable: BTreeSet<&String> = fields.nullable.iter().collect();
    let mut optional: BTreeSet<&String> = fields.optional.iter().collect();
    for field in api
        .types
        .iter_mut()
        .flat_map(|definition| match &mut definition.shape {
            Shape::Object(object) => object.fields.as_mut_slice(),
            _ => &mut [],
        })
    {
        let Field {
            pointer,
            ty,
            required,
            ..
        } = field;
        let place = pointer.to_string();
        if fields.nullable.contains(&place) {
            ty.nullable = true;
            nullable.remove(&place);
        }
        if fields.optional.contains(&place) {
            *required = false;
            optional.remove(&place);
        }
    }
    let at = Pointer::of_file("oasmith.toml").join("fields");
    for (key, idle, all) in [
        ("nullable", nullable, &fields.nullable),
        ("optional", optional, &fields.optional),
    ] {
        for place in idle {
            let message = format!("there is no property at `{place}`");
            let index = all.iter().position(|it| it == place).unwrap_or_default();
            report.add(Code::Setting, &at.join(key).join(index), message);
        }
    }
    api
}
