"""What a text is about, in the closed lists of the standard (K6.5c)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
