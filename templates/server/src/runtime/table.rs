//! Which handler serves a path and a method.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use http::request::Parts;

use super::context::Context;
use super::demand::Demand;
use super::endpoint::{self, Endpoint};
use super::input::Input;
#[cfg(feature = "mock")]
use super::mock::{self, Asked};
use super::reply::Replying;
use super::template::Template;
#[cfg(feature = "mock")]
use crate::types::runtime::Head;
use crate::types::runtime::Security;

/// An operation as the router sees it.
pub(super) struct Handler<S> {
    pub(super) id: &'static str,
    pub(super) method: &'static str,
    pub(super) security: Security,
    /// The names of the path parameters, in order.
    pub(super) names: Arc<[&'static str]>,
    /// Whether the body is handed over as it comes.
    pub(super) takes_stream: bool,
    /// What a request has to carry to be one of this operation rather than of another one here.
    demands: &'static [Demand],
    pub(super) serve: fn(Arc<S>, Arc<Context>, Input) -> Replying,
    /// The path template.
    #[cfg(feature = "mock")]
    path: &'static str,
    /// Tells how a body breaks what the document says of a success.
    #[cfg(feature = "mock")]
    holds: fn(Head<'_>, &[u8]) -> Result<(), String>,
}

impl<S: Send + Sync + 'static> Handler<S> {
    pub(super) fn of<O: Endpoint<S>>(names: Vec<&'static str>) -> Self {
        Self {
            id: O::ID,
            method: O::METHOD,
            security: O::SECURITY,
            names: names.into(),
            takes_stream: O::TAKES_STREAM,
            demands: O::DEMANDS,
            serve: |service, cx, input| Box::pin(endpoint::serve::<S, O>(service, cx, input)),
            #[cfg(feature = "mock")]
            path: O::PATH,
            #[cfg(feature = "mock")]
            holds: endpoint::holds::<O>,
        }
    }
}

#[cfg(feature = "mock")]
impl<S> Handler<S> {
    /// What the mock has to know of a request, should the service leave it out.
    pub(super) fn asked(&self, input: &Input) -> Asked {
        let (cx, segments, body) = input.sent();
        Asked {
            path: self.path,
            method: self.method,
            segments,
            json: mock::is_json(&cx).then_some(body),
            holds: self.holds,
            checks_answers: input.checks_answers(),
            cx,
        }
    }
}

// Not derived: that would ask for `S: Clone`.
impl<S> Clone for Handler<S> {
    fn clone(&self) -> Self {
        Self {
            names: Arc::clone(&self.names),
            ..*self
        }
    }
}

/// The handlers of one path, in the order in which they were added: one for each method, unless operations are told apart by what their
/// requests carry.
pub(super) struct Methods<S>(Vec<Handler<S>>);

impl<S> Methods<S> {
    /// The handler of a request; for a HEAD without one of its own that of GET (RFC 9110, section 9.3.2).
    pub(super) fn handler(&self, request: &Parts) -> Option<&Handler<S>> {
        let method = request.method.as_str();
        self.of(method, request)
            .or_else(|| self.of("GET", request).filter(|_| method == "HEAD"))
    }

    /// Of several handlers of a method the one whose demands are met, and of these the one that has most of them, or is most specific. Where
    /// none is, the first one that a request can reach says what is wrong.
    fn of(&self, method: &str, request: &Parts) -> Option<&Handler<S>> {
        let all = || self.0.iter().filter(|handler| handler.method == method);
        let met = all().filter(|handler| handler.demands.iter().all(|it| it.is_met(request)));
        let reachable = || all().find(|handler| !handler.demands.contains(&Demand::Never));
        met.rev()
            .max_by_key(|handler| {
                let distances = handler.demands.iter().map(|it| it.distance(request));
                (handler.demands.len(), Reverse(distances.sum::<usize>()))
            })
            .or_else(reachable)
    }

    /// The value of an `Allow` header (RFC 9110, section 10.2.1).
    pub(super) fn allow(&self) -> String {
        let mut methods: Vec<_> = self.0.iter().map(|handler| handler.method).collect();
        if methods.contains(&"GET") {
            methods.push("HEAD");
        }
        methods.push("OPTIONS");
        methods.sort_unstable();
        methods.dedup();
        methods.join(", ")
    }
}

impl<S> Clone for Methods<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// The paths of a router.
pub(super) struct Table<S> {
    /// The index in `paths` by path, with its template.
    tree: matchit::Router<(Template, usize)>,
    /// Templates that `matchit` does not take, such as `/{name}.{extension}` and `/{id}/{id}`, and their index in `paths`, those first that
    /// a path belongs to rather than to others.
    irregular: Vec<(Template, usize)>,
    /// The index in `paths` by the shape of the template.
    shapes: HashMap<String, usize>,
    paths: Vec<Methods<S>>,
}

impl<S: Send + Sync + 'static> Table<S> {
    /// Adds an operation, in place of an earlier one with its method, path and demands.
    pub(super) fn insert<O: Endpoint<S>>(&mut self) {
        let template = Template::parse(O::PATH);
        let handler = Handler::of::<O>(template.names());
        let index = self.index(template);
        if let Some(Methods(handlers)) = self.paths.get_mut(index) {
            handlers
                .retain(|other| other.method != handler.method || other.demands != handler.demands);
            handlers.push(handler);
        }
    }

    fn index(&mut self, template: Template) -> usize {
        let shape = template.shape();
        if let Some(&index) = self.shapes.get(&shape) {
            return index;
        }
        let index = self.paths.len();
        self.paths.push(Methods(Vec::new()));
        let regular = (template.clone(), index);
        if template.repeats() || self.tree.insert(shape.as_str(), regular).is_err() {
            let place = self
                .irregular
                .partition_point(|(other, _)| other.by_precedence(&template).is_le());
            self.irregular.insert(place, (template, index));
        }
        self.shapes.insert(shape, index);
        index
    }
}

impl<S> Table<S> {
    pub(super) fn new() -> Self {
        Self {
            tree: matchit::Router::new(),
            irregular: Vec::new(),
            shapes: HashMap::new(),
            paths: Vec::new(),
        }
    }

    /// The handlers of a path as it was sent, and the values of its parameters, still encoded.
    pub(super) fn find<'p>(&self, path: &'p str) -> Option<(&Methods<S>, Vec<&'p str>)> {
        let regular = self.tree.at(path).ok();
        let is_first = |template: &Template| match &regular {
            Some(found) => template.by_precedence(&found.value.0).is_lt(),
            None => true,
        };
        let irregular = self
            .irregular
            .iter()
            .take_while(|(template, _)| is_first(template))
            .find_map(|(template, index)| Some((*index, template.values(path)?)));
        let (index, values) = match (irregular, &regular) {
            (Some(found), _) => found,
            (None, Some(found)) => (
                found.value.1,
                found.params.iter().map(|(_, value)| value).collect(),
            ),
            (None, None) => return None,
        };
        Some((self.paths.get(index)?, values))
    }
}

impl<S> Clone for Table<S> {
    fn clone(&self) -> Self {
        Self {
            tree: self.tree.clone(),
            irregular: self.irregular.clone(),
            shapes: self.shapes.clone(),
            paths: self.paths.clone(),
        }
    }
}
