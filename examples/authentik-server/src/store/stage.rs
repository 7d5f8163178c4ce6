//! Stages of the two kinds.

use authentik_server::types::{UserCreationMode, UserType};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::is_any;

/// A stage of one of the two kinds.
#[derive(Clone, Debug)]
pub(crate) struct StageRow {
    /// Its uuid.
    pub pk: Uuid,
    /// Its name; no other stage has it.
    pub name: String,
    /// What only stages of its kind have.
    pub kind: StageKind,
}

/// The kind of a stage with its settings.
#[derive(Clone, Debug)]
pub(crate) enum StageKind {
    /// Lets invited users go on.
    Invitation {
        /// Whether to go on without an invitation too.
        continue_flow_without_invitation: bool,
    },
    /// Writes what the flow gathered to a user.
    UserWrite(UserWrite),
}

/// The settings of a user write stage.
#[derive(Clone, Debug)]
pub(crate) struct UserWrite {
    /// Whether users may be created.
    pub user_creation_mode: UserCreationMode,
    /// Whether users are created without being able to log in.
    pub create_users_as_inactive: bool,
    /// The group that new users join.
    pub create_users_group: Option<Uuid>,
    /// The type of new users.
    pub user_type: UserType,
    /// Where new users are put.
    pub user_path_template: String,
}

impl StageRow {
    /// The stage with that uuid.
    pub(crate) fn by_pk(store: &Connection, pk: Uuid) -> rusqlite::Result<Option<Self>> {
        store
            .prepare_cached("SELECT * FROM stages WHERE pk = ?1")?
            .query_row((pk,), Self::read)
            .optional()
    }

    /// Whether another stage has its name.
    pub(crate) fn is_name_taken(&self, store: &Connection) -> rusqlite::Result<bool> {
        let query = "SELECT 1 FROM stages WHERE name = ?1 AND pk <> ?2";
        is_any(store, query, params![self.name, self.pk])
    }

    /// Writes it in the place of the stage with its uuid.
    pub(crate) fn save(&self, store: &Connection) -> rusqlite::Result<()> {
        let (kind, shown, user_write) = match &self.kind {
            StageKind::Invitation {
                continue_flow_without_invitation,
            } => ("invitation", Some(continue_flow_without_invitation), None),
            StageKind::UserWrite(settings) => ("user_write", None, Some(settings)),
        };
        let mut statement = store.prepare_cached(
            "INSERT INTO stages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (pk) DO UPDATE SET name = excluded.name,
            continue_flow_without_invitation = excluded.continue_flow_without_invitation,
            user_creation_mode = excluded.user_creation_mode,
            create_users_as_inactive = excluded.create_users_as_inactive,
            create_users_group = excluded.create_users_group, user_type = excluded.user_type,
            user_path_template = excluded.user_path_template",
        )?;
        statement.execute(params![
            self.pk,
            self.name,
            kind,
            shown,
            user_write.map(|settings| settings.user_creation_mode.as_str()),
            user_write.map(|settings| settings.create_users_as_inactive),
            user_write.and_then(|settings| settings.create_users_group),
            user_write.map(|settings| settings.user_type.as_str()),
            user_write.map(|settings| settings.user_path_template.as_str()),
        ])?;
        Ok(())
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |column| row.get::<_, String>(column);
        let kind = match text("kind")?.as_str() {
            "invitation" => StageKind::Invitation {
                continue_flow_without_invitation: row.get("continue_flow_without_invitation")?,
            },
            _ => StageKind::UserWrite(UserWrite {
                user_creation_mode: text("user_creation_mode")?.into(),
                create_users_as_inactive: row.get("create_users_as_inactive")?,
                create_users_group: row.get("create_users_group")?,
                user_type: text("user_type")?.into(),
                user_path_template: text("user_path_template")?,
            }),
        };
        Ok(Self {
            pk: row.get("pk")?,
            name: text("name")?,
            kind,
        })
    }
}
