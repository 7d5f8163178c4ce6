//! Fields about which the document is wrong, as `[fields]` says.

use std::collections::BTreeSet;

use crate::config::Fields;
use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{Api, Field, Shape};

/// The API with these fields as servers send them. An entry that names no property is reported.
pub(super) fn corrected(mut api: Api, fields: &Fields, report: &mut Report) -> Api {
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
