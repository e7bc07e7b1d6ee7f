"""What the desk knows of papers: the ways they come, the boxes, the classifier, and where a citizen looks a case up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from core.rules.grouping import Kind, Tags

BOX = "box"
TYPED = ("counter", "letter", "phone", "form")
"""Kinds that only ever come by hand; the others are copied from elsewhere when their channel is shut."""


@dataclass(frozen=True, slots=True)
class HandWay:
    """One of the thirteen ways of K6.2, as the desk calls it."""

    letter: str
    kind: str
    name: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class BoxPlace:
    id: str
    name: str
    place: str


def nothing_known(text: str) -> Tags:
    """The tags of an office without a classifier: an officer chooses everything."""
    return Tags(Kind.COMPLAINT, "umum", unsure=frozenset({"kind", "sector", "components"}))


@dataclass(frozen=True, slots=True)
class ByHand:
    """`kept` are the office's own addresses and numbers, which may be read in public; `track_at` is the public page."""

    ways: tuple[HandWay, ...] = ()
    boxes: tuple[BoxPlace, ...] = ()
    classify: Callable[[str], Tags] = nothing_known
    readable: frozenset[str] = frozenset()
    track_at: str = ""
    address: str = ""
    kept: tuple[str, ...] = ()

    @property
    def typed(self) -> tuple[HandWay, ...]:
        return tuple(way for way in self.ways if way.kind in TYPED)

    @property
    def copied(self) -> tuple[HandWay, ...]:
        return tuple(way for way in self.ways if way.kind not in (*TYPED, BOX))

    @property
    def box_way(self) -> HandWay | None:
        return next((way for way in self.ways if way.kind == BOX), None)

    @property
    def names(self) -> Mapping[str, str]:
        return {way.letter: way.name for way in self.ways}

    def way(self, letter: str) -> HandWay | None:
        return next((way for way in self.ways if way.letter == letter), None)

    def box(self, box_id: str) -> BoxPlace | None:
        return next((box for box in self.boxes if box.id == box_id), None)

    def tracking_link(self, number: str, code: str) -> str:
        """Number and code stand behind the #: browsers keep that part to themselves, so no server writes it down."""
        return f"{self.track_at}#{quote(number)}.{quote(code)}"
