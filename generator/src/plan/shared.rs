//! Shared enumerations: a parameter whose values are written out, although a component lists the same ones, has the component's type.
//!
//! Only parameters: what lists the same values within a schema may mean something else and grow on its own. The order of the values does
//! not matter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::analysis::{View, named};
use super::ident::variant_name;
use super::names::place;
use crate::model::{Api, Enumeration, Origin, Parameter, Shape, TypeId};

/// The components that stand for the enumerations of parameters.
#[derive(Debug, Default)]
pub struct Shared {
    by_inline: HashMap<TypeId, TypeId>,
}

impl Shared {
    /// Finds them, `kept` being the names that places had before: an enumeration that had a name of its own keeps it.
    #[must_use]
    pub fn new(api: &Api, kept: &BTreeMap<String, String>) -> Self {
        let mut components: HashMap<Values<'_>, Vec<(TypeId, &str)>> = HashMap::new();
        for (index, definition) in api.types.iter().enumerate() {
            if let (Origin::Component(name), Shape::Enumeration(listed)) =
                (&definition.origin, &definition.shape)
            {
                let alike = components.entry(values(listed)).or_default();
                alike.push((TypeId::new(index), name));
            }
        }
        let parameters = api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        let shared = parameters.filter_map(|parameter| {
            let id = named(&parameter.ty)?;
            let definition = api.definition(id)?;
            let (Origin::Inline { .. }, Shape::Enumeration(listed)) =
                (&definition.origin, &definition.shape)
            else {
                return None;
            };
            let alike = components.get(&values(listed))?;
            let component = match kept.get(&place(api, definition, View::Whole)) {
                Some(name) => known(alike, name, kept),
                None => fitting(alike, parameter),
            };
            Some((id, component?))
        });
        Self {
            by_inline: shared.collect(),
        }
    }

    /// The component that stands for an enumeration of a parameter.
    #[must_use]
    pub fn component(&self, id: TypeId) -> Option<TypeId> {
        self.by_inline.get(&id).copied()
    }

    /// All of them: the enumeration of the parameter, and the component.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, TypeId)> {
        self.by_inline
            .iter()
            .map(|(inline, component)| (*inline, *component))
    }
}

/// Whether there are others, and those that are listed.
type Values<'a> = (bool, BTreeSet<&'a str>);

fn values(listed: &Enumeration) -> Values<'_> {
    let values = listed.values.iter();
    (
        listed.is_open,
        values.map(|value| value.value.as_str()).collect(),
    )
}

/// The component that gave the parameter its type before.
fn known(alike: &[(TypeId, &str)], name: &str, kept: &BTreeMap<String, String>) -> Option<TypeId> {
    let same = |(_, component): &&(TypeId, &str)| kept.get(*component).is_some_and(|it| it == name);
    alike.iter().find(same).map(|(id, _)| *id)
}

/// The only component, or of several the only one that is called like the parameter.
fn fitting(alike: &[(TypeId, &str)], parameter: &Parameter) -> Option<TypeId> {
    if let [(id, _)] = alike {
        return Some(*id);
    }
    let name = variant_name(&parameter.name);
    let mut called_so = alike
        .iter()
        .filter(|(_, component)| component.contains(&name));
    match (called_so.next(), called_so.next()) {
        (Some((id, _)), None) => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{Config, Input, NamesLock, generate};

    /// The names of a document with one parameter and these components, all with enumerations, after these names.
    fn names(parameter: &str, components: &[(&str, &str)], kept: &NamesLock) -> NamesLock {
        let listed = |values: &str| format!(r#"{{"type": "string", "enum": [{values}]}}"#);
        let components: Vec<String> = components
            .iter()
            .map(|(name, values)| format!(r#""{name}": {}"#, listed(values)))
            .collect();
        let text = format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}}, "paths": {{"/": {{"get": {{"operationId": "look",
            "parameters": [{{"name": "mode", "in": "query", "schema": {}}}], "responses": {{"204": {{"description": ""}}}}}}}}}},
            "components": {{"schemas": {{{}}}}}}}"#,
            listed(parameter),
            components.join(", "),
        );
        let config = Config {
            kept: kept.clone(),
            ..Config::default()
        };
        let input = Input::new("t.json", text.as_bytes());
        generate(&input, &config).names
    }

    fn types(names: &NamesLock) -> Vec<(&str, &str)> {
        let names: &BTreeMap<String, String> = &names.types;
        names
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect()
    }

    const AB: &str = r#""a", "b""#;
    const BA: &str = r#""b", "a""#;
    const ABC: &str = r#""a", "b", "c""#;

    #[test]
    fn a_type_of_its_own_stays_when_a_component_becomes_like_it() {
        let first = names(AB, &[("First", ABC)], &NamesLock::default());
        assert_eq!(
            types(&first),
            [("First", "First"), ("look > mode", "LookMode")]
        );
        let second = names(AB, &[("First", AB)], &first);
        assert_eq!(types(&second), types(&first));
    }

    #[test]
    fn a_component_stays_when_another_one_becomes_like_it() {
        let first = names(AB, &[("First", BA)], &NamesLock::default());
        assert_eq!(
            types(&first),
            [("First", "First"), ("look > mode", "First")]
        );
        let second = names(AB, &[("AMode", AB), ("First", AB)], &first);
        assert_eq!(types(&second)[1..], types(&first));
        // Without the name of before it would be the one that is called like the parameter.
        let fresh = names(AB, &[("AMode", AB), ("First", AB)], &NamesLock::default());
        assert_eq!(types(&fresh)[2], ("look > mode", "AMode"));
    }

    #[test]
    fn a_component_keeps_its_name_when_it_grows_apart() {
        let first = names(AB, &[("zoom", AB)], &NamesLock::default());
        assert_eq!(types(&first), [("look > mode", "Zoom"), ("zoom", "Zoom")]);
        let second = names(AB, &[("zoom", ABC)], &first);
        assert_eq!(
            types(&second),
            [("look > mode", "LookMode"), ("zoom", "Zoom")]
        );
    }
}
