"""The classifier's promises whatever people send: an answer, closed labels, words quoted as written, in time."""

import json
import statistics
import time

import pytest

from core.rules.grouping import Kind
from nlp.as_json import as_row, text_of
from nlp.classifier import Classifier, UnknownLabel
from nlp.normalise import HEAD, TAIL
from tests.nlp.labels import COMPONENTS, SECTORS

LONG = "Izin hosting saya belum terbit, sudah 3 minggu. " * 21_000

BROKEN = {
    "empty": "",
    "blank": " \t\r\n ",
    "a megabyte of one letter": "a" * 1_000_000,
    "a megabyte of words": LONG,
    "a megabyte of digits": "2" * 1_000_000,
    "a megabyte of marks": "?!." * 340_000,
    "a megabyte of broken words": "a'" * 500_000,
    "bytes read as text": bytes(range(256)).decode("latin-1"),
    "undecodable bytes": b"izin \xff\xfe belum terbit".decode("utf-8", "surrogateescape"),
    "a lone surrogate": "izin \ud83d belum terbit",
    "nothing but NUL": "\x00" * 50,
    "emoji only": "😡😡😡👎🏽👨‍👩‍👧",
    "invisible signs only": "\u200b\u200d\ufeff\u2060",
    "Chinese": "我的许可证还没有发,已经三个星期了",
    "Arabic": "لم يصدر تصريحي منذ ثلاثة أسابيع",
    "Javanese script": "ꦲꦏ꧀ꦱꦫꦗꦮ",
    "markup": "<script>alert('izin')</script> ' OR 1=1 --",
    "accents heaped up": "i\u0301\u0302\u0303" * 3000,
    "a sign that grows when lowered": "İzin BELUM terbit",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_every_text_gets_an_answer_from_the_closed_lists(classifier: Classifier, text: str) -> None:
    began = time.perf_counter()
    tags = classifier.classify(text)
    assert time.perf_counter() - began < 1
    assert tags.kind in Kind
    assert tags.sector in SECTORS
    assert set(tags.components) <= set(COMPONENTS)
    assert tags.language in {"id", "su", "en", "mixed"}
    assert set(tags.confidence) == {"kind", "sector", "components"}
    assert all(0 <= figure <= 1 for figure in tags.confidence.values())
    assert set(tags.top) == tags.unsure <= {"kind", "sector", "components"}
    assert all(words in text for words in tags.evidence)


def test_several_texts_are_answered_in_their_order(classifier: Classifier) -> None:
    tags = classifier.classify_many(["jalan rusak", "biaya izin hosting berapa?"])
    assert [it.kind for it in tags] == [Kind.COMPLAINT, Kind.QUESTION]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("izin sy blm jadi2 pak", "blm jadi2"),
        ("Izin hosting saya BELUM juga terbit!!", "BELUM juga terbit"),
        ("izin apotek b\u200belum ter\u200bbit", "b\u200belum ter\u200bbit"),
        ("petugasnya jutek bgt", "jutek"),
        ("web gabisa dibukaaa", "gabisa dibukaaa"),
    ],
)
def test_the_evidence_is_quoted_as_it_was_written(classifier: Classifier, text: str, evidence: str) -> None:
    assert any(evidence in quoted for quoted in classifier.classify(text).evidence)


def test_an_unsure_axis_comes_with_three_guesses_led_by_the_best(classifier: Classifier) -> None:
    tags = classifier.classify("suratnya belum jadi juga")
    assert tags.unsure == {"sector"}
    assert tags.top["sector"][0] == tags.sector
    assert len(set(tags.top["sector"])) == 3


def test_a_long_text_is_read_at_its_beginning_and_its_end(classifier: Classifier) -> None:
    padding = "lorem ipsum dolor " * 20_000
    assert classifier.classify(f"izin hosting belum terbit {padding}").components == ("waktu",)
    assert classifier.classify(f"{padding} izin hosting belum terbit").components == ("waktu",)
    assert HEAD + TAIL == 5_000


@pytest.mark.parametrize(
    ("sectors", "components", "named"),
    [
        ([it for it in SECTORS if it != "sosial"], COMPONENTS, "sosial"),
        ([it for it in SECTORS if it != "umum"], COMPONENTS, "umum"),
        (SECTORS, [it for it in COMPONENTS if it != "evaluasi"], "evaluasi"),
    ],
)
def test_a_label_outside_the_closed_lists_is_refused_when_loading(
    sectors: list[str], components: list[str], named: str
) -> None:
    with pytest.raises(UnknownLabel, match=named):
        Classifier.load(sectors, components)


def test_a_longer_closed_list_is_no_hindrance() -> None:
    Classifier.load([*SECTORS, "ekonomi_kreatif", "perkoperasian"], COMPONENTS)


def test_the_command_line_row_keeps_the_other_fields(classifier: Classifier) -> None:
    line = {"id": 7, "channel": "sms", "text": "suratnya belum jadi juga"}
    printed = json.loads(json.dumps(as_row(line, classifier.classify(text_of(line)))))
    assert list(printed) == [
        *("id", "channel", "text", "kind", "sector", "components", "confidence", "unsure", "top", "language"),
        "evidence",
    ]
    assert printed["id"] == 7
    assert printed["channel"] == "sms"
    assert printed["kind"] == "complaint"
    assert printed["components"] == ["waktu"]
    assert printed["unsure"] == ["sector"]
    assert printed["top"]["sector"][0] == printed["sector"]
    assert printed["language"] == "id"
    assert printed["evidence"] == ["belum jadi"]


@pytest.mark.parametrize("line", [{"id": 1}, {"id": 1, "text": None}, {"id": 1, "text": 12}])
def test_a_line_without_text_is_answered_like_an_empty_message(classifier: Classifier, line: dict[str, object]) -> None:
    printed = as_row(line, classifier.classify(text_of(line)))
    assert printed["id"] == 1
    assert printed["kind"] == "other"
    assert printed["unsure"] == []


def test_six_hundred_characters_take_little_time(classifier: Classifier) -> None:
    text = (
        "Selamat pagi Bapak/Ibu. Saya mengajukan izin praktik bidan di Kecamatan Bojong sejak 4 Agustus dan berkas "
        "dinyatakan lengkap dua hari kemudian. Sampai hari ini statusnya masih menunggu verifikasi dinas teknis. "
        "Sudah dua kali saya menulis ke email kantor dan tidak pernah dibalas, telepon juga tidak diangkat. "
        "Padahal di loket ditulis tujuh hari kerja. SIPB saya yang lama habis minggu depan, pasien saya banyak, "
        "kalau tidak keluar juga saya tidak bisa praktik. Petugas yang saya temui kemarin malah menyuruh saya ke "
        "dinas kesehatan, di sana disuruh kembali lagi. Mohon kejelasannya, terima kasih."
    )
    taken = []
    for _ in range(200):
        began = time.perf_counter()
        classifier.classify(text)
        taken.append(time.perf_counter() - began)
    assert statistics.median(taken) < 0.003
