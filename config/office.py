"""Reads office.toml: who the office is, when it is open, how it talks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from config.reading import Table, no_twins

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A level that settles complaints (K6.7a); the list runs from the lowest to the head."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Objection:
    """Where a citizen goes who does not agree with an answer."""

    to: str
    ombudsman: str
    ombudsman_contact: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A foreign service that carries messages of some channels."""

    channels: tuple[str, ...]
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """The facts of the privacy notice, and how long things are kept."""

    basis: str
    kept: tuple[str, ...]
    contact: str
    carriers: tuple[Carrier, ...]
    closed_case_years: int
    message_without_case_days: int


@dataclass(frozen=True, slots=True)
class Conversation:
    most_questions: int
    backdating_hours: int
    pause_seconds: Mapping[str, float]
    replies_an_hour: Mapping[str, int]
    replies_a_day: Mapping[str, int]

    def pause_on(self, channel: str) -> float:
        """How many seconds to wait on this channel for a further message of the same breath."""
        return self.pause_seconds.get(channel, self.pause_seconds["messenger"])

    def most_replies_on(self, channel: str) -> tuple[int, int]:
        """How many replies a conversation on this channel gets by itself in an hour, and in a day."""
        hour, day = self.replies_an_hour, self.replies_a_day
        return hour.get(channel, hour["messenger"]), day.get(channel, day["messenger"])


@dataclass(frozen=True, slots=True)
class Retries:
    """When the outbox tries again. The last wait repeats until `give_up_hours` have passed.

    A message that nobody has tried to send `unsent_alarm_minutes` after its time raises an alarm.
    """

    retry_seconds: tuple[int, ...]
    give_up_hours: int
    look_up_seconds: int
    unsent_alarm_minutes: int


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """`hours` maps a weekday (Monday is 0) to opening and closing time; `tiers` end with the head (K6.7a).

    What comes after `receipt_closes` counts as received on the next working day; None means the day it came.
    """

    name: str
    full_name: str
    region: str
    main_standard: str
    language: str
    motto: str
    charter: str
    apip: str
    addresses: tuple[PostalAddress, ...]
    hours: Mapping[int, tuple[time, time]]
    receipt_closes: time | None
    tiers: tuple[Tier, ...]
    objection: Objection
    privacy: Privacy
    conversation: Conversation
    outbox: Retries


def read_office(text: str) -> OfficeFacts:
    with Table.of_file("office.toml", text) as file:
        return OfficeFacts(
            name=file.text("name"),
            full_name=file.text("full_name"),
            region=file.text("region"),
            main_standard=file.text("main_standard"),
            language=file.text("language"),
            motto=file.text("motto", ""),
            charter=file.text("charter", ""),
            apip=file.text("apip"),
            addresses=tuple(_address(table) for table in file.tables("addresses")),
            hours=_hours(file.table("hours")),
            receipt_closes=_clock(file, "receipt_closes") if file.has("receipt_closes") else None,
            tiers=_tiers(file),
            objection=_objection(file.table("objection")),
            privacy=_privacy(file.table("privacy"), file.table("retention")),
            conversation=_conversation(file.table("conversation")),
            outbox=_outbox(file.table("outbox")),
        )


def _address(table: Table) -> PostalAddress:
    with table:
        return PostalAddress(table.text("name"), table.text("text"))


def _hours(table: Table) -> dict[int, tuple[time, time]]:
    with table:
        days = {day: table.text(name, "") for day, name in enumerate(WEEKDAYS)}
    return {day: _opening(table, WEEKDAYS[day], hours) for day, hours in days.items() if hours}


def _opening(table: Table, weekday: str, hours: str) -> tuple[time, time]:
    """Reads "07.30-16.00"."""
    try:
        opens, closes = (_time(part) for part in hours.split("-"))
    except ValueError as wrong:
        raise table.wrong(weekday, f"must be opening hours like 07.30-16.00, and is {hours!r}") from wrong
    if opens >= closes:
        raise table.wrong(weekday, f"closes before it opens: {hours}")
    return opens, closes


def _clock(table: Table, key: str) -> time:
    try:
        return _time(table.text(key))
    except ValueError as wrong:
        raise table.wrong(key, "must be a time like 16.00") from wrong


def _time(text: str) -> time:
    return time.fromisoformat(text.strip().replace(".", ":"))


def _tiers(file: Table) -> tuple[Tier, ...]:
    tiers = tuple(_tier(table) for table in file.tables("tiers"))
    if len(tiers) < 2:
        raise file.wrong("tiers", "needs at least two, from pelaksana to the head (K6.7a)")
    no_twins(file, "tiers", (tier.id for tier in tiers))
    return tiers


def _tier(table: Table) -> Tier:
    with table:
        return Tier(table.text("id"), table.text("title"))


def _objection(table: Table) -> Objection:
    with table:
        return Objection(table.text("to"), table.text("ombudsman"), table.text("ombudsman_contact"))


def _privacy(notice: Table, retention: Table) -> Privacy:
    with notice, retention:
        return Privacy(
            basis=notice.text("basis"),
            kept=notice.texts("kept"),
            contact=notice.text("contact"),
            carriers=tuple(_carrier(table) for table in notice.tables("carriers", ())),
            closed_case_years=retention.number("closed_case_years", least=1, most=100),
            message_without_case_days=retention.number("message_without_case_days", least=1, most=36_500),
        )


def _carrier(table: Table) -> Carrier:
    with table:
        return Carrier(table.texts("channels"), table.text("name"), table.text("country"))


def _conversation(table: Table) -> Conversation:
    with table, table.table("pause_seconds") as pauses:
        return Conversation(
            most_questions=table.number("most_questions", least=1, most=5),
            backdating_hours=table.number("backdating_hours", least=0, most=24 * 30),
            pause_seconds={"messenger": pauses.decimal("messenger", most=60)}
            | {channel: pauses.decimal(channel, most=60) for channel in pauses.values},
            replies_an_hour=_replies(table, "replies_an_hour", {"messenger": 60, "email": 20}),
            replies_a_day=_replies(table, "replies_a_day", {"messenger": 200, "email": 60}),
        )


def _replies(table: Table, key: str, default: Mapping[str, int]) -> Mapping[str, int]:
    """By channel; what is not named is as by default."""
    if not table.has(key):
        return default
    with table.table(key) as found:
        return {**default, **{channel: found.number(channel, least=1, most=10_000) for channel in found.values}}


def _outbox(table: Table) -> Retries:
    with table:
        waits = table.numbers("retry_seconds", least=1, most=86_400)
        if not waits:
            raise table.wrong("retry_seconds", "needs at least one wait")
        return Retries(
            retry_seconds=waits,
            give_up_hours=table.number("give_up_hours", least=1, most=24 * 30),
            look_up_seconds=table.number("look_up_seconds", least=1, most=86_400),
            unsent_alarm_minutes=table.number("unsent_alarm_minutes", least=1, most=60 * 24 * 30, default=30),
        )
