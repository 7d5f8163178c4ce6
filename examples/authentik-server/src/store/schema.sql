-- The tables of the example. Uuids are blobs of 16 bytes, enumerations their values on the wire.

CREATE TABLE IF NOT EXISTS flows (
    pk BLOB PRIMARY KEY,
    policybindingmodel_ptr_id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    designation TEXT NOT NULL,
    background TEXT NOT NULL,
    policy_engine_mode TEXT NOT NULL,
    compatibility_mode INTEGER NOT NULL,
    layout TEXT NOT NULL,
    denied_action TEXT NOT NULL,
    authentication TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS groups (
    pk BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The columns of the other kind are null.
CREATE TABLE IF NOT EXISTS stages (
    pk BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'user_write')),
    continue_flow_without_invitation INTEGER,
    user_creation_mode TEXT,
    create_users_as_inactive INTEGER,
    create_users_group BLOB REFERENCES groups (pk),
    user_type TEXT,
    user_path_template TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bindings (
    pk BLOB PRIMARY KEY,
    policybindingmodel_ptr_id BLOB NOT NULL UNIQUE,
    target BLOB NOT NULL REFERENCES flows (pk),
    stage BLOB NOT NULL REFERENCES stages (pk),
    evaluate_on_plan INTEGER NOT NULL,
    re_evaluate_policies INTEGER NOT NULL,
    "order" INTEGER NOT NULL,
    policy_engine_mode TEXT NOT NULL,
    invalid_response_action TEXT NOT NULL,
    UNIQUE (target, stage, "order")
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS bindings_by_stage ON bindings (stage);
