"""Complaint, suggestion or question: every row of the kinds, and who decides (K6.1, K6.2, K6.3, K6.4, K6.5b)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.rules.deadlines import Promise
from core.rules.decision import (
    Decision,
    Force,
    Lane,
    LegalKind,
    Reason,
    completed_late,
    decide,
    filed_late,
    lane,
    legal_kind_of,
    makes_case,
    missing_for_verdict,
    not_our_matter,
)
from core.rules.grouping import Kind, Sector, Tags
from core.rules.report import Identity, Receipt, Report

FILED = date(2026, 4, 20)
SITI = Report("Izin hosting saya belum terbit", "Siti Aminah", Identity.NAMED)
COMPLAINT = Tags(Kind.COMPLAINT, "perindustrian", ("waktu",))


def binding(report: Report, tags: Tags = COMPLAINT, *, patience_over: bool = True) -> Decision:
    return legal_kind_of(report, tags, patience_over=patience_over)


# --- what each kind becomes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "legal_kind", "where"),
    [
        pytest.param(COMPLAINT, LegalKind.COMPLAINT, Lane.QUEUE, id="a complaint"),
        pytest.param(
            replace(COMPLAINT, kind=Kind.QUESTION, unsure=frozenset({"kind"})),
            LegalKind.COMPLAINT,
            Lane.QUEUE,
            id="perhaps a question",
        ),
        pytest.param(
            replace(COMPLAINT, kind=Kind.OTHER, unsure=frozenset({"kind"})),
            LegalKind.COMPLAINT,
            Lane.QUEUE,
            id="nobody knows what",
        ),
        pytest.param(
            replace(COMPLAINT, kind=Kind.SUGGESTION), LegalKind.SUGGESTION, Lane.SUGGESTIONS, id="a suggestion"
        ),
        pytest.param(replace(COMPLAINT, kind=Kind.QUESTION), LegalKind.INFORMATION, Lane.INFORMATION, id="a question"),
    ],
)
def test_what_each_kind_becomes(standard, tags, legal_kind, where):
    decisions = decide(SITI, tags, patience_over=True, received_on=FILED, standard=standard)
    assert makes_case(tags)
    assert decisions[0].legal_kind is legal_kind
    assert lane(decisions) is where


@pytest.mark.parametrize(
    "kind", [pytest.param(Kind.THANKS, id="thanks"), pytest.param(Kind.OTHER, id="a greeting, a dot, an emoji")]
)
def test_thanks_and_greetings_make_no_case(kind):
    assert not makes_case(Tags(kind, "umum"))


def test_a_case_that_exists_keeps_its_clock_even_when_its_last_words_were_thanks():
    assert binding(SITI, Tags(Kind.THANKS, "umum")).legal_kind is LegalKind.COMPLAINT


@pytest.mark.parametrize(
    ("kind", "because"),
    [
        pytest.param(Kind.QUESTION, Reason.ASKS, id="a question"),
        pytest.param(Kind.SUGGESTION, Reason.PROPOSES, id="a suggestion"),
    ],
)
def test_what_is_no_complaint_needs_no_name_and_says_why(kind, because):
    decision = binding(Report("Apa syaratnya?"), Tags(kind, "umum", evidence=("apa syaratnya",)), patience_over=False)
    assert (decision.rule, decision.clause, decision.because) == ("not-a-complaint", "K6.1", because)
    assert decision.facts["petunjuk"] == "apa syaratnya"


# --- identity or object missing (K6.5b) -----------------------------------------------------------------------------

MATTER = SITI.matter


@pytest.mark.parametrize(
    ("report", "legal_kind", "because"),
    [
        pytest.param(SITI, LegalKind.COMPLAINT, Reason.COMPLETE, id="named"),
        pytest.param(
            replace(SITI, identity=Identity.CONFIDENTIAL),
            LegalKind.COMPLAINT,
            Reason.COMPLETE,
            id="RAHASIA: named but hidden",
        ),
        pytest.param(Report(MATTER), LegalKind.SUGGESTION, Reason.NO_REPORTER, id="no name given"),
        pytest.param(
            Report(MATTER, identity=Identity.REFUSED), LegalKind.SUGGESTION, Reason.NO_REPORTER, id="name refused"
        ),
        pytest.param(replace(SITI, matter=""), LegalKind.SUGGESTION, Reason.NO_OBJECT, id="no matter"),
        pytest.param(replace(SITI, matter=" \n "), LegalKind.SUGGESTION, Reason.NO_OBJECT, id="a matter of blanks"),
        pytest.param(Report(), LegalKind.SUGGESTION, Reason.NO_REPORTER, id="neither name nor matter"),
        pytest.param(
            Report(MATTER, "Siti", Identity.OFFERED), LegalKind.COMPLAINT, Reason.NAME_UNCONFIRMED, id="a profile name"
        ),
        pytest.param(
            Report("", "Siti", Identity.OFFERED), LegalKind.SUGGESTION, Reason.NO_OBJECT, id="a profile name, no matter"
        ),
        pytest.param(Report(MATTER, unread=True), LegalKind.COMPLAINT, Reason.UNREAD, id="an unread scan beside it"),
        pytest.param(Report(unread=True), LegalKind.COMPLAINT, Reason.UNREAD, id="only a voice note"),
        pytest.param(
            Report(MATTER, identity=Identity.REFUSED, unread=True),
            LegalKind.COMPLAINT,
            Reason.UNREAD,
            id="refused, unread",
        ),
        pytest.param(
            Report(MATTER, on_behalf_of="PT Maju"),
            LegalKind.SUGGESTION,
            Reason.NO_REPORTER,
            id="whose matter, not who reports",
        ),
    ],
)
def test_once_asking_has_ended_a_missing_part_makes_a_suggestion(report, legal_kind, because):
    decision = binding(report)
    assert (decision.legal_kind, decision.because, decision.force) == (legal_kind, because, Force.SHALL)
    by_clause = (
        ("identity-or-object-missing", "K6.5b") if legal_kind is LegalKind.SUGGESTION else ("answer-due", "K6.4")
    )
    assert (decision.rule, decision.clause) == by_clause


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(Report(MATTER), id="no name yet"),
        pytest.param(Report("", "Siti", Identity.NAMED), id="no matter yet"),
        pytest.param(Report(MATTER, "Siti", Identity.OFFERED), id="name not confirmed yet"),
        pytest.param(Report(unread=True), id="nothing read yet"),
    ],
)
def test_while_we_ask_it_is_a_complaint(report):
    decision = binding(report, patience_over=False)
    assert (decision.legal_kind, decision.because) == (LegalKind.COMPLAINT, Reason.STILL_ASKING)


def test_a_refused_name_is_decided_at_once():
    decision = binding(Report(MATTER, identity=Identity.REFUSED), patience_over=False)
    assert (decision.legal_kind, decision.because) == (LegalKind.SUGGESTION, Reason.NO_REPORTER)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(Report(MATTER, "Siti", Identity.OFFERED), id="profile name"),
        pytest.param(Report(MATTER, unread=True), id="unread attachment"),
    ],
)
def test_an_unconfirmed_name_or_unread_paper_is_put_before_an_officer(standard, report):
    found = decide(report, COMPLAINT, patience_over=True, received_on=FILED, standard=standard)
    assert [(d.rule, d.force, d.legal_kind) for d in found] == [
        ("answer-due", Force.SHALL, LegalKind.COMPLAINT),
        ("identity-or-object-missing", Force.MAY, LegalKind.SUGGESTION),
    ]
    asked = decide(report, COMPLAINT, patience_over=False, received_on=FILED, standard=standard)
    assert [d.rule for d in asked] == ["answer-due"]


def test_the_part_that_comes_later_makes_it_a_complaint_again():
    anonymous = Report(MATTER)
    assert binding(anonymous).legal_kind is LegalKind.SUGGESTION
    named = replace(anonymous, name="Siti", identity=Identity.NAMED)
    assert binding(named).legal_kind is LegalKind.COMPLAINT


def test_turning_back_is_recorded_with_both_days():
    promise = Promise(date(2027, 2, 23), date(2026, 12, 11), must_tell=True)
    decision = completed_late(date(2026, 11, 23), date(2027, 2, 1), promise)
    assert (decision.rule, decision.clause, decision.legal_kind) == ("completed-late", "K6.4", LegalKind.COMPLAINT)
    assert decision.facts == {
        "diterima": "2026-11-23",
        "lengkap": "2027-02-01",
        "batas": "2026-12-11",
        "janji": "2027-02-23",
    }


def test_facts_say_what_was_found_and_never_the_name(standard):
    report = replace(SITI, matter="", identity=Identity.CONFIDENTIAL)
    (decision,) = decide(report, COMPLAINT, patience_over=True, received_on=FILED, standard=standard)
    assert decision.facts == {"diterima": "2026-04-20", "identitas": "ada, dirahasiakan", "objek": "tidak ada"}


# --- filed late (K6.2, K6.3) ----------------------------------------------------------------------------------------


def served(days_before: int) -> Report:
    return replace(SITI, receipt=Receipt.RECEIVED, received_on=FILED - timedelta(days=days_before))


@pytest.mark.parametrize(
    ("report", "late"),
    [
        pytest.param(served(0), False, id="on the same day"),
        pytest.param(served(30), False, id="on day 30"),
        pytest.param(served(31), True, id="on day 31"),
        pytest.param(served(4000), True, id="years later"),
        pytest.param(served(-1), False, id="a day of receipt that lies ahead"),
        pytest.param(replace(served(0), received_on=date.max), False, id="in the year 9999"),
        pytest.param(replace(served(0), received_on=date.min), True, id="in the year 1"),
        pytest.param(replace(SITI, receipt=Receipt.RECEIVED), False, id="received, nobody said when"),
        pytest.param(replace(served(99), receipt=Receipt.NEVER), False, id="never received: the window has not begun"),
        pytest.param(replace(served(99), receipt=Receipt.UNKNOWN), False, id="nobody said whether"),
    ],
)
def test_more_than_thirty_days_after_the_service_an_officer_may_call_it_a_suggestion(standard, report, late):
    decision = filed_late(report, FILED, standard)
    assert (decision is not None) is late
    if decision:
        assert (decision.rule, decision.clause) == ("filed-late", "K6.3")
        assert (decision.force, decision.legal_kind) == (Force.MAY, LegalKind.SUGGESTION)


def test_a_late_filing_shows_its_days(standard):
    decision = filed_late(served(31), FILED, standard)
    assert decision is not None
    assert decision.facts == {
        "layanan_diterima": "2026-03-20",
        "batas": "2026-04-19",
        "diterima": "2026-04-20",
        "hari": "31",
    }


def test_a_late_complaint_stays_a_complaint_until_an_officer_says_otherwise(standard):
    decisions = decide(served(31), COMPLAINT, patience_over=True, received_on=FILED, standard=standard)
    assert [d.legal_kind for d in decisions] == [LegalKind.COMPLAINT, LegalKind.SUGGESTION]
    assert lane(decisions) is Lane.QUEUE


def test_an_officer_who_keeps_a_late_complaint_says_why(standard):
    proposal = filed_late(served(31), FILED, standard)
    assert proposal is not None
    assert [m.what for m in missing_for_verdict(proposal, agreed=False, reason=" ")] == ["filed_late.reason"]
    assert missing_for_verdict(proposal, agreed=False, reason="Dampaknya masih berlangsung") == ()
    assert missing_for_verdict(proposal, agreed=True, reason="") == ()


# --- not our matter (K6.1) ------------------------------------------------------------------------------------------

FAMILY_CARDS = Sector("kependudukan", "Kependudukan", forward_to="Disdukcapil", agency="Disdukcapil")
INDUSTRY = Sector("perindustrian", "Perindustrian", agency="Dinas Perindustrian")
GENERAL = Sector("umum", "Umum")


@pytest.mark.parametrize(
    ("components", "sector", "service", "to"),
    [
        pytest.param(("waktu",), FAMILY_CARDS, "", "Disdukcapil", id="another office's counter"),
        pytest.param((), INDUSTRY, "", "Dinas Perindustrian", id="a factory's smoke, about no service"),
        pytest.param(("waktu",), INDUSTRY, "", None, id="our own permit is slow"),
        pytest.param((), GENERAL, "", None, id="the office in general"),
        pytest.param(("waktu",), FAMILY_CARDS, "Izin Praktik Bidan", None, id="names a service of ours"),
        pytest.param(("waktu",), None, "", None, id="no sector known"),
    ],
)
def test_what_belongs_elsewhere_is_proposed_for_forwarding(components, sector, service, to):
    decision = not_our_matter(Tags(Kind.COMPLAINT, "kependudukan", components), sector, service=service)
    assert (decision and decision.facts["teruskan_ke"]) == to
    if decision:
        assert decision.facts["komponen"] == ("waktu" if components else "tidak ada")
        assert (decision.rule, decision.clause, decision.force) == ("not-our-matter", "K6.1", Force.MAY)


def test_until_an_officer_confirms_it_is_a_complaint_in_its_own_lane(standard):
    tags = Tags(Kind.COMPLAINT, "kependudukan", ("waktu",))
    decisions = decide(SITI, tags, patience_over=True, received_on=FILED, standard=standard, sector=FAMILY_CARDS)
    assert [d.legal_kind for d in decisions] == [LegalKind.COMPLAINT, LegalKind.COMPLAINT]
    assert lane(decisions) is Lane.FORWARD
