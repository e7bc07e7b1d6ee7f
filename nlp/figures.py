"""Figures of how well guesses fit: shares with their interval, F1, calibration, coverage."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Z = 1.959964
"""Of the 95 % interval."""

BINS = 10


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    of: int

    @property
    def value(self) -> float:
        return self.part / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % (Wilson); everything from 0 to 1 when nothing was counted."""
        if not self.of:
            return 0.0, 1.0
        spread = Z * Z / self.of
        middle = self.value + spread / 2
        reach = Z * ((self.value * (1 - self.value) + spread / 4) / self.of) ** 0.5
        return max((middle - reach) / (1 + spread), 0.0), min((middle + reach) / (1 + spread), 1.0)


@dataclass(frozen=True, slots=True)
class Named:
    """One label: how often it is the truth and was found, how often it was said and is right."""

    label: str
    found: Share
    right: Share

    @property
    def f1(self) -> float:
        """2 x right / (said + true): of what was said and what is true, the part that meets."""
        said_or_true = self.found.of + self.right.of
        return 2 * self.found.part / said_or_true if said_or_true else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same certainty: how certain they were on average, and how many were right."""

    certainty: float
    right: Share


@dataclass(frozen=True, slots=True)
class Confusion:
    truth: str
    guess: str
    times: int


def counted(hits: Iterable[bool]) -> Share:
    told = list(hits)
    return Share(sum(told), len(told))


def by_label(truths: Sequence[str], guesses: Sequence[str]) -> tuple[Named, ...]:
    """The labels that are true or were said, the commonest truth first."""
    true, said = Counter(truths), Counter(guesses)
    met = Counter(truth for truth, guess in zip(truths, guesses, strict=True) if truth == guess)
    labels = sorted(true | said, key=lambda label: (-true[label], label))
    return tuple(Named(label, Share(met[label], true[label]), Share(met[label], said[label])) for label in labels)


def macro_f1(labels: Iterable[Named]) -> float:
    """The mean over the labels that are the truth of some text: the rare ones count as much as the common."""
    true = [one.f1 for one in labels if one.found.of]
    return sum(true) / len(true) if true else 0.0


def bins(certainties: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Ten bins of one width; those without an answer are left out."""
    kept: dict[int, list[tuple[float, bool]]] = {}
    for certainty, hit in zip(certainties, right, strict=True):
        kept.setdefault(min(int(certainty * BINS), BINS - 1), []).append((certainty, hit))
    return tuple(
        Bin(sum(certainty for certainty, _ in held) / len(held), counted(hit for _, hit in held))
        for _, held in sorted(kept.items())
    )


def calibration_error(held: Sequence[Bin]) -> float:
    """How far certainty and the part of right answers lie apart, on average over the answers."""
    many = sum(one.right.of for one in held)
    return sum(abs(one.certainty - one.right.value) * one.right.of for one in held) / many if many else 0.0


def coverage(certainties: Sequence[float], right: Sequence[bool], precision: float) -> Share:
    """The most answers that can be taken, the most certain first, so that this part of them is right.

    Answers of equal certainty are taken together: no threshold could tell them apart.
    """
    ranked = sorted(zip(certainties, right, strict=True), key=lambda answer: -answer[0])
    taken = hits = 0
    for place, (certainty, hit) in enumerate(ranked, start=1):
        hits += hit
        last_of_its_kind = place == len(ranked) or ranked[place][0] < certainty
        if last_of_its_kind and hits >= precision * place:
            taken = place
    return Share(taken, len(ranked))


def confusions(truths: Sequence[str], guesses: Sequence[str]) -> tuple[Confusion, ...]:
    """Every pair of truth and guess, right ones too, the commonest first."""
    pairs = Counter(zip(truths, guesses, strict=True))
    return tuple(Confusion(truth, guess, times) for (truth, guess), times in pairs.most_common())
