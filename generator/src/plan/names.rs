//! The names of all types and of the files they stand in, given in one pass.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;

use super::analysis::{Analysis, View};
use super::ident::{Scope, is_identifier, module_name, type_name};
use super::shared::Shared;
use crate::config;
use crate::diagnostic::{Code, Report};
use crate::lock::NamesLock;
use crate::model::{Api, Definition, Origin, Owner, Shape, TypeId};

/// What generated code calls by its short name: a generated type of one of these names would hide it.
const RESERVED_TYPES: &[&str] = &[
    // The prelude.
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "Self",
    // What the files of the types crate import.
    "BTreeMap",
    "DateTime",
    "Display",
    "FixedOffset",
    "Formatter",
    "NaiveDate",
    "Uuid",
    "Value",
    // The runtime of the types crate.
    "Checks",
    "DecodeError",
    "Deserialize",
    "Deserializer",
    "Empty",
    "EncodeError",
    "Failure",
    "File",
    "Binary",
    "Json",
    "Operation",
    "Patch",
    "Payload",
    "Pick",
    "Record",
    "Rule",
    "Security",
    "Serialize",
    "Serializer",
    "Text",
    "UnknownValue",
    "Validate",
    "Violation",
    "Violations",
];

/// Modules that every types crate has.
const RESERVED_MODULES: &[&str] = &[
    "chrono",
    "core",
    "errors",
    "operations",
    "runtime",
    "serde",
    "serde_json",
    "std",
    "successes",
    "uuid",
    "scalars",
    "lib",
    "main",
    "mod",
];

/// The name of every type in every view, and the module of every type.
#[derive(Debug)]
pub struct Names {
    types: HashMap<(TypeId, View), String>,
    modules: HashMap<TypeId, String>,
    /// The name of every type by its place, as `names.lock` has it.
    by_place: BTreeMap<String, String>,
    shared: Shared,
    /// The names that types left free, for what else stands at the crate root.
    pub scope: Scope,
}

impl Names {
    /// Names every type. A name that had to be changed is reported.
    #[must_use]
    pub fn new(
        api: &Api,
        analysis: &Analysis,
        chosen: &config::Names,
        kept: &NamesLock,
        report: &mut Report,
    ) -> Self {
        let shared = Shared::new(api, &kept.types);
        let kept = kept_types(api, analysis, &shared, &kept.types);
        let mut names = Self {
            types: HashMap::new(),
            modules: HashMap::new(),
            by_place: BTreeMap::new(),
            scope: Scope::with(RESERVED_TYPES)
                .keeping(kept.iter().map(|(place, name)| (place.as_str(), *name))),
            shared,
        };
        let wanted = Wanted::new(api, chosen);
        // What stands among the schemas comes before what is only referred to, and a component that is called as its type is before the
        // others, so that none of these takes its name.
        let mut order: Vec<usize> = (0..api.types.len()).collect();
        order.sort_by_cached_key(|index| {
            let definition = api.types.get(*index);
            let differs = definition.and_then(component_name).is_some_and(|name| {
                let type_name = wanted.by_component.get(name);
                type_name.is_none_or(|type_name| type_name != name)
            });
            (definition.is_some_and(|it| !it.is_listed), differs)
        });
        // Components before what is made up: neither an inline schema nor the request view of another one takes a component's name.
        for turn in [Turn::Components, Turn::Requests, Turn::Inline] {
            for (index, definition) in order
                .iter()
                .filter_map(|index| Some((*index, api.types.get(*index)?)))
                .filter(|(_, definition)| is_item(definition))
            {
                let id = TypeId::new(index);
                if names.shared.component(id).is_some() {
                    continue;
                }
                let name = wanted.name(&names, id, definition, api);
                for view in analysis
                    .views(id)
                    .iter()
                    .filter(|view| turn.names(definition, **view))
                {
                    names.take(api, (id, *view), definition, &name, report);
                }
            }
        }
        names.name_modules(api, &wanted);
        names.share(api);
        names
    }

    /// Gives the enumerations of parameters the names and modules of the components that stand for them.
    fn share(&mut self, api: &Api) {
        for (inline, component) in self.shared.iter() {
            let (Some(name), Some(definition)) = (
                self.types.get(&(component, View::Whole)).cloned(),
                api.definition(inline),
            ) else {
                continue;
            };
            let place = place(api, definition, View::Whole);
            self.by_place.insert(place, name.clone());
            self.types.insert((inline, View::Whole), name);
            if let Some(module) = self.modules.get(&component).cloned() {
                self.modules.insert(inline, module);
            }
        }
    }

    /// Whether a definition is an item of its own: not an inline alias, which is written out where it is used, nor an enumeration that a
    /// component stands for.
    #[must_use]
    pub fn has_item(&self, id: TypeId, definition: &Definition) -> bool {
        is_item(definition) && self.shared.component(id).is_none()
    }

