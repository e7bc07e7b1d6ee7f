"""What comes by hand and is typed in by an officer: the days it names, what it must tell (K6.2, K6.4, K6.5a)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.rules.calendar import Calendar, office_day
from core.rules.deadlines import working_days_left
from core.rules.grouping import Kind, Tags
from core.rules.identifiers import is_nik
from core.rules.missing import Missing
from core.rules.report import Identity, Receipt, Report
from core.rules.standard import Numbers

FURTHEST_BACK = timedelta(days=366)
"""A receipt longer ago than this is taken for a wrong year."""
ASKED_IN_PERSON = frozenset({"counter", "phone"})
"""Ways on which somebody asks the citizen for a name; elsewhere there is nobody to ask."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the citizen can be reached, as they told it: nobody has proved it."""

    phone: str = ""
    mail: str = ""
    address: str = ""

    @property
    def any(self) -> bool:
        return bool(self.phone or self.mail or self.address)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One complaint as it lay before the officer who typed it.

    `way` is the letter of K6.2, `channel` its kind. `received_at` is when the office got it, None while nobody has
    said; `hour_known` tells whether the hour is more than a guess. `written_on` stands on the letter, `sent_on` is its
    postmark. `kind` is what the officer took it for, None to leave it to the classifier.
    """

    way: str = ""
    channel: str = ""
    received_at: datetime | None = None
    hour_known: bool = False
    matter: str = ""
    subject: str = ""
    reference: str = ""
    written_on: date | None = None
    sent_on: date | None = None
    kind: Kind | None = None
    identity: Identity = Identity.UNKNOWN
    name: str = ""
    on_behalf_of: str = ""
    nik: str = ""
    contact: Contact = Contact()
    service: str = ""
    receipt: Receipt = Receipt.UNKNOWN
    service_on: date | None = None
    late_because: str = ""
    slip: str = ""

    def report(self) -> Report:
        """What the law looks at."""
        return Report(
            matter=self.matter,
            name=self.name if self.identity in (Identity.NAMED, Identity.CONFIDENTIAL) else "",
            identity=self.identity,
            on_behalf_of=self.on_behalf_of,
            service=self.service,
            receipt=self.receipt,
            received_on=self.service_on if self.receipt is Receipt.RECEIVED else None,
            sent_on=self.sent_on,
        )


def nameless_on(channel: str) -> Identity:
    """What a missing name is: refused where somebody asked for it, unknown where there was nobody to ask (K6.5b)."""
    return Identity.REFUSED if channel in ASKED_IN_PERSON else Identity.UNKNOWN


def tags_of(sheet: Sheet, guess: Tags) -> Tags:
    """The classifier's grouping, with the kind the officer chose, if one was: a reader is surer than a machine."""
    if sheet.kind is None:
        return guess
    return Tags(
        kind=sheet.kind,
        sector=guess.sector,
        components=guess.components,
        language=guess.language,
        unsure=guess.unsure - {"kind"},
        top=guess.top,
    )


def missing_in_sheet(sheet: Sheet, *, typed_at: datetime, calendar: Calendar, numbers: Numbers) -> tuple[Missing, ...]:
    """Everything that has to be set right before the complaint gets its number."""
    return (*_told(sheet), *_days(sheet, typed_at, calendar, numbers))


def _told(sheet: Sheet) -> Iterator[Missing]:
    done = {
        "paper.way": bool(sheet.way),
        "paper.matter": bool(sheet.matter.strip()),
        "paper.name": bool(sheet.name.strip()) or sheet.identity not in (Identity.NAMED, Identity.CONFIDENTIAL),
        "paper.nik": not sheet.nik or is_nik(sheet.nik),
        "paper.phone": not sheet.contact.phone or sum(map(str.isdigit, sheet.contact.phone)) >= 6,
        "paper.mail": not sheet.contact.mail or _is_mail(sheet.contact.mail),
    }
    yield from (Missing("recording", "K6.5a", what) for what, there in done.items() if not there)


def _days(sheet: Sheet, typed_at: datetime, calendar: Calendar, numbers: Numbers) -> Iterator[Missing]:
    if sheet.received_at is None:
        yield Missing("answer-due", "K6.4", "paper.received")
        return
    received_on = office_day(sheet.received_at)
    waited = working_days_left(received_on, office_day(typed_at), calendar) if sheet.received_at <= typed_at else 0
    yield from (Missing("answer-due", "K6.4", what) for what in _receipt_faults(sheet, typed_at, waited, numbers))
    filed_on = sheet.sent_on or received_on
    done = {
        "paper.written_on": sheet.written_on is None or sheet.written_on <= filed_on,
        "paper.sent_on": sheet.sent_on is None or sheet.sent_on <= received_on,
        "paper.service_on": sheet.service_on is None or sheet.service_on <= received_on,
    }
    yield from (Missing("filed-late", "K6.2", what) for what, there in done.items() if not there)


def _receipt_faults(sheet: Sheet, typed_at: datetime, waited: int, numbers: Numbers) -> Iterator[str]:
    if sheet.received_at is None or sheet.received_at > typed_at:
        yield "paper.received_future"
    elif typed_at - sheet.received_at > FURTHEST_BACK:
        yield "paper.received_long_ago"
    elif waited > numbers.typing_days and not sheet.late_because.strip():
        yield "paper.late_because"


def _is_mail(written: str) -> bool:
    head, at, tail = written.partition("@")
    return bool(head and at and "." in tail) and " " not in written
