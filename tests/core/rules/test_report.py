"""The least a record must hold: who reports, and what about (K6.5a)."""

import pytest

from core.rules.report import Identity, Report, missing_in_record


@pytest.mark.parametrize(
    ("report", "missing"),
    [
        pytest.param(Report("Izin belum terbit", "Siti", Identity.NAMED), [], id="complete"),
        pytest.param(Report("Izin belum terbit", "Siti", Identity.CONFIDENTIAL), [], id="complete and hidden"),
        pytest.param(Report("Izin belum terbit"), ["recording.reporter"], id="nobody"),
        pytest.param(
            Report("Izin belum terbit", "Siti", Identity.OFFERED), ["recording.reporter"], id="a profile name"
        ),
        pytest.param(Report(name="Siti", identity=Identity.NAMED), ["recording.object"], id="nothing"),
        pytest.param(Report(), ["recording.reporter", "recording.object"], id="neither"),
    ],
)
def test_the_record_names_what_it_lacks(report, missing):
    found = missing_in_record(report)
    assert [m.what for m in found] == missing
    assert report.is_complete == (not missing)
    assert {(m.rule, m.clause) for m in found} <= {("recording", "K6.5a")}
