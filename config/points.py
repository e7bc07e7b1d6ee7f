"""Finds the numbered points in a component's text, so that they can be quoted as clauses."""

import re
from collections import Counter
from collections.abc import Iterator

from core.rules.standard import Clause

# "A." before "1." before "a." before "1)": the order in which regulations nest their points.
POINT = re.compile(r"\s*(?:([A-Z])\.|(\d+)\.|([a-z])\.|(\d+)\))\s+(\S.*)")
LEVELS = 4


def clauses_of(component: int, text: str) -> tuple[Clause, ...]:
    """The component whole (K6), then its points in order (K6.1 ... K6.8; K1.A1; K6.5c2).

    A point that has points of its own is quoted by its opening words only.
    """
    points = (Clause(f"K{component}.{marks}", words) for marks, words in _points(text))
    return (Clause(f"K{component}", text), *points)


def twins(clauses: tuple[Clause, ...]) -> list[str]:
    """Clause ids that stand more than once, so that nobody could say which one is meant."""
    return [clause_id for clause_id, times in Counter(clause.id for clause in clauses).items() if times > 1]


def gaps(clauses: tuple[Clause, ...]) -> list[str]:
    """Clause ids that are passed over: K6.3, when K6.4 follows upon K6.2."""
    ids = {clause.id for clause in clauses}
    return sorted(before for clause_id in ids if (before := _before(clause_id)) and before not in ids)


def _points(text: str) -> Iterator[tuple[str, str]]:
    """The marks of each point ("6a") and its words. A line without a mark belongs to the point before it."""
    marks, words = [""] * LEVELS, ""
    for line in text.splitlines():
        point = POINT.fullmatch(line)
        if not point:
            words = f"{words} {line.strip()}" if any(marks) else ""
            continue
        if any(marks):
            yield "".join(marks), words.strip()
        level = next(n for n in range(LEVELS) if point[n + 1])
        marks = [*marks[:level], point[level + 1], *[""] * (LEVELS - level - 1)]
        words = point[LEVELS + 1]
    if any(marks):
        yield "".join(marks), words.strip()


def _before(clause_id: str) -> str:
    """The id that must stand before this one; empty for the first of its kind and for a whole component."""
    mark = re.fullmatch(r"(K\d+\.\w*?)(\d+|[a-zA-Z])", clause_id)
    if not mark or mark[2] in ("1", "a", "A"):
        return ""
    return mark[1] + (str(int(mark[2]) - 1) if mark[2].isdigit() else chr(ord(mark[2]) - 1))