    /// The name of a type in a view.
    #[must_use]
    pub fn type_name(&self, id: TypeId, view: View) -> &str {
        self.types.get(&(id, view)).map_or("Value", String::as_str)
    }

    /// The module in which a type stands.
    #[must_use]
    pub fn module(&self, id: TypeId) -> &str {
        self.modules.get(&id).map_or("types", String::as_str)
    }

    /// The name of every type by its place.
    #[must_use]
    pub fn by_place(&self) -> &BTreeMap<String, String> {
        &self.by_place
    }

    fn take(
        &mut self,
        api: &Api,
        (id, view): (TypeId, View),
        definition: &Definition,
        wanted: &str,
        report: &mut Report,
    ) {
        let place = place(api, definition, view);
        let given = self.scope.kept(&place).unwrap_or_else(|| {
            let wanted = match view {
                View::Whole | View::Response => wanted.to_owned(),
                View::Request => format!("{wanted}Request"),
            };
            let given = self.scope.take_camel(&wanted);
            if given != wanted {
                let message = format!("`{wanted}` is taken; the type is called `{given}`");
                report.add(Code::ChangedName, &definition.pointer, message);
            }
            given
        });
        self.by_place.insert(place, given.clone());
        self.types.insert((id, view), given);
    }

    /// Types of one family stand in one module: `Flow`, `FlowRequest`, `PatchedFlowRequest` and what is inline in them.
    fn name_modules(&mut self, api: &Api, wanted: &Wanted) {
        let mut scope = Scope::with(RESERVED_MODULES);
        let mut by_family: HashMap<String, String> = HashMap::new();
        for (index, definition) in api.types.iter().enumerate() {
            let id = TypeId::new(index);
            if self.shared.component(id).is_some() {
                continue;
            }
            let family = family(api, definition, wanted, self, id);
            let module = by_family
                .entry(family)
                .or_insert_with_key(|family| scope.take(&module_name(family)));
            self.modules.insert(id, module.clone());
        }
    }
}

/// Whose turn it is to be named.
#[derive(Clone, Copy)]
enum Turn {
    Components,
    Requests,
    Inline,
}

impl Turn {
    fn names(self, definition: &Definition, view: View) -> bool {
        let is_component = matches!(definition.origin, Origin::Component(_));
        match self {
            Self::Components => is_component && view != View::Request,
            Self::Requests => is_component && view == View::Request,
            Self::Inline => !is_component,
        }
    }
}

/// What `names.lock` calls a type: its component or the place of one that is not listed as such, or the way to it from the component or
/// operation that it stands in; and the view where there are two. Never an index of a list, which moves when the document grows.
pub(super) fn place(api: &Api, definition: &Definition, view: View) -> String {
    let place = way(api, definition, 0);
    match view {
        View::Whole | View::Response => place,
        View::Request => format!("{place} in requests"),
    }
}

/// The definitions that types stand for, by the types' names, as `by_place` (a table of `names.lock`) gives them. Of a type that is split by
/// direction, what is received comes before what is sent.
#[must_use]
pub fn types_by_name(api: &Api, by_place: &BTreeMap<String, String>) -> IndexMap<String, TypeId> {
    let mut types = IndexMap::new();
    for (index, definition) in api.types.iter().enumerate() {
        for view in [View::Whole, View::Request] {
            if let Some(name) = by_place.get(&place(api, definition, view)) {
                types.insert(name.clone(), TypeId::new(index));
            }
        }
    }
    types
}

fn way(api: &Api, definition: &Definition, depth: usize) -> String {
    match &definition.origin {
        Origin::Component(_) => definition.key().unwrap_or_default(),
        Origin::Inline { owner, step } => {
            let owner = match owner {
                Owner::Operation(_) | Owner::Hook(_) => api
                    .operation_of(*owner)
                    .map(|operation| operation.id.clone()),
                // An owner that stands in itself has no way.
                Owner::Type(owner) if depth < 64 => api
                    .definition(*owner)
                    .map(|owner| way(api, owner, depth + 1)),
                Owner::Type(_) => None,
                Owner::Document => return step.clone(),
            };
            format!("{} > {step}", owner.unwrap_or_default())
        }
    }
}

/// The kept names of the types that the document still has, those of components first: what stood for another place before gives way
/// where the two are no longer the same.
fn kept_types<'a>(
    api: &Api,
    analysis: &Analysis,
    shared: &Shared,
    kept: &'a BTreeMap<String, String>,
) -> Vec<(String, &'a String)> {
    let places = |components: bool| {
        let definitions = api.types.iter().enumerate();
        definitions
            .map(|(index, definition)| (TypeId::new(index), definition))
            .filter(move |(id, definition)| {
                is_item(definition)
                    && shared.component(*id).is_none()
                    && components == matches!(definition.origin, Origin::Component(_))
            })
            .flat_map(|(id, definition)| {
                let views = analysis.views(id).iter();
                views.map(|view| place(api, definition, *view))
            })
    };
    places(true)
        .chain(places(false))
        .filter_map(|place| {
            let name = kept.get(&place)?;
            Some((place, name))
        })
        .collect()
}

