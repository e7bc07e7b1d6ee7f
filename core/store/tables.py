"""Every table of the record."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Moment = TIMESTAMP(timezone=True)
NOTHING = text("''")
EMPTY_LIST = text("'{}'")
EMPTY_OBJECT = text("'{}'")


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=NOTHING, **options)


def _of(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(target), nullable=nullable, index=index)


# --- people and where they write from: personal data, apart from the cases, erasable -------------------------------

people = Table(
    "people",
    metadata,
    _id(),
    Column("since", Moment, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    Column("person_id", BigInteger, ForeignKey("people.id")),
    Column("case_id", BigInteger, ForeignKey("cases.id", use_alter=True)),
    Column("talk", JSONB),
    Column("last_message_at", Moment, nullable=False),
    Column("turn_at", Moment),
    Column("remind_at", Moment),
    Index("ix_conversations_turn_at", "turn_at", postgresql_where=text("turn_at IS NOT NULL")),
    Index("ix_conversations_remind_at", "remind_at", postgresql_where=text("remind_at IS NOT NULL")),
    Index("ix_conversations_person_id", "person_id"),
)

addresses = Table(
    "addresses",
    metadata,
    _id(),
    Column("channel", Text, nullable=False),
    Column("handle", Text, nullable=False),
    _of("conversation_id", "conversations.id", index=True),
    _text("display_name"),
    Column("stopped_at", Moment),
    UniqueConstraint("channel", "handle"),
)

identity_reads = Table(
    "identity_reads",
    metadata,
    _id(),
    _of("person_id", "people.id", index=True),
    _of("case_id", "cases.id", nullable=True),
    Column("reader", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

# --- messages --------------------------------------------------------------------------------------------------------

inbox = Table(
    "inbox",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("provider_id", Text, primary_key=True),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", LargeBinary, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    _id(),
    _of("conversation_id", "conversations.id", index=True),
    _of("case_id", "cases.id", nullable=True, index=True),
    Column("author", Text, nullable=False),
    Column("channel", Text, nullable=False),
    _text("provider_id"),
    _text("subject"),
    Column("text", Text, nullable=False),
    Column("arrived_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    _text("automatic"),
    Column("original", LargeBinary, ForeignKey("blobs.sha256")),
    _text("original_type"),
    Column("salt", LargeBinary),
    _text("evidence"),
    Column("handled", Boolean, nullable=False, server_default=text("true")),
    Index("ix_messages_unhandled", "conversation_id", postgresql_where=text("NOT handled")),
)

attachments = Table(
    "attachments",
    metadata,
    _id(),
    _of("message_id", "messages.id", index=True),
    Column("blob", LargeBinary, ForeignKey("blobs.sha256"), nullable=False),
    _text("name"),
    _text("media_type"),
    Column("text", Text),
    Column("text_due", Boolean, nullable=False, server_default=text("false")),
    Column("looked_at", Moment),
    Index("ix_attachments_text_due", "id", postgresql_where=text("text_due")),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("public_id", Text, nullable=False, unique=True),
    _of("message_id", "messages.id", index=True),
    _of("conversation_id", "conversations.id"),
    _of("case_id", "cases.id", nullable=True, index=True),
    Column("channel", Text, nullable=False),
    Column("handle", Text, nullable=False),
    Column("answers", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    _text("token"),
    Column("automatic", Boolean, nullable=False, server_default=text("true")),
    Column("purpose", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    Column("created_at", Moment, nullable=False),
    Column("next_try_at", Moment, nullable=False),
    Column("tries", SmallInteger, nullable=False, server_default=text("0")),
    Column("claimed_at", Moment),
    Column("provider_id", Text),
    _text("last_trouble"),
    Column("sent_at", Moment),
    Index("ix_outbox_due", "next_try_at", "id", postgresql_where=text("state IN ('waiting', 'sending')")),
    Index("ix_outbox_order", "conversation_id", "id", postgresql_where=text("state IN ('waiting', 'sending')")),
    Index("ix_outbox_provider_id", "channel", "provider_id", postgresql_where=text("provider_id IS NOT NULL")),
)

receipts = Table(
    "receipts",
    metadata,
    _id(),
    _of("outbox_id", "outbox.id", index=True),
    Column("state", Text, nullable=False),
    Column("at", Moment, nullable=False),
    _text("detail"),
)

quarantine = Table(
    "quarantine",
    metadata,
    _id(),
    Column("channel", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("headers", JSONB, nullable=False, server_default=EMPTY_OBJECT),
    Column("body", LargeBinary, nullable=False),
    Column("arrived_at", Moment, nullable=False),
)

# --- cases -----------------------------------------------------------------------------------------------------------

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _of("conversation_id", "conversations.id", index=True),
    Column("state", Text, nullable=False),
    Column("legal_kind", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("components", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    Column("unsure", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    Column("language", Text, nullable=False, server_default=text("'id'")),
    Column("channel", Text, nullable=False),
    Column("matter", Text, nullable=False),
    _text("service"),
    Column("receipt", Text, nullable=False, server_default=text("'unknown'")),
    Column("received_on", Date),
    Column("received_at", Moment, nullable=False),
    Column("completed_at", Moment),
    Column("answered_at", Moment),
    Column("closed_at", Moment),
    Column("ledger_seq", Integer, nullable=False, server_default=text("0")),
    Column("ledger_hash", LargeBinary, nullable=False),
)

reporters = Table(
    "reporters",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    _of("person_id", "people.id", nullable=True, index=True),
    Column("identity", Text, nullable=False),
    _text("name"),
    _text("nik"),
    _text("on_behalf_of"),
    Column("erased_at", Moment),
)

legal_kinds = Table(
    "legal_kinds",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
    Column("legal_kind", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
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
)

clocks = Table(
    "clocks",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
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
)

tags = Table(
    "tags",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
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

examination_steps = Table(
    "examination_steps",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
    Column("step", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

reports_upward = Table(
    "reports_upward",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
    Column("from_tier", Text, nullable=False),
    Column("to_tier", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    _id(),
    _of("case_id", "cases.id", index=True),
    Column("purpose", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Moment),
    Column("granted", Boolean),
    _text("reason"),
)

# --- evidence --------------------------------------------------------------------------------------------------------

ledger = Table(
    "ledger",
    metadata,
    _id(),
    _of("case_id", "cases.id"),
    Column("seq", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("seal_id", BigInteger),
    UniqueConstraint("case_id", "seq"),
    Index("ix_ledger_unsealed", "id", postgresql_where=text("seal_id IS NULL")),
    Index("ix_ledger_seal_id", "seal_id"),
)

seals = Table(
    "seals",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("entries", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

# --- the office and its machines --------------------------------------------------------------------------------------

config_versions = Table(
    "config_versions",
    metadata,
    Column("version", Text, primary_key=True),
    Column("files", JSONB, nullable=False),
    Column("valid_from", Moment, nullable=False),
)

models = Table(
    "models",
    metadata,
    Column("version", Text, primary_key=True),
    Column("card", JSONB, nullable=False),
    Column("blob", LargeBinary, ForeignKey("blobs.sha256")),
    Column("in_use_from", Moment),
)

alarms = Table(
    "alarms",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    _text("detail"),
    Column("raised_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("uq_alarms_open", "kind", "subject", unique=True, postgresql_where=text("ended_at IS NULL")),
)

beats = Table(
    "beats",
    metadata,
    Column("part", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
