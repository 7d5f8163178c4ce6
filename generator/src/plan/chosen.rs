//! Names that `[names]` chooses. They are put among the kept names before any is given, so that everything else gives way to them; those
//! that could not be given are reported afterwards.

use std::collections::BTreeMap;

use super::names::{Names, types_by_name};
use super::rust::{Item, Module};
use crate::config::Config;
use crate::diagnostic::{Code, Pointer, Report};
use crate::lock::NamesLock;
use crate::model::{Api, Field, Shape};

/// The names to keep, with the chosen ones of types and methods.
#[must_use]
pub fn before_names(config: &Config) -> NamesLock {
    let mut kept = config.kept.clone();
    for (place, name) in &config.names.schemas {
        choose_type(&mut kept, place, name);
        let requests = in_requests(place);
        if !config.names.schemas.contains_key(&requests) {
            choose_type(&mut kept, &requests, &format!("{name}Request"));
        }
    }
    for (id, name) in &config.names.operations {
        kept.operations.retain(|_, other| other != name);
        kept.operations.insert(id.clone(), name.clone());
    }
    kept
}

fn choose_type(kept: &mut NamesLock, place: &str, name: &str) {
    let old = kept.types.get(place).cloned();
    kept.types.retain(|other, it| other == place || it != name);
    if let Some(old) = old.filter(|old| old != name) {
        // Parameters may share the type of the component.
        for other in kept.types.values_mut().filter(|other| **other == old) {
            name.clone_into(other);
        }
        if let Some(values) = kept.values.remove(&old) {
            kept.values.insert(name.to_owned(), values);
        }
    }
    kept.types.insert(place.to_owned(), name.to_owned());
}

fn in_requests(place: &str) -> String {
    format!("{place} in requests")
}

/// The same with the chosen names of variants, now that their types have names.
#[must_use]
pub fn before_items(mut kept: NamesLock, names: &Names, config: &Config) -> NamesLock {
    for (place, chosen) in &config.names.values {
        let Some(name) = names.by_place().get(place) else {
            continue;
        };
        let values = kept.values.entry(name.clone()).or_default();
        values.retain(|_, variant| !chosen.values().any(|chosen| chosen == variant));
        values.extend(
            chosen
                .iter()
                .map(|(value, name)| (value.clone(), name.clone())),
        );
    }
    kept
}

/// Reports the chosen names that were not given: what they name is not there, or they are taken or no identifiers.
pub fn report_idle(
    api: &Api,
    config: &Config,
    given: &NamesLock,
    modules: &[Module],
    report: &mut Report,
) {
    let chosen = &config.names;
    let at = Pointer::of_file("oasmith.toml").join("names");
    let mut check = |at: Pointer, what: &str, wanted: &str, given: Option<&String>| {
        let message = match given {
            Some(given) if given == wanted => return,
            Some(given) => format!(
                "{what} cannot be called `{wanted}`, which is taken or no identifier of Rust; it is called `{given}`"
            ),
            None => format!("there is no {what}"),
        };
        report.add(Code::Setting, &at, message);
    };
    for (place, wanted) in &chosen.schemas {
        let what = format!("schema `{place}`");
        let at = at.join("schemas").join(place);
        check(at, &what, wanted, given.types.get(place));
    }
    for (id, wanted) in &chosen.operations {
        let what = format!("operation `{id}`");
        let at = at.join("operations").join(id);
        check(at, &what, wanted, given.operations.get(id));
    }
    for (place, values) in &chosen.values {
        let variants = given
            .types
            .get(place)
            .and_then(|name| given.values.get(name));
        for (value, wanted) in values {
            let what = format!("value `{value}` of a schema `{place}`");
            let at = at.join("values").join(place).join(value);
            check(at, &what, wanted, variants.and_then(|it| it.get(value)));
        }
    }
    let fields = if chosen.properties.is_empty() {
        BTreeMap::new()
    } else {
        fields(api, given, modules)
    };
    for (place, wanted) in &chosen.properties {
        let what = format!("property at `{place}`");
        let at = at.join("properties").join(place);
        let given = fields.get(place);
        let other = given.and_then(|names| names.iter().find(|name| *name != wanted));
        check(
            at,
            &what,
            wanted,
            other.or(given.and_then(|names| names.first())),
        );
    }
}

/// The names of fields, by the places of their properties: a property that several types have has several.
fn fields(api: &Api, given: &NamesLock, modules: &[Module]) -> BTreeMap<String, Vec<String>> {
    let ids = types_by_name(api, &given.types);
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in modules.iter().flat_map(|module| &module.items) {
        let definition = ids.get(item.name()).and_then(|id| api.definition(*id));
        let (Item::Struct(item), Some(Shape::Object(object))) =
            (item, definition.map(|definition| &definition.shape))
        else {
            continue;
        };
        for Field { name, pointer, .. } in &object.fields {
            let alike = item.fields.iter().filter(|field| field.wire == *name);
            let names = fields.entry(pointer.to_string()).or_default();
            names.extend(alike.map(|field| field.name.clone()));
        }
    }
    fields
}