/// Whether a definition becomes an item: an inline alias is written out where it is used.
pub(super) fn is_item(definition: &Definition) -> bool {
    let inline = matches!(definition.origin, Origin::Inline { .. });
    !(inline && matches!(definition.shape, Shape::Alias(_)))
}

/// What the components would like to be called.
struct Wanted {
    by_component: HashMap<String, String>,
}

impl Wanted {
    /// Strips the configured endings where the result is free in all of the document.
    fn new(api: &Api, chosen: &config::Names) -> Self {
        let components: Vec<&str> = api.types.iter().filter_map(component_name).collect();
        let full: HashMap<&str, String> = components
            .iter()
            .map(|name| (*name, type_name(name)))
            .collect();
        let mut claims: HashMap<String, usize> = HashMap::new();
        for name in full.values().cloned().chain(
            full.values()
                .filter_map(|name| stripped(name, chosen).map(str::to_owned)),
        ) {
            *claims.entry(name).or_default() += 1;
        }
        let choose = |name: &String| match stripped(name, chosen) {
            Some(short) if claims.get(short) == Some(&1) && !RESERVED_TYPES.contains(&short) => {
                short.to_owned()
            }
            _ => name.clone(),
        };
        Self {
            by_component: full
                .iter()
                .map(|(name, full)| {
                    let given = chosen.schemas.get(*name).filter(|name| {
                        is_identifier(name) && !RESERVED_TYPES.contains(&name.as_str())
                    });
                    let given = given.cloned();
                    ((*name).to_owned(), given.unwrap_or_else(|| choose(full)))
                })
                .collect(),
        }
    }

    fn name(&self, names: &Names, id: TypeId, definition: &Definition, api: &Api) -> String {
        match &definition.origin {
            Origin::Component(name) => self
                .by_component
                .get(name)
                .cloned()
                .unwrap_or_else(|| type_name(name)),
            Origin::Inline { owner, step } => {
                let step = super::ident::variant_name(step);
                match owner {
                    Owner::Type(owner) if *owner != id => {
                        let owner = names.any_name(*owner, api);
                        format!("{owner}{step}")
                    }
                    Owner::Type(_) | Owner::Document => step,
                    Owner::Operation(_) | Owner::Hook(_) => {
                        let operation = api
                            .operation_of(*owner)
                            .map_or("", |operation| operation.id.as_str());
                        format!("{}{step}", super::ident::variant_name(operation))
                    }
                }
            }
        }
    }
}

impl Names {
    /// The name of a type in whichever view it has.
    fn any_name(&self, id: TypeId, api: &Api) -> String {
        let named = [View::Whole, View::Response]
            .into_iter()
            .find_map(|view| self.types.get(&(id, view)));
        named.cloned().unwrap_or_else(|| {
            api.definition(id)
                .and_then(component_name)
                .map_or_else(|| "Inline".to_owned(), type_name)
        })
    }
}

/// The name without the first of the configured endings that it has.
fn stripped<'a>(name: &'a str, chosen: &config::Names) -> Option<&'a str> {
    let endings = chosen.strip_suffix.iter();
    endings
        .filter_map(|ending| name.strip_suffix(ending.as_str()))
        .find(|rest| !rest.is_empty())
}

fn component_name(definition: &Definition) -> Option<&str> {
    match &definition.origin {
        Origin::Component(name) => Some(name),
        Origin::Inline { .. } => None,
    }
}

/// The family of a type: its component without `Patched` and `Request`, where there is a component of that name.
fn family(
    api: &Api,
    definition: &Definition,
    wanted: &Wanted,
    names: &Names,
    id: TypeId,
) -> String {
    match &definition.origin {
        Origin::Component(name) => {
            let base = name.strip_prefix("Patched").unwrap_or(name);
            let base = base.strip_suffix("Request").unwrap_or(base);
            let family = if wanted.by_component.contains_key(base) {
                base
            } else {
                name
            };
            wanted
                .by_component
                .get(family)
                .cloned()
                .unwrap_or_else(|| name.clone())
        }
        Origin::Inline {
            owner: Owner::Type(owner),
            ..
        } if owner.index() < id.index() => match api.definition(*owner) {
            Some(owner_definition) => family(api, owner_definition, wanted, names, *owner),
            None => names.any_name(id, api),
        },
        Origin::Inline { .. } => names.any_name(id, api),
    }
}
