"""What the address of the queue asks for: a lane, filters, words, a page."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from core.store.queue_filters import EVERYTHING, MINE, Filters

LANES = {
    "queue": "Antrian",
    "information": "Pertanyaan",
    "suggestions": "Saran",
    "forward": "Teruskan?",
    MINE: "Saya",
}
CLOCKS = {"late": "lewat", "today": "hari ini", "week": "minggu ini"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for."""

    filters: Filters
    words: str
    page: int

    def address(self, **changes: Any) -> str:
        """The same page with something changed; a narrower view begins at its first page."""
        fields = {**asdict(self.filters), "q": self.words, "page": "", **changes}
        kept = {name: value for name, value in fields.items() if value and (name, value) != ("lane", "queue")}
        return "/desk" + (f"?{urlencode(kept)}" if kept else "")

    @property
    def narrowed(self) -> bool:
        return bool(self.words) or any(value for name, value in asdict(self.filters).items() if name != "lane")


def asked_for(
    lane: str = "",
    state: str = "",
    sector: str = "",
    component: str = "",
    channel: str = "",
    holder: str = "",
    language: str = "",
    clock: str = "",
    q: Annotated[str, Query(max_length=200)] = "",
    page: int = 1,
) -> Asked:
    """The filters in the address. What they cannot be is as if it were not there; words are sought in every lane."""
    words = " ".join(q.split())
    known = lane if lane in {*LANES, EVERYTHING} else (EVERYTHING if words or state else "queue")
    return Asked(
        Filters(known, state, sector, component, channel, holder, language, clock if clock in CLOCKS else ""),
        words,
        min(max(page, 1), 1000),
    )


def number_prefix(words: str, today: date) -> str:
    """The beginning of a number: as it is written, or only its running part, then of this year."""
    if words.isdecimal() and len(words) <= 6:
        return f"{today.year % 100:02d}-{int(words):05d}-"
    plain = words.replace("-", "")
    return words if plain.isdecimal() and len(words) >= 5 and words[2] == "-" else ""
