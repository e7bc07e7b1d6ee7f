"""The office's versions, models, alarms and machines."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from core.store.tables.base import Moment, identity, metadata, of, words

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
    identity(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    words("detail"),
    Column("raised_at", Moment, nullable=False),
    Column("ended_at", Moment),
    of("ended_by", "officers.id", nullable=True),
    words("ended_why"),
    Index("uq_alarms_open", "kind", "subject", unique=True, postgresql_where=text("ended_at IS NULL")),
)

beats = Table(
    "beats",
    metadata,
    Column("part", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
