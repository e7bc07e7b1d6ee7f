"""What a text is about, in the closed lists of the standard (K6.5c)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.rules.missing import Missing

COMPONENTS = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "pengaduan",
    "dasar_hukum",
    "sarana",
    "kompetensi",
    "pengawasan",
    "jumlah_pelaksana",
    "jaminan_pelayanan",
    "jaminan_keamanan",
    "evaluasi",
)
"""The fourteen components of a service standard, in its order: the first is number 1."""


class Kind(StrEnum):
    """What a text is, before the law looks at it."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    THANKS = "thanks"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tags:
    """A classifier's answer.

    `sector` and the first of `components` are the best guess; `unsure` names the axes ("kind", "sector",
    "components") an officer must confirm; `confidence` (0 to 1) has one figure an axis; `top` the three best
    labels of each unsure axis; `evidence` the words that carried the decision, as they stand in the text.
    """

    kind: Kind
    sector: str
    components: tuple[str, ...] = ()
    language: str = "id"
    confidence: Mapping[str, float] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    top: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """One of the closed list of sectors, as the rules need it.

    `forward_to` gets what is no service of ours; `agency` answers for the sector's own work (roads and lamps, while
    building permits are ours). Both empty: everything in it is ours.
    """

    id: str
    title: str
    forward_to: str = ""
    agency: str = ""

    def belongs_to(self, components: Collection[str]) -> str:
        """The office a matter belongs to when it is not ours, else empty. No component: it is about no service."""
        return self.forward_to or ("" if components else self.agency)


def labels_outside(tags: Tags, sectors: Collection[str]) -> tuple[str, ...]:
    """Labels that the closed lists do not know. There should never be one."""
    unknown_sector = () if tags.sector in sectors else (tags.sector,)
    return (*unknown_sector, *(component for component in tags.components if component not in COMPONENTS))


def unsettled(unsure: Collection[str]) -> tuple[Missing, ...]:
    """Axes that an officer has to choose before the case counts as grouped."""
    return tuple(Missing("grouping", "K6.5c", "grouping.choose", axis) for axis in sorted(unsure))
