"""The desk finds its cases"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = "state IN ('incomplete', 'open', 'forwarded') OR state = 'answered' AND legal_kind = 'complaint'"
STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE TABLE case_words (
        case_id bigint NOT NULL CONSTRAINT pk_case_words PRIMARY KEY,
        ledger_id bigint NOT NULL,
        words tsvector NOT NULL,
        names tsvector NOT NULL,
        CONSTRAINT fk_case_words_case_id FOREIGN KEY (case_id) REFERENCES cases (id)
    )""",
    "CREATE TABLE known_words (word text NOT NULL CONSTRAINT pk_known_words PRIMARY KEY)",
    "CREATE INDEX ix_case_words_words ON case_words USING gin (words)",
    "CREATE INDEX ix_case_words_names ON case_words USING gin (names)",
    "CREATE INDEX ix_case_words_ledger_id ON case_words (ledger_id)",
    "CREATE INDEX ix_known_words_word ON known_words USING gin (word gin_trgm_ops)",
    f"""CREATE INDEX ix_cases_waiting ON cases (legal_kind, id)
        INCLUDE (holder_id, state, sector, components, channel, language) WHERE {WAITING}""",
    f"CREATE INDEX ix_cases_held ON cases (holder_id) WHERE {WAITING}",
    "CREATE INDEX ix_decisions_open ON decisions (case_id, because) WHERE force = 'may' AND verdict IS NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
