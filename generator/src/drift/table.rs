//! The table of changes: id, title and what each means for clients and servers, each in one place.

use super::level::{Impact, Level, Verdict};
use Level::{Breaking, Compatible, Risky};

/// What a change means in each direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) request: Verdict,
    pub(super) response: Verdict,
    /// In what webhooks and callbacks bring, where that is not as in a response.
    pub(super) hook: Option<Verdict>,
}

const fn verdict(old_client: (Level, &'static str), old_server: (Level, &'static str)) -> Verdict {
    Verdict {
        old_client: Impact {
            level: old_client.0,
            reason: old_client.1,
        },
        old_server: Impact {
            level: old_server.0,
            reason: old_server.1,
        },
    }
}

/// Declares the changes: one row says all there is to say about one of them. A row has a verdict for requests and one for responses,
/// or one for both; a verdict is what an old client meets at the new server, then what a new client meets at an old server. The third one is
/// for webhooks and callbacks, which come from the server and are read by a client that is as strict as a server.
macro_rules! changes {
    ($($name:ident = $id:literal, $title:literal, { $($verdicts:tt)* })*) => {
        /// What kind of change it is. An id never changes its meaning.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum ChangeId {
            $(#[doc = $title] $name,)*
        }

        impl ChangeId {
            /// Every id, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub(super) fn row(self) -> &'static Row {
                match self {
                    $(Self::$name => {
                        static ROW: Row = changes!(@row $id, $title, $($verdicts)*);
                        &ROW
                    })*
                }
            }
        }
    };
    (@row $id:literal, $title:literal, both: $client:expr, $server:expr $(; hook: $hook_client:expr, $hook_server:expr)? $(,)?) => {
        Row {
            id: $id,
            title: $title,
            request: verdict($client, $server),
            response: verdict($client, $server),
            hook: changes!(@hook $($hook_client, $hook_server)?),
        }
    };
    (@row $id:literal, $title:literal, request: $client:expr, $server:expr;
        response: $response_client:expr, $response_server:expr
        $(; hook: $hook_client:expr, $hook_server:expr)? $(,)?) => {
        Row {
            id: $id,
            title: $title,
            request: verdict($client, $server),
            response: verdict($response_client, $response_server),
            hook: changes!(@hook $($hook_client, $hook_server)?),
        }
    };
    (@hook) => { None };
    (@hook $client:expr, $server:expr) => { Some(verdict($client, $server)) };
}

/// Nothing changes on the wire.
const SAME: (Level, &str) = (Compatible, "nothing changes on the wire");
const IGNORED: (Level, &str) = (
    Compatible,
    "members that a reader does not know are ignored",
);
const REFUSED: (Level, &str) = (Breaking, "what was accepted is refused");
const MORE_THAN_ACCEPTED: (Level, &str) = (Risky, "an old server refuses what is new");
const STILL_ACCEPTED: (Level, &str) = (Compatible, "what was accepted still is");
const STILL_READ: (Level, &str) = (Compatible, "what is sent could always be read");
const UNREADABLE: (Level, &str) = (Breaking, "what is sent cannot be read");
const LIMITS_NOT_READ: (Level, &str) = (
    Compatible,
    "a generated client does not check limits of what it reads; one that does may refuse it",
);
const LIMITS_KEPT: (Level, &str) = (Compatible, "what is sent keeps the limits that were");
const MAY_BE_ABSENT: (Level, &str) = (Compatible, "it may be absent");
const READS_AS_ABSENT: (Level, &str) = (Risky, "it reads as absent");
const NEEDED: (Level, &str) = (Breaking, "a reader needs it");
const NEEDED_OF_OLD: (Level, &str) = (
    Breaking,
    "an old server does not send it, and a reader needs it",
);
const NOT_ALWAYS: (Level, &str) = (Breaking, "it may be absent, and a reader needs it");
const NOT_ALWAYS_OF_OLD: (Level, &str) = (
    Breaking,
    "an old server may leave it out, and a reader needs it",
);
const NOT_KNOWN: (Level, &str) = (Compatible, "a receiver that does not know it ignores it");
const RECEIVER_REFUSES: (Level, &str) = (Risky, "an old receiver refuses what is new");
const OLD_IS_REFUSED: (Level, &str) = (Breaking, "what an old server sends is refused");
const HEADER_IGNORED: (Level, &str) = (
    Compatible,
    "headers that a reader does not know are ignored",
);
const OPEN: (Level, &str) = (
    Compatible,
    "a generated client keeps a value that it does not know; risky for a client with closed enums",
);

