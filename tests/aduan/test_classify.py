"""`aduan classify`: JSON lines in, the same lines with tags out, whatever is in them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from config.load import load_office
from tests.aduan.commands import Desk, Told

GOOD = (
    b'{"id": 7, "text": "izin sy blm jadi2 pak"}',
    b'{"id": 8, "text": "Usul: buka loket Sabtu.", "kanal": "wa", "asal": {"desa": ["Plered", null]}, "kind": "?"}',
    '{"id": 9, "text": "Nuhun pisan, parantos dibantos 🙏", "nama": "Euis"}'.encode(),
    b'{"id": 10, "text": "biaya izin hosting berapa ya?"}',
)
BROKEN = (
    b"izin saya belum jadi",
    b'{"id": 11}',
    b'["izin saya belum jadi"]',
    b'"izin saya belum jadi"',
    b'{"id": 12, "text": "izin saya belum jadi"',
    b'{"id": 13, "text": "izin \xff\xfe saya"}',
    b"null",
)
HALF_A_SIGN = rb'{"id": 14, "text": "izin saya \ud83d belum jadi"}'
LONG = json.dumps({"id": 15, "text": "izin saya belum jadi " * 50_000}).encode()
NEVER_ENDING = b"[" * 100_000


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Desk:
    return Desk(monkeypatch, capsys, tmp_path)


def test_a_tagged_line_keeps_to_the_contract(desk: Desk) -> None:
    files = load_office()
    for row in rows_of(typed(desk, *GOOD)):
        assert row["kind"] in {"complaint", "suggestion", "question", "thanks", "other"}
        assert row["sector"] in files.sectors.by_id
        assert set(row["components"]) <= {component.id for component in files.components}
        assert set(row["confidence"]) == {"kind", "sector", "components"}
        assert all(0 <= share <= 1 for share in row["confidence"].values())
        assert set(row["top"]) == set(row["unsure"]) <= {"kind", "sector", "components"}
        assert row["language"] in {"id", "su", "en", "mixed"}
        assert all(quoted.lower() in row["text"].lower() for quoted in row["evidence"])


def test_what_else_stands_in_a_line_stays_there(desk: Desk) -> None:
    told = rows_of(typed(desk, *GOOD))
    for row, line in zip(told, map(json.loads, GOOD), strict=True):
        assert row.items() >= {name: value for name, value in line.items() if name != "kind"}.items()
    assert told[1]["kind"] == "suggestion", "a tag of the same name is replaced"


def test_a_line_that_is_none_says_so_and_holds_up_no_other(desk: Desk) -> None:
    told = typed(desk, GOOD[0], *BROKEN, GOOD[0])
    before, *errors, after = rows_of(told)
    assert all("error" in error for error in errors)
    assert [error.get("id") for error in errors] == [None, 11, None, None, None, None, None]
    assert before == after
    assert told.status == 1


def test_an_empty_line_is_passed_over(desk: Desk) -> None:
    told = typed(desk, b"", GOOD[0], b"   ", b"\t", GOOD[3], b"")
    assert [row["id"] for row in rows_of(told)] == [7, 10]
    assert told.status == 0


def test_what_is_no_text_is_never_taken_for_a_complaint(desk: Desk) -> None:
    for row in rows_of(typed(desk, b'{"text": 5}', b'{"text": null}', b'{"text": true}', b'{"text": ["izin"]}')):
        assert "error" in row or row["kind"] == "other"


def test_what_json_does_not_know_is_no_text_and_its_line_keeps_its_id(desk: Desk) -> None:
    told = typed(
        desk,
        b'{"id": 20, "text": NaN}',
        b'{"id": 21, "text": -Infinity}',
        b'{"id": 22, "text": 1e999}',
        b'{"id": "23", "text": "izin saya belum jadi", "nilai": NaN}',
        b'{"id": NaN, "text": "izin saya belum jadi"}',
        GOOD[0],
    )
    *errors, row = [json.loads(line, parse_constant=never) for line in told.out.splitlines()]
    assert [error.get("id") for error in errors] == [20, 21, 22, "23", None]
    assert all(set(error) <= {"id", "error"} for error in errors)
    assert (row["id"], told.status) == (7, 1)


def test_half_a_sign_becomes_a_question_mark(desk: Desk) -> None:
    told = typed(desk, HALF_A_SIGN, GOOD[0])
    assert [row["id"] for row in rows_of(told)] == [14, 7]
    assert rows_of(told)[0]["text"] == "izin saya ? belum jadi"
    assert told.status == 0


def test_a_text_of_a_megabyte_comes_back_whole(desk: Desk) -> None:
    long, short = rows_of(typed(desk, LONG, GOOD[0]))
    assert len(long["text"]) == 1_050_000
    assert (long["kind"], short["id"]) == ("complaint", 7)


def test_a_line_of_brackets_only_holds_up_no_other(desk: Desk) -> None:
    error, row = rows_of(typed(desk, NEVER_ENDING, GOOD[0]))
    assert list(error) == ["error"]
    assert row["id"] == 7


def test_an_office_that_cannot_be_read_is_said_before_any_line(desk: Desk) -> None:
    told = typed(desk, *GOOD, config_dir=desk.room / "tidak-ada")
    assert told.sentence.endswith("there is no such directory; `aduan office new` makes one to edit")
    assert told.out == ""


def never(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def typed(desk: Desk, *lines: bytes, **settings: object) -> Told:
    return desk.types("classify", keyboard=b"".join(line + b"\n" for line in lines), **settings)


def rows_of(told: Told) -> Sequence[Any]:
    return [json.loads(line) for line in told.out.splitlines()]
