"""How good the shipped model is on texts that nothing learned from, and that these are no easy ones."""

from collections.abc import Sequence

import numpy as np
import pytest

from core.rules.grouping import Tags
from nlp.calibration import calibration_error
from nlp.classifier import Classifier
from nlp.corpus_reading import Message, read_challenge
from nlp.heads import AXES, NO_COMPONENT
from nlp.phrase_tagger import PhraseTagger
from nlp.training import truth_of
from tests.nlp.labels import COMPONENTS, SECTORS

GOALS = {"kind": 0.9, "sector": 0.8, "components": 0.75}
MOST_MISJUDGED = 0.05
"""Expected calibration error."""


@pytest.fixture(scope="module")
def challenge() -> Sequence[Message]:
    return read_challenge()


@pytest.fixture(scope="module")
def tags(classifier: Classifier, challenge: Sequence[Message]) -> list[Tags]:
    return classifier.classify_many(message.text for message in challenge)


def said(tags: Tags, axis: str) -> str:
    if axis == "components":
        return tags.components[0] if tags.components else NO_COMPONENT
    return tags.kind.value if axis == "kind" else tags.sector


@pytest.mark.parametrize("axis", AXES)
def test_the_model_reaches_its_goal(axis: str, tags: list[Tags], challenge: Sequence[Message]) -> None:
    right = [said(one, axis) == truth_of(message, axis) for one, message in zip(tags, challenge, strict=True)]
    assert np.mean(right) >= GOALS[axis]


@pytest.mark.parametrize("axis", AXES)
def test_its_certainty_can_be_believed(axis: str, tags: list[Tags], challenge: Sequence[Message]) -> None:
    right = np.array([said(one, axis) == truth_of(message, axis) for one, message in zip(tags, challenge, strict=True)])
    assert calibration_error(np.array([one.confidence[axis] for one in tags]), right) < MOST_MISJUDGED


def test_hardly_a_complaint_is_surely_taken_for_thanks(tags: list[Tags], challenge: Sequence[Message]) -> None:
    lost = [
        message.text
        for one, message in zip(tags, challenge, strict=True)
        if message.kind == "complaint" and one.kind.value in ("thanks", "other") and "kind" not in one.unsure
    ]
    assert len(lost) <= 2


def test_phrases_alone_do_not_solve_it(challenge: Sequence[Message]) -> None:
    tagger = PhraseTagger.load(SECTORS, COMPONENTS)
    right = [said(tagger.classify(one.text), "components") == truth_of(one, "components") for one in challenge]
    assert np.mean(right) < 0.5
