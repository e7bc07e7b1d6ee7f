"""How good a classifier's answers are: its guesses beside the labels that people gave."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.rules.grouping import Tags
from nlp.corpus_reading import Message
from nlp.figures import (
    Bin,
    Confusion,
    Named,
    Share,
    bins,
    by_label,
    calibration_error,
    confusions,
    counted,
    coverage,
    macro_f1,
)
from nlp.guesses import COMPONENTS, KINDS, SECTORS
from nlp.heads import AXES, NO_COMPONENT, Axis, Scores

PRECISION = 0.9
SHOWN = 3
MOST_ERRORS = 15
"""Errors quoted for each axis."""


class NotLabelled(Exception):
    """A file that should hold labelled messages holds something else; the message says in which line and what."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said on one axis. `top` are the best guesses, the best first, as far as they were told."""

    best: str
    top: tuple[str, ...]
    certainty: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with its labels, and what was said of it."""

    message: Message
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer: the more certain, the worse."""

    text: str
    truth: str
    guess: str
    certainty: float


@dataclass(frozen=True, slots=True)
class AxisReport:
    """Figures of one axis.

    Strict: the best guess is the label (of the components the main one). Lenient, for components: the best guess is
    one of the message's. `top` counts a truth among the three best guesses; `covered` the answers that may be taken so
    that nine of ten are right; `sure` those the classifier called so, `sure_right` how many of them are.
    """

    name: str
    strict: Share
    lenient: Share | None
    top: Share
    macro_f1: float
    calibration_error: float
    covered: Share
    sure: Share
    sure_right: Share
    labels: tuple[Named, ...]
    registers: Mapping[str, Share]
    batches: Mapping[str, Share]
    bins: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]
    worst: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    messages: int
    axes: tuple[AxisReport, ...]


def report(title: str, judged: Sequence[Judged]) -> Report:
    return Report(title, len(judged), tuple(_axis(name, judged) for name in AXES))


def by_tags(messages: Sequence[Message], tags: Iterable[Tags]) -> list[Judged]:
    """Messages beside what the classifier told of them."""
    return [
        Judged(message, {name: _told(name, one) for name in AXES}) for message, one in zip(messages, tags, strict=True)
    ]


def by_scores(messages: Sequence[Message], axes: Sequence[Axis], scores: Mapping[str, Scores]) -> list[Judged]:
    """Messages beside the scores of heads, a row a message on each axis: of models that had not seen their batch."""
    rows = {axis.name: _scored(axis, scores[axis.name]) for axis in axes}
    return [
        Judged(message, {name: answers[at] for name, answers in rows.items()}) for at, message in enumerate(messages)
    ]


def true_labels(message: Message, axis: str) -> tuple[str, ...]:
    """The labels that hold, the main one first; none of the components is a label too."""
    if axis == "components":
        return message.components or (NO_COMPONENT,)
    return (message.kind if axis == "kind" else message.sector,)


def read_labelled(path: Path) -> list[Message]:
    """Labelled messages, a JSON object a line with the keys of the corpus (text, kind, sector, components; register
    and batch if known). NotLabelled when a line is no such thing, or when there is none."""
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                found.append(_message(line, path.stem))
            except ValueError as wrong:
                raise NotLabelled(f"{path}, line {number}: {wrong}") from wrong
    if not found:
        raise NotLabelled(f"{path} holds no labelled message")
    return found


def _message(line: bytes, batch: str) -> Message:
    """Raises ValueError with what is wrong."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as broken:
        raise ValueError("this is no JSON") from broken
    if not isinstance(row, dict):
        raise ValueError('this is no object like {"text": "...", "kind": "complaint", ...}')
    components = row.get("components")
    if not isinstance(components, list) or not set(map(str, components)) <= set(COMPONENTS):
        raise ValueError(f"components is no list of components: {components}")
    return Message(
        _one_of(row, "text", ()),
        _one_of(row, "kind", KINDS),
        _one_of(row, "sector", SECTORS),
        tuple(map(str, components)),
        str(row.get("register", "")),
        str(row.get("batch", batch)),
    )


def _one_of(row: Mapping[str, object], key: str, labels: Sequence[str]) -> str:
    value = row.get(key)
    if not isinstance(value, str) or (labels and value not in labels):
        raise ValueError(f"{key} is not as it should be: {value}")
    return value


def _told(name: str, tags: Tags) -> Answer:
    if name == "components":
        best = tags.components[0] if tags.components else NO_COMPONENT
    else:
        best = tags.kind.value if name == "kind" else tags.sector
    top = _first(best, tags.top.get(name, ()))
    return Answer(best, top, float(tags.confidence.get(name, 0.0)), name not in tags.unsure)


def _scored(axis: Axis, scores: Scores) -> list[Answer]:
    certainties = axis.certainty(scores)
    found = []
    for row, certainty in zip(scores, certainties, strict=True):
        top = tuple(axis.labels[at] for at in np.argsort(-row, kind="stable")[:SHOWN])
        found.append(Answer(top[0], top, float(certainty), bool(certainty >= axis.sure_from)))
    return found


def _first(best: str, top: Sequence[str]) -> tuple[str, ...]:
    return (best, *(label for label in top if label != best))[:SHOWN]


def _axis(name: str, judged: Sequence[Judged]) -> AxisReport:
    truths = [true_labels(one.message, name) for one in judged]
    answers = [one.answers[name] for one in judged]
    mains, bests = [truth[0] for truth in truths], [answer.best for answer in answers]
    right = [main == best for main, best in zip(mains, bests, strict=True)]
    certainties = [answer.certainty for answer in answers]
    pairs = list(zip(truths, answers, strict=True))
    labels, held = by_label(mains, bests), bins(certainties, right)
    return AxisReport(
        name=name,
        strict=counted(right),
        lenient=counted(answer.best in truth for truth, answer in pairs) if name == "components" else None,
        top=counted(truth[0] in answer.top for truth, answer in pairs),
        macro_f1=macro_f1(labels),
        calibration_error=calibration_error(held),
        covered=coverage(certainties, right, PRECISION),
        sure=counted(answer.sure for answer in answers),
        sure_right=counted(hit for hit, answer in zip(right, answers, strict=True) if answer.sure),
        labels=labels,
        registers=_groups(judged, right, lambda message: message.register or "not told"),
        batches=_groups(judged, right, lambda message: message.batch),
        bins=held,
        confusions=confusions(mains, bests),
        worst=_worst(name, judged),
    )


def _groups(judged: Sequence[Judged], right: Sequence[bool], group: Callable[[Message], str]) -> dict[str, Share]:
    kept: dict[str, list[bool]] = {}
    for one, hit in zip(judged, right, strict=True):
        kept.setdefault(group(one.message), []).append(hit)
    return {name: counted(hits) for name, hits in sorted(kept.items())}


def _worst(name: str, judged: Sequence[Judged]) -> tuple[Wrong, ...]:
    """Not even a further label of the message was said, and with much certainty."""
    wrong = [
        Wrong(one.message.text, ", ".join(truth), answer.best, answer.certainty)
        for one in judged
        if (answer := one.answers[name]).best not in (truth := true_labels(one.message, name))
    ]
    return tuple(sorted(wrong, key=lambda error: -error.certainty)[:MOST_ERRORS])
