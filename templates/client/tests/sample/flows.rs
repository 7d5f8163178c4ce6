//! What the emitter would print for the tag `flows`.

use crate::runtime::{Call, Client};
use crate::types::operations::flows as op;
use crate::types::runtime::text::Style;
use crate::types::{Ordering, PatchedFlowRequest};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Flows<'c> {
    client: &'c Client,
}

impl Client {
    pub(crate) fn flows(&self) -> Flows<'_> {
        Flows { client: self }
    }
}

impl Flows<'_> {
    pub(crate) fn instances_list(&self) -> Call<op::InstancesList> {
        Call::new(self.client)
    }

    pub(crate) fn instances_partial_update(&self, slug: &str) -> Call<op::InstancesPartialUpdate> {
        Call::new(self.client).path_param("slug", slug)
    }

    pub(crate) fn instances_destroy(&self, slug: &str) -> Call<op::InstancesDestroy> {
        Call::new(self.client).path_param("slug", slug)
    }

    pub(crate) fn instances_export(&self, slug: &str, version: i64) -> Call<op::InstancesExport> {
        Call::new(self.client)
            .path_param("slug", slug)
            .path_param("version", &version)
    }
}

impl Call<op::InstancesList> {
    pub(crate) fn search(self, search: &str) -> Self {
        self.query_param("search", search)
    }

    pub(crate) fn page(self, page: i64) -> Self {
        self.query_param("page", &page)
    }

    pub(crate) fn ordering(self, ordering: &[Ordering]) -> Self {
        self.query_param("ordering", ordering)
    }

    pub(crate) fn designation(self, designation: &[&str]) -> Self {
        self.query_param_as("designation", designation, Style::FORM)
    }

    pub(crate) fn labels(self, labels: &[&str]) -> Self {
        self.query_param_as("labels", labels, Style::PIPE_DELIMITED)
    }

    pub(crate) fn request_id(self, request_id: &str) -> Self {
        self.header_param("X-Request-Id", request_id)
    }

    pub(crate) fn theme(self, theme: &str) -> Self {
        self.cookie_param("theme", theme)
    }
}

impl Call<op::InstancesPartialUpdate> {
    pub(crate) fn body(self, body: &PatchedFlowRequest) -> Self {
        self.json_body(body)
    }
}
