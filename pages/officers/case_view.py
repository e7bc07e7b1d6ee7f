"""The case as this person may see it, in words: names behind a veil, clocks day by day, marks on what we sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.rules.calendar import Calendar, office_day
from core.rules.clocks import SILENCE, strictest_unmet
from core.rules.deadlines import last_day_to_answer
from core.rules.law import Law
from core.rules.report import Identity
from core.rules.secrecy import identity_is_hidden
from core.store.case_page import CaseHead, CasePage, DecisionLine, Line
from core.store.cases import Clock
from core.store.viewers import Viewer
from pages.officers import case_words, citizen_words
from pages.officers.case_words import FACTS, day_or_text, moment_words
from pages.officers.clocks import ClockWords, clock_words, day_words
from pages.officers.desk import Desk
from pages.officers.worksheet import Work

VEIL = "[dirahasiakan]"
SHORTEST_NAME_WORD = 3


@dataclass(frozen=True, slots=True)
class LineView:
    """One message; `mark` with its words is for ours only, `noticed` for the citizen's."""

    line: Line
    side: str
    who: str
    at: str
    channel: str
    text: str
    mark: str
    mark_words: str
    noticed: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    line: DecisionLine
    title: str
    because: str
    at: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """One day on the way to a deadline: the how-manieth working day it is, or why it does not count."""

    day: str
    count: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class ClockView:
    clock: Clock
    title: str
    words: ClockWords
    started: str
    ended: str
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """What templates say of a case beside its plain fields."""

    hidden: bool
    name: str
    matter: str
    identity: str
    kind: str
    state: str
    about: str
    received: str
    service_received: str
    channel: str
    tier: str
    clock: ClockWords | None
    lines: tuple[LineView, ...]
    decisions: tuple[DecisionView, ...]
    proposals: tuple[DecisionView, ...]
    clocks: tuple[ClockView, ...]
    history: tuple[tuple[str, str], ...]
    forwarded_words: str
    kind_words: Mapping[str, str]


def is_hidden(case: CaseHead, viewer: Viewer) -> bool:
    """Whether this person must not read who reports."""
    return identity_is_hidden(
        Identity(case.identity),
        viewer.role,
        holds=case.holder_id == viewer.officer_id,
        gave_reason=case.read_lately,
        consent=case.consent,
    )


def view_of(page: CasePage, desk: Desk, viewer: Viewer, now: datetime) -> CaseView:
    case, law = page.head, desk.law()
    hidden = is_hidden(case, viewer)
    veiled = Veil(page) if hidden else None
    decisions = tuple(map(_decision, page.decisions))
    running = strictest_unmet(page.clocks)
    today, names = office_day(now), desk.names
    return CaseView(
        hidden=hidden,
        name="" if hidden else case.name,
        matter=_read(case.matter, veiled),
        identity=case_words.IDENTITIES[case.identity],
        kind=case_words.LEGAL_KINDS[case.legal_kind],
        state=case_words.STATES[case.state],
        about=_about(case, names.sectors, names.components),
        received=moment_words(case.received_at),
        service_received=day_words(case.received_on) if case.received_on else "",
        channel=names.channels.get(case.channel, case.channel),
        tier=names.tiers.get(case.tier, ""),
        clock=clock_words(running.due_on, today, law.calendar) if running else None,
        lines=tuple(_line(line, names.channels, veiled, case) for line in page.lines),
        decisions=decisions,
        proposals=tuple(one for one in decisions if one.line.open),
        clocks=tuple(_clock(one, today, law) for one in page.clocks),
        history=_history(page, {**names.sectors, **names.tiers}),
        forwarded_words=citizen_words.forwarded(case.language, case.number, desk.office_name),
        kind_words={
            kind: citizen_words.kind_changed(case.language, case.number, kind)
            for kind in case_words.LEGAL_KINDS
        },
    )  # fmt: skip


class Veil:
    """Takes a hidden name and its addresses out of a text."""

    def __init__(self, page: CasePage) -> None:
        names = " ".join((page.head.name, page.head.on_behalf_of, *(one[2] for one in page.addresses)))
        words = {word for word in re.findall(r"\w+", names) if len(word) >= SHORTEST_NAME_WORD}
        handles = {one[1] for one in page.addresses if one[1]}
        listed = [re.escape(one) for one in sorted(handles, key=len, reverse=True)]
        listed += [rf"\b{re.escape(one)}\b" for one in sorted(words, key=len, reverse=True)]
        one = f"(?:{'|'.join(listed)})"
        self._pattern = re.compile(rf"{one}(?:\s+{one})*", re.IGNORECASE) if listed else None

    def over(self, text: str) -> str:
        return self._pattern.sub(VEIL, text) if self._pattern else text


