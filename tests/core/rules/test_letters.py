"""What stands in every answer (K6.4, K6.8)."""

from dataclasses import replace
from datetime import date

import pytest

from core.rules.letters import Letter, missing_in

TODAY = date(2026, 12, 11)
FINAL = Letter("Izin terbit 10 Desember.", "Keberatan disampaikan kepada Kepala DPMPTSP.", "Ombudsman RI, gratis: 137.")
INTERIM = replace(FINAL, interim=True, next_step="Peninjauan bersama Dinas PUPR", next_step_on=date(2026, 12, 18))


@pytest.mark.parametrize(
    ("letter", "missing"),
    [
        pytest.param(FINAL, [], id="a complete answer"),
        pytest.param(INTERIM, [], id="a complete interim answer"),
        pytest.param(replace(INTERIM, next_step_on=TODAY), [], id="interim with a step on the same day"),
        pytest.param(replace(FINAL, findings=" "), ["letter.findings"], id="says nothing"),
        pytest.param(replace(FINAL, objection=""), ["letter.objection"], id="no way to object"),
        pytest.param(replace(FINAL, ombudsman=""), ["letter.ombudsman"], id="no Ombudsman"),
        pytest.param(replace(INTERIM, next_step=""), ["letter.next_step"], id="interim without next step"),
        pytest.param(replace(INTERIM, next_step_on=None), ["letter.next_step_on"], id="interim without its date"),
        pytest.param(
            replace(INTERIM, next_step_on=date(2026, 12, 10)), ["letter.next_step_on"], id="interim with a date gone by"
        ),
    ],
)
def test_an_answer_has_all_its_parts(letter, missing):
    found = missing_in(letter, written_on=TODAY)
    assert [m.what for m in found] == missing
    assert all((m.rule, m.clause) == ("answer-and-result", "K6.8") for m in found)
