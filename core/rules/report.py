"""What a citizen has reported so far: who, about what, and since when (K6.5a)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.rules.missing import Missing


class Identity(StrEnum):
    """How far the office knows who reports. Only UNKNOWN and REFUSED are "without identity" (K6.5b).

    OFFERED is a profile name nobody has confirmed: an officer decides. CONFIDENTIAL is named, but hidden.
    """

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    OFFERED = "offered"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class Receipt(StrEnum):
    """Whether the service complained about was received; the filing window of K6.2 begins with it."""

    UNKNOWN = "unknown"
    NEVER = "never"
    RECEIVED = "received"


LONGEST_MATTER = 8_000
"""Letters of a matter; the messages it came with stay whole."""


def matter_with(matter: str, words: str) -> str:
    """The matter with what was told further, as far as it still fits."""
    whole = f"{matter}\n{words.strip()}".strip()
    return whole if len(whole) <= LONGEST_MATTER else f"{whole[: LONGEST_MATTER - 1]}…"


@dataclass(frozen=True, slots=True)
class Report:
    """The report as it stands after a turn of the conversation.

    `matter` is in the citizen's words, empty while nothing says what happened. `on_behalf_of` is whose matter it is
    when that is somebody else than the reporter. `service` is the office's name of the service, empty when unnamed.
    `unread` says that something was sent which nobody has looked at, so that nothing may be called missing.
    `sent_on` is the day a letter was handed to the post, where its stamp proves it.
    """

    matter: str = ""
    name: str = ""
    identity: Identity = Identity.UNKNOWN
    on_behalf_of: str = ""
    service: str = ""
    receipt: Receipt = Receipt.UNKNOWN
    received_on: date | None = None
    unread: bool = False
    sent_on: date | None = None

    @property
    def has_reporter(self) -> bool:
        return self.identity in (Identity.NAMED, Identity.CONFIDENTIAL)

    @property
    def has_object(self) -> bool:
        return bool(self.matter.strip())

    @property
    def is_complete(self) -> bool:
        """Whether K6.5a's minimum is there: who reports, and what about."""
        return self.has_reporter and self.has_object


def missing_in_record(report: Report) -> tuple[Missing, ...]:
    """What the record of a complaint lacks of its minimum (K6.5a)."""
    parts = {"reporter": report.has_reporter, "object": report.has_object}
    return tuple(Missing("recording", "K6.5a", f"recording.{part}") for part, there in parts.items() if not there)
