"""What is told of a classifier can be counted after."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.rules.grouping import Kind, Tags
from nlp.corpus_reading import Message
from nlp.evaluation import AxisReport, NotLabelled, by_scores, by_tags, read_labelled, report
from nlp.evaluation_page import as_page
from nlp.evaluation_text import as_text
from nlp.figures import Bin, Named, Share, bins, by_label, calibration_error, coverage, macro_f1
from nlp.heads import Axis

LATE = Message("Izin kafe saya belum terbit", "complaint", "umum", ("waktu", "biaya"), "casual", "z1")
ROAD = Message("Jalan depan pasar berlubang <b>parah</b>", "complaint", "pupr", (), "sms", "z2")
RIGHT = {"kind": 0.9, "sector": 0.9, "components": 0.9}
SAID_OF_LATE = Tags(Kind.COMPLAINT, "umum", ("waktu",), confidence=RIGHT)
SAID_OF_ROAD = Tags(Kind.COMPLAINT, "pupr", (), confidence=RIGHT)


def axis_of(name: str, messages: Sequence[Message], tags: Sequence[Tags]) -> AxisReport:
    told = report("a model", by_tags(messages, tags))
    return next(axis for axis in told.axes if axis.name == name)


def test_right_answers_count_on_every_axis() -> None:
    told = report("a model", by_tags([LATE, ROAD], [SAID_OF_LATE, SAID_OF_ROAD]))
    assert [axis.strict for axis in told.axes] == [Share(2, 2)] * 3
    assert [axis.worst for axis in told.axes] == [()] * 3


def test_the_main_component_counts_strictly_and_any_of_the_message_leniently() -> None:
    told = axis_of("components", [LATE, ROAD], [replace(SAID_OF_LATE, components=("biaya",)), SAID_OF_ROAD])
    assert told.strict == Share(1, 2)
    assert told.lenient == Share(2, 2)


def test_no_component_is_an_answer_that_can_be_wrong() -> None:
    told = axis_of("components", [LATE, ROAD], [replace(SAID_OF_LATE, components=()), SAID_OF_ROAD])
    assert told.strict == Share(1, 2)
    assert [(one.truth, one.guess) for one in told.worst] == [("waktu, biaya", "none")]


def test_a_truth_among_the_three_told_counts_as_shown() -> None:
    asked = replace(SAID_OF_LATE, sector="pupr", unsure=frozenset({"sector"}), top={"sector": ("pupr", "luar", "umum")})
    told = axis_of("sector", [LATE], [asked])
    assert (told.strict, told.top, told.sure) == (Share(0, 1), Share(1, 1), Share(0, 1))


def test_sure_answers_are_counted_apart() -> None:
    asked = replace(SAID_OF_ROAD, sector="umum", unsure=frozenset({"sector"}))
    told = axis_of("sector", [LATE, ROAD], [SAID_OF_LATE, asked])
    assert (told.sure, told.sure_right) == (Share(1, 2), Share(1, 1))


def test_registers_and_batches_are_told_apart() -> None:
    told = axis_of("sector", [LATE, ROAD], [SAID_OF_LATE, replace(SAID_OF_ROAD, sector="umum")])
    assert told.registers == {"casual": Share(1, 1), "sms": Share(0, 1)}
    assert told.batches == {"z1": Share(1, 1), "z2": Share(0, 1)}


def test_the_most_certain_error_comes_first() -> None:
    doubting = replace(SAID_OF_LATE, sector="luar", confidence={**RIGHT, "sector": 0.4})
    told = axis_of("sector", [LATE, ROAD], [doubting, replace(SAID_OF_ROAD, sector="umum")])
    assert [(one.truth, one.certainty) for one in told.worst] == [("pupr", 0.9), ("umum", 0.4)]


def test_scores_of_heads_are_judged_like_answers() -> None:
    kind = Axis("kind", ("complaint", "question"), sure_from=0.7)
    sector = Axis("sector", ("umum", "pupr"), sure_from=0.7)
    components = Axis("components", ("waktu", "biaya", "sarana", "none"), sure_from=0.7)
    scores = {
        "kind": np.array([[1, 0], [1, 0]], np.float32),
        "sector": np.array([[1, 0], [1, 0.9]], np.float32),
        "components": np.array([[1, 0, 0, 0], [0.3, 0.2, 0.1, 0]], np.float32),
    }
    told = report("a model", by_scores([LATE, ROAD], [kind, sector, components], scores))
    assert [axis.strict for axis in told.axes] == [Share(2, 2), Share(1, 2), Share(1, 2)]
    assert [axis.sure for axis in told.axes] == [Share(2, 2), Share(1, 2), Share(1, 2)]
    assert told.axes[2].top == Share(1, 2)


def test_the_interval_is_wilsons() -> None:
    low, high = Share(8, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(5, 5).interval[1] == pytest.approx(1.0)


def test_rare_labels_count_as_much_as_common_ones() -> None:
    labels = by_label(["a", "a", "a", "b"], ["a", "a", "a", "a"])
    assert labels[0] == Named("a", Share(3, 3), Share(3, 4))
    assert macro_f1(labels) == pytest.approx((6 / 7 + 0) / 2)


def test_a_label_that_is_never_true_lowers_no_mean() -> None:
    assert macro_f1(by_label(["a", "a"], ["a", "c"])) == pytest.approx(2 / 3)


def test_certainty_that_says_what_it_holds_has_no_error() -> None:
    held = bins([0.75] * 4, [True, True, True, False])
    assert held == (Bin(0.75, Share(3, 4)),)
    assert calibration_error(held) == 0.0
    assert calibration_error(bins([1.0, 1.0], [True, False])) == 0.5


def test_coverage_takes_answers_of_one_certainty_together() -> None:
    assert coverage([0.9, 0.9, 0.5, 0.5], [True, True, False, True], 0.9) == Share(2, 4)
    assert coverage([0.9, 0.9], [True, False], 0.9) == Share(0, 2)
    assert coverage([0.9, 0.8, 0.7], [False, True, True], 0.6) == Share(3, 3)


def test_the_text_tells_figures_with_their_interval_and_quotes_the_errors() -> None:
    wrong = replace(SAID_OF_ROAD, sector="umum")
    said = as_text(report("a model", by_tags([LATE, ROAD], [SAID_OF_LATE, wrong])))
    assert "a model: 2 messages" in said
    assert "0.500 (0.095 to 0.905)" in said
    assert "pupr -> umum: Jalan depan pasar berlubang" in said


def test_the_page_needs_nothing_beside_it_and_escapes_the_texts() -> None:
    wrong = replace(SAID_OF_ROAD, sector="umum")
    page = as_page(report("a <i>model</i>", by_tags([LATE, ROAD], [SAID_OF_LATE, wrong])))
    assert page.count("<svg") == 12
    assert page.count("As a table") == 12
    assert "&lt;b&gt;parah" in page
    assert "<b>parah" not in page
    assert "<i>model" not in page
    assert not re.search(r"""(?:src|href)=["']?(?!#)|<script|@import|url\((?!#)""", page.replace("xlink:href", "xlink"))


