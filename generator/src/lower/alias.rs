//! Aliases that lead back to themselves: a name for a list of itself, or for nothing at all.

use super::Lowering;
use crate::diagnostic::Code;
use crate::model::{Definition, Kind, Shape, Type, TypeId};

impl Lowering<'_> {
    /// Puts raw JSON where an alias contains itself through aliases, lists and maps alone, and reports it.
    pub(super) fn cut_circles(&mut self) {
        for index in 0..self.definitions.len() {
            let id = TypeId::new(index);
            let Some(Some(Definition {
                shape: Shape::Alias(ty),
                pointer,
                ..
            })) = self.definitions.get(index)
            else {
                continue;
            };
            let mut ty = ty.clone();
            if !self.cut(&mut ty, id) {
                continue;
            }
            let pointer = pointer.clone();
            if ty.kind == Kind::Any {
                self.report.add(
                    Code::BrokenReference,
                    &pointer,
                    "the references go round in a circle",
                );
            } else {
                let message =
                    "it contains itself without an object in between; the inner value is raw JSON";
                self.report.add(Code::ContainsItself, &pointer, message);
            }
            if let Some(Some(definition)) = self.definitions.get_mut(index) {
                definition.shape = Shape::Alias(ty);
            }
        }
    }

    /// Replaces what leads from `ty` back to `id`; says whether there was anything.
    fn cut(&self, ty: &mut Type, id: TypeId) -> bool {
        match &mut ty.kind {
            Kind::Array(inner) | Kind::Map(inner) => self.cut(inner, id),
            Kind::Named(target) if self.leads_to(*target, id, self.definitions.len()) => {
                *ty = Type::new(Kind::Any);
                true
            }
            _ => false,
        }
    }

    /// Whether `from` is `id` or an alias of something that contains it, `steps` being the most aliases in a row.
    fn leads_to(&self, from: TypeId, id: TypeId, steps: usize) -> bool {
        if from == id {
            return true;
        }
        match self.definitions.get(from.index()) {
            Some(Some(Definition {
                shape: Shape::Alias(ty),
                ..
            })) if steps > 0 => {
                innermost(ty).is_some_and(|next| self.leads_to(next, id, steps - 1))
            }
            _ => false,
        }
    }
}

fn innermost(ty: &Type) -> Option<TypeId> {
    match &ty.kind {
        Kind::Array(inner) | Kind::Map(inner) => innermost(inner),
        Kind::Named(id) => Some(*id),
        _ => None,
    }
}
