"""Plays the conversations of `transcripts/`: the dialogue runs for real, the record behind it is a small stand-in.

    .venv/bin/python -m tests.bots.transcript            writes what the bot says now into every transcript
    .venv/bin/python -m tests.bots.transcript sms_nama   the same for one

A transcript is a head ("# kanal: sms"), then what happens, one thing a paragraph:

    warga: ...                  what the citizen writes; "warga (lampiran): ..." with something nobody has read,
                                "warga (cepat): ..." right behind the message before, within the merging pause
    bot: ...                    what must come back, word by word; "bot: (diam)" for silence
    (besok) (7 hari kemudian)   the calendar moves
    (pengingat)                 the reminder within the day
    (tiga hari kerja tanpa jawaban)
    (petugas selesai)           the officer hands the conversation back
    (petugas mengambil) (petugas menjawab) (petugas: saran, alasan ...)
    #tags kind=complaint sector=perindustrian components=waktu     what the classifier makes of the next message
    #deeds OpenCase             what the dialogue wants done, written by the recorder
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from aduan.wiring import plain_words
from bots.about import in_words, long_day, long_moment, short_day, short_moment
from bots.answering import question_last
from bots.commands import recognise
from bots.dialogue import after_silence, next_turns, reminder
from bots.hearing import in_one_breath
from bots.reasons import reasons
from bots.replies import with_code
from bots.standing import CODE as STATUS_CODE
from bots.standing import status
from bots.talk import (
    AddToCase,
    AnswerQuestion,
    CallOfficer,
    CaseMeant,
    Deed,
    Office,
    OpenCase,
    ReopenCase,
    RequestErasure,
    Said,
    Say,
    ShowCode,
    ShowReasons,
    ShowStatus,
    Talk,
    Turn,
    UpdateCase,
    WithdrawCase,
)
from bots.talk_record import from_record, to_record
from bots.wording import Wording
from config.load import OfficeFiles, load_office
from core.rules.calendar import OFFICE_ZONE
from core.rules.case_number import number_for
from core.rules.case_state import CaseState
from core.rules.deadlines import last_day_to_answer
from core.rules.decision import Decision, LegalKind, legal_kind_of
from core.rules.grouping import Kind, Tags
from core.rules.report import Report
from core.store.cases import Case as StoredCase
from core.store.cases import Progress
from core.store.decisions import DecisionOnRecord, KindByOfficer
from core.store.messages import Unheard

HERE = Path(__file__).parent / "transcripts"
FIRST_CASE = 123
CODE = "K7QF-2M9X-4TBW"
UNTAGGED = Tags(Kind.OTHER, "umum", unsure=frozenset({"kind", "sector"}))


@lru_cache
def office_files() -> OfficeFiles:
    return load_office()


@lru_cache
def office() -> Office:
    files = office_files()
    return Office(files.main, files.standards, files.service_names, files.office.conversation.most_questions)


@lru_cache
def wording() -> Wording:
    return Wording(office_files().wording)


@dataclass
class Case:
    """What the record would know of a case."""

    number: str
    received: datetime
    report: Report
    tags: Tags
    patience_over: bool = False
    ended: CaseState | None = None
    kind_by_officer: KindByOfficer | None = None
    held_since: datetime | None = None
    ended_at: datetime | None = None
    taken: list[DecisionOnRecord] = field(default_factory=list)

    @property
    def decision(self) -> Decision:
        return legal_kind_of(self.report, self.tags, patience_over=self.patience_over)

    @property
    def legal_kind(self) -> LegalKind:
        return LegalKind(self.kind_by_officer.legal_kind) if self.kind_by_officer else self.decision.legal_kind

    @property
    def state(self) -> CaseState:
        complete = self.report.is_complete or self.patience_over or self.legal_kind is not LegalKind.COMPLAINT
        return self.ended or (CaseState.OPEN if complete else CaseState.INCOMPLETE)

    def decide(self, now: datetime) -> None:
        """Puts the decision that stands on record, as the house does after each turn that changes something."""
        found = self.decision
        if any((d.because, d.legal_kind) == (found.because, found.legal_kind) for d in self.taken):
            return
        text = office_files().main.clause(found.clause).text
        self.taken.append(
            DecisionOnRecord(
                found.rule, found.clause, text, found.force, found.legal_kind, found.because, found.facts, now, None
            )
        )

    @property
    def due(self) -> date:
        numbers = office_files().main.numbers
        asks = self.legal_kind is LegalKind.INFORMATION
        days = numbers.information_days if asks else numbers.answer_days
        return last_day_to_answer(self.received.date(), days, office_files().calendar)

    def on_record(self) -> StoredCase:
        """As the sentences about its standing know it."""
        tags = self.tags
        return StoredCase(
            id=0,
            number=self.number,
            conversation_id=0,
            state=self.state,
            legal_kind=self.legal_kind,
            kind=tags.kind,
            sector=tags.sector,
            components=tags.components,
            unsure=tuple(tags.unsure),
            language=tags.language,
            matter=self.report.matter,
            service=self.report.service,
            received_at=self.received,
            completed_at=None,
            answered_at=self.ended_at,
            ledger_seq=0,
            ledger_hash=b"",
        )

    def progress(self) -> Progress:
        answered = self.ended_at if self.ended is CaseState.ANSWERED else None
        return Progress(self.held_since, answered, answered, self.ended_at, None, "")


@dataclass
class Desk:
    """The stand-in for intake and record: carries out deeds, knows numbers and days, writes the reply."""

    channel: str
    now: datetime
    display_name: str = ""
    talk: Talk = field(default_factory=Talk)
    cases: list[Case] = field(default_factory=list)
    held_at: datetime | None = None
    shown: Case | None = None
    opening: bool = False

    def hear(self, burst: Sequence[tuple[str, Tags, bool]]) -> tuple[str, Turn]:
        came = [self._unheard(text, unread=unread) for text, _, unread in burst]
        said = [
            Said(words, _tags_in(burst, words), self.now.date(), self.display_name, unread)
            for words, unread in in_one_breath(came)
        ]
        return self.after(next_turns(self.talk, [replace(one, meant=self._meant(one.text)) for one in said], office()))

    def _unheard(self, text: str, *, unread: bool) -> Unheard:
        return Unheard(
            id=0,
            case_id=None,
            channel=self.channel,
            text=text,
            subject="",
            provider_id="",
            received_at=self.now,
            evidence="",
            failures=0,
            attached_text="",
            unread=unread,
        )

    def _meant(self, text: str) -> CaseMeant | None:
        """What the record would say of the case that the words may be about."""
        command = recognise(text)
        if number := (command.number if command else "") or self.talk.meant:
            case = next((case for case in self.cases if case.number == number), None)
            code = command.code if command else ""
            if case is None:
                return CaseMeant(number, CaseState.OPEN, own=False, with_code=code == CODE) if code else None
        elif self.cases and (command or not self.talk.has_case):
            case = self.cases[-1]
        else:
            return None
        present = case is self.cases[-1] and self.talk.has_case
        return CaseMeant(case.number, case.state, present=present, report=case.report, tags=case.tags)

    def after(self, turn: Turn) -> tuple[str, Turn]:
        """The reply to a turn. The talk goes through its record, as it does between two real messages."""
        if turn.talk.held and not self.talk.held:
            self.held_at = self.now
        self.shown = None
        opened = len(self.cases)
        self.opening = any(isinstance(deed, OpenCase) for deed in turn.deeds)
        answers = [say for deed in turn.deeds for say in self._done(deed)]
        self.talk = from_record(to_record(turn.talk))
        says = question_last(turn.says, answers)
        about = self.shown or (self.cases[-1] if self.cases else None)
        return (self._replies(says, about, first=len(self.cases) > opened) if says else ""), turn

    def _replies(self, says: Sequence[Say], about: "Case | None", *, first: bool) -> str:
        language, sms = self.talk.language, self.is_sms
        spoken = [in_words(say, language, sms=sms) for say in says]
        text = wording().reply(language, spoken, self._facts(about), sms=sms)
        return (
            with_code(wording(), text, language, spoken, self._facts(about), sms=sms)
            if first and about and about.ended is None
            else text
        )

    @property
    def is_sms(self) -> bool:
        return self.channel == "sms"

    def _done(self, deed: Deed) -> Iterator[Say]:
        match deed:
            case OpenCase(report, tags, from_held):
                received = (self.held_at if from_held else None) or self.now
                number = number_for(self.now.year, FIRST_CASE + len(self.cases))
                self.cases.append(Case(number, received, report, tags))
            case UpdateCase(report, tags, patience_over, number):
                case = self._case(number)
                case.report, case.tags, case.patience_over = report, tags or case.tags, patience_over
            case WithdrawCase(number):
                self._end(self._case(number), CaseState.WITHDRAWN)
            case ReopenCase(number):
                self._case(number).ended = None
            case AnswerQuestion():
                self._end(self.cases[-1], CaseState.ANSWERED)
            case ShowStatus(number, code):
                yield from self._shows(number, code, self._status)
            case ShowReasons(number, code):
                yield from self._shows(number, code, self._reasons)
            case ShowCode(number):
                yield from self._shows(number, "", lambda case: (Say("code_of"),))
            case AddToCase(_, _, number):
                self._case(number)
            case CallOfficer() | RequestErasure():
                pass
        for case in self.cases:
            case.decide(self.now)

    def _case(self, number: str) -> Case:
        """The case a deed is about; named, it is also the one the reply speaks of."""
        if not number:
            return self.cases[-1]
        self.shown = next(case for case in self.cases if case.number == number)
        return self.shown

    def _end(self, case: Case, state: CaseState) -> None:
        case.ended, case.ended_at = state, self.now

    def _shows(self, number: str, code: str, words: Callable[[Case], Sequence[Say]]) -> Iterator[Say]:
        own = [case for case in self.cases if not number or case.number == number or code == CODE]
        if own:
            self.shown = own[-1]
            yield from words(own[-1])
        else:
            yield Say("not_your_case" if number else "no_case")

    def _status(self, case: Case) -> Sequence[Say]:
        due_on = None if case.ended else case.due
        today = self.now.date()
        said = status(case.on_record(), case.progress(), case.report, due_on=due_on, today=today)
        return said if case.ended is CaseState.WITHDRAWN or self.opening else (*said, STATUS_CODE)

    def _reasons(self, case: Case) -> Sequence[Say]:
        return reasons(case.on_record(), case.taken, [case.kind_by_officer] if case.kind_by_officer else [])

    def _facts(self, about: "Case | None") -> dict[str, str]:
        retention = office_files().office.privacy
        known = {
            "office": office_files().office.name,
            "link": "https://aduan.test",
            "case_years": str(retention.closed_case_years),
            "message_days": str(retention.message_without_case_days),
        }
        return known | self._of_case(about) if about else known

    def _of_case(self, case: Case) -> dict[str, str]:
        language = self.talk.language
        return {
            "number": case.number,
            "received": short_moment(case.received) if self.is_sms else long_moment(case.received, language),
            "due": short_day(case.due) if self.is_sms else long_day(case.due, language),
            "matter": self._matter(case),
            "because": case.decision.because,
            "clause": case.decision.clause,
            "code": CODE,
        }

    def _matter(self, case: Case) -> str:
        words = plain_words(office_files())
        on_record = case.on_record()
        return words.short_matter(on_record) if self.is_sms else words.matter(on_record, self.talk.language)


def _tags_in(burst: Sequence[tuple[str, Tags, bool]], words: str) -> Tags:
    return next((tags for text, tags, _ in burst if text in words), UNTAGGED)


@dataclass
class Transcript:
    """A conversation as it stands in its file: head, and steps in order."""

    head: dict[str, str]
    steps: list["Step"]

    def desk(self) -> Desk:
        day, clock = self.head.get("waktu", "2026-02-02 09.15").split()
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock.replace(".", ":")), OFFICE_ZONE)
        return Desk(self.head.get("kanal", "whatsapp"), at, self.head.get("profil", ""))


@dataclass
class Step:
    """`kind` is "warga", "bot" or "event"; `deeds` stand below a bot's words."""

    kind: str
    text: str
    tags: Tags = UNTAGGED
    tag_line: str = ""
    unread: bool = False
    quick: bool = False
    deeds: str = ""


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.txt"))