def labelled(folder: Path, *rows: object) -> Path:
    file = folder / "desa.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return file


ROW = {"text": "belum jadi", "kind": "complaint", "sector": "umum", "components": ["waktu"]}


def test_a_labelled_file_is_read_with_or_without_register(tmp_path: Path) -> None:
    found = read_labelled(labelled(tmp_path, ROW, "", {**ROW, "register": "sms", "batch": "z1"}))
    assert found == [
        Message("belum jadi", "complaint", "umum", ("waktu",), "", "desa"),
        Message("belum jadi", "complaint", "umum", ("waktu",), "sms", "z1"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("{", "line 2: this is no JSON", id="no JSON"),
        pytest.param("[]", "line 2: this is no object", id="no object"),
        pytest.param({**ROW, "kind": "anger"}, "line 2: kind is not as it should be: anger", id="a foreign kind"),
        pytest.param({**ROW, "sector": None}, "line 2: sector is not as it should be: None", id="no sector"),
        pytest.param({**ROW, "components": ["lama"]}, "line 2: components is no list", id="a foreign component"),
        pytest.param({**ROW, "components": "waktu"}, "line 2: components is no list", id="components as text"),
        pytest.param({**ROW, "text": 7}, "line 2: text is not as it should be: 7", id="no text"),
    ],
)
def test_a_line_that_is_not_labelled_is_told_with_its_number(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(NotLabelled, match=re.escape(said)):
        read_labelled(labelled(tmp_path, ROW, row))


def test_an_empty_file_is_no_labelled_file(tmp_path: Path) -> None:
    with pytest.raises(NotLabelled, match="holds no labelled message"):
        read_labelled(labelled(tmp_path))
