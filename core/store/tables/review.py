"""What officers do with a case: examination, reports to the superior, approvals."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from core.store.tables.base import EMPTY_OBJECT, Moment, identity, metadata, of, words

examination_steps = Table(
    "examination_steps",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("step", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("details", JSONB, nullable=False, server_default=EMPTY_OBJECT),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

reports_upward = Table(
    "reports_upward",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("from_tier", Text, nullable=False),
    Column("to_tier", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("purpose", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Moment),
    Column("granted", Boolean),
    words("request"),
    words("reason"),
)

complained_about = Table(
    "complained_about",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    of("officer_id", "officers.id", index=True),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

# To whom outside the office a case was sent: an agency's technical team by its agency's name, or "apip".
shares = Table(
    "shares",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("party", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_shares_party_case_id", "party", "case_id"),
)

notes = Table(
    "notes",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    of("outbox_id", "outbox.id", nullable=True),
    Column("interim", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    words("next_step"),
    Column("next_step_on", Date),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("opened_at", Moment),
)

handovers = Table(
    "handovers",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("received_by", Text, nullable=False),
    Column("way", Text, nullable=False, server_default=text("'signature'")),
    words("reference"),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

new_days = Table(
    "new_days",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("reason", Text, nullable=False),
    Column("promised_on", Date, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

forwardings = Table(
    "forwardings",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("choice", Text, nullable=False),
    words("other_office"),
    Column("consent", Boolean, nullable=False, server_default=text("false")),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("citizen_told_at", Moment),
    Column("receiver_confirmed_at", Moment),
    words("confirmation"),
)

case_links = Table(
    "case_links",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    of("other_id", "cases.id", index=True),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
