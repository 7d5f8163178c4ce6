//! What the generated crates call the operations of a document: for programs that call all of them.

use super::rust::{Body, BodyForm, Group, Mock, Operation, Parameter, Plan, RustType};

/// The names in three generated crates.
#[derive(Clone, Debug)]
pub struct CrateNames {
    /// Package name of the types crate: `authentik-types`.
    pub types: String,
    /// Package name of the client crate.
    pub client: String,
    /// Package name of the server crate.
    pub server: String,
    /// The tags, in the order of the files.
    pub groups: Vec<GroupNames>,
    /// The module of the types crate that each type of the API stands in, by its [`TypeId`](crate::model::TypeId); `None` for one that is
    /// written out where it is used.
    pub modules: Vec<Option<String>>,
}

/// The names of the operations of one tag.
#[derive(Clone, Debug)]
pub struct GroupNames {
    /// The module in all three crates, and the client's accessor: `flows`.
    pub module: String,
    /// The cargo feature of all three crates.
    pub feature: String,
    /// The server's trait: `Flows`.
    pub name: String,
    /// The operations.
    pub operations: Vec<OperationNames>,
}

/// The names of one operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// `operationId`.
    pub id: String,
    /// The HTTP method, in upper case.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// The method of the client's handle and of the server's trait.
    pub method: String,
    /// The marker type in `operations::MODULE` of the types crate.
    pub marker: String,
    /// The parameters of the path, in the order of the arguments.
    pub path_parameters: Vec<ParameterNames>,
    /// The other parameters, required ones first, in the order of the arguments.
    pub parameters: Vec<ParameterNames>,
    /// Whether the server hands over the other parameters in a struct of the tag's module, and its name.
    pub parameters_struct: Option<String>,
    /// The request body.
    pub body: Option<BodyNames>,
    /// The form of the server's runtime in which its method answers: `Whole`.
    pub handler_form: &'static str,
    /// Whether it hands out a list page by page.
    pub is_paged: bool,
    /// What the mock answers.
    pub mocked: Vec<Mocked>,
    /// The members of the request body that a mock with memory copies to its answer.
    pub copied: Vec<String>,
}

/// An answer of the mock.
#[derive(Clone, Debug)]
pub struct Mocked {
    /// The status as the document writes it.
    pub status: String,
    /// The body; `None` for an answer without content.
    pub body: Option<String>,
}

/// The names of a parameter.
#[derive(Clone, Debug)]
pub struct ParameterNames {
    /// The client's argument or setter and the field of the server's struct.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// The owned type of a value, with whole paths; generated types stand in `types`.
    pub ty: String,
    /// Whether it is an argument of the client's method rather than a setter of the call.
    pub required: bool,
}

/// A request body in the generated crates.
#[derive(Clone, Debug)]
pub struct BodyNames {
    /// The owned type, with whole paths; generated types stand in `types`. `None` where the body is handed over as it is.
    pub ty: Option<String>,
    /// Whether the value travels as a form rather than as JSON.
    pub is_form: bool,
    /// Whether a handler reads it by itself, as a form with files.
    pub is_read_by_parts: bool,
    /// The media type, as the document writes it.
    pub media_type: String,
    /// Whether it is an argument of the client's method rather than a setter of the call.
    pub required: bool,
}

/// Reads the names off a plan.
#[must_use]
pub fn names(plan: &Plan) -> CrateNames {
    CrateNames {
        types: plan.crates.types.clone(),
        client: plan.crates.client.clone(),
        server: plan.crates.server.clone(),
        groups: plan.groups.iter().map(|it| group(plan, it)).collect(),
        modules: plan.homes.clone(),
    }
}

fn group(plan: &Plan, group: &Group) -> GroupNames {
    GroupNames {
        module: group.module.clone(),
        feature: group.feature.clone(),
        name: group.name.clone(),
        operations: group
            .operations
            .iter()
            .map(|it| operation(plan, it))
            .collect(),
    }
}

