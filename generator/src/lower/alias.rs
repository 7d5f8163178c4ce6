//! Aliases that lead back to themselves: a name for a list of itself, or for nothing at all.

use std::collections::BTreeSet;

use super::Lowering;
use crate::diagnostic::Code;
use crate::model::{Definition, Kind, Shape, Type, TypeId};

impl Lowering<'_> {
    /// Puts raw JSON where an alias contains itself through aliases, lists and maps alone, and reports it.
    pub(super) fn cut_circles(&mut self) {
        for index in self.circles() {
            let Some(Some(Definition {
                shape: Shape::Alias(ty),
                pointer,
                ..
            })) = self.definitions.get_mut(index)
            else {
                continue;
            };
            cut(ty);
            let (nothing_left, pointer) = (ty.kind == Kind::Any, pointer.clone());
            if nothing_left {
                let message = "the references go round in a circle";
                self.report.add(Code::BrokenReference, &pointer, message);
            } else {
                let message =
                    "it contains itself without an object in between; the inner value is raw JSON";
                self.report.add(Code::ContainsItself, &pointer, message);
            }
        }
    }

    /// The first alias of each circle. An alias leads to one type at most, so that each is walked over once.
    fn circles(&self) -> BTreeSet<usize> {
        let mut firsts = BTreeSet::new();
        // In which walk each type was met.
        let mut walks: Vec<Option<usize>> = vec![None; self.definitions.len()];
        for walk in 0..self.definitions.len() {
            let mut way = Vec::new();
            let mut at = Some(TypeId::new(walk));
            while let Some(id) = at {
                match walks.get_mut(id.index()) {
                    Some(met @ None) => *met = Some(walk),
                    Some(Some(met)) if *met == walk => {
                        let circle = way.iter().skip_while(|step| **step != id.index());
                        firsts.extend(circle.min());
                        break;
                    }
                    _ => break,
                }
                way.push(id.index());
                at = self.next(id);
            }
        }
        firsts
    }

    /// The type that an alias leads to.
    fn next(&self, id: TypeId) -> Option<TypeId> {
        match self.definitions.get(id.index()) {
            Some(Some(Definition {
                shape: Shape::Alias(ty),
                ..
            })) => innermost(ty),
            _ => None,
        }
    }
}

/// Replaces what an alias leads to.
fn cut(ty: &mut Type) {
    match &mut ty.kind {
        Kind::Array(inner) | Kind::Map(inner) => cut(inner),
        _ => *ty = Type::new(Kind::Any),
    }
}

fn innermost(ty: &Type) -> Option<TypeId> {
    match &ty.kind {
        Kind::Array(inner) | Kind::Map(inner) => innermost(inner),
        Kind::Named(id) => Some(*id),
        _ => None,
    }
}
