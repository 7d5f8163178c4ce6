//! Which handler serves a path and a method.

use std::collections::HashMap;
use std::sync::Arc;

use super::context::Context;
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

/// The handlers of one path, one for each method.
pub(super) struct Methods<S>(Vec<Handler<S>>);

impl<S> Methods<S> {
    /// The handler of a method; that of GET for a HEAD that has none of its own (RFC 9110, section 9.3.2).
    pub(super) fn handler(&self, method: &str) -> Option<&Handler<S>> {
        let of = |wanted| self.0.iter().find(|handler| handler.method == wanted);
        of(method).or_else(|| if method == "HEAD" { of("GET") } else { None })
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
    /// The index in `paths` by path.
    tree: matchit::Router<usize>,
    /// Templates that `matchit` does not take, such as `/{name}.{extension}` and `/{id}/{id}`, and their index in `paths`.
    irregular: Vec<(Template, usize)>,
    /// The index in `paths` by the shape of the template.
    shapes: HashMap<String, usize>,
    paths: Vec<Methods<S>>,
}

impl<S: Send + Sync + 'static> Table<S> {
    /// Adds an operation, in place of an earlier one with its method and path.
    pub(super) fn insert<O: Endpoint<S>>(&mut self) {
        let template = Template::parse(O::PATH);
        let handler = Handler::of::<O>(template.names());
        let index = self.index(template);
        if let Some(Methods(handlers)) = self.paths.get_mut(index) {
            handlers.retain(|other| other.method != handler.method);
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
        if template.repeats() || self.tree.insert(shape.as_str(), index).is_err() {
            self.irregular.push((template, index));
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
        let literal = regular
            .as_ref()
            .is_some_and(|found| found.params.is_empty());
        let irregular = || {
            self.irregular
                .iter()
                .find_map(|(template, index)| Some((*index, template.values(path)?)))
        };
        let (index, values) = match (if literal { None } else { irregular() }, regular) {
            (Some(found), _) => found,
            (None, Some(found)) => (
                *found.value,
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
