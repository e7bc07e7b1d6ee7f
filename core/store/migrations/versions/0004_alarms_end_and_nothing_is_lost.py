"""Alarms end by name, a message that failed is tried again, seals name their key"""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

STATEMENTS = (
    """ALTER TABLE alarms
        ADD ended_by bigint CONSTRAINT fk_alarms_ended_by REFERENCES officers (id),
        ADD ended_why text DEFAULT '' NOT NULL""",
    "ALTER TABLE messages ADD failures smallint DEFAULT 0 NOT NULL",
    "ALTER TABLE conversations ADD replied_at timestamptz[] DEFAULT '{}' NOT NULL",
    """CREATE TABLE seal_keys (
        id text NOT NULL CONSTRAINT pk_seal_keys PRIMARY KEY,
        public_key bytea NOT NULL,
        machine text DEFAULT '' NOT NULL,
        since timestamptz NOT NULL
    )""",
    "ALTER TABLE seals ADD key_id text CONSTRAINT fk_seals_key_id REFERENCES seal_keys (id)",
    "CREATE INDEX ix_clocks_silence ON clocks (due_on) WHERE rule = 'silence' AND met_at IS NULL",
    "CREATE UNIQUE INDEX uq_clocks_case_id_rule ON clocks (case_id, rule) WHERE rule <> 'next-step'",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
