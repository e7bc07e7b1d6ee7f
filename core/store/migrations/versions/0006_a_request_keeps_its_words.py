"""A request to the Kepala keeps its own words; what nobody is sure of and what is alike is found at once"""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

STATEMENTS = (
    "ALTER TABLE approvals ADD request text DEFAULT '' NOT NULL",
    """UPDATE approvals SET request = notes.text FROM notes
        WHERE notes.case_id = approvals.case_id AND notes.author = asked_by AND notes.at = asked_at""",
    "CREATE INDEX ix_cases_unsure ON cases (id) WHERE unsure <> '{}' AND state IN ('incomplete', 'open')",
    "CREATE INDEX ix_cases_sector_id ON cases (sector, id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
