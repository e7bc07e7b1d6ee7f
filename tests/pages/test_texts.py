"""The office's text blocks: kept by leaders, filled by cases, previewed for each channel."""

import re

import pytest

from core.rules.roles import Role
from core.rules.text_blocks import filled, unknown_fields
from tests.core.procedures.scene import CaseUnderTest
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest

GREETING = "Yth. {nama}, ini jawaban {petugas} untuk laporan {nomor}."


@pytest.fixture
async def rini(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("rini", Role.TEAM_LEADER)


async def test_a_block_is_offered_in_the_composer_with_its_fields_filled(
    office: OfficeUnderTest, desk: DeskUnderTest, rini: Browser
) -> None:
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    assert (await rini.post("/desk/texts", title="Sapaan", language="id", words=GREETING)).status_code == 303
    await rini.post("/desk/texts", title="Salam", language="su", words="Wilujeng {nama}.")
    page = (await budi.get(f"/desk/cases/{case.number}")).text
    assert f"Yth. Siti Aminah, ini jawaban Budi untuk laporan {case.number}." in page
    assert "Wilujeng" not in page


async def test_what_a_case_does_not_know_leaves_no_brace_in_a_letter(
    office: OfficeUnderTest, desk: DeskUnderTest, rini: Browser
) -> None:
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    await office.rows("UPDATE reporters SET identity = 'unknown', name = '' RETURNING case_id")
    await office.rows("UPDATE cases SET service = '' RETURNING id")
    await rini.post("/desk/texts", title="Sapaan", language="id", words="Yth. {nama}, tentang {layanan}.")
    assert "Yth. Pelapor, tentang layanan ini." in (await budi.get(f"/desk/cases/{case.number}")).text


async def test_a_block_is_changed_removed_and_brought_back(office: OfficeUnderTest, rini: Browser) -> None:
    await rini.post("/desk/texts", title="Sapaan", language="id", words=GREETING)
    block = await office.value("SELECT id FROM text_blocks")
    page = (await rini.get(f"/desk/texts?edit={block}")).text
    assert GREETING in page
    changed = await rini.post("/desk/texts", edit=str(block), title="Sapaan", language="id", words="Halo {nama}.")
    assert changed.status_code == 303
    assert await office.rows("SELECT text FROM text_blocks") == [("Halo {nama}.",)]
    gone = await rini.post(f"/desk/texts/{block}/remove")
    assert await office.value("SELECT count(*) FROM text_blocks") == 0
    offered = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', gone.text))
    await rini.post("/desk/texts", title=offered["title"], language=offered["language"], words=offered["words"])
    assert await office.rows("SELECT title, text FROM text_blocks") == [("Sapaan", "Halo {nama}.")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"title": " ", "words": "Isi"}, "Tulis judulnya", id="no title"),
        pytest.param({"title": "A", "words": " "}, "Tulis isinya", id="no words"),
        pytest.param({"title": "A", "words": "Yth. {nam}"}, "Tidak ada yang mengisi: {nam}", id="an unknown field"),
        pytest.param({"title": "A", "words": "B", "language": "de"}, "Pilih bahasanya", id="another language"),
    ],
)
async def test_what_a_block_lacks_is_said_and_what_was_typed_stays(
    office: OfficeUnderTest, rini: Browser, typed: dict[str, str], sentence: str
) -> None:
    answer = await rini.post("/desk/texts", {"language": "id", **typed})
    assert answer.status_code == 409
    assert sentence in answer.text
    assert f">{typed['words']}</textarea>" in answer.text
    assert await office.value("SELECT count(*) FROM text_blocks") == 0


async def test_a_block_changed_after_a_colleague_removed_it_is_not_lost(office: OfficeUnderTest, rini: Browser) -> None:
    answer = await rini.post("/desk/texts", edit="7", title="Sapaan", language="id", words=GREETING)
    assert answer.status_code == 409
    assert "sudah dihapus rekan" in answer.text
    assert GREETING in answer.text


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        pytest.param("a" * 160, "1 SMS", id="one part"),
        pytest.param("a" * 161, "2 SMS", id="one sign more"),
        pytest.param("“" + "a" * 70, "2 SMS, karena tanda “ ", id="a sign outside the alphabet"),
    ],
)
async def test_the_preview_counts_the_parts_of_an_sms_and_keeps_nothing(
    office: OfficeUnderTest, rini: Browser, words: str, parts: str
) -> None:
    page = (await rini.post("/desk/texts/preview", title="A", language="id", words=words)).text
    assert f"teks ini saja {parts}" in page
    assert await office.value("SELECT count(*) FROM text_blocks") == 0


async def test_officers_use_the_blocks_and_do_not_change_them(desk: DeskUnderTest) -> None:
    budi = await desk.as_officer("budi", Role.OFFICER)
    assert (await budi.post("/desk/texts", title="A", language="id", words="B")).status_code == 403
    assert "/desk/texts" not in (await budi.get("/desk")).text


def test_both_spellings_of_a_field_are_filled_and_other_braces_stay() -> None:
    facts = {"nama": "Siti", "nomor": "26-00001-59"}
    assert filled("{name} {nama} {number} {nomor} {lain} {", facts) == "Siti Siti 26-00001-59 26-00001-59 {lain} {"
    assert unknown_fields("{nama} {nam} {number} {x}") == ["{nam}", "{x}"]
