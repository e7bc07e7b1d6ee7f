"""Cases with their clocks, decisions and tags."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, SmallInteger, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from core.store.tables.base import EMPTY_LIST, EMPTY_OBJECT, Moment, identity, metadata, of, words

WAITING = "state IN ('incomplete', 'open', 'forwarded') OR state = 'answered' AND legal_kind = 'complaint'"
"""Cases that somebody at the desk still has something to do with."""

cases = Table(
    "cases",
    metadata,
    identity(),
    Column("number", Text, nullable=False, unique=True),
    of("conversation_id", "conversations.id", index=True),
    Column("state", Text, nullable=False),
    Column("legal_kind", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("components", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    Column("unsure", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    Column("language", Text, nullable=False, server_default=text("'id'")),
    Column("channel", Text, nullable=False),
    Column("matter", Text, nullable=False),
    words("service"),
    Column("receipt", Text, nullable=False, server_default=text("'unknown'")),
    Column("received_on", Date),
    Column("received_at", Moment, nullable=False),
    Column("completed_at", Moment),
    Column("answered_at", Moment),
    Column("closed_at", Moment),
    of("holder_id", "officers.id", nullable=True, index=True),
    words("tier"),
    words("category"),
    words("agency"),
    words("regulation"),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("changed_at", Moment),
    Column("ledger_seq", Integer, nullable=False, server_default=text("0")),
    Column("ledger_hash", LargeBinary, nullable=False),
    Index(
        "ix_cases_waiting",
        "legal_kind",
        "id",
        postgresql_include=["holder_id", "state", "sector", "components", "channel", "language"],
        postgresql_where=text(WAITING),
    ),
    Index("ix_cases_held", "holder_id", postgresql_where=text(WAITING)),
    Index("ix_cases_unsure", "id", postgresql_where=text("unsure <> '{}' AND state IN ('incomplete', 'open')")),
    Index("ix_cases_sector_id", "sector", "id"),
)

legal_kinds = Table(
    "legal_kinds",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("legal_kind", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("rule", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("clause_text", Text, nullable=False),
    Column("force", Text, nullable=False),
    Column("legal_kind", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("facts", JSONB, nullable=False, server_default=EMPTY_OBJECT),
    Column("standard_id", Text, nullable=False),
    Column("standard_version", Text, nullable=False),
    Column("calendar_version", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("verdict", Text),
    Column("verdict_by", Text),
    Column("verdict_at", Moment),
    Index("ix_decisions_open", "case_id", "because", postgresql_where=text("force = 'may' AND verdict IS NULL")),
)

clocks = Table(
    "clocks",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("rule", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("days", SmallInteger, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("promised_on", Date),
    Column("provisional", Boolean, nullable=False, server_default=text("false")),
    Column("calendar_version", Text, nullable=False),
    Column("met_at", Moment),
    Column("ended_as", Text),
    Index("ix_clocks_due", "due_on", "case_id", postgresql_where=text("met_at IS NULL")),
    Index("ix_clocks_silence", "due_on", postgresql_where=text("rule = 'silence' AND met_at IS NULL")),
    Index("uq_clocks_case_id_rule", "case_id", "rule", unique=True, postgresql_where=text("rule <> 'next-step'")),
)

tags = Table(
    "tags",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("author", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("components", ARRAY(Text), nullable=False),
    Column("unsure", ARRAY(Text), nullable=False),
    Column("confidence", JSONB, nullable=False),
    Column("evidence", ARRAY(Text), nullable=False),
    Column("language", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
