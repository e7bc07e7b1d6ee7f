"""From tier to tier, with others where needed (K6.7a, K6.7b, K6.7c)."""

import pytest

from core.rules.follow_up import (
    Category,
    Grounds,
    missing_for_apip,
    missing_for_category,
    missing_report,
    missing_to_move,
    next_tier,
)

TIERS = ("pelaksana", "kepala_bidang", "sekretaris", "kepala")


def test_each_category_has_its_clause():
    assert [category.clause for category in Category] == ["K6.7a", "K6.7b", "K6.7c"]


@pytest.mark.parametrize(
    ("category", "agency", "grounds", "missing"),
    [
        pytest.param(Category.INTERNAL, "", Grounds(), [], id="inside the office"),
        pytest.param(Category.WITH_AGENCY, "Dinas PUPR", Grounds(), [], id="with a named agency"),
        pytest.param(Category.WITH_AGENCY, " ", Grounds(), ["follow_up.agency"], id="with an agency nobody named"),
        pytest.param(Category.WITH_APIP, "", Grounds(kepala_approves=True), [], id="with APIP, approved"),
        pytest.param(
            Category.WITH_APIP, "", Grounds(), ["follow_up.approval_or_regulation"], id="with APIP, no grounds"
        ),
    ],
)
def test_a_category_needs_what_its_clause_asks(category, agency, grounds, missing):
    found = missing_for_category(category, agency=agency, grounds=grounds)
    assert [m.what for m in found] == missing
    assert all(m.clause == category.clause for m in found)


@pytest.mark.parametrize(
    ("grounds", "kepala_accused", "missing"),
    [
        pytest.param(Grounds(kepala_approves=True), False, [], id="approved by the Kepala"),
        pytest.param(Grounds(regulation="PP 94/2021 Pasal 26"), False, [], id="by regulation, without asking"),
        pytest.param(Grounds(), False, ["follow_up.approval_or_regulation"], id="neither"),
        pytest.param(
            Grounds(kepala_approves=True), True, ["follow_up.regulation"], id="approved by the one complained about"
        ),
        pytest.param(Grounds(regulation="PP 94/2021 Pasal 26"), True, [], id="past the Kepala by regulation"),
        pytest.param(Grounds(regulation="  "), True, ["follow_up.regulation"], id="past the Kepala by nothing"),
    ],
)
def test_apip_comes_in_by_approval_or_by_law(grounds, kepala_accused, missing):
    assert [m.what for m in missing_for_apip(grounds, kepala_accused=kepala_accused)] == missing


def test_a_category_that_needs_the_kepala_needs_another_ground_against_the_kepala():
    approved = Grounds(kepala_approves=True)
    assert missing_for_category(Category.WITH_APIP, grounds=approved) == missing_for_apip(approved) == ()
    assert missing_for_category(Category.WITH_APIP, grounds=approved, kepala_accused=True)


@pytest.mark.parametrize(
    ("tier", "accused", "superior"),
    [
        pytest.param("pelaksana", (), "kepala_bidang", id="one up"),
        pytest.param("pelaksana", ("kepala_bidang",), "sekretaris", id="past the one complained about"),
        pytest.param("kepala", (), None, id="at the top"),
        pytest.param("sekretaris", ("kepala",), None, id="beyond the Kepala there is only APIP"),
    ],
)
def test_a_case_goes_to_the_next_superior_nobody_complains_about(tier, accused, superior):
    assert next_tier(tier, TIERS, accused=accused) == superior


@pytest.mark.parametrize(
    ("to", "report", "accused", "missing"),
    [
        pytest.param("kepala_bidang", True, (), [], id="up, with the report"),
        pytest.param("kepala_bidang", False, (), [("follow_up.written_report", "pelaksana")], id="up, without it"),
        pytest.param("kepala", True, (), [("follow_up.tier_by_tier", "kepala_bidang")], id="over two heads"),
        pytest.param("sekretaris", True, ("kepala_bidang",), [], id="past the one complained about"),
        pytest.param(
            "kepala_bidang",
            True,
            ("kepala_bidang",),
            [("follow_up.complained_about", "kepala_bidang")],
            id="to that very one",
        ),
        pytest.param("pelaksana", False, (), [], id="nowhere"),
    ],
)
def test_leaving_a_tier_needs_the_written_report(to, report, accused, missing):
    found = missing_to_move("pelaksana", to, TIERS, written_report=report, accused=accused)
    assert [(m.what, m.detail) for m in found] == missing


def test_a_superior_hands_a_case_back_without_a_report():
    assert missing_to_move("kepala", "pelaksana", TIERS, written_report=False) == ()
    refused = missing_to_move("kepala", "pelaksana", TIERS, written_report=False, accused={"pelaksana"})
    assert [m.what for m in refused] == ["follow_up.complained_about"]


def test_with_an_agency_the_ladder_is_cited_by_its_own_clause():
    (missing,) = missing_to_move(
        "pelaksana", "kepala_bidang", TIERS, written_report=False, category=Category.WITH_AGENCY
    )
    assert (missing.rule, missing.clause) == ("follow-up", "K6.7b")
    assert missing_report(Category.INTERNAL, "pelaksana", written_report=True) == ()
