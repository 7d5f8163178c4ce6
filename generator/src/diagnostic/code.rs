//! The table of diagnostic codes: id, title and explanation, each in one place.

use std::fmt;
use std::str::FromStr;

/// How much a diagnostic takes away from the output.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Everything was generated; the output or the document deserves a look.
    Warning,
    /// Something of the document is not in the output.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Declares the codes: one row says all there is to say about one code.
macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        /// What a diagnostic is about. The id of a code never changes its meaning.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, in the order of the ids.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable id, `E` for errors and `W` for warnings: `E004`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// What happened, in half a line.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What it means for the output and what to do about it, in a paragraph.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => $explanation,)* }
            }
        }
    };
}

codes! {
    Unreadable = "E001", "the document cannot be read",
        "The bytes are not UTF-8, or neither YAML nor JSON, or not an object. Nothing can be generated from them. \
         The message says what the parser met and where.";
    UnsupportedVersion = "E002", "the document's OpenAPI version is not supported",
        "oasmith reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2. The first lines of a document say which one it is: `swagger: '2.0'` or \
         `openapi: 3.1.0`.";
    Malformed = "E003", "a part of the document does not have the form OpenAPI asks for",
        "A required member is missing or has the wrong JSON type. The part named by the pointer is left out; everything \
         else is generated.";
    BrokenReference = "E004", "a reference leads nowhere",
        "A `$ref` names a place that the document does not have, or a cycle of references never reaches a definition \
         (OpenAPI 3.0.3, Reference Object). What needs the referenced part is left out.";
    ForeignReference = "E005", "a reference to an address",
        "A `$ref` names something on the network. Nothing is fetched while generating, so what needs the referenced part is left out. \
         `cargo xtask spec vendor` fetches it once, keeps it beside the document and pins its SHA-256 in names.lock.";
    UnsupportedMedia = "E006", "a body in a media type that is not supported",
        "Bodies are JSON, forms, text, bytes or one item after the other, by their media types. The members of a form are sent one by one, \
         so a `multipart/form-data` of one of several values is not supported where one of them is no object, or where it has files and a \
         discriminator; an operation that needs it is left out.";
    PathMismatch = "E008", "a path template that is wrong or disagrees with the path parameters",
        "A path begins with a slash and has no control characters or backticks (RFC 3986, section 3.3). Each `{name}` \
         needs exactly one parameter with `in: path` and that name, and each such parameter needs its place in the path \
         (OpenAPI 3.0.3, Path Templating). A parameter without a place is not sent, a place without a parameter takes any text; for any other \
         reason the operation is left out.";
    Internal = "E011", "a mistake in oasmith",
        "A generated file could not be printed. This is a bug of oasmith, whatever the document says; the other files are not \
         touched by it.";
    UnreadableFile = "E013", "a file of the document cannot be read",
        "A `$ref` names a file that is not there, that is neither YAML nor JSON, or that the document may not have: files are read from \
         the folder of the document and below only, unless the caller allows more. What needs the referenced part is left out.";
    Overlay = "E017", "an overlay that cannot be applied",
        "An action of an overlay matches nothing, or does not fit what it matches (Overlay Specification 1.1, Action Object). Nothing is \
         generated, because the result would be other than what the overlay is for. An action that matches nothing is usually one that \
         the document has caught up with: remove it, or correct its target.";
    Setting = "E018", "a setting of oasmith.toml that fits nothing",
        "An entry of `[filter]`, `[types]`, `[names]` or `[fields]` names something that the document does not have, or asks for a name that is \
         taken or is no Rust identifier. It has no effect. Correct it, or remove it: otherwise nobody would see that it does nothing.";
    RepeatedKey = "E020", "a key that is there twice",
        "Objects have no two members of one name (RFC 8259, section 4; YAML 1.2, section 3.2.1.3). The last one counts, as most \
         readers have it; what the ones before it say is not in the output.";
    Limit = "E021", "the document is beyond a limit",
        "A file has at most 64 MiB, its objects and lists are nested at most 100 levels deep, and with every alias of YAML in its place it \
         takes at most 256 MiB. These are far more than documents have, so that one that was made to exhaust the reader cannot. \
         Nothing is generated from it.";
    UnknownKeyword = "W001", "a keyword that oasmith does not know",
        "The keyword is not part of OpenAPI 3.0 and not an `x-` extension; it is often a slip of the pen. It has no effect on the \
         output.";
    UncheckedKeyword = "W002", "a keyword that the generated code does not check",
        "The keyword restricts values in a way the generated code does not enforce. Types and wire format are right; the \
         server accepts more than the document says.";
    UntoldUnion = "W003", "a member of a union that its discriminator cannot name",
        "The values of a `discriminator` stand for members by its `mapping`, by what the property of a member lists (`const`, `enum`), or \
         by the name of its component (OpenAPI 3.0.3, Discriminator Object). Where one member has none of these, or not for itself alone, \
         the discriminator is not used: the members are told apart by what they look like. So it is where the \
         property is a number or a boolean, which no discriminator is. A `defaultMapping` (OpenAPI 3.2.0) that names none of the members is not \
         used either, nor an entry of `mapping` that leads nowhere. A schema whose values leave out one of those that are made from it stands \
         for none of them.";
    UncheckedPattern = "W004", "a pattern that the generated code cannot check",
        "Patterns are read by `regex-lite`, and those that look around, refer back or name classes of Unicode by `fancy-regex`, on which the \
         types crate depends only where there is one. Neither reads this one; the pattern is left out of the checks. Nor is a name of \
         `patternProperties` checked inside of `not`, `if` and the like that `regex-lite` does not read.";
    MergeConflict = "W005", "schemas of one value disagree",
        "Several schemas hold for one value: members of an `allOf`, what stands beside a `oneOf`, an `anyOf` or a `$ref`. Two of them declare \
         the same property with schemas of which none says all that the other one does, or one is of objects and the other is not, or has \
         alternatives that are not merged with it. The value is typed by the last declaration, or kept as raw JSON where there is none.";
    SchemaAsResponse = "W006", "a response reference that points at a schema",
        "A response is `$ref: '#/components/schemas/…'`, which OpenAPI does not allow; authentik's documents before 2022.9 \
         have it. It is read as a JSON body of that schema.";
    MissingOperationId = "W007", "an operation without operationId",
        "The name is made from method and path, and changes when the path does. An `operationId` keeps it.";
    ChangedName = "W008", "a name that had to be changed",
        "The document's name is taken by another item or by the generated crate itself, so the Rust name got a suffix. The name on \
         the wire is unchanged.";
    UndeclaredRequired = "W009", "a required property that is not declared",
        "`required` lists a name that `properties` does not have. The value is kept as raw JSON.";
    IgnoredAlternative = "W010", "an alternative media type that is not used",
        "The body comes in several media types. Answers are generated in each of them that is JSON, text or bytes; so are requests, and as forms: \
         one operation for each value that a body can be. XML of a value that is also JSON is another notation of it that the generated code does \
         not write, and a stream is no alternative to a value. A failure has one body, and a parameter or a header one media type.";
    SchemeSlip = "W011", "a member that this kind of security scheme does not have",
        "A security scheme of `type: apiKey` states `scheme`, which belongs to `type: http` (OpenAPI 3.0.3, Security \
         Scheme Object). It is ignored.";
    RepeatedEnumValue = "W012", "an enum lists a value twice",
        "The second one is left out.";
    OutOfTypeEnumValue = "W013", "an enum value that is not of the enum's type",
        "The value can never be sent. It is left out; those of a variable of a server, which are texts, are read as if they had quotes.";
    UncheckedEnum = "W014", "a list of values that is not checked",
        "The field has the type of its values. Which of them the list leaves is not checked: none has the type, or the list stands beside a \
         reference to an object or to another list, or is of lists or maps whose items have a type of their own.";
    NotGenerated = "W015", "a part of the document that has no counterpart in the output",
        "Links are valid OpenAPI, but nothing is generated from them; nor from headers that belong to the message itself, from a `schema` \
         beside the `content` of a parameter, or from examples and defaults that are no values of their schemas. Docs do not \
         tell of a default that is of another type.";
    ContainsItself = "W016", "a type that is nothing but a list or a map of itself",
        "Rust has no name for a list of itself without an object in between. The inner value is kept as raw JSON.";
    UndeclaredScheme = "W017", "a security requirement that names no scheme",
        "The name is not in `components.securitySchemes` (OpenAPI 3.0.3, Security Requirement Object). The client has no credential for \
         it, and the server lets nobody in.";
    OtherDialect = "W018", "a keyword of another version of OpenAPI",
        "The keyword, or the form it has, is not of the version that the document says it is written in. It is read all the same, as the \
         other version means it.";
    MissingWords = "W019", "a text that has to be there is missing",
        "OpenAPI asks for a `description` of every response (OpenAPI 3.0.3, Response Object), and for a `title` and a `version` of the API \
         (Info Object). Nothing but the docs depends on them, and the names of the crates where nothing else names them. One \
         that is a number, without quotes, is read as a text.";
    DuplicateOperation = "W020", "an operationId is used twice",
        "operationIds are unique within a document (OpenAPI 3.0.3, Operation Object). The first operation keeps it; the name of the second \
         one is made from method and path, as it is for one that has no operationId.";
    NoSuccess = "W021", "an operation that declares no success",
        "The responses have no 2xx, no redirect and no `default`. The generated code takes any 2xx for a success without content; what a \
         server answers nevertheless can be read with `stream()`.";
    MissingResponses = "W022", "an operation without responses",
        "An operation has to say what it answers until OpenAPI 3.1 (OpenAPI 3.0.3, Operation Object). It is generated as one that declares \
         no success.";
    KindsOfEvents = "W023", "kinds of events that are not told apart",
        "The schema of a stream of server-sent events lists kinds of events, each an object with `event` and `data`. The types of their data are \
         not generated: the data of every event is handed over as text, with the name of the event beside it.";
    NestedValue = "W025", "a value that has no place in the style of its parameter",
        "OpenAPI says how the items of a list and the members of an object are written, but not what is within these, unless the style is \
         `deepObject`. It is written as JSON, which other implementations may do differently. Of two path parameters with nothing in between \
         a server gives the first all but the last character.";
    OtherStyle = "W026", "a style or an encoding that cannot be used",
        "The location has no such style (OpenAPI 3.0.3, Parameter Object, `style`), so its usual one is used; or `deepObject` is that of a \
         list; or the `encoding` of a member of a form is not used: it names no member, states headers or a style that no form has, or would \
         mix the members of an object with those of the form; or the members of two parameters have one name in the query; or what a body is \
         in is no media type; or a parameter is handed over as text: it is described by a media type other than JSON or by none, holds bytes, \
         is an object or something else in a style that cannot tell which (`deepObject` can), or is all of the query and a form of no object. \
         So is a form in a body that is no object, and what a schema says about a body of text; a `multipart/form-data` of no object is one of \
         any parts, each a file or a text. A form in an answer is handed over as its bytes.";
    OverlayForAnother = "W027", "an overlay that names another document",
        "`extends` of an overlay says which document it is for (Overlay Specification 1.1, Overlay Object). That is another one than the \
         document it is applied to, or cannot be told from its name. It is applied all the same.";
    OverlayWithoutEffect = "W028", "a part of an overlay that has no effect",
        "The keyword is not part of the Overlay Specification, or does nothing where it stands.";
    PathOperator = "W060", "a path template with operators of URI templates",
        "Paths of OpenAPI name parameters only, as in `/things/{id}`. Operators of RFC 6570, as in `{.id}`, `{;id}` or `{id*}`, are taken off where \
         what is left is the name of a path parameter; its `style` and `explode` say how it is written.";
    PathFragment = "W061", "a path with a fragment",
        "What stands behind a `#` is not a part of any request (RFC 9110, section 7.1). Documents write it to tell operations apart that have \
         one method and one path, as in `/#Action=Start` and `/#Action=Stop`. It is left off the path. What the requests have to carry, such \
         as a query parameter or a header with this value only, has to be declared as a parameter; a server tells the operations apart by \
         these.";
    SameRoute = "W062", "two operations that take the same requests",
        "Two operations have the same method, and paths that differ in the names of their parameters only, so that no router can tell them \
         apart (OpenAPI 3.0.3, Paths Object). The required parameters of query and headers are looked at, too: their names, and their values \
         where an `enum` lists one only. If these are no different either, a client can call both operations, and a server serves the one \
         that comes first; the method of the other one is there and never called.";
    PathQuery = "W063", "a path with a query",
        "A path of OpenAPI ends before `?` (RFC 3986, section 3.3). What stands behind it becomes query parameters that have to be there, \
         unless they are declared as such: `/things?page={page}` moves the path parameter `page` to the query, `/things?view=short` asks for \
         a `view` that has this one value. A server tells operations with the same method and path apart by them.";
    EmptyKeyword = "W064", "a keyword without a value",
        "A line such as `parameters:` with nothing behind it has the value `null`, which few keywords may have. It is read as if the keyword \
         were not there, and `null` for an entry with a name of its own, such as a property, a status or a media type, as an empty object. \
         The `type` of a schema, and one of a list of types, is read as that of `null`, whose name has quotes in YAML.";
    MethodElsewhere = "W065", "a method that does not belong in `additionalOperations`",
        "`additionalOperations` is for methods that a path item has no member for (OpenAPI 3.2.0, Path Item Object): a POST stands under \
         `post`. The operation is generated all the same, with the method as it is written.";
}

impl Code {
    /// Whether something is left out of the output.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.id().starts_with('E') {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// There is no code with this id.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownCode(String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no diagnostic code `{}`", self.0)
    }
}

impl std::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    /// Reads an id in upper or lower case.
    fn from_str(id: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(id))
            .ok_or_else(|| UnknownCode(id.to_owned()))
    }
}