fn operation(plan: &Plan, operation: &Operation) -> OperationNames {
    OperationNames {
        id: operation.id.clone(),
        http_method: operation.http_method.clone(),
        path: operation.path.clone(),
        method: operation.method.clone(),
        marker: operation.marker.clone(),
        path_parameters: operation.path_parameters.iter().map(parameter).collect(),
        parameters: operation.parameters.iter().map(parameter).collect(),
        parameters_struct: operation.parameters_struct.clone(),
        body: operation.body.as_ref().map(body),
        handler_form: operation.handler_form().name(),
        is_paged: operation.paging.is_some(),
        mocked: mocked(&plan.mock, &operation.id),
        copied: copied(&plan.mock, operation),
    }
}

fn copied(mock: &Mock, operation: &Operation) -> Vec<String> {
    let actions = mock.resources.iter().flat_map(|resource| {
        let own = resource.actions.iter().map(|it| (&resource.path, it));
        let collection = resource.collection.iter();
        own.chain(collection.filter_map(|it| Some((&it.path, it.creates.as_ref()?))))
    });
    let mut actions = actions.filter(|(path, action)| {
        **path == operation.path && action.method == operation.http_method && action.tells
    });
    let name = actions.find_map(|(_, action)| action.copied.as_ref());
    let mut lists = mock.members.iter();
    let list = name.and_then(|name| lists.find(|list| list.name == *name));
    list.map_or_else(Vec::new, |list| list.members.clone())
}

fn mocked(mock: &Mock, id: &str) -> Vec<Mocked> {
    let text = |name: &String| {
        let body = mock.bodies.iter().find(|body| body.name == *name);
        body.map(|body| body.text.clone())
    };
    let operation = mock.operations.iter().find(|operation| operation.id == id);
    let answers = operation.map_or(&[][..], |operation| &operation.answers);
    let answers = answers.iter().map(|answer| Mocked {
        status: answer.status.clone(),
        body: answer.body.as_ref().and_then(text),
    });
    answers.collect()
}

fn parameter(parameter: &Parameter) -> ParameterNames {
    ParameterNames {
        name: parameter.name.clone(),
        wire: parameter.wire.clone(),
        ty: path(&parameter.ty),
        required: parameter.required,
    }
}

fn body(body: &Body) -> BodyNames {
    BodyNames {
        ty: body.ty().map(path),
        is_form: matches!(body.form, BodyForm::Multipart(_) | BodyForm::UrlEncoded(_)),
        media_type: body.media_type.clone(),
        is_read_by_parts: body.is_read_by_parts(),
        required: body.required,
    }
}

/// A type, written so that it means the same wherever it stands.
fn path(ty: &RustType) -> String {
    match ty {
        RustType::Bool => "bool".to_owned(),
        RustType::I32 => "i32".to_owned(),
        RustType::I64 => "i64".to_owned(),
        RustType::U64 => "u64".to_owned(),
        RustType::F64 => "f64".to_owned(),
        RustType::String => "String".to_owned(),
        RustType::Uuid => "uuid::Uuid".to_owned(),
        RustType::DateTime => "chrono::DateTime<chrono::FixedOffset>".to_owned(),
        RustType::Date => "chrono::NaiveDate".to_owned(),
        RustType::Json => "serde_json::Value".to_owned(),
        RustType::File => "types::runtime::File".to_owned(),
        RustType::Foreign(path) => path.join("::"),
        RustType::Named(name) => format!("types::{name}"),
        RustType::Vec(item) => format!("Vec<{}>", path(item)),
        RustType::Map(value) => {
            format!("std::collections::BTreeMap<String, {}>", path(value))
        }
        RustType::Option(value) => format!("Option<{}>", path(value)),
        RustType::Patch(value) => format!("types::runtime::Patch<{}>", path(value)),
        RustType::Boxed(value) => format!("Box<{}>", path(value)),
    }
}