def behind_veil(work: Work, page: CasePage) -> Work:
    """An officer's own part of the page, for one who must not read who reports: drafts quote the citizen."""
    veil = Veil(page)
    return replace(
        work,
        fields={name: veil.over(words) for name, words in work.fields.items()},
        handovers=[replace(one, received_by=veil.over(one.received_by)) for one in work.handovers],
        composer=replace(work.composer, preview=veil.over(work.composer.preview)),
        approvals=[
            replace(one, request=veil.over(one.request), reason=veil.over(one.reason)) for one in work.approvals
        ],
    )


def veiled(text: str, page: CasePage, viewer: Viewer) -> str:
    """A text about the case, as this person may read it."""
    return Veil(page).over(text) if is_hidden(page.head, viewer) else text


def _read(text: str, veil: Veil | None) -> str:
    return veil.over(text) if veil else text


def _about(case: CaseHead, sectors: Mapping[str, str], components: Mapping[str, str]) -> str:
    listed = ", ".join(components.get(one, one) for one in case.components)
    return " · ".join(filter(None, (sectors.get(case.sector, case.sector), listed)))


def _line(line: Line, channels: Mapping[str, str], veil: Veil | None, case: CaseHead) -> LineView:
    side = {"citizen": "theirs", "aduan": "bot"}.get(line.author, "ours")
    reporter = "Pelapor" if veil or not case.name else case.name
    mark, words = case_words.MARKS.get(line.delivery, ("", ""))
    if line.delivery == "failed" and line.trouble:
        words = f"{words}: {line.trouble}"
    if line.delivery == "waiting" and line.tries:
        words = f"menunggu dikirim lagi (sudah dicoba {line.tries} kali)"
    hung = tuple(replace(one, name=_read(one.name, veil), text=_read(one.text, veil)) for one in line.attachments)
    return LineView(
        line=replace(line, attachments=hung, subject=_read(line.subject, veil), trouble=""),
        side=side,
        who=_other_address(line, veil) or {"theirs": reporter, "bot": "Aduan"}.get(side, line.author_name or "Petugas"),
        at=moment_words(line.at),
        channel=channels.get(line.channel, line.channel),
        text=_read(line.text, veil),
        mark=mark,
        mark_words=_read(words, veil),
        noticed=" · ".join(case_words.NOTICED[mark] for mark in line.marks if mark in case_words.NOTICED),
    )


def _other_address(line: Line, veil: Veil | None) -> str:
    """Who answers a case that is somebody else's; of a hidden reporter even that is not told."""
    if not line.other_address:
        return ""
    return "Alamat lain" if veil else f"Alamat lain ({line.other_address})"


def _decision(line: DecisionLine) -> DecisionView:
    facts = tuple((FACTS.get(name, name), day_or_text(str(value))) for name, value in line.facts.items())
    return DecisionView(
        line=line,
        title=case_words.RULES.get(line.rule, line.rule),
        because=case_words.BECAUSE.get(line.because, line.because),
        at=moment_words(line.at),
        facts=facts,
    )


def _clock(clock: Clock, today: date, law: Law) -> ClockView:
    return ClockView(
        clock=clock,
        title=case_words.CLOCKS.get(clock.rule, clock.rule),
        words=clock_words(clock.due_on, today, law.calendar),
        started=day_words(clock.started_on),
        ended=moment_words(clock.met_at) if clock.met_at else "",
        days=_way(clock, law.calendar) if clock.rule != SILENCE else (),
    )


def _way(clock: Clock, calendar: Calendar) -> tuple[DayView, ...]:
    """Every day from receipt to the deadline; empty where every day of the week counts."""
    if last_day_to_answer(clock.started_on, clock.days, calendar) != clock.due_on:
        return ()
    days = [clock.started_on + timedelta(days=n) for n in range(1, (clock.due_on - clock.started_on).days + 1)]
    return tuple(_numbered(days, calendar))


def _numbered(days: Sequence[date], calendar: Calendar) -> list[DayView]:
    found: list[DayView] = []
    count = 0
    for day in days:
        reason = calendar.day_off(day) or ""
        count += not reason
        found.append(DayView(day_words(day), None if reason else count, reason))
    return found


def _history(page: CasePage, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (moment_words(one.at), case_words.sentence(one.kind, one.payload, page.people, names)) for one in page.history
    )
