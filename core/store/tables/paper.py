"""What came by hand: papers typed in, boxes opened, drafts of both, the notice board, and tries to look a case up."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

from core.store.tables.base import EMPTY_OBJECT, Moment, identity, metadata, of, words

box_openings = Table(
    "box_openings",
    metadata,
    identity(),
    Column("form_id", Text, nullable=False, unique=True),
    Column("box", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opener", Text, nullable=False),
    Column("witness", Text, nullable=False),
    words("found"),
    Column("counted", SmallInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("typed_at", Moment, nullable=False),
    Index("ix_box_openings_box_opened_at", "box", "opened_at"),
)

# A paper without a case is a word of thanks: kept, but nothing is owed to it. `place` counts the papers of one form.
papers = Table(
    "papers",
    metadata,
    identity(),
    Column("form_id", Text, nullable=False),
    Column("place", SmallInteger, nullable=False),
    of("case_id", "cases.id", nullable=True, index=True),
    of("message_id", "messages.id"),
    of("opening_id", "box_openings.id", nullable=True, index=True),
    Column("way", Text, nullable=False),
    Column("hour_known", Boolean, nullable=False),
    Column("written_on", Date),
    Column("sent_on", Date),
    words("reference"),
    words("slip"),
    words("late_because"),
    Column("author", Text, nullable=False),
    Column("typed_at", Moment, nullable=False),
    UniqueConstraint("form_id", "place"),
    Index("ix_papers_author_id", "author", "id"),
)

paper_drafts = Table(
    "paper_drafts",
    metadata,
    Column("form_id", Text, primary_key=True),
    of("officer_id", "officers.id", index=True),
    Column("kind", Text, nullable=False),
    Column("fields", JSONB, nullable=False, server_default=EMPTY_OBJECT),
    Column("at", Moment, nullable=False),
)

draft_scans = Table(
    "draft_scans",
    metadata,
    identity(),
    Column("form_id", Text, ForeignKey("paper_drafts.form_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", SmallInteger, nullable=False),
    Column("blob", LargeBinary, ForeignKey("blobs.sha256"), nullable=False),
    words("name"),
    Column("media_type", Text, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    identity(),
    of("case_id", "cases.id", index=True),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("taken_down_at", Moment),
    words("taken_down_by"),
)

# Wrong guesses of late, under a keyed hash: whose address looked for which number is nobody's business.
tracking_tries = Table(
    "tracking_tries",
    metadata,
    identity(),
    Column("number_mark", Text, nullable=False),
    Column("address_mark", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_tracking_tries_number_mark", "number_mark"),
    Index("ix_tracking_tries_address_mark", "address_mark"),
    Index("ix_tracking_tries_at", "at"),
)
