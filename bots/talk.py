"""What a conversation is made of: where it stands, what was said, what is done and said next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.rules.case_state import CaseState
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
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands. Saved between messages; knows no clock and no database.

    `report` is the report being made or the last one made; None before the first matter. `has_case` says that the
    report has a number. `complete` says that its acknowledgment was given. `asked` are the questions put for this
    report so far (at most three for completing it). `repeated` is the pending question that a mere "ok" has already
    brought back. `friendly_on` is the day of the last greeting, `thanked_on` that of the last "you are welcome".
    `quiet` is true while an officer speaks. `held` is a message waiting for the answer to ADD_OR_NEW or REOPEN,
    `held_messages` are its ids on record. `tags` are the classifier's for this report. `before` is the question that
    BATAL, SELESAI, BUKA, ANONIM or ADD_OR_NEW interrupted. `confidential` says that the name, once it comes, is for the
    officers only. `meant` is the number of the case that the pending CANCEL, DONE or REOPEN is about, where that is not
    the one the talk is about.
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
    held_messages: tuple[int, ...] = ()
    thanked_on: date | None = None
    meant: str = ""
    repeated: Question | None = None


@dataclass(frozen=True, slots=True)
class CaseMeant:
    """A case that a command names or a message answers to, as the record has it.

    `own` is false where it belongs to somebody else, `with_code` says that its code was written beside the number.
    `present` is the case the talk is about, `replied_to` one whose mail was answered.
    """

    number: str
    state: CaseState
    own: bool = True
    with_code: bool = False
    present: bool = True
    replied_to: bool = False
    report: Report = field(default_factory=Report)
    tags: Tags | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a citizen said, as the dialogue sees it; quick messages in a row are one thing, but for commands.

    `meant` is looked up where the words may be about a case as such. `messages` are the ids it has on record.
    """

    text: str
    tags: Tags
    on: date
    display_name: str = ""
    unread_attachments: bool = False
    meant: CaseMeant | None = None
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """What the bot may know of its office: standards by id, the names of services that have none, its main standard."""

    main: Standard
    standards: Mapping[str, Standard]
    services: Mapping[str, tuple[str, ...]]
    most_questions: int = 3


# What the dialogue wants done. Carried out by `bots/deeds.py` through `core/procedures`, in this order, in one
# transaction; the replies are written afterwards, so that they can carry the number, the times and the clause.
# `number` names another case of the same citizen; without it a deed is about the case of the talk.


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
    number: str = ""


@dataclass(frozen=True, slots=True)
class AddToCase:
    """A further message to a case already acknowledged: kept with it, shown to its officer.

    `settled`: the citizen confirmed SELESAI, the matter needs no answer any more; an officer closes it.
    """

    tags: Tags | None = None
    settled: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """The citizen confirmed BATAL."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """The citizen wants a withdrawn case back; where the talk is free, it is about this case again."""

    number: str = ""
    talk_about_it: bool = True


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """The citizen wants their data erased (UU 27/2022): recorded, and put before an officer."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """An information request that a loaded standard answers: the case is answered in the same breath."""

    standard_id: str
    component: int
    clause: str


@dataclass(frozen=True, slots=True)
class CallOfficer:
    """PETUGAS: a person takes over; the bot keeps quiet until told otherwise."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """STATUS, of the sender's own case; with a number only if that case is the sender's or `code` is the case's code.

    The sentence depends on the record, so `bots/deeds.py` says it: one of status_*, not_your_case or no_case.
    """

    number: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ShowCode:
    """KODE: what proves a case of one's own from elsewhere."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class ShowReasons:
    """KENAPA: every decision on the case, by rule or by officer, with its clause; numbers and codes as for STATUS.

    `bots/deeds.py` says it: reasons_intro and one reasons_* for each, not_your_case or no_case.
    """

    number: str = ""
    code: str = ""


Deed = (
    OpenCase
    | UpdateCase
    | AddToCase
    | WithdrawCase
    | ReopenCase
    | RequestErasure
    | AnswerQuestion
    | CallOfficer
    | ShowStatus
    | ShowReasons
    | ShowCode
)


Fact = str | date | datetime


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence of the wording files by its key, with what the dialogue already knows; days are put in words later.

    `bots/replies.py` adds what only the record knows: {number}, {received} (WIB), {due}, {matter}, {clause}, ...
    """

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from one thing said. `says` are joined into one reply; empty means silence."""

    talk: Talk
    deeds: tuple[Deed, ...] = ()
    says: tuple[Say, ...] = ()
