"""Messages carry marks for officers, and name the case they claim to answer from another address"""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

STATEMENTS = (
    "ALTER TABLE messages ADD marks text[] DEFAULT '{}' NOT NULL",
    "ALTER TABLE messages ADD named_case_id bigint",
    """ALTER TABLE messages ADD CONSTRAINT fk_messages_named_case_id
        FOREIGN KEY (named_case_id) REFERENCES cases (id)""",
    "CREATE INDEX ix_messages_named_case_id ON messages (named_case_id) WHERE named_case_id IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
