"""Plays the conversations of `transcripts/`: the dialogue runs for real, the record behind it is a small stand-in.

    .venv/bin/python -m tests.bots.transcript            writes what the bot says now into every transcript
    .venv/bin/python -m tests.bots.transcript sms_nama   the same for one

A transcript is a head ("# kanal: sms"), then what happens, one thing a paragraph:

    warga: ...                  what the citizen writes; "warga (lampiran): ..." with something nobody has read
    bot: ...                    what must come back, word by word; "bot: (diam)" for silence
    (besok) (7 hari kemudian)   the calendar moves
    (pengingat)                 the reminder within the day
    (tiga hari kerja tanpa jawaban)
    (petugas selesai)           the officer hands the conversation back
    #tags kind=complaint sector=perindustrian components=waktu     what the classifier makes of the next message
    #deeds OpenCase             what the dialogue wants done, written by the recorder
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from bots.about import long_day, long_moment, short_day, short_moment
from bots.dialogue import after_silence, next_turn, reminder
from bots.talk import (
    AddToCase,
    AnswerQuestion,
    CallOfficer,
    Deed,
    Office,
    OpenCase,
    Said,
    Say,
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
from core.rules.deadlines import last_day_to_answer
from core.rules.decision import Decision, LegalKind, legal_kind_of
from core.rules.grouping import Kind, Tags
from core.rules.report import Report

HERE = Path(__file__).parent / "transcripts"
FIRST_CASE = 123
CODE = "K7QF-2M9X"
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
    state: str = "open"

    @property
    def decision(self) -> Decision:
        return legal_kind_of(self.report, self.tags, patience_over=self.patience_over)

    @property
    def due(self) -> date:
        numbers = office_files().main.numbers
        asks = self.decision.legal_kind is LegalKind.INFORMATION
        days = numbers.information_days if asks else numbers.answer_days
        return last_day_to_answer(self.received.date(), days, office_files().calendar)

    @property
    def status_key(self) -> str:
        if self.state != "open":
            return f"status_{self.state}"
        if self.decision.legal_kind is not LegalKind.COMPLAINT:
            return f"status_open_{self.decision.legal_kind}"
        return "status_open" if self.report.is_complete or self.patience_over else "status_incomplete"


@dataclass
class Desk:
    """The stand-in for intake and record: carries out deeds, knows numbers and days, writes the reply."""

    channel: str
    now: datetime
    display_name: str = ""
    talk: Talk = field(default_factory=Talk)
    cases: list[Case] = field(default_factory=list)
    held_at: datetime | None = None

    def hear(self, text: str, tags: Tags, *, unread: bool = False) -> tuple[str, Turn]:
        said = Said(text, tags, self.now.date(), self.display_name, unread)
        return self.after(next_turn(self.talk, said, office()))

    def after(self, turn: Turn) -> tuple[str, Turn]:
        """The reply to a turn. The talk goes through its record, as it does between two real messages."""
        if turn.talk.held and not self.talk.held:
            self.held_at = self.now
        answers = [say for deed in turn.deeds for say in self._done(deed)]
        self.talk = from_record(to_record(turn.talk))
        says = (*turn.says, *answers)
        return (wording().reply(self.talk.language, says, self._facts(), sms=self.is_sms) if says else ""), turn

    @property
    def is_sms(self) -> bool:
        return self.channel == "sms"

    def _done(self, deed: Deed) -> Iterator[Say]:
        match deed:
            case OpenCase(report, tags, from_held):
                received = (self.held_at if from_held else None) or self.now
                number = number_for(self.now.year, FIRST_CASE + len(self.cases))
                self.cases.append(Case(number, received, report, tags))
            case UpdateCase(report, tags, patience_over):
                case = self.cases[-1]
                case.report, case.tags, case.patience_over = report, tags or case.tags, patience_over
            case WithdrawCase():
                self.cases[-1].state = "withdrawn"
            case AnswerQuestion():
                self.cases[-1].state = "answered"
            case ShowStatus(number, code):
                yield self._status(number, code)
            case ShowReasons():
                yield from self._reasons()
            case AddToCase() | CallOfficer():
                pass

    def _status(self, number: str, code: str) -> Say:
        own = [case for case in self.cases if not number or case.number == number or code == CODE]
        if own:
            return Say(own[-1].status_key)
        return Say("not_your_case" if number else "no_case")

    def _reasons(self) -> Iterator[Say]:
        if not self.cases:
            yield Say("no_case")
            return
        decision = self.cases[-1].decision
        facts = ", ".join(f"{name}: {value}" for name, value in decision.facts.items())
        clause = office_files().main.clause(decision.clause)
        yield Say("reasons_intro")
        yield Say(
            "reasons_item",
            {"because": decision.because, "clause": clause.id, "clause_text": clause.text, "facts": facts},
        )

    def _facts(self) -> dict[str, str]:
        known = {"office": office_files().office.name, "link": "https://aduan.test"}
        return known | self._of_case(self.cases[-1]) if self.cases else known

    def _of_case(self, case: Case) -> dict[str, str]:
        language = self.talk.language
        return {
            "number": case.number,
            "received": short_moment(case.received) if self.is_sms else long_moment(case.received, language),
            "due": short_day(case.due) if self.is_sms else long_day(case.due, language),
            "matter": self._matter(case.tags),
            "because": case.decision.because,
            "clause": case.decision.clause,
        }

    def _matter(self, tags: Tags) -> str:
        components = {component.id: component for component in office_files().components}
        first = components[tags.components[0]] if tags.components else None
        if self.is_sms:
            return first.sms if first else ""
        language = self.talk.language
        words = [first.plain.get(language) or first.plain["id"]] if first else []
        if "sector" not in tags.unsure:
            name = office_files().sectors.by_id[tags.sector].name
            field_word = {"id": "bidang", "su": "widang", "en": "field:"}[language]
            words.append(f"{field_word} {name.get(language, name['id']).lower()}")
        return ", ".join(words)


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
        elif found := re.match(r"(warga|bot)( \(lampiran\))?:(?: (.*))?$", line):
            own_tags = tags_of(tag_line) if found[1] == "warga" else UNTAGGED
            steps.append(Step(found[1], found[3] or "", own_tags, tag_line, unread=bool(found[2])))
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
    for step in transcript.steps:
        if step.kind == "warga":
            reply, turn = desk.hear(step.text, step.tags, unread=step.unread)
        elif step.kind == "event":
            reply, turn = happened(desk, step.text)
        else:
            continue
        if step.kind == "event" and not reply and not turn.deeds:
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
        case AddToCase(_, settled):
            return "AddToCase settled" if settled else "AddToCase"
        case AnswerQuestion(standard_id, _, clause):
            return f"AnswerQuestion {standard_id} {clause}"
        case ShowStatus(number, code):
            return " ".join(filter(None, ("ShowStatus", number, code)))
        case _:
            return type(deed).__name__


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
    return _indented("warga (lampiran): " if step.unread else "warga: ", step.text)


def _indented(opening: str, text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [(opening + first).rstrip(), *(f"     {line}".rstrip() for line in rest)]


if __name__ == "__main__":
    for one in sys.argv[1:] or names():
        (HERE / f"{one}.txt").write_text(written(read(one)), encoding="utf-8")
