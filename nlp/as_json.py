"""A classified line as `aduan classify` prints it."""

from collections.abc import Mapping

from core.rules.grouping import Tags


def text_of(line: Mapping[str, object]) -> str:
    """What there is to classify in an input line; nothing when it has no text."""
    text = line.get("text")
    return text if isinstance(text, str) else ""


def as_row(line: Mapping[str, object], tags: Tags) -> dict[str, object]:
    """The input line with its tags. Its other fields stay; what a field of the same name said before is replaced."""
    return {
        **line,
        "text": line.get("text", ""),
        "kind": tags.kind.value,
        "sector": tags.sector,
        "components": list(tags.components),
        "confidence": dict(tags.confidence),
        "unsure": sorted(tags.unsure, key=_order),
        "top": {axis: list(tags.top[axis]) for axis in sorted(tags.top, key=_order)},
        "language": tags.language,
        "evidence": list(tags.evidence),
    }


def _order(axis: str) -> int:
    return ("kind", "sector", "components").index(axis)
