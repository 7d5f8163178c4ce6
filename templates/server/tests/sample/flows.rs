//! What a generated server crate would hold for the tag `flows`.

use oasmith_template_server::runtime::{
    Authenticate, Context, Endpoint, Error, Input, Outcome, Place, RawBody, Router, not_implemented,
};
use oasmith_template_server::types::runtime::Rule;
use uuid::Uuid;

use super::types::operations as op;
use super::types::{ApiError, Flow, PatchedFlowRequest, Unwritable};

/// The operations tagged `flows`. Methods left out answer 501 Not Implemented.
pub trait Flows: Send + Sync + 'static {
    /// `PATCH /flows/instances/{slug}/`
    fn instances_partial_update(
        &self,
        cx: &Context,
        slug: String,
        body: Option<PatchedFlowRequest>,
    ) -> impl Future<Output = Result<Flow, Error<ApiError>>> + Send {
        not_implemented((cx, slug, body))
    }

    /// `GET /flows/instances/{slug}/`
    fn instances_retrieve(
        &self,
        cx: &Context,
        slug: String,
    ) -> impl Future<Output = Result<Flow, Error<ApiError>>> + Send {
        not_implemented((cx, slug))
    }

    /// `DELETE /flows/instances/{slug}/`
    fn instances_destroy(
        &self,
        cx: &Context,
        slug: String,
    ) -> impl Future<Output = Result<(), Error<ApiError>>> + Send {
        not_implemented((cx, slug))
    }

    /// `GET /flows/instances/`
    fn instances_list(
        &self,
        cx: &Context,
        query: InstancesListQuery,
    ) -> impl Future<Output = Result<Vec<Flow>, Error<ApiError>>> + Send {
        not_implemented((cx, query))
    }

    /// `POST /flows/instances/`
    fn instances_create(
        &self,
        cx: &Context,
        body: PatchedFlowRequest,
    ) -> impl Future<Output = Result<Flow, Error<ApiError>>> + Send {
        not_implemented((cx, body))
    }

    /// `GET /flows/bindings/{fsb_uuid}/`
    fn bindings_retrieve(
        &self,
        cx: &Context,
        fsb_uuid: Uuid,
    ) -> impl Future<Output = Result<Flow, Error<ApiError>>> + Send {
        not_implemented((cx, fsb_uuid))
    }

    /// `POST /flows/import/`
    fn import_create(
        &self,
        cx: &Context,
        body: RawBody,
    ) -> impl Future<Output = Result<String, Error<ApiError>>> + Send {
        not_implemented((cx, body))
    }

    /// `GET /flows/compare/{base}...{head}/`
    fn compare_retrieve(
        &self,
        cx: &Context,
        base: String,
        head: String,
    ) -> impl Future<Output = Result<String, Error<ApiError>>> + Send {
        not_implemented((cx, base, head))
    }

    /// `GET /flows/unwritten/`
    fn unwritten(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<Unwritable, Error<ApiError>>> + Send {
        not_implemented(cx)
    }

    /// `GET /who/unstated/`
    fn who(&self, cx: &Context) -> impl Future<Output = Result<String, Error<ApiError>>> + Send {
        not_implemented(cx)
    }
}

/// The query of `GET /flows/instances/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstancesListQuery {
    pub search: Option<String>,
    pub page: Option<i64>,
    pub designation: Option<Vec<String>>,
    pub identifier_in: Option<Vec<i64>>,
    pub x_request_id: Option<Uuid>,
}

impl<S: Flows> Endpoint<S> for op::InstancesPartialUpdate {
    type Arguments = (String, Option<PatchedFlowRequest>);

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let slug = input.path("slug");
        let body = input.optional_body();
        Some((slug?, body))
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        (slug, body): Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.instances_partial_update(cx, slug, body)
    }
}

impl<S: Flows> Endpoint<S> for op::InstancesRetrieve {
    type Arguments = String;

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        input.path("slug")
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        slug: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.instances_retrieve(cx, slug)
    }
}

impl<S: Flows> Endpoint<S> for op::InstancesDestroy {
    type Arguments = String;

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        input.path("slug")
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        slug: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.instances_destroy(cx, slug)
    }
}

impl<S: Flows> Endpoint<S> for op::InstancesList {
    type Arguments = InstancesListQuery;

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let page = input.optional_query("page");
        input.check(Place::Query, "page", &page, &Rule::new().minimum(1));
        Some(InstancesListQuery {
            search: input.optional_query("search"),
            page,
            designation: input.optional_query("designation"),
            identifier_in: input.optional_query_list("identifier_in"),
            x_request_id: input.optional_header("X-Request-ID"),
        })
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        query: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.instances_list(cx, query)
    }
}

impl<S: Flows> Endpoint<S> for op::InstancesCreate {
    type Arguments = PatchedFlowRequest;

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        input.body()
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        body: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.instances_create(cx, body)
    }
}

impl<S: Flows> Endpoint<S> for op::BindingsRetrieve {
    type Arguments = Uuid;

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        input.path("fsb_uuid")
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        fsb_uuid: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.bindings_retrieve(cx, fsb_uuid)
    }
}

impl<S: Flows> Endpoint<S> for op::ImportCreate {
    type Arguments = RawBody;

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        input.raw_body(&["multipart/form-data"])
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        body: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.import_create(cx, body)
    }
}

impl<S: Flows> Endpoint<S> for op::CompareRetrieve {
    type Arguments = (String, String);

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let base = input.path("base");
        let head = input.path("head");
        Some((base?, head?))
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        (base, head): Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.compare_retrieve(cx, base, head)
    }
}

/// Prints what the generator prints in full for an operation without arguments.
macro_rules! without_arguments {
    ($($operation:ident $method:ident)*) => {$(
        impl<S: Flows> Endpoint<S> for op::$operation {
            type Arguments = ();

            fn decode(_: &mut Input) -> Option<Self::Arguments> {
                Some(())
            }

            fn call<'a>(
                service: &'a S,
                cx: &'a Context,
                (): Self::Arguments,
            ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
                service.$method(cx)
            }
        }
    )*};
}

without_arguments!(Unwritten unwritten WhoUnstated who WhoOptional who WhoAny who WhoUndefined who);

/// Adds the operations tagged `flows` to a router.
pub fn routes<S: Flows + Authenticate>(router: Router<S>) -> Router<S> {
    router
        .route::<op::InstancesPartialUpdate>()
        .route::<op::InstancesRetrieve>()
        .route::<op::InstancesDestroy>()
        .route::<op::InstancesList>()
        .route::<op::InstancesCreate>()
        .route::<op::BindingsRetrieve>()
        .route::<op::ImportCreate>()
        .route::<op::CompareRetrieve>()
        .route::<op::Unwritten>()
        .route::<op::WhoUnstated>()
        .route::<op::WhoOptional>()
        .route::<op::WhoAny>()
        .route::<op::WhoUndefined>()
}
