//! What the mock answers and remembers.

/// What the mock answers.
#[derive(Clone, Debug, Default)]
pub struct Mock {
    /// The bodies, each once.
    pub bodies: Vec<MockBody>,
    /// The answers, by operation.
    pub operations: Vec<MockOperation>,
    /// Lists of members that are copied from requests, each once.
    pub members: Vec<MockMembers>,
    /// What it can remember.
    pub resources: Vec<MockResource>,
}

/// A body that the mock answers.
#[derive(Clone, Debug)]
pub struct MockBody {
    /// The constant: `FLOW`.
    pub name: String,
    /// The body itself.
    pub text: String,
}

/// What the mock answers to one operation.
#[derive(Clone, Debug)]
pub struct MockOperation {
    /// `operationId`.
    pub id: String,
    /// The answers, the one first that is given unless the caller prefers another; none where no value was found.
    pub answers: Vec<MockAnswer>,
}

/// One answer of the mock.
#[derive(Clone, Debug)]
pub struct MockAnswer {
    /// The status as the document writes it: `200`, `4XX` or `default`.
    pub status: String,
    /// The key of the example that it is.
    pub example: Option<String>,
    /// The headers that have to be there.
    pub headers: Vec<(String, String)>,
    /// The media type of the body.
    pub media_type: String,
    /// The name of the body; `None` for an answer without content.
    pub body: Option<String>,
}

/// Members that are copied from a request to a resource.
#[derive(Clone, Debug)]
pub struct MockMembers {
    /// The constant: `FLOW_REQUEST_MEMBERS`.
    pub name: String,
    /// Their names on the wire.
    pub members: Vec<String>,
}

/// Resources of one kind.
#[derive(Clone, Debug)]
pub struct MockResource {
    /// The path template of one of them.
    pub path: String,
    /// The member that tells one from the others, by its name on the wire.
    pub member: Option<String>,
    /// The name of the body that shows one of them.
    pub shown: String,
    /// The operations on one of them.
    pub actions: Vec<MockAction>,
    /// The operations on all of them.
    pub collection: Option<MockCollection>,
}

/// An operation on a resource.
#[derive(Clone, Debug)]
pub struct MockAction {
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The name of the members that are copied from the request; `None` where there are none.
    pub copied: Option<String>,
    /// Whether the answer is the resource.
    pub tells: bool,
}

/// The operations on all resources of a kind.
#[derive(Clone, Debug)]
pub struct MockCollection {
    /// The path template.
    pub path: String,
    /// Makes another one.
    pub creates: Option<MockAction>,
    /// Lists them.
    pub lists: Option<MockList>,
}

/// A list of resources.
#[derive(Clone, Debug)]
pub struct MockList {
    /// Where the items are in the answer, as a JSON Pointer (RFC 6901).
    pub items: String,
    /// Where the answer says how many there are.
    pub count: Option<&'static str>,
    /// How many of them the answer can hold.
    pub most: Option<u64>,
    /// How the query asks for a page.
    pub pages: Option<MockPages>,
    /// The parameters of the query that are called as a member of the items.
    pub filters: Vec<String>,
}

/// The parameters of a query that ask for a page, by their names on the wire.
#[derive(Clone, Debug)]
pub struct MockPages {
    /// The number of the page.
    pub number: Option<String>,
    /// How many items come before the page.
    pub offset: Option<String>,
    /// How many items a page has.
    pub size: Option<String>,
}
