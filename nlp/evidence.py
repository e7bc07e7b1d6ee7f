"""Which words of a text carried a decision."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.features import Features, Seen
from nlp.heads import Scores
from nlp.normalise import ASKED, PAUSE, Words

LONGEST = 6
"""Words in one quotation."""

TELLING = 0.35
"""A word is quoted when it says at least this part of what the loudest one says."""

Place = tuple[int, int]


def leaning(spoken: Scores, axis: slice, label: int) -> Scores:
    """How far each bucket speaks for a label beyond what it says for the others of its axis."""
    against = np.full(axis.stop - axis.start, -1.0 / (axis.stop - axis.start), np.float32)
    against[label] += 1.0
    ours: Scores = spoken[:, axis] @ against
    return ours


def telling_words(words: Words, seen: Seen, features: Features, leaning: Scores, *, most: int) -> list[Place]:
    """Up to `most` stretches of words, (first, after the last), the most telling of them, in the text's order.

    `leaning` says for each of the text's buckets how far it speaks for the label that was chosen.
    """
    loudness = _by_word(words, seen, features, leaning)
    if not len(loudness) or loudness.max() <= 0:
        return []
    quoted = loudness >= TELLING * loudness.max()
    stretches = _stretches(quoted, words.forms)
    stretches.sort(key=lambda place: -float(loudness[slice(*place)].sum()))
    return sorted(stretches[:most])


def _by_word(words: Words, seen: Seen, features: Features, leaning: Scores) -> NDArray[np.float64]:
    """What each word says; a piece it shares with its neighbours is shared out by the letter."""
    said = (leaning / features.counts)[features.which] / np.maximum(seen.ends - seen.starts, 1)
    reach = 1 + max(int(seen.ends.max(initial=0)), words.ends[-1] if words.ends else 0)
    steps = np.bincount(seen.starts, said, reach) - np.bincount(seen.ends, said, reach)
    until = np.concatenate(([0.0], np.cumsum(np.cumsum(steps))))
    loudness: NDArray[np.float64] = until[np.array(words.ends, np.int64)] - until[np.array(words.starts, np.int64)]
    loudness[[at for at, form in enumerate(words.forms) if form in (PAUSE, ASKED)]] = 0.0
    return loudness


def _stretches(quoted: NDArray[np.bool_], forms: Sequence[str]) -> list[Place]:
    """Neighbours together, and one small word between two told ones with them; never over the end of a sentence."""
    places: list[Place] = []
    for at in np.flatnonzero(quoted):
        word = int(at)
        if places:
            first, after = places[-1]
            between = forms[after:word]
            if len(between) <= 1 and not {PAUSE, ASKED} & set(between) and word + 1 - first <= LONGEST:
                places[-1] = (first, word + 1)
                continue
        places.append((word, word + 1))
    return places


def joined(places: Iterable[Place]) -> list[Place]:
    """In the text's order, overlapping ones as one."""
    found: list[Place] = []
    for first, last in sorted(set(places)):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
