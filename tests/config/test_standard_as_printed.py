"""The law is carried whole: what the files say is what service standard no. 69 prints."""

import re
from pathlib import Path

import pytest

from config.load import OfficeFiles
from config.standard import CITED

PRINTED = Path(__file__).parent / "standard-69-as-printed.txt"
NUMBERS_IN_WORDS = {4: "empat", 7: "tujuh", 14: "empat belas", 30: "tiga puluh"}


def words(text: str) -> list[str]:
    """Without tags, table headings and the colons that the table puts before each cell."""
    without_layout = re.sub(r"</?i>|NO\tKOMPONEN\tURAIAN|^[AB]\.\tProses .*$", "", text, flags=re.MULTILINE)
    return [word for word in re.sub(r"<[^>]+>", " ", without_layout).split() if word != ":"]


def test_every_word_of_the_printed_standard_is_there_in_its_order(purwakarta: OfficeFiles) -> None:
    components = purwakarta.main.components.values()
    ours = [f"69. {purwakarta.main.service}", *(f"{one.number} {one.title} {one.text}" for one in components)]
    assert words(" ".join(ours)) == words(PRINTED.read_text())


@pytest.mark.parametrize("number", range(1, 15))
def test_each_component_can_be_quoted_whole(purwakarta: OfficeFiles, number: int) -> None:
    component = purwakarta.main.components[number]
    assert component.text
    assert component.id == purwakarta.components[number - 1].id
    assert purwakarta.main.clause(f"K{number}").text == component.text


def test_component_six_has_each_of_its_clauses(purwakarta: OfficeFiles) -> None:
    expected = ["K6", "K6.1", "K6.2", *(f"K6.2{letter}" for letter in "abcdefghijklm"), "K6.3", "K6.4"]
    expected += ["K6.5", "K6.5a", "K6.5b", "K6.5c", "K6.5c1", "K6.5c2"]
    expected += ["K6.6", *(f"K6.6{letter}" for letter in "abcde"), "K6.7", "K6.7a", "K6.7b", "K6.7c", "K6.8"]
    assert [clause.id for clause in purwakarta.main.components[6].clauses] == expected


@pytest.mark.parametrize("clause_id", CITED)
def test_every_clause_that_a_rule_cites_can_be_quoted(purwakarta: OfficeFiles, clause_id: str) -> None:
    assert purwakarta.main.clause(clause_id).text


@pytest.mark.parametrize(
    ("clause_id", "text"),
    [
        ("K1.A2", "Memiliki akun Sistem Informasi Industri Nasional."),
        ("K1.B7", "Memiliki server yang berlokasi di dalam negeri."),
        ("K3", "7 hari kerja sejak diterimanya berkas permohonan secara lengkap dan benar."),
        ("K6.2l", "Formulir Pengaduan"),
        ("K6.5c1", "Bidang/ Sektor/ Jenis Pelayanan;"),
        ("K8.50", "ID pegawai."),
        ("K14.2", "Evaluasi berupa survey kepuasan pelanggan 4 (empat) kali dalam 1 (satu) tahun; dan"),
    ],
)
def test_a_clause_is_quoted_in_its_own_words(purwakarta: OfficeFiles, clause_id: str, text: str) -> None:
    assert purwakarta.main.clause(clause_id).text == text


def test_the_numbers_of_the_data_are_the_numbers_of_the_text(purwakarta: OfficeFiles) -> None:
    main, numbers = purwakarta.main, purwakarta.main.numbers
    for clause_id, number in (
        ("K6.2", numbers.filing_calendar_days),
        ("K6.3", numbers.filing_calendar_days),
        ("K6.4", numbers.answer_days),
        ("K14.2", numbers.surveys_per_year),
    ):
        assert f"{number} ({NUMBERS_IN_WORDS[number]})" in main.clause(clause_id).text
    assert main.clause("K3").text.startswith(f"{numbers.service_days} hari kerja")


def test_the_thirteen_ways_in_are_those_of_the_standard(purwakarta: OfficeFiles) -> None:
    assert "".join(way.letter for way in purwakarta.ways) == "abcdefghijklm"
    for way in purwakarta.ways:
        assert way.text == purwakarta.main.clause(f"K6.2{way.letter}").text
    assert [way.kind for way in purwakarta.ways] == [
        *("counter", "counter", "letter", "phone", "sms", "whatsapp", "email"),
        *("x", "instagram", "web", "web", "form", "box"),
    ]


def test_contacts_are_printed_as_the_standard_prints_them(purwakarta: OfficeFiles) -> None:
    printed = {way.letter: way.text for way in purwakarta.ways}
    assert printed["d"] == "Telepon: (0264) 8224794 ext.103"
    assert printed["e"] == "SMS: 081809898222"
    assert printed["h"] == "Twitter: dpmpptsp_pwk"
    assert printed["j"] == "Web: www.dpmpptsp.purwakartakab.go.id"


def test_the_motto_and_the_addresses_are_the_printed_ones(purwakarta: OfficeFiles) -> None:
    assert purwakarta.office.motto in purwakarta.main.clause("K12.4").text
    counter, mall = purwakarta.office.addresses
    assert counter.text in purwakarta.main.clause("K6.2a").text
    assert f"{mall.name}, {mall.text}" in purwakarta.main.clause("K6.2b").text


def test_the_shipped_office_leaves_no_doubts(purwakarta: OfficeFiles) -> None:
    assert purwakarta.doubts == ()
