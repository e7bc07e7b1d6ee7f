"""People, where they write from, and what they told of themselves: personal data, apart from the cases, erasable."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from core.store.tables.base import EMPTY_LIST, Moment, identity, metadata, of, words

people = Table(
    "people",
    metadata,
    identity(),
    Column("since", Moment, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    identity(),
    Column("person_id", BigInteger, ForeignKey("people.id")),
    Column("case_id", BigInteger, ForeignKey("cases.id", use_alter=True)),
    Column("talk", JSONB),
    Column("last_message_at", Moment, nullable=False),
    Column("turn_at", Moment),
    Column("remind_at", Moment),
    Column("replied_at", ARRAY(Moment), nullable=False, server_default=EMPTY_LIST),
    Index("ix_conversations_turn_at", "turn_at", postgresql_where=text("turn_at IS NOT NULL")),
    Index("ix_conversations_remind_at", "remind_at", postgresql_where=text("remind_at IS NOT NULL")),
    Index("ix_conversations_person_id", "person_id"),
)

addresses = Table(
    "addresses",
    metadata,
    identity(),
    Column("channel", Text, nullable=False),
    Column("handle", Text, nullable=False),
    of("conversation_id", "conversations.id", index=True),
    words("display_name"),
    Column("stopped_at", Moment),
    UniqueConstraint("channel", "handle"),
)

reporters = Table(
    "reporters",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    of("person_id", "people.id", nullable=True, index=True),
    Column("identity", Text, nullable=False),
    words("name"),
    words("nik"),
    words("phone"),
    words("mail"),
    words("postal_address"),
    words("on_behalf_of"),
    Column("erased_at", Moment),
)

identity_reads = Table(
    "identity_reads",
    metadata,
    identity(),
    of("person_id", "people.id", index=True),
    of("case_id", "cases.id", nullable=True),
    Column("reader", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
