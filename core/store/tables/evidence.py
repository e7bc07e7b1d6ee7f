"""The chained ledger and its seals."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB

from core.store.tables.base import Moment, identity, metadata, of, words

ledger = Table(
    "ledger",
    metadata,
    identity(),
    of("case_id", "cases.id"),
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

seal_keys = Table(
    "seal_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    words("machine"),
    Column("since", Moment, nullable=False),
)

seals = Table(
    "seals",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("entries", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("key_id", Text, ForeignKey("seal_keys.id")),
    Column("at", Moment, nullable=False),
)
