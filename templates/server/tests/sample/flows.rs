//! What a generated server crate would hold for the tag `flows`.

use oasmith_template_server::runtime::form::Items;
use oasmith_template_server::runtime::{Context, Error, EventStream, RawBody, not_implemented};
use oasmith_template_server::types::runtime::Rule;
use oasmith_template_server::types::runtime::text::Style;
use oasmith_template_server::{endpoints, parameters};
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

    /// `GET /flows/watch/`
    fn watch(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<EventStream<Flow>, Error<ApiError>>> + Send {
        not_implemented(cx)
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

parameters! {
    InstancesListQuery {
        search: optional_query("search"),
        page: optional_query("page") within Rule::new().minimum(1),
        designation: optional_query("designation"),
        identifier_in: optional_query_as("identifier_in", Style::FORM),
        x_request_id: optional_header("X-Request-ID"),
    }
}

endpoints! {
    Flows {
        op::InstancesPartialUpdate => instances_partial_update(slug: path("slug"), body: optional_body()),
        op::InstancesRetrieve => instances_retrieve(slug: path("slug")),
        op::InstancesDestroy => instances_destroy(slug: path("slug")),
        op::InstancesList => instances_list(query: parameters()),
        op::InstancesCreate => instances_create(body: body()),
        op::BindingsRetrieve => bindings_retrieve(fsb_uuid: path("fsb_uuid")),
        op::ImportCreate => import_create(body: raw_body(&["multipart/form-data"])),
        op::CompareRetrieve => compare_retrieve(base: path("base"), head: path("head")),
        op::Watch => watch() as Items,
        op::Unwritten => unwritten(),
        op::WhoUnstated => who(),
        op::WhoOptional => who(),
        op::WhoAny => who(),
        op::WhoUndefined => who(),
    }
}