def read(name: str) -> Transcript:
    head: dict[str, str] = {}
    steps: list[Step] = []
    tag_line = ""
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"# ([\w ]+): (.*)", line):
            head[found[1]] = found[2]
        elif line.startswith("#tags "):
            tag_line = line
        elif line.startswith("#deeds "):
            steps[-1].deeds = line.removeprefix("#deeds ")
        elif found := re.match(r"(warga|bot)( \(lampiran\)| \(cepat\))?:(?: (.*))?$", line):
            own_tags = tags_of(tag_line) if found[1] == "warga" else UNTAGGED
            unread, quick = found[2] == " (lampiran)", found[2] == " (cepat)"
            steps.append(Step(found[1], found[3] or "", own_tags, tag_line, unread=unread, quick=quick))
            tag_line = ""
        elif found := re.match(r"\((.*)\)$", line):
            steps.append(Step("event", found[1]))
        elif steps and steps[-1].kind != "event" and not steps[-1].deeds:
            steps[-1].text += f"\n{line.strip()}"
    return Transcript(head, [replace(step, text=step.text.strip()) for step in steps])


def tags_of(line: str) -> Tags:
    said = dict(part.split("=") for part in line.split()[1:])
    if not said:
        return UNTAGGED
    return Tags(
        Kind(said.get("kind", "complaint")),
        said.get("sector", "umum"),
        tuple(filter(None, said.get("components", "").split(","))),
        said.get("language", "id"),
        unsure=frozenset(filter(None, said.get("unsure", "").split(","))),
    )


