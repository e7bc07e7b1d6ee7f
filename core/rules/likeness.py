"""How alike two texts are: the share of three-letter pieces they have in common, for finding earlier cases (K6.6c)."""

import re

LETTERS = 300
"""Of the beginning: people say what it is about first."""


def pieces(text: str) -> frozenset[str]:
    """Every three letters that follow each other within a word, its edges included."""
    words = re.findall(r"\w+", text[:LETTERS].lower())
    return frozenset(padded[n : n + 3] for padded in (f"  {word} " for word in words) for n in range(len(padded) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, nothing in common, to 1, the same."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0
