//! Paths with more behind them than a path: a fragment, or a query (RFC 3986, sections 3.4 and 3.5). Paths of OpenAPI have neither (OpenAPI
//! 3.0.3, Paths Object).

use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Definition, Docs, EnumValue, Enumeration, Kind, Location, Owner, Parameter, Shape,
    StringFormat, Style, Type, TypeId,
};

impl Lowering<'_> {
    /// The path as requests have it. What stands in its query becomes parameters.
    pub(super) fn sent_path<'p>(
        &mut self,
        path: &'p str,
        at: &Pointer,
        owner: Owner,
        parameters: &mut Vec<Parameter>,
    ) -> &'p str {
        let path = self.without_fragment(path, at);
        let Some((sent, query)) = path.split_once('?') else {
            return path;
        };
        let message =
            format!("{path} is {sent} in requests, with query parameters for the rest of it");
        self.report.add(Code::PathQuery, at, message);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let is_declared = |it: &Parameter| it.location == Location::Query && it.name == name;
            // A name that is a parameter itself has no counterpart.
            if name.contains('{') || parameters.iter().any(is_declared) {
                continue;
            }
            let inner = value
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'));
            let in_path = |it: &&mut Parameter| {
                it.location == Location::Path && Some(it.name.as_str()) == inner
            };
            if let Some(declared) = parameters.iter_mut().find(in_path) {
                name.clone_into(&mut declared.name);
                declared.location = Location::Query;
                declared.style = Style::usual(Location::Query);
                continue;
            }
            let ty = if value.contains('{') {
                Type::new(Kind::String(StringFormat::Text))
            } else {
                self.only(value, name, at, owner)
            };
            parameters.push(Parameter {
                name: name.to_owned(),
                pointer: at.clone(),
                location: Location::Query,
                required: true,
                docs: Docs::default(),
                ty,
                style: Style::usual(Location::Query),
                allow_reserved: false,
                allow_empty: false,
                default: None,
            });
        }
        sent
    }

    /// The path without a fragment, by which some documents tell operations apart: it is for their readers and never sent (RFC 9110,
    /// section 7.1). Parameters in it can only mean that the `#` is a part of the path.
    fn without_fragment<'p>(&mut self, path: &'p str, at: &Pointer) -> &'p str {
        match path.split_once('#') {
            Some((sent, fragment)) if !fragment.contains('{') => {
                let message = format!("{path} is {sent} in requests: a fragment is not sent");
                self.report.add(Code::PathFragment, at, message);
                sent
            }
            _ => path,
        }
    }

    /// A type with this value alone.
    fn only(&mut self, value: &str, name: &str, at: &Pointer, owner: Owner) -> Type {
        let id = TypeId::new(self.definitions.len());
        let value = value.to_owned();
        self.definitions.push(Some(Definition {
            is_listed: false,
            origin: Place::of(owner, name).origin(),
            // There is no schema; a place of its own keeps its name apart from others.
            pointer: at.join("parameters").join(name),
            docs: Docs::default(),
            shape: Shape::Enumeration(Enumeration {
                values: vec![EnumValue { value }],
                is_open: false,
            }),
            example: None,
        }));
        Type::new(Kind::Named(id))
    }
}
