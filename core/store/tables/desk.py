"""Who works at the desk, how they sign in, and who stands in for whom."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from core.store.tables.base import EMPTY_OBJECT, Moment, identity, metadata, of, words

officers = Table(
    "officers",
    metadata,
    identity(),
    Column("username", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    words("tier"),
    words("agency"),
    words("mail_address"),
    Column("password_hash", Text, nullable=False),
    words("totp_secret"),
    Column("second_factor", Boolean, nullable=False, server_default=text("true")),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("preferences", JSONB, nullable=False, server_default=EMPTY_OBJECT),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    of("officer_id", "officers.id", index=True),
    Column("csrf_token", Text, nullable=False),
    Column("second_factor_passed", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    identity(),
    Column("username", Text, nullable=False),
    words("address"),
    Column("succeeded", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_sign_in_tries_username_at", "username", "at"),
    Index("ix_sign_in_tries_address_at", "address", "at"),
)

absences = Table(
    "absences",
    metadata,
    identity(),
    of("officer_id", "officers.id", index=True),
    of("deputy_id", "officers.id", nullable=True),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date, nullable=False),
    words("reason"),
)

acting_heads = Table(
    "acting_heads",
    metadata,
    identity(),
    of("officer_id", "officers.id", index=True),
    Column("kind", Text, nullable=False),
    Column("decree", Text, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date, nullable=False),
)

text_blocks = Table(
    "text_blocks",
    metadata,
    identity(),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    of("author_id", "officers.id", nullable=True),
    Column("at", Moment, nullable=False),
)

looks = Table(
    "looks",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    of("officer_id", "officers.id"),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

presences = Table(
    "presences",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("officer_id", BigInteger, ForeignKey("officers.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("officer_id", BigInteger, ForeignKey("officers.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
