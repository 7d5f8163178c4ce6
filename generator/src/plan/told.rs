//! Operations with one method and one path: what a server tells them apart by.

use super::rust::Demand;
use crate::model::{self, Location, Told};

/// What a server looks for to tell the operation from others on its path.
pub(super) fn demands(told: &Told) -> Vec<Demand> {
    match told {
        Told::ByPath => Vec::new(),
        Told::Never(_) => vec![Demand::Never],
        Told::By(demands) => demands
            .iter()
            .filter_map(|demand| match demand.clone() {
                model::Demand::Parameter {
                    location,
                    name,
                    value,
                } => match location {
                    Location::Query => Some(Demand::Query(name, value)),
                    Location::Header => Some(Demand::Header(name, value)),
                    Location::Path | Location::Cookie => None,
                },
                model::Demand::Body(media_types) => Some(Demand::Body(media_types)),
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
        Told::By(demands) => {
            let media_types = demands.iter().find_map(|demand| match demand {
                model::Demand::Body(media_types) => Some(media_types),
                model::Demand::Parameter { .. } => None,
            });
            let media_types = media_types.into_iter().flatten();
            let shown: Vec<String> = media_types
                .map(|media_type| format!("`{}`", media_type.replace('`', "")))
                .collect();
            if shown.is_empty() {
                return Vec::new();
            }
            vec![format!("The body is {}.", shown.join(" or "))]
        }
        Told::ByPath => Vec::new(),
    }
}
