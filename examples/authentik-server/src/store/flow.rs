//! Flows.

use authentik_server::types::{
    Authentication, DeniedAction, FlowDesignation, FlowLayout, PolicyEngineMode,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::is_any;

/// A flow, without what its bindings say.
#[derive(Clone, Debug)]
pub(crate) struct FlowRow {
    /// Its uuid.
    pub pk: Uuid,
    /// The uuid that policies are bound to.
    pub policybindingmodel_ptr_id: Uuid,
    /// Its name for administrators.
    pub name: String,
    /// Its name in URLs; no other flow has it.
    pub slug: String,
    /// What users read on top of it.
    pub title: String,
    /// What it is used for.
    pub designation: FlowDesignation,
    /// The path of its background image.
    pub background: String,
    /// Whether all policies have to pass, or any.
    pub policy_engine_mode: PolicyEngineMode,
    /// Whether pages are made for password managers on mobile devices.
    pub compatibility_mode: bool,
    /// How pages look.
    pub layout: FlowLayout,
    /// What happens when it denies access.
    pub denied_action: DeniedAction,
    /// Who may enter it.
    pub authentication: Authentication,
}

impl FlowRow {
    /// The flow with that slug.
    pub(crate) fn by_slug(store: &Connection, slug: &str) -> rusqlite::Result<Option<Self>> {
        store
            .prepare_cached("SELECT * FROM flows WHERE slug = ?1")?
            .query_row((slug,), Self::read)
            .optional()
    }

    /// Whether another flow has its slug.
    pub(crate) fn is_slug_taken(&self, store: &Connection) -> rusqlite::Result<bool> {
        is_any(
            store,
            "SELECT 1 FROM flows WHERE slug = ?1 AND pk <> ?2",
            (&self.slug, self.pk),
        )
    }

    /// Whether there is a flow with that uuid.
    pub(crate) fn is_there(store: &Connection, pk: Uuid) -> rusqlite::Result<bool> {
        is_any(store, "SELECT 1 FROM flows WHERE pk = ?1", (pk,))
    }

    /// The flows that a stage is bound to, each once.
    pub(crate) fn with_stage(store: &Connection, stage: Uuid) -> rusqlite::Result<Vec<Self>> {
        store
            .prepare_cached(
                "SELECT * FROM flows WHERE pk IN (SELECT target FROM bindings WHERE stage = ?1) ORDER BY pk",
            )?
            .query_map((stage,), Self::read)?
            .collect()
    }

    /// The uuids of its stages, in the order of their bindings.
    pub(crate) fn stages(&self, store: &Connection) -> rusqlite::Result<Vec<Uuid>> {
        store
            .prepare_cached(r#"SELECT stage FROM bindings WHERE target = ?1 ORDER BY "order", pk"#)?
            .query_map((self.pk,), |row| row.get(0))?
            .collect()
    }

    /// Writes it in the place of the flow with its uuid.
    pub(crate) fn save(&self, store: &Connection) -> rusqlite::Result<()> {
        let mut statement = store.prepare_cached(
            "UPDATE flows SET name = ?2, slug = ?3, title = ?4, designation = ?5, policy_engine_mode = ?6,
            compatibility_mode = ?7, layout = ?8, denied_action = ?9, authentication = ?10 WHERE pk = ?1",
        )?;
        statement.execute(params![
            self.pk,
            self.name,
            self.slug,
            self.title,
            self.designation.as_str(),
            self.policy_engine_mode.as_str(),
            self.compatibility_mode,
            self.layout.as_str(),
            self.denied_action.as_str(),
            self.authentication.as_str(),
        ])?;
        Ok(())
    }

    /// Writes it as a new flow.
    pub(crate) fn insert(&self, store: &Connection) -> rusqlite::Result<()> {
        let mut statement = store.prepare_cached(
            "INSERT INTO flows VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        statement.execute(params![
            self.pk,
            self.policybindingmodel_ptr_id,
            self.name,
            self.slug,
            self.title,
            self.designation.as_str(),
            self.background,
            self.policy_engine_mode.as_str(),
            self.compatibility_mode,
            self.layout.as_str(),
            self.denied_action.as_str(),
            self.authentication.as_str(),
        ])?;
        Ok(())
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |column| row.get::<_, String>(column);
        Ok(Self {
            pk: row.get("pk")?,
            policybindingmodel_ptr_id: row.get("policybindingmodel_ptr_id")?,
            name: text("name")?,
            slug: text("slug")?,
            title: text("title")?,
            designation: text("designation")?.into(),
            background: text("background")?,
            policy_engine_mode: text("policy_engine_mode")?.into(),
            compatibility_mode: row.get("compatibility_mode")?,
            layout: text("layout")?.into(),
            denied_action: text("denied_action")?.into(),
            authentication: text("authentication")?.into(),
        })
    }
}
