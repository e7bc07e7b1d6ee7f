"""Trains the heads: one line between a label and all others, then how far its scores can be believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.svm import LinearSVC
from sklearn.utils.parallel import Parallel, delayed

from nlp.calibration import calibrated, stricter_on_no_case
from nlp.corpus_reading import Corpus, Message, Phrase
from nlp.features import BUCKETS, Seen, features_of, seen_in
from nlp.guesses import COMPONENTS, KINDS, SECTORS
from nlp.heads import AXES, NO_COMPONENT, Axis, Heads, Scores, squeezed
from nlp.lists import ELSEWHERE, written_phrases
from nlp.normalise import Reader, Spelling

LABELS: Mapping[str, tuple[str, ...]] = {"kind": KINDS, "sector": SECTORS, "components": (*COMPONENTS, NO_COMPONENT)}
PHRASE_WEIGHT = 0.5
TOLERANCE = 1.0
"""The cost of an example on the wrong side (liblinear's C). 0.1 to 4 were tried."""
FOLDS = 4
LISTS = "lists"
"""The batch of what stands in the phrase lists: in every fold, never judged."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What there is to learn on one axis: a row a text, a column a bucket; which labels hold; what a row weighs."""

    features: csr_matrix
    holds: NDArray[np.bool_]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trained:
    """The heads, and what they would have said of each message had they not seen its batch: a row a message."""

    heads: Heads
    unseen: Mapping[str, Scores]


class Trainer:
    """Holds the texts as features, so that several models can be made of parts of them."""

    def __init__(self, corpus: Corpus, spelling: Spelling) -> None:
        self._reader = Reader(spelling)
        self.messages = corpus.messages
        self.phrases = (*corpus.phrases, *_listed())
        seen = [self._seen(message.text) for message in self.messages]
        self.rarity = rarity_in(seen)
        self._of_messages = self.rows(seen)
        self._of_phrases = self.rows([self._seen(phrase.text) for phrase in self.phrases])

    def rows(self, seen: Sequence[Seen]) -> csr_matrix:
        """Features of texts, a row each."""
        found = [features_of(one, self.rarity) for one in seen]
        starts = np.cumsum([0, *(len(one.buckets) for one in found)])
        values = np.concatenate([one.values for one in found]).astype(np.float64)
        return csr_matrix((values, np.concatenate([one.buckets for one in found]), starts), (len(found), BUCKETS))

    def train(self) -> Trained:
        """Minutes of work, the same on every run."""
        unseen = self.unseen()
        axes, parts = [], []
        for name in AXES:
            truth = [truth_of(message, name) for message in self.messages]
            axis = calibrated(Axis(name, LABELS[name]), unseen[name], truth)
            if name == "kind":
                axis = stricter_on_no_case(axis, unseen[name], truth)
            if name == "components":
                axis = replace(axis, further_from=further_from(axis, unseen[name], self.messages))
            axes.append(axis)
            parts.append(fitted(self.lesson(name, range(len(self.messages)))))
        weights, scale = squeezed(np.vstack([part[0] for part in parts]))
        bias = np.concatenate([part[1] for part in parts]).astype(np.float32)
        return Trained(Heads(tuple(axes), weights, scale, bias, self.rarity), unseen)

    def unseen(self) -> dict[str, Scores]:
        """For each axis the scores of every message by a model that saw nothing of its batch."""
        batches = [message.batch for message in self.messages]
        found = {name: np.zeros((len(self.messages), len(LABELS[name])), np.float32) for name in AXES}
        for fold in folds(batches):
            kept = [at for at, batch in enumerate(batches) if batch not in fold]
            judged = [at for at, batch in enumerate(batches) if batch in fold]
            for name in AXES:
                weights, bias = fitted(self.lesson(name, kept))
                found[name][judged] = self._of_messages[judged] @ weights.T + bias
        return found

    def lesson(self, name: str, kept: Sequence[int]) -> Lesson:
        """The messages kept, with the phrases of their batches and of the lists."""
        batches = {self.messages[at].batch for at in kept} | {LISTS}
        speaking = [at for at, one in enumerate(self.phrases) if one.batch in batches and axis_of(one) == name]
        holds = [_labels_of(self.messages[at], name) for at in kept]
        holds += [{self.phrases[at].label} for at in speaking]
        return Lesson(
            vstack([self._of_messages[list(kept)], self._of_phrases[speaking]]).tocsr(),
            np.array([[label in held for label in LABELS[name]] for held in holds]),
            np.array([1.0] * len(kept) + [PHRASE_WEIGHT] * len(speaking)),
        )

    def _seen(self, text: str) -> Seen:
        return seen_in(self._reader.words(text))


def fitted(lesson: Lesson) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (labels, buckets) and bias of a line for each label."""
    lines = Parallel(n_jobs=-1)(
        delayed(_line)(lesson.features, lesson.holds[:, at], lesson.weights) for at in range(lesson.holds.shape[1])
    )
    return np.vstack([weights for weights, _ in lines]), np.array([bias for _, bias in lines])


def _line(
    features: csr_matrix, holds: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    if not holds.any():
        return np.zeros(features.shape[1]), -1.0
    line = LinearSVC(C=TOLERANCE, random_state=0).fit(features, holds, sample_weight=weights)
    return line.coef_[0], float(line.intercept_[0])


def folds(batches: Sequence[str]) -> list[set[str]]:
    """Whole batches, so that no writer is judged by their own style."""
    names = sorted(set(batches))
    return [part for first in range(FOLDS) if (part := set(names[first::FOLDS]))]


def rarity_in(seen: Sequence[Seen]) -> NDArray[np.float32]:
    """How rare each bucket is: 1 for one that every text has."""
    texts = np.zeros(BUCKETS, np.float32)
    for one in seen:
        texts[np.unique(one.buckets)] += 1
    return (1 + np.log((1 + len(seen)) / (1 + texts))).astype(np.float32)


def truth_of(message: Message, axis: str) -> str:
    """The one label that is right; of the components the main one."""
    if axis == "components":
        return message.components[0] if message.components else NO_COMPONENT
    return message.kind if axis == "kind" else message.sector


def further_from(axis: Axis, scores: Scores, messages: Sequence[Message]) -> float:
    """The score from which on a second component is named: the one that finds most and errs least (F1)."""
    return max(
        (round(float(one), 2) for one in np.arange(-0.8, 0.4, 0.05)),
        key=lambda from_: _f1([chosen(axis, row, from_) for row in scores], messages),
    )


def chosen(axis: Axis, scores: Scores, from_: float) -> tuple[str, ...]:
    """The main component and those beside it; nothing where none is the best guess."""
    order = np.argsort(-scores, kind="stable")
    best = axis.labels[order[0]]
    if best == NO_COMPONENT:
        return ()
    beside = [axis.labels[at] for at in order[1:3] if scores[at] >= from_ and axis.labels[at] != NO_COMPONENT]
    return (best, *beside)


def _f1(answers: Sequence[tuple[str, ...]], messages: Sequence[Message]) -> float:
    both = sum(len(set(answer) & set(one.components)) for answer, one in zip(answers, messages, strict=True))
    return 2 * both / max(sum(map(len, answers)) + sum(len(one.components) for one in messages), 1)


def _labels_of(message: Message, axis: str) -> set[str]:
    if axis == "components":
        return set(message.components) or {NO_COMPONENT}
    return {truth_of(message, axis)}


def axis_of(phrase: Phrase) -> str:
    return "components" if phrase.axis == "component" else phrase.axis


def _listed() -> tuple[Phrase, ...]:
    """What stands in the phrase lists, as phrases to learn from."""
    return tuple(
        Phrase(text, meaning.axis, NO_COMPONENT if meaning.label == ELSEWHERE else meaning.label, LISTS)
        for text, meaning in written_phrases()
    )
