"""The classifier as the office would load it."""

import pytest

from nlp.classifier import Classifier
from tests.nlp.labels import COMPONENTS, SECTORS


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return Classifier.load(SECTORS, COMPONENTS)
