"""Sector, service and components in closed lists (K6.5c)."""

from core.rules.grouping import COMPONENTS, Kind, Tags, labels_outside, unsettled


def test_there_are_fourteen_components_in_the_order_of_the_standard():
    assert len(COMPONENTS) == 14
    assert COMPONENTS.index("waktu") + 1 == 3
    assert COMPONENTS[-1] == "evaluasi"


def test_a_label_outside_the_closed_lists_is_found():
    sectors = {"umum", "perindustrian"}
    assert labels_outside(Tags(Kind.COMPLAINT, "umum", ("waktu", "biaya")), sectors) == ()
    assert labels_outside(Tags(Kind.COMPLAINT, "ruang_angkasa", ("waktu", "cuaca")), sectors) == (
        "ruang_angkasa",
        "cuaca",
    )


def test_what_is_unsure_waits_for_an_officer():
    found = unsettled({"sector", "components"})
    assert [(m.clause, m.detail) for m in found] == [("K6.5c", "components"), ("K6.5c", "sector")]
