"""A talk as it is stored between messages: plain JSON, and read again even when an older program wrote it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from bots.talk import Question, Talk
from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report

Record = dict[str, Any]
Word = TypeVar("Word", bound=StrEnum)


def to_record(talk: Talk) -> Record:
    """Only what differs from a talk that has not begun."""
    record: Record = {
        "language": talk.language,
        "report": _report_record(talk.report) if talk.report else None,
        "has_case": talk.has_case,
        "complete": talk.complete,
        "pending": talk.pending,
        "asked": list(talk.asked),
        "friendly_on": talk.friendly_on.isoformat() if talk.friendly_on else None,
        "noticed": talk.noticed,
        "quiet": talk.quiet,
        "held": talk.held,
        "tags": _tags_record(talk.tags),
        "before": talk.before,
        "confidential": talk.confidential,
        "held_tags": _tags_record(talk.held_tags),
        "held_unread": talk.held_unread,
        "held_on": talk.held_on.isoformat() if talk.held_on else None,
        "held_messages": list(talk.held_messages),
        "thanked_on": talk.thanked_on.isoformat() if talk.thanked_on else None,
        "meant": talk.meant,
        "repeated": talk.repeated,
    }
    return {name: value for name, value in record.items() if value}


def from_record(record: Mapping[str, Any]) -> Talk:
    """What is absent or no longer known is as in a talk that has not begun."""
    asked = (_word(Question, name) for name in record.get("asked") or ())
    return Talk(
        language=record.get("language") or "id",
        report=_report(record.get("report")),
        has_case=bool(record.get("has_case")),
        complete=bool(record.get("complete")),
        pending=_word(Question, record.get("pending")),
        asked=tuple(question for question in asked if question),
        friendly_on=_day(record.get("friendly_on")),
        noticed=bool(record.get("noticed")),
        quiet=bool(record.get("quiet")),
        held=record.get("held") or "",
        tags=_tags(record.get("tags")),
        before=_word(Question, record.get("before")),
        confidential=bool(record.get("confidential")),
        held_tags=_tags(record.get("held_tags")),
        held_unread=bool(record.get("held_unread")),
        held_on=_day(record.get("held_on")),
        held_messages=tuple(record.get("held_messages") or ()),
        thanked_on=_day(record.get("thanked_on")),
        meant=record.get("meant") or "",
        repeated=_word(Question, record.get("repeated")),
    )


def _report_record(report: Report) -> Record:
    return {
        "matter": report.matter,
        "name": report.name,
        "identity": report.identity,
        "on_behalf_of": report.on_behalf_of,
        "service": report.service,
        "receipt": report.receipt,
        "received_on": report.received_on.isoformat() if report.received_on else None,
        "unread": report.unread,
    }


def _report(record: Mapping[str, Any] | None) -> Report | None:
    if not record:
        return None
    return Report(
        matter=record.get("matter") or "",
        name=record.get("name") or "",
        identity=_word(Identity, record.get("identity")) or Identity.UNKNOWN,
        on_behalf_of=record.get("on_behalf_of") or "",
        service=record.get("service") or "",
        receipt=_word(Receipt, record.get("receipt")) or Receipt.UNKNOWN,
        received_on=_day(record.get("received_on")),
        unread=bool(record.get("unread")),
    )


def _tags_record(tags: Tags | None) -> Record | None:
    if tags is None:
        return None
    return {
        "kind": tags.kind,
        "sector": tags.sector,
        "components": list(tags.components),
        "language": tags.language,
        "confidence": dict(tags.confidence),
        "unsure": sorted(tags.unsure),
        "top": {axis: list(labels) for axis, labels in tags.top.items()},
        "evidence": list(tags.evidence),
        "model": tags.model,
    }


def _tags(record: Mapping[str, Any] | None) -> Tags | None:
    """A kind nobody knows any more leaves the tags out: the report is then a complaint, which loses no clock."""
    kind = _word(Kind, record.get("kind")) if record else None
    if not record or kind is None:
        return None
    return Tags(
        kind=kind,
        sector=record.get("sector") or "umum",
        components=tuple(record.get("components") or ()),
        language=record.get("language") or "id",
        confidence=dict(record.get("confidence") or {}),
        unsure=frozenset(record.get("unsure") or ()),
        top={axis: tuple(labels) for axis, labels in (record.get("top") or {}).items()},
        evidence=tuple(record.get("evidence") or ()),
        model=record.get("model") or "",
    )


def _word(kind: type[Word], value: object) -> Word | None:
    with suppress(ValueError):
        return kind(str(value)) if value else None
    return None


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(str(value)) if value else None
    return None
