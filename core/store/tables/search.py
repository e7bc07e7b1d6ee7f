"""What the desk searches; the clockwork fills it, so that taking a message in costs nothing more."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR

from core.store.tables.base import metadata

case_words = Table(
    "case_words",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("ledger_id", BigInteger, nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Column("names", TSVECTOR, nullable=False),
    Index("ix_case_words_words", "words", postgresql_using="gin"),
    Index("ix_case_words_names", "names", postgresql_using="gin"),
    Index("ix_case_words_ledger_id", "ledger_id"),
)

known_words = Table(
    "known_words",
    metadata,
    Column("word", Text, primary_key=True),
    Index("ix_known_words_word", "word", postgresql_using="gin", postgresql_ops={"word": "gin_trgm_ops"}),
)
