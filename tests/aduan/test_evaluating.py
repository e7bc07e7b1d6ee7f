"""What `aduan evaluate` tells: how good the classifier is on a file of labelled messages."""

import json
from pathlib import Path

import pytest

from aduan import evaluating
from aduan.trouble import for_people
from config.settings import Settings
from nlp.evaluation import NotLabelled

ROWS = (
    {"text": "izin sy blm jadi2 pak", "kind": "complaint", "sector": "umum", "components": ["waktu"]},
    {"text": "biaya izin hosting berapa ya?", "kind": "question", "sector": "perindustrian", "components": ["biaya"]},
    {"text": "", "kind": "other", "sector": "umum", "components": []},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "berlabel.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_figures_and_errors_are_printed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluating.run(Settings(), file, None) == 3
    said = capsys.readouterr().out
    assert "on berlabel.jsonl: 3 messages" in said
    for figure in ("strict accuracy", "lenient", "macro-F1", "calibration error", "coverage at 90 % precision"):
        assert figure in said


def test_a_page_with_pictures_is_kept_where_it_is_asked(file: Path, tmp_path: Path) -> None:
    page = tmp_path / "hasil.html"
    evaluating.run(Settings(), file, page)
    assert page.read_text(encoding="utf-8").count("<svg") == 12


def test_a_file_without_labels_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "pesan.jsonl"
    path.write_text('{"text": "izin sy blm jadi2 pak"}\n', encoding="utf-8")
    with pytest.raises(for_people(), match=r"pesan\.jsonl, line 1: components is no list") as refused:
        evaluating.run(Settings(), path, None)
    assert refused.type is NotLabelled