def played(transcript: Transcript) -> Iterator[tuple[Step, str, str]]:
    """Each thing that happens, with what the bot says to it and the deeds that follow."""
    desk = transcript.desk()
    happenings = [step for step in transcript.steps if step.kind != "bot"]
    burst: list[tuple[str, Tags, bool]] = []
    for step, following in zip_longest(happenings, happenings[1:]):
        if step.kind == "warga":
            burst.append((step.text, step.tags, step.unread))
            if following and following.quick:
                continue
            (reply, turn), burst = desk.hear(burst), []
        else:
            reply, turn = happened(desk, step.text)
            if not reply and not turn.deeds:
                continue
        yield step, reply or "(diam)", ", ".join(map(in_short, turn.deeds))


def happened(desk: Desk, event: str) -> tuple[str, Turn]:
    if event == "pengingat":
        return desk.after(reminder(desk.talk))
    if event == "tiga hari kerja tanpa jawaban":
        desk.now += timedelta(days=5)
        return desk.after(after_silence(desk.talk))
    if event == "petugas selesai":
        return desk.after(Turn(replace(desk.talk, quiet=False)))
    if event == "petugas mengambil":
        desk.cases[-1].held_since = desk.now
        return "", Turn(desk.talk)
    if event == "petugas menjawab":
        desk.cases[-1].ended, desk.cases[-1].ended_at = CaseState.ANSWERED, desk.now
        return "", Turn(desk.talk)
    if decided := re.match(r"petugas: saran, (.*)", event):
        desk.cases[-1].kind_by_officer = KindByOfficer(LegalKind.SUGGESTION, decided[1], desk.now)
        return "", Turn(desk.talk)
    days = re.match(r"(\d+) hari kemudian|besok", event)
    if not days:
        raise ValueError(f"nobody knows what happens at ({event})")
    desk.now += timedelta(days=int(days[1] or 1))
    return "", Turn(desk.talk)


