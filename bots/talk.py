"""What a conversation is made of: where it stands, what was said, what is done and said next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.rules.grouping import Tags
from core.rules.report import Report
from core.rules.standard import Standard


class Question(StrEnum):
    """What the bot is waiting to hear. Only one is pending at a time."""

    MATTER = "matter"
    NAME = "name"
    CONFIRM_NAME = "confirm_name"
    RECEIVED = "received"
    WHICH_SERVICE = "which_service"
    SECRECY = "secrecy"
    CANCEL = "cancel"
    DONE = "done"
    ADD_OR_NEW = "add_or_new"


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands. Saved between messages; knows no clock and no database.

    `report` is the report being made or the last one made; None before the first matter. `has_case` says that the
    report has a number. `complete` says that its acknowledgment was given. `asked` are the questions put for this
    report so far (at most three for completing it). `friendly_on` is the day of the last friendly reply without a case.
    `quiet` is true while an officer speaks. `held` is a message waiting for the answer to ADD_OR_NEW.
    `tags` are the classifier's for this report. `before` is the question that BATAL, SELESAI, ANONIM or ADD_OR_NEW
    interrupted. `confidential` says that the name, once it comes, is for the officers only.
    """

    language: str = "id"
    report: Report | None = None
    has_case: bool = False
    complete: bool = False
    pending: Question | None = None
    asked: tuple[Question, ...] = ()
    friendly_on: date | None = None
    noticed: bool = False
    quiet: bool = False
    held: str = ""
    tags: Tags | None = None
    before: Question | None = None
    confidential: bool = False
    held_tags: Tags | None = None
    held_unread: bool = False
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a citizen said (quick messages in a row arrive joined), as the dialogue sees it."""

    text: str
    tags: Tags
    on: date
    display_name: str = ""
    unread_attachments: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """What the bot may know of its office: standards by id, the names of services that have none, its main standard."""

    main: Standard
    standards: Mapping[str, Standard]
    services: Mapping[str, tuple[str, ...]]
    most_questions: int = 3


# What the dialogue wants done. Carried out by `bots/intake.py` through `core/procedures`, in this order, in one
# transaction; the replies are written afterwards, so that they can carry the number, the times and the clause.


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The first message that states a matter makes a numbered case at once, complete or not.

    `from_held`: the matter came with the message held back by ADD_OR_NEW, so that message's receipt time counts.
    """

    report: Report
    tags: Tags
    from_held: bool = False


@dataclass(frozen=True, slots=True)
class UpdateCase:
    """The report has grown. `patience_over` when the citizen said that nothing more will come (LEWATI, SELESAI)."""

    report: Report
    tags: Tags | None = None
    patience_over: bool = False


@dataclass(frozen=True, slots=True)
class AddToCase:
    """A further message to a case already acknowledged: kept with it, shown to its officer.

    `settled`: the citizen confirmed SELESAI, the matter needs no answer any more; an officer closes it.
    """

    tags: Tags | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """The citizen confirmed BATAL."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """An information request that a loaded standard answers: the case is answered in the same breath."""

    standard_id: str
    component: int
    clause: str


@dataclass(frozen=True, slots=True)
class CallOfficer:
    """PETUGAS: a person takes over; the bot keeps quiet until told otherwise."""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """STATUS, of the sender's own case; with a number only if that case is the sender's or `code` is the case's code.

    The sentence depends on the record, so the intake says it: one of status_*, not_your_case or no_case.
    """

    number: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ShowReasons:
    """KENAPA: every automatic decision on the sender's case, with clause and facts.

    The intake says it: reasons_intro and one reasons_item for each, or no_case.
    """


Deed = OpenCase | UpdateCase | AddToCase | WithdrawCase | AnswerQuestion | CallOfficer | ShowStatus | ShowReasons


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence of the wording files by its key, with what the dialogue already knows.

    `bots/intake.py` adds what only the record knows: {number}, {received} (WIB), {due}, {matter}, {clause}, {link}, ...
    """

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from one thing said. `says` are joined into one reply; empty means silence."""

    talk: Talk
    deeds: tuple[Deed, ...] = ()
    says: tuple[Say, ...] = ()
