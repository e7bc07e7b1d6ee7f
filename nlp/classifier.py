"""What a text is about: kind, sector, components and language, each with its certainty and its evidence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from core.rules.grouping import Kind, Tags
from nlp.closed_lists import UnknownLabel
from nlp.evidence import Place, joined, leaning, telling_words
from nlp.greetings import Greetings
from nlp.guesses import KINDS, USUAL_SECTOR, causes_last
from nlp.heads import AXES, NO_COMPONENT, Axis, Heads, Scores
from nlp.language import Languages
from nlp.normalise import capped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parent / "model"
MOST_EVIDENCE = 6
MOST_FURTHER = 2
MOST_QUOTED = 3
"""Stretches of words quoted for one label."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One axis: the likeliest label, those beside it, how certain the first is, and the three best."""

    axis: Axis
    best: str
    further: tuple[str, ...]
    confidence: float
    top: tuple[str, ...]

    @property
    def sure(self) -> bool:
        return self.axis.is_sure(self.best, self.confidence)


class Classifier:
    """Tags texts by a trained pipeline. Whatever the text, there is an answer."""

    def __init__(self, nlp: "Language", heads: Heads, model: str) -> None:
        self._nlp = nlp
        self._heads = heads
        self._greetings = Greetings()
        self._languages = Languages()
        self.model = model

    @classmethod
    def load(cls, sectors: Collection[str], components: Collection[str], folder: Path = SHIPPED) -> Self:
        """Ready to classify. UnknownLabel when an answer could name a label outside these closed lists, BrokenModel
        when the folder does not hold a model that fits together."""
        import spacy  # takes a second and a half: only who classifies waits for it

        from nlp.pipeline import heads_of

        nlp = spacy.load(folder)
        heads = heads_of(nlp)
        closed = {"kind": KINDS, "sector": sectors, "components": (*components, NO_COMPONENT)}
        for axis in heads.axes:
            if foreign := set(axis.labels).difference(closed[axis.name]):
                raise UnknownLabel(axis.name, foreign)
        return cls(nlp, heads, str(nlp.meta["name"]))

    def classify(self, text: str) -> Tags:
        read = capped(text)
        if self._greetings.only(read):
            return self._greeting(read)
        said = _printable(read)
        doc = self._nlp.make_doc(said)
        doc._.said = said
        return self._tags(self._nlp(doc))

    def classify_many(self, texts: Iterable[str]) -> list[Tags]:
        return [self.classify(text) for text in texts]

    def _tags(self, doc: "Doc") -> Tags:
        scores = self._heads.scores(doc._.spoken)
        guesses = {axis.name: guessed(axis, scores[self._heads.on(axis)]) for axis in self._heads.axes}
        kind = Kind(guesses["kind"].best)
        unsure = frozenset(name for name, guess in guesses.items() if not guess.sure)
        components = guesses["components"]
        chosen = () if components.best == NO_COMPONENT else causes_last([components.best, *components.further])
        if kind in (Kind.THANKS, Kind.OTHER):  # no case comes of it, so nobody has to confirm what it is about
            unsure, chosen = unsure & {"kind"}, ()
        return Tags(
            kind=kind,
            sector=guesses["sector"].best,
            components=chosen,
            language=doc._.language,
            confidence={name: round(guess.confidence, 2) for name, guess in guesses.items()},
            unsure=unsure,
            top={name: guesses[name].top for name in unsure},
            evidence=self._evidence(doc, guesses, chosen),
            model=self.model,
        )

    def _evidence(self, doc: "Doc", guesses: dict[str, Guess], chosen: Collection[str]) -> tuple[str, ...]:
        """The words that carried the components and a sure sector; those of the kind where it is no plain grievance."""
        carried = [("components", label) for label in chosen]
        if guesses["sector"].sure:
            carried.append(("sector", guesses["sector"].best))
        if guesses["kind"].best != Kind.COMPLAINT or not carried:
            carried.append(("kind", guesses["kind"].best))
        places = [place for axis, label in carried for place in self._telling(doc, guesses[axis].axis, label)]
        return tuple(doc._.words.quote(first, last) for first, last in joined(places)[:MOST_EVIDENCE])

    def _telling(self, doc: "Doc", axis: Axis, label: str) -> list[Place]:
        leans = leaning(doc._.spoken, self._heads.on(axis), axis.labels.index(label))
        return telling_words(doc._.words, doc._.seen, doc._.features, leans, most=MOST_QUOTED)

    def _greeting(self, text: str) -> Tags:
        certain = dict.fromkeys(AXES, 1.0)
        language = self._languages.of(text)
        return Tags(Kind.OTHER, USUAL_SECTOR, language=language, confidence=certain, model=self.model)


def guessed(axis: Axis, scores: Scores) -> Guess:
    """The best label of an axis, and on the axis of components those that stand beside it."""
    order = np.argsort(-scores, kind="stable")
    ranking = tuple(axis.labels[at] for at in order if axis.labels[at] != NO_COMPONENT)
    best = int(order[0])
    beside = tuple(
        label for label in ranking[1 : MOST_FURTHER + 1] if scores[axis.labels.index(label)] >= axis.further_from
    )
    further = beside if axis.further_from and axis.labels[best] != NO_COMPONENT else ()
    return Guess(axis, axis.labels[best], further, float(axis.certainty(scores)), ranking[:3])


def _printable(text: str) -> str:
    """spaCy wants text that can be written; half a character cannot."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