def in_short(deed: Deed) -> str:
    match deed:
        case OpenCase(report, _, from_held):
            return f"OpenCase[{report_in_short(report)}]" + (" from held" if from_held else "")
        case UpdateCase(report, _, patience_over):
            return f"UpdateCase[{report_in_short(report)}]" + (" patience over" if patience_over else "")
        case AddToCase(_, settled, number):
            return " ".join(filter(None, ("AddToCase", "settled" if settled else "", number)))
        case AnswerQuestion(standard_id, _, clause):
            return f"AnswerQuestion {standard_id} {clause}"
        case ShowStatus(number, code) | ShowReasons(number, code):
            return " ".join(filter(None, (type(deed).__name__, number, code)))
        case _:
            return f"{type(deed).__name__} {getattr(deed, 'number', '')}".strip()


def report_in_short(report: Report) -> str:
    parts = [f"{report.identity} {report.name}".strip()]
    parts += [f"for {report.on_behalf_of}"] if report.on_behalf_of else []
    parts += [f"service {report.service[:24]}"] if report.service else []
    parts += [f"receipt {report.receipt} {report.received_on or ''}".strip()] if report.receipt != "unknown" else []
    parts += ["unread"] if report.unread else []
    parts += [] if report.has_object else ["no matter"]
    return "; ".join(parts)


def expected(transcript: Transcript) -> list[tuple[str, str]]:
    return [(step.text, step.deeds) for step in transcript.steps if step.kind == "bot"]


def written(transcript: Transcript) -> str:
    """The transcript with what the bot says now."""
    lines = [f"# {name}: {value}" for name, value in transcript.head.items()]
    replies = {id(step): (reply, deeds) for step, reply, deeds in played(transcript)}
    for step in transcript.steps:
        if step.kind == "bot":
            continue
        lines += ["", *([step.tag_line] if step.tag_line else []), *_spoken(step)]
        if id(step) in replies:
            reply, deeds = replies[id(step)]
            lines += _indented("bot: ", reply) + ([f"#deeds {deeds}"] if deeds else [])
    return "\n".join(lines) + "\n"


def _spoken(step: Step) -> list[str]:
    if step.kind == "event":
        return [f"({step.text})"]
    how = " (lampiran)" if step.unread else " (cepat)" if step.quick else ""
    return _indented(f"warga{how}: ", step.text)


def _indented(opening: str, text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [(opening + first).rstrip(), *(f"     {line}".rstrip() for line in rest)]


if __name__ == "__main__":
    for one in sys.argv[1:] or names():
        (HERE / f"{one}.txt").write_text(written(read(one)), encoding="utf-8")
