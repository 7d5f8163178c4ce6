//! Operations with one method and one path (OpenAPI 3.0.3, Paths Object, "Path Templating Matching"): what tells their requests apart.
//!
//! OpenAPI has no such operations. Documents have them all the same, by templates that differ in the names of parameters only, or by a
//! fragment behind the path, which HTTP does not send (RFC 9110, section 7.1): `/#Action=Start` and `/#Action=Stop` are both `/`.

use std::collections::HashMap;

use super::Lowering;
use super::media_type::essence;
use crate::diagnostic::Code;
use crate::model::{Demand, Kind, Location, Operation, Parameter, Shape, Told};

impl Lowering<'_> {
    /// Says of each operation how its requests are told from those of the others. Of two that cannot be told apart a client can call both,
    /// and a server serves the first.
    pub(super) fn tell_apart(&mut self, operations: &mut [Operation]) {
        let mut routes: HashMap<(String, String), Vec<usize>> = HashMap::new();
        for (index, operation) in operations.iter().enumerate() {
            routes.entry(operation.route()).or_default().push(index);
        }
        let mut routes: Vec<Vec<usize>> = routes.into_values().filter(|it| it.len() > 1).collect();
        // In the document's order, as everything that is reported.
        routes.sort();
        for route in routes {
            let members = || route.iter().filter_map(|index| operations.get(*index));
            // Where all of them have a body, one that need not be there tells them apart as well.
            let have_bodies = members().all(|operation| operation.body.is_some());
            let demands: Vec<Vec<Demand>> = members()
                .map(|operation| self.route_demands(operation, have_bodies))
                .collect();
            let is_common = |demand: &Demand| demands.iter().all(|all| all.contains(demand));
            // Where all of them want something, the first one with a body says what is wrong with a body that none of them takes.
            let wants_nothing = |all: &Vec<Demand>| all.iter().all(is_common);
            let mut has_fallback = demands.iter().any(wants_nothing);
            // What asks for nothing would lose its requests to a range that its media type is in, or to one with other parameters.
            let overlap = overlap(&demands);
            let mut known: Vec<(Vec<&Demand>, String)> = Vec::new();
            for (index, all) in route.iter().zip(&demands) {
                let Some(operation) = operations.get_mut(*index) else {
                    continue;
                };
                let own: Vec<&Demand> = all.iter().filter(|it| !is_common(it)).collect();
                let other = known.iter().find(|(known, _)| is_same(known, &own));
                if let Some((_, other)) = other {
                    operation.told = Told::Never(other.clone());
                    let message = format!(
                        "{} {} takes the same requests as `{other}`, which a server serves in its place",
                        operation.method, operation.path
                    );
                    self.report
                        .add(Code::SameRoute, &operation.pointer, message);
                } else {
                    let is_kept = |demand: &&&Demand| {
                        has_fallback || overlap || !matches!(demand, Demand::Body(_))
                    };
                    let kept = own.iter().filter(is_kept).copied().cloned();
                    operation.told = Told::By(kept.collect());
                    has_fallback |= operation.body.is_some();
                    known.push((own, operation.id.clone()));
                }
            }
        }
    }

    /// What requests of an operation carry, each with its value where there is one only.
    fn route_demands(&self, operation: &Operation, have_bodies: bool) -> Vec<Demand> {
        let parameters = operation.parameters.iter();
        let parameters = parameters
            .filter(|it| it.required && matches!(it.location, Location::Query | Location::Header));
        let parameters = parameters.filter_map(|it| self.route_demand(it));
        let body = operation.body.iter();
        let body = body.filter(|body| body.required || have_bodies);
        let body = body.map(|body| Demand::Body(body.media_types().cloned().collect()));
        parameters.chain(body).collect()
    }

    /// A parameter as it can be looked for: one whose value stands under its own name.
    fn route_demand(&self, parameter: &Parameter) -> Option<Demand> {
        let value = match self.behind(&parameter.ty, 0).kind {
            Kind::String(_) | Kind::Integer(_) | Kind::Number | Kind::Boolean => None,
            Kind::Named(id) => match self.definitions.get(id.index()) {
                Some(Some(definition)) => match &definition.shape {
                    Shape::Enumeration(listed) => listed.only().map(str::to_owned),
                    _ => return None,
                },
                _ => return None,
            },
            _ => return None,
        };
        Some(Demand::Parameter {
            location: parameter.location,
            name: parameter.name.clone(),
            value,
        })
    }
}

/// Whether a body that one operation asks for may be taken for that of another one: a range of media types is among them, or two that differ
/// in their parameters.
fn overlap(demands: &[Vec<Demand>]) -> bool {
    let mut owners: HashMap<String, usize> = HashMap::new();
    let bodies = demands.iter().enumerate().flat_map(|(index, all)| {
        let media_types = all.iter().filter_map(|demand| match demand {
            Demand::Body(media_types) => Some(media_types),
            Demand::Parameter { .. } => None,
        });
        media_types
            .flatten()
            .map(move |media_type| (index, media_type))
    });
    for (index, media_type) in bodies {
        let owner = *owners.entry(essence(media_type)).or_insert(index);
        if owner != index || media_type.contains('*') {
            return true;
        }
    }
    false
}

/// Whether two operations ask for the same, in whatever order.
fn is_same(one: &[&Demand], other: &[&Demand]) -> bool {
    one.len() == other.len() && one.iter().all(|demand| other.contains(demand))
}
