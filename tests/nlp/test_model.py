"""The shipped model: made from the corpus as it stands, small, and an ordinary spaCy package directory."""

import json

import numpy as np
import spacy

from nlp.classifier import SHIPPED
from nlp.features import features_of, seen_in
from nlp.heads import AXES
from nlp.making import CARD, corpus_hash
from nlp.pipeline import heads_of, pipeline_with

MOST_BYTES = 8_000_000
TEXT = "izin sy blm jadi2 pak, sdh 3 mgg"


def test_it_was_made_from_the_corpus_that_stands_beside_it() -> None:
    card = json.loads((SHIPPED / CARD).read_text(encoding="utf-8"))
    assert card["corpus"] == corpus_hash(), "make the model anew: python -m nlp.making"
    assert set(card["figures"]) == set(AXES)


def test_it_is_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) < MOST_BYTES


def test_spacy_loads_it_and_reads_a_text_as_it_came() -> None:
    nlp = spacy.load(SHIPPED)
    doc = nlp(TEXT)
    assert doc._.language == "id"
    assert doc._.words.quote(0, 1) == "izin"
    assert doc._.spoken.shape[1] == sum(len(axis.labels) for axis in heads_of(nlp).axes)


def test_what_is_saved_comes_back_the_same(tmp_path) -> None:
    heads = heads_of(spacy.load(SHIPPED))
    pipeline_with(heads).to_disk(tmp_path / "again")
    again = heads_of(spacy.load(tmp_path / "again"))
    assert again.axes == heads.axes
    assert np.array_equal(again.weights, heads.weights)


def test_a_text_twice_as_long_speaks_no_louder() -> None:
    nlp = spacy.load(SHIPPED)
    heads = heads_of(nlp)
    once, twice = (features_of(seen_in(nlp(text)._.words), heads.rarity) for text in (TEXT, f"{TEXT}\n{TEXT}"))
    assert np.isclose(once.values @ once.values, twice.values @ twice.values)
