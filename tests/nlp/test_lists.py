"""Our word lists: rich enough, and every phrase says something."""

import tomllib
from collections import Counter, defaultdict
from itertools import chain

import pytest

from nlp.lists import ELSEWHERE, FOLDER, Phrases, read_lists, written_phrases
from nlp.normalise import ASKED, NUMBER, PAUSE, UNKNOWN, Reader
from tests.nlp.labels import COMPONENTS, SECTORS

FREQUENT = ("waktu", "sarana", "prosedur", "produk", "biaya", "kompetensi", "persyaratan")


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return read_lists()


def test_every_label_of_the_closed_lists_has_its_words(phrases: Phrases) -> None:
    assert phrases.labels("sector") == set(SECTORS)
    assert phrases.labels("components") == {*COMPONENTS, ELSEWHERE}


def test_no_label_is_short_of_phrases(phrases: Phrases) -> None:
    counts = Counter(it.label for it in chain(*phrases.meanings.values()) if it.axis != "kind")
    assert all(counts[label] >= 60 for label in FREQUENT)
    assert all(counts[label] >= 25 for label in {*COMPONENTS, *SECTORS})


def test_no_phrase_loses_its_words_on_the_way_to_normal_form(phrases: Phrases) -> None:
    reader = Reader(phrases.spelling)
    lost = [
        phrase
        for phrase, _ in written_phrases()
        if (len(phrase.split()) > 1 and len(reader.words(phrase).forms) == 1)
        or (not phrase.isdigit() and phrase != "?" and set(reader.words(phrase).forms) <= {NUMBER, PAUSE, ASKED})
    ]
    assert lost == []


def test_a_spelling_belongs_to_one_word() -> None:
    table = tomllib.loads((FOLDER / "spelling.toml").read_text(encoding="utf-8"))
    homes: dict[str, set[str]] = defaultdict(set)
    for form, spellings in table["same"].items():
        for spelling in spellings.split():
            homes[spelling].add(form)
    assert {spelling: forms for spelling, forms in homes.items() if len(forms) > 1} == {}
    assert set(table["fillers"].split()).isdisjoint(homes)


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("sy blm jd2 gmn", ["belum", "jadi", "bagaimana"]),
        ("izinnya masuk-masuk", ["izin", "masuk"]),
        ("sudah 3mgg", ["sudah", NUMBER, "minggu"]),
        ("lima ratus ribu", [NUMBER, "ribu"]),
        ("LAMAAAA", ["lama"]),
        ("gabisa", ["tidak", "bisa"]),
        ("jum'at", ["senin"]),
        ("qwzx", [UNKNOWN]),
        ("KBLI 63112", ["kbli", "63112"]),
        ("KBLI 99999", ["kbli", NUMBER]),
        ("belum. terbit", ["belum", PAUSE, "terbit"]),
    ],
)
def test_spellings_of_a_word_are_read_as_one(phrases: Phrases, written: str, forms: list[str]) -> None:
    read = Reader(phrases.spelling, phrases.vocabulary).words(written).forms
    assert [form for form in read if form != PAUSE or PAUSE in forms[:-1]][: len(forms)] == forms
