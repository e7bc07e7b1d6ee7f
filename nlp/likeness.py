"""How alike texts are: the share of letter pieces they have in common."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

PIECE = 5
BLOCK = 512
"""Texts compared at a time; all at once would take a gigabyte."""

_WORD = re.compile(r"[^\W_]+")


class Pair(NamedTuple):
    """Places of two texts, and the part of their pieces that both have (Jaccard)."""

    one: int
    other: int
    alike: float


def plain(text: str) -> str:
    """Lower case, words and figures only: what is left when two texts differ in nothing but dress."""
    return " ".join(_WORD.findall(text.lower()))


def alike(ours: Sequence[str], others: Sequence[str], above: float) -> Iterator[Pair]:
    """Every text of `ours` with every one of `others` that it is more alike than the bound; texts of signs alone are
    like none. For a list against itself give it twice: each pair comes once."""
    known: dict[str, int] = {}
    mine = _pieces(ours, known)
    theirs = mine if ours is others else _pieces(others, known)
    across = _padded(theirs, len(known)).T.tocsc()
    mine = _padded(mine, len(known))
    sizes, their_sizes = np.diff(mine.indptr), np.diff(theirs.indptr)
    for first in range(0, len(ours), BLOCK):
        both = (mine[first : first + BLOCK] @ across).tocoo()
        rows = both.row + first
        share = both.data / (sizes[rows] + their_sizes[both.col] - both.data)
        for at in np.flatnonzero((share > above) & ((rows < both.col) if ours is others else True)):
            yield Pair(int(rows[at]), int(both.col[at]), float(share[at]))


def _pieces(texts: Sequence[str], known: dict[str, int]) -> csr_matrix:
    found: list[int] = []
    starts = [0]
    for text in map(plain, texts):
        pieces = {text[at : at + PIECE] for at in range(max(len(text) - PIECE + 1, 1))} - {""}
        found.extend(known.setdefault(piece, len(known)) for piece in pieces)
        starts.append(len(found))
    return csr_matrix((np.ones(len(found), np.int32), found, starts), (len(texts), max(len(known), 1)))


def _padded(rows: csr_matrix, width: int) -> csr_matrix:
    return csr_matrix((rows.data, rows.indices, rows.indptr), (rows.shape[0], max(width, 1)))