changes! {
    ServerAdded = "server-added", "a server was added", { both: SAME, SAME }
    ServerRemoved = "server-removed", "a server is no longer listed", {
        both: (Risky, "a client that is set to its address may not reach it any longer"), SAME
    }
    ServerChanged = "server-changed", "the address of the server changed", {
        both: (Risky, "a client that is set to the old address may not reach it any longer"),
            (Risky, "an old server is at the old address")
    }
    ServerRespelled = "server-respelled", "the address of the server is written differently", {
        both: (Compatible, "a generated client joins address and path with one slash; one that only puts them together may not"),
            (Compatible, "address and path are joined with one slash")
    }
    ServerVariableAdded = "server-variable-added", "a part of the address of a server is now left open", { both: SAME, SAME }
    ServerVariableRemoved = "server-variable-removed", "a part of the address of a server is no longer left open", {
        both: (Risky, "a client that is set to another value may not reach it any longer"), SAME
    }
    ServerVariableDefaultChanged = "server-variable-default-changed", "a part of the address of a server has another default", {
        both: (Risky, "a client that leaves it as it was may not reach the server any longer"),
            (Risky, "an old server may be at the old address")
    }
    ServerVariableValueAdded = "server-variable-value-added", "a part of the address of a server has more values", {
        both: SAME, (Risky, "an old server may not be at the new address")
    }
    ServerVariableValueRemoved = "server-variable-value-removed", "a part of the address of a server has fewer values", {
        both: (Risky, "a client that is set to it may not reach the server any longer"), SAME
    }
    SecuritySchemeAdded = "security-scheme-added", "a security scheme was added", { both: SAME, SAME }
    SecuritySchemeRemoved = "security-scheme-removed", "a security scheme was removed", {
        both: (Risky, "its credential may not be taken any longer; what an operation takes is told there"), SAME
    }
    SecuritySchemeRenamed = "security-scheme-renamed", "a security scheme has another name", { both: SAME, SAME }
    SecuritySchemeChanged = "security-scheme-changed", "the credential of a security scheme travels differently", {
        both: (Breaking, "the credential is not where the server looks for it"),
            (Breaking, "the credential is not where an old server looks for it")
    }
    SecuritySchemeRespelled = "security-scheme-respelled", "a security scheme describes the same header field differently", {
        both: (Risky, "the header field is the same, but who writes `Bearer` in front of the token changes"),
            (Risky, "the header field is the same, but who writes `Bearer` in front of the token changes")
    }
    OperationAdded = "operation-added", "an operation was added", {
        both: (Compatible, "nobody calls it yet"), (Risky, "an old server does not have it")
    }
    OperationRemoved = "operation-removed", "an operation was removed", {
        both: (Breaking, "calls of it fail"), (Compatible, "nobody calls it any longer")
    }
    OperationMoved = "operation-moved", "an operation has another method or path", {
        both: (Breaking, "calls go to where it was"), (Breaking, "an old server does not have it there")
    }
    OperationRenamed = "operation-renamed", "an operation has another operationId", { both: SAME, SAME }
    OperationRetagged = "operation-retagged", "an operation stands under another tag", { both: SAME, SAME }
    OperationServersChanged = "operation-servers-changed", "an operation is served elsewhere", {
        both: (Risky, "a client that is set to where it was may not find it there"),
            (Risky, "an old server may not have it there")
    }
    WebhookAdded = "webhook-added", "a webhook or callback was added", {
        both: (Compatible, "nobody has given an address for it yet"), (Risky, "an old server does not call it")
    }
    WebhookRemoved = "webhook-removed", "a webhook or callback was removed", {
        both: (Breaking, "it is not called any longer, and nobody says so"), (Compatible, "a call of it has no meaning any longer")
    }
    WebhookMethodChanged = "webhook-method-changed", "a webhook or callback is called with another method", {
        both: (Breaking, "an old receiver does not take the method"), (Breaking, "an old server calls with the method that was")
    }
    WebhookRenamed = "webhook-renamed", "a webhook or callback has another name or operationId", { both: SAME, SAME }
    CallbackAddressChanged = "callback-address-changed", "the address of a callback is told elsewhere", {
        both: (Breaking, "the address is not where the server looks for it"), (Breaking, "the address is not where an old server looks for it")
    }
    Deprecated = "deprecated", "something is now deprecated", { both: SAME, SAME }
    NoLongerDeprecated = "no-longer-deprecated", "something is no longer deprecated", { both: SAME, SAME }
    SecurityTightened = "security-tightened", "fewer credentials are taken", {
        both: (Breaking, "a credential that was taken is refused"), SAME;
        hook: SAME, (Breaking, "an old server may send a credential that is no longer taken")
    }
    SecurityRelaxed = "security-relaxed", "more credentials are taken", {
        both: STILL_ACCEPTED, (Risky, "an old server does not take the new credential");
        hook: (Risky, "the new credential may be sent, which an old receiver does not take"), STILL_READ
    }
    SecurityChanged = "security-changed", "other credentials are taken", {
        both: (Breaking, "a credential that was taken is refused"), (Breaking, "an old server does not take the new credential");
        hook: (Breaking, "what is sent is not the credential that an old receiver takes"), (Breaking, "an old server sends a credential that is no longer taken")
    }
    SecurityStated = "security-stated", "the document now says which credentials are taken, or no longer does", {
        both: (Risky, "what the document did not say may have been otherwise"),
            (Risky, "what the document did not say may have been otherwise")
    }
    ParameterAdded = "parameter-added", "an optional parameter was added", {
        both: (Compatible, "it may be left out"), (Risky, "an old server does not know it");
        hook: NOT_KNOWN, MAY_BE_ABSENT
    }
    RequiredParameterAdded = "required-parameter-added", "a required parameter was added", {
        both: (Breaking, "a request without it is refused"), (Compatible, "an old server ignores it");
        hook: NOT_KNOWN, NEEDED_OF_OLD
    }
    ParameterRemoved = "parameter-removed", "a parameter was removed", {
        both: (Risky, "it is ignored or refused, so the answer may be another one"),
            (Compatible, "it is not sent any longer");
        hook: READS_AS_ABSENT, NOT_KNOWN
    }
    RequiredParameterRemoved = "required-parameter-removed", "a required parameter was removed", {
        both: (Risky, "it is ignored or refused, so the answer may be another one"),
            (Breaking, "an old server refuses a request without it");
        hook: NEEDED, NOT_KNOWN
    }
    ParameterBecameRequired = "parameter-became-required", "a parameter became required", {
        both: (Breaking, "a request without it is refused"), STILL_ACCEPTED;
        hook: STILL_READ, NOT_ALWAYS_OF_OLD
    }
    ParameterBecameOptional = "parameter-became-optional", "a parameter became optional", {
        both: STILL_ACCEPTED, (Risky, "an old server refuses a request without it");
        hook: NOT_ALWAYS, STILL_READ
    }
    ParameterStyleChanged = "parameter-style-changed", "a parameter or header is written in another style", {
        both: (Breaking, "what is sent in one style is misread in the other"),
            (Breaking, "what is sent in one style is misread in the other")
    }
    PathParameterRenamed = "path-parameter-renamed", "a parameter of the path has another name", { both: SAME, SAME }
    RequestBodyAdded = "request-body-added", "an optional request body was added", {
        both: (Compatible, "it may be left out"), (Risky, "an old server does not read it");
        hook: (Compatible, "a body is not read where none is documented"), MAY_BE_ABSENT
    }
    RequiredRequestBodyAdded = "required-request-body-added", "a required request body was added", {
        both: (Breaking, "a request without it is refused"), (Risky, "an old server does not read it");
        hook: (Compatible, "a body is not read where none is documented"), NEEDED_OF_OLD
    }
    RequestBodyRemoved = "request-body-removed", "the request body was removed", {
        both: (Breaking, "what it says has no effect or is refused"), (Risky, "an old server may want it");
        hook: (Breaking, "there is no body to read"), (Compatible, "the body is not read")
    }
    RequestBodyBecameRequired = "request-body-became-required", "the request body became required", {
        both: (Breaking, "a request without it is refused"), STILL_ACCEPTED;
        hook: STILL_READ, NOT_ALWAYS_OF_OLD
    }
    RequestBodyBecameOptional = "request-body-became-optional", "the request body became optional", {
        both: STILL_ACCEPTED, (Risky, "an old server refuses a request without it");
        hook: NOT_ALWAYS, STILL_READ
    }
    MediaTypeChanged = "media-type-changed", "a body has another media type", {
        both: (Breaking, "the body is in a form that the other side does not read"),
            (Breaking, "the body is in a form that the other side does not read")
    }
    AlternativeAdded = "alternative-added", "a body has one more media type", {
        request: (Compatible, "it need not be used"), (Breaking, "an old server does not read it");
        response: (Risky, "a client may not know what to make of it"), (Compatible, "an old server does not send it");
        hook: (Breaking, "an old receiver does not read it"), (Compatible, "an old server does not send it")
    }
    AlternativeRemoved = "alternative-removed", "a body has one media type less", {
        request: (Breaking, "the new server does not read it"), (Compatible, "it is not sent any longer");
        response: (Risky, "a client that asks for it gets another one"), (Risky, "an old server may send it");
        hook: (Compatible, "it is not sent any longer"), (Risky, "an old server may send it")
    }
    SuccessStatusChanged = "success-status-changed", "success has another status", {
        both: (Compatible, "a generated client takes any 2xx status for success; risky for one that compares the number"),
            (Compatible, "a generated client takes any 2xx status for success");
        hook: (Risky, "a server that compares the number takes the old status for a failure"), (Risky, "an old server that compares the number takes the new status for a failure")
    }
    SuccessAdded = "success-added", "success has one more status", {
        both: (Risky, "a client may not know what to make of it"), SAME;
        hook: STILL_ACCEPTED, (Risky, "an old server may not know what to make of it")
    }
    SuccessRemoved = "success-removed", "success has one status less", {
        both: SAME, (Risky, "an old server may answer with it");
        hook: (Risky, "an old receiver may answer with it"), SAME
    }
    FailureAdded = "failure-added", "one more failure is documented", {
        both: (Compatible, "a generated client hands it over with status and raw body"), SAME;
        hook: SAME, (Compatible, "what is no success is a failure, whatever its status")
    }
    FailureRemoved = "failure-removed", "a failure is no longer documented", {
        both: SAME, (Compatible, "a generated client hands it over with status and raw body");
        hook: (Compatible, "what is no success is a failure, whatever its status"), SAME
    }
    ResponseBodyAdded = "response-body-added", "a response now has a body", {
        both: (Compatible, "a generated client does not read a body where none is documented"),
            (Breaking, "an old server sends no body, and there is nothing to read");
        hook: (Breaking, "an old receiver sends no body, and there is nothing to read"), (Compatible, "an old server does not read a body where none is documented")
    }
    ResponseBodyRemoved = "response-body-removed", "a response no longer has a body", {
        both: (Breaking, "there is no body to read"), (Compatible, "the body is not read");
        hook: (Compatible, "the body is not read"), (Breaking, "an old server finds no body to read")
    }
    ResponseHeaderAdded = "response-header-added", "a success has one more header, which may be absent", {
        both: HEADER_IGNORED, MAY_BE_ABSENT; hook: MAY_BE_ABSENT, HEADER_IGNORED
    }
    RequiredResponseHeaderAdded = "required-response-header-added", "a success has one more header, which is always there", {
        both: HEADER_IGNORED, NEEDED_OF_OLD;
        hook: (Breaking, "an old receiver does not send it, and a reader needs it"), HEADER_IGNORED
    }
    ResponseHeaderRemoved = "response-header-removed", "a success has one header less", {
        both: READS_AS_ABSENT, HEADER_IGNORED; hook: HEADER_IGNORED, READS_AS_ABSENT
    }
    RequiredResponseHeaderRemoved = "required-response-header-removed", "a success no longer has a header that was always there", {
        both: (Breaking, "who reads the headers needs it"), HEADER_IGNORED; hook: HEADER_IGNORED, (Breaking, "an old server needs it")
    }
    ResponseHeaderBecameRequired = "response-header-became-required", "a header of a success is now always there", {
        both: STILL_READ, NOT_ALWAYS_OF_OLD;
        hook: (Breaking, "an old receiver may leave it out, and a reader needs it"), STILL_READ
    }
    ResponseHeaderBecameOptional = "response-header-became-optional", "a header of a success may now be absent", {
        both: NOT_ALWAYS, STILL_READ; hook: STILL_READ, (Breaking, "it may be absent, and an old server needs it")
    }
    ComponentAdded = "component-added", "a schema was added", { both: SAME, SAME }
    ComponentRemoved = "component-removed", "a schema that nothing uses any longer was removed", { both: SAME, SAME }
    ComponentRenamed = "component-renamed", "a schema has another name", { both: SAME, SAME }
    ReferenceChanged = "reference-changed", "another schema is used", {
        both: (Compatible, "how the two schemas differ is told with them"), (Compatible, "how the two schemas differ is told with them")
    }
    PropertyAdded = "property-added", "an optional property was added", {
        request: (Compatible, "it may be left out"), (Risky, "an old server ignores or refuses it");
        response: IGNORED, MAY_BE_ABSENT
    }
    RequiredPropertyAdded = "required-property-added", "a required property was added", {
        request: (Breaking, "what comes without it is refused"), (Risky, "an old server ignores or refuses it");
        response: IGNORED, NEEDED_OF_OLD
    }
    PropertyRemoved = "property-removed", "a property was removed", {
        request: (Breaking, "what it says has no effect or is refused"), (Compatible, "it is not sent any longer");
        response: READS_AS_ABSENT, IGNORED
    }
    RequiredPropertyRemoved = "required-property-removed", "a required property was removed", {
        request: (Breaking, "what it says has no effect or is refused"), (Breaking, "an old server refuses what comes without it");
        response: NEEDED, IGNORED
    }
    PropertyBecameRequired = "property-became-required", "a property became required", {
        request: (Breaking, "what comes without it is refused"), STILL_ACCEPTED;
        response: STILL_READ, NOT_ALWAYS_OF_OLD
    }
    PropertyBecameOptional = "property-became-optional", "a property became optional", {
        request: STILL_ACCEPTED, (Risky, "an old server refuses what comes without it");
        response: NOT_ALWAYS, STILL_READ
    }
    ReadOnlyAdded = "read-only-added", "a property became read-only", {
        request: (Breaking, "what it says has no effect or is refused"), (Compatible, "it is not sent any longer");
        response: SAME, SAME
    }
    ReadOnlyRemoved = "read-only-removed", "a property is no longer read-only", {
        request: (Compatible, "it may be left out where it is not required"), (Risky, "an old server ignores or refuses it");
        response: SAME, SAME
    }
    WriteOnlyAdded = "write-only-added", "a property became write-only", {
        request: SAME, SAME;
        response: (Breaking, "it is not sent any longer"), IGNORED
    }
    WriteOnlyRemoved = "write-only-removed", "a property is no longer write-only", {
        request: SAME, SAME;
        response: IGNORED, (Risky, "an old server does not send it")
    }
    DefaultStated = "default-stated", "a default is now stated, or no longer", { both: SAME, SAME }
    DefaultChanged = "default-changed", "a default changed", {
        request: (Risky, "leaving it out means something else"), (Risky, "leaving it out means something else");
        response: SAME, SAME
    }
    ObjectClosed = "object-closed", "other members are no longer allowed", {
        request: (Breaking, "what has other members is refused"), STILL_ACCEPTED;
        response: STILL_READ, IGNORED;
        hook: STILL_READ, (Risky, "an old server may send other members, which are refused")
    }
    ObjectOpened = "object-opened", "other members are now allowed", {
        request: STILL_ACCEPTED, MORE_THAN_ACCEPTED;
        response: IGNORED, STILL_READ;
        hook: (Risky, "other members may be sent, which an old receiver refuses"), STILL_READ
    }
    AdditionalPropertiesAdded = "additional-properties-added", "other members now mean something", {
        both: (Compatible, "they may be absent"), (Compatible, "they may be absent")
    }
    AdditionalPropertiesRemoved = "additional-properties-removed", "other members no longer mean anything", {
        both: (Risky, "what they say is lost"), (Compatible, "they are not used any longer")
    }
    TypeChanged = "type-changed", "values have another type", {
        request: REFUSED, (Breaking, "an old server refuses the new type");
        response: UNREADABLE, (Breaking, "what an old server sends cannot be read")
    }
    TypeWidened = "type-widened", "more values are possible", {
        request: STILL_ACCEPTED, MORE_THAN_ACCEPTED;
        response: UNREADABLE, STILL_READ
    }
    TypeNarrowed = "type-narrowed", "fewer values are possible", {
        request: REFUSED, STILL_ACCEPTED;
        response: STILL_READ, (Breaking, "what an old server sends cannot be read")
    }
    TypeStated = "type-stated", "the document now says what values are", {
        request: (Risky, "what the document left open may be refused"), STILL_ACCEPTED;
        response: STILL_READ, (Risky, "an old server may send something else")
    }
    TypeUnstated = "type-unstated", "the document no longer says what values are", {
        request: STILL_ACCEPTED, MORE_THAN_ACCEPTED;
        response: (Risky, "something else may be sent"), STILL_READ
    }
    NullableAdded = "nullable-added", "`null` is now a value", {
        request: STILL_ACCEPTED, (Risky, "an old server refuses `null`");
        response: (Breaking, "`null` may be sent, and a reader does not take it"), STILL_READ
    }
    NullableRemoved = "nullable-removed", "`null` is no longer a value", {
        request: (Breaking, "`null` is refused"), STILL_ACCEPTED;
        response: STILL_READ, (Breaking, "an old server may send `null`, and a reader does not take it")
    }
    ConstraintTightened = "constraint-tightened", "a limit got tighter", {
        request: REFUSED, STILL_ACCEPTED;
        response: LIMITS_KEPT, LIMITS_NOT_READ;
        hook: LIMITS_KEPT, OLD_IS_REFUSED
    }
    ConstraintRelaxed = "constraint-relaxed", "a limit got looser or is gone", {
        request: STILL_ACCEPTED, MORE_THAN_ACCEPTED;
        response: LIMITS_NOT_READ, LIMITS_KEPT;
        hook: RECEIVER_REFUSES, LIMITS_KEPT
    }
    ConstraintChanged = "constraint-changed", "a limit is another one", {
        request: (Risky, "some of what was accepted may be refused"), (Risky, "an old server may refuse some of what is new");
        response: LIMITS_NOT_READ, LIMITS_NOT_READ;
        hook: (Risky, "an old receiver may refuse some of what is new"), (Risky, "some of what an old server sends may be refused")
    }
    EnumValueAdded = "enum-value-added", "an enum has more values", {
        request: STILL_ACCEPTED, (Risky, "an old server refuses the new values");
        response: OPEN, STILL_READ;
        hook: (Risky, "an old receiver refuses the new values"), STILL_READ
    }
    EnumValueRemoved = "enum-value-removed", "an enum has fewer values", {
        request: (Breaking, "the values that are gone are refused"), STILL_ACCEPTED;
        response: STILL_READ, OPEN;
        hook: STILL_READ, (Breaking, "an old server sends the values that are gone, which are refused")
    }
    EnumOpened = "enum-opened", "values are no longer listed", {
        request: STILL_ACCEPTED, (Risky, "an old server refuses values that it does not list");
        response: OPEN, STILL_READ;
        hook: (Risky, "an old receiver refuses values that it does not list"), STILL_READ
    }
    EnumClosed = "enum-closed", "values are now listed", {
        request: (Risky, "values that are not listed are refused"), STILL_ACCEPTED;
        response: STILL_READ, OPEN;
        hook: STILL_READ, (Risky, "an old server may send values that are not listed, which are refused")
    }
    VariantAdded = "variant-added", "a union has more variants", {
        request: STILL_ACCEPTED, (Risky, "an old server refuses the new variant");
        response: (Compatible, "a generated client keeps a variant that it does not know as JSON; risky for a client with closed unions"),
            STILL_READ;
        hook: (Risky, "an old receiver refuses the new variant"), STILL_READ
    }
    VariantRemoved = "variant-removed", "a union has fewer variants", {
        request: (Breaking, "the variant that is gone is refused"), STILL_ACCEPTED;
        response: STILL_READ,
            (Compatible, "a generated client keeps a variant that it does not know as JSON; risky for a client with closed unions");
        hook: STILL_READ, (Breaking, "an old server sends the variant that is gone, which is refused")
    }
    DiscriminatorChanged = "discriminator-changed", "the variants of a union are told apart differently", {
        request: REFUSED, (Breaking, "an old server cannot tell which variant it is");
        response: (Breaking, "a reader cannot tell which variant it is"), (Breaking, "a reader cannot tell which variant an old server sends")
    }
    RustItemAdded = "rust-item-added", "an item of the generated crates is new, for no reason on the wire", { both: SAME, SAME }
    RustItemRemoved = "rust-item-removed", "an item of the generated crates is gone, for no reason on the wire", { both: SAME, SAME }
    RustItemChanged = "rust-item-changed", "an item of the generated crates is another one, for no reason on the wire", { both: SAME, SAME }
}
