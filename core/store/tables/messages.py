"""Messages in and out, what hung on them, and what became of them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, SmallInteger, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from core.store.tables.base import EMPTY_LIST, EMPTY_OBJECT, Moment, identity, metadata, of, words

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
    identity(),
    of("conversation_id", "conversations.id", index=True),
    of("case_id", "cases.id", nullable=True, index=True),
    Column("author", Text, nullable=False),
    Column("channel", Text, nullable=False),
    words("provider_id"),
    words("subject"),
    Column("text", Text, nullable=False),
    Column("arrived_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    words("automatic"),
    Column("original", LargeBinary, ForeignKey("blobs.sha256")),
    words("original_type"),
    Column("salt", LargeBinary),
    words("evidence"),
    Column("handled", Boolean, nullable=False, server_default=text("true")),
    Column("failures", SmallInteger, nullable=False, server_default=text("0")),
    Column("marks", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    of("named_case_id", "cases.id", nullable=True),
    Index("ix_messages_named_case_id", "named_case_id", postgresql_where=text("named_case_id IS NOT NULL")),
    Index("ix_messages_unhandled", "conversation_id", postgresql_where=text("NOT handled")),
)

attachments = Table(
    "attachments",
    metadata,
    identity(),
    of("message_id", "messages.id", index=True),
    Column("blob", LargeBinary, ForeignKey("blobs.sha256"), nullable=False),
    words("name"),
    words("media_type"),
    Column("text", Text),
    Column("text_due", Boolean, nullable=False, server_default=text("false")),
    Column("looked_at", Moment),
    Index("ix_attachments_text_due", "id", postgresql_where=text("text_due")),
)

outbox = Table(
    "outbox",
    metadata,
    identity(),
    Column("public_id", Text, nullable=False, unique=True),
    of("message_id", "messages.id", index=True),
    of("conversation_id", "conversations.id"),
    of("case_id", "cases.id", nullable=True, index=True),
    Column("channel", Text, nullable=False),
    Column("handle", Text, nullable=False),
    Column("answers", ARRAY(Text), nullable=False, server_default=EMPTY_LIST),
    words("token"),
    Column("automatic", Boolean, nullable=False, server_default=text("true")),
    Column("purpose", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    Column("created_at", Moment, nullable=False),
    Column("next_try_at", Moment, nullable=False),
    Column("tries", SmallInteger, nullable=False, server_default=text("0")),
    Column("claimed_at", Moment),
    Column("provider_id", Text),
    words("last_trouble"),
    Column("sent_at", Moment),
    Index("ix_outbox_due", "next_try_at", "id", postgresql_where=text("state IN ('waiting', 'sending')")),
    Index("ix_outbox_order", "conversation_id", "id", postgresql_where=text("state IN ('waiting', 'sending')")),
    Index("ix_outbox_provider_id", "channel", "provider_id", postgresql_where=text("provider_id IS NOT NULL")),
)

receipts = Table(
    "receipts",
    metadata,
    identity(),
    of("outbox_id", "outbox.id", index=True),
    Column("state", Text, nullable=False),
    Column("at", Moment, nullable=False),
    words("detail"),
)

quarantine = Table(
    "quarantine",
    metadata,
    identity(),
    Column("channel", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("headers", JSONB, nullable=False, server_default=EMPTY_OBJECT),
    Column("body", LargeBinary, nullable=False),
    Column("arrived_at", Moment, nullable=False),
)
