"""What the heads look at: words, pairs of words and pieces of letters, each counted in a bucket."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.normalise import Words, capped

WORD_BUCKETS = 1 << 15
PIECE_BUCKETS = 1 << 16
BUCKETS = WORD_BUCKETS + PIECE_BUCKETS
PIECES = (2, 3, 4, 5)
"""How many bytes of the lower-case text a piece has."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_HALF = np.uint64(32)

Buckets = NDArray[np.int64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seen:
    """Every occurrence: which bucket, and from where to where in the text it stands."""

    buckets: Buckets
    starts: Places
    ends: Places


@dataclass(frozen=True, slots=True)
class Features:
    """A text as its heads weigh it: distinct buckets, each with its value and how often it occurs; and for every
    occurrence which of these it is."""

    buckets: Buckets
    values: NDArray[np.float32]
    counts: NDArray[np.int64]
    which: NDArray[np.int64]


def seen_in(words: Words) -> Seen:
    """Words and pairs of words in their normal form, then pieces of the text as it was written."""
    unit, starts, ends = _word_codes(words.forms), np.array(words.starts, np.int64), np.array(words.ends, np.int64)
    pairs = unit[:-1] * _STEP + unit[1:]
    said = _buckets(np.concatenate((unit, pairs)), WORD_BUCKETS)
    pieces, from_, to = _pieces(capped(words.text))
    return Seen(
        np.concatenate((said, pieces + WORD_BUCKETS)),
        np.concatenate((starts, starts[:-1], from_)),
        np.concatenate((ends, ends[1:], to)),
    )


def features_of(seen: Seen, rarity: NDArray[np.float32]) -> Features:
    """Counts on a logarithm, weighed by rarity, each half of length one: a long text speaks no louder than a short."""
    buckets, which, counts = np.unique(seen.buckets, return_inverse=True, return_counts=True)
    values = ((1.0 + np.log(counts)) * rarity[buckets]).astype(np.float32)
    said = int(np.searchsorted(buckets, WORD_BUCKETS))
    for half in (values[:said], values[said:]):
        length = float(np.sqrt(half @ half))
        if length:
            half /= length
    return Features(buckets, values, counts, which)


@lru_cache(maxsize=50_000)
def _code(form: str) -> int:
    return crc32(form.encode("utf-8", "replace")) + 1


def _word_codes(forms: Sequence[str]) -> NDArray[np.uint64]:
    return np.array([_code(form) for form in forms], np.uint64)


def _pieces(text: str) -> tuple[Buckets, Places, Places]:
    """Pieces of the text in lower case, spaces as one; with the place of each in the text, letter by letter."""
    low = text.lower() if text.isascii() else _same_length_lower(text)
    data = np.frombuffer(f" {low} ".encode("utf-8", "replace"), np.uint8).astype(np.uint64)
    place = _places(f" {low} ")
    blank = data <= 32
    kept = ~(blank & np.concatenate(([False], blank[:-1])))
    data, place = np.where(blank, np.uint64(32), data)[kept], place[kept]
    found, starts, ends = [], [], []
    code = data
    for size in range(1, max(PIECES) + 1):
        if size > 1:
            code = code[:-1] * _STEP + data[size - 1 :]
        if size in PIECES and len(code):
            found.append(_buckets(code + np.uint64(size), PIECE_BUCKETS))
            starts.append(place[: len(code)])
            ends.append(place[size - 1 :] + 1)
    if not found:
        empty = np.empty(0, np.int64)
        return empty, empty, empty
    return np.concatenate(found), np.concatenate(starts), np.concatenate(ends)


def _same_length_lower(text: str) -> str:
    """Lower case letter by letter: a few letters grow when they are made small, and places must not move."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def _places(padded: str) -> Places:
    """For each byte the letter of the text it belongs to; the spaces put around count as its first and last."""
    if padded.isascii():
        letters = np.arange(len(padded), dtype=np.int64)
    else:
        letters = np.repeat(np.arange(len(padded)), [len(sign.encode("utf-8", "replace")) for sign in padded])
    return np.clip(letters - 1, 0, max(len(padded) - 3, 0))


def _buckets(codes: NDArray[np.uint64], many: int) -> Buckets:
    mixed = (codes ^ (codes >> _HALF)) * _MIX
    return ((mixed ^ (mixed >> _HALF)) % np.uint64(many)).astype(np.int64)
