//! Operations with one method and one path: what a server tells them apart by.

use super::rust::Demand;
use crate::model::{Location, Told};

/// What a server looks for to tell the operation from others on its path.
pub(super) fn demands(told: &Told) -> Vec<Demand> {
    match told {
        Told::ByPath => Vec::new(),
        Told::Never(_) => vec![Demand::Never],
        Told::By(demands) => demands
            .iter()
            .filter_map(|demand| {
                let (name, value) = (demand.name.clone(), demand.value.clone());
                match demand.location {
                    Location::Query => Some(Demand::Query(name, value)),
                    Location::Header => Some(Demand::Header(name, value)),
                    Location::Path | Location::Cookie => None,
                }
            })
            .collect(),
    }
}

/// Which operation stands in its way.
pub(super) fn docs(told: &Told) -> Vec<String> {
    match told {
        Told::Never(other) => vec![format!(
            "The server takes its requests for those of `{}`.",
            other.replace('`', "")
        )],
        Told::ByPath | Told::By(_) => Vec::new(),
    }
}
