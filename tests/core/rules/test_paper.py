"""Papers: which days can be, what a missing name is, and what counts as filed (K6.2, K6.4, K6.5a, K6.5b)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.rules.calendar import OFFICE_ZONE, Calendar
from core.rules.grouping import Kind, Tags
from core.rules.paper import Contact, Sheet, missing_in_sheet, nameless_on, tags_of
from core.rules.report import Identity, Receipt
from core.rules.standard import Numbers

CALENDAR = Calendar({date(2026, 3, 19): "Nyepi"}, "1")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=OFFICE_ZONE)
WHOLE = Sheet(
    way="c", channel="letter", received_at=NOW, matter="Izin belum terbit.", identity=Identity.NAMED, name="Siti"
)


def lacks(sheet: Sheet, typed_at: datetime = NOW) -> list[str]:
    return [one.what for one in missing_in_sheet(sheet, typed_at=typed_at, calendar=CALENDAR, numbers=Numbers())]


def test_a_whole_sheet_lacks_nothing() -> None:
    assert lacks(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"way": ""}, "paper.way"),
        ({"matter": "  "}, "paper.matter"),
        ({"name": ""}, "paper.name"),
        ({"name": "", "identity": Identity.CONFIDENTIAL}, "paper.name"),
        ({"nik": "1234567890123456"}, "paper.nik"),
        ({"contact": Contact(phone="12")}, "paper.phone"),
        ({"contact": Contact(mail="siti di rumah")}, "paper.mail"),
        ({"received_at": None}, "paper.received"),
        ({"received_at": datetime(2026, 3, 2, 12, 1, tzinfo=OFFICE_ZONE)}, "paper.received_future"),
        ({"received_at": datetime(2025, 2, 28, 12, 0, tzinfo=OFFICE_ZONE)}, "paper.received_long_ago"),
        ({"written_on": date(2026, 3, 3)}, "paper.written_on"),
        ({"sent_on": date(2026, 3, 3)}, "paper.sent_on"),
        ({"written_on": date(2026, 3, 1), "sent_on": date(2026, 2, 28)}, "paper.written_on"),
        ({"receipt": Receipt.RECEIVED, "service_on": date(2026, 3, 3)}, "paper.service_on"),
    ],
    ids=str,
)
def test_what_cannot_be_is_named(change: dict[str, object], what: str) -> None:
    assert lacks(replace(WHOLE, **change)) == [what]  # type: ignore[arg-type]


def test_three_working_days_are_enough_to_type_it_in_and_the_fourth_asks_why() -> None:
    thursday, friday = datetime(2026, 3, 5, 12, 0, tzinfo=OFFICE_ZONE), datetime(2026, 3, 6, 12, 0, tzinfo=OFFICE_ZONE)
    assert lacks(WHOLE, thursday) == []
    assert lacks(WHOLE, friday) == ["paper.late_because"]
    assert lacks(replace(WHOLE, late_because="terselip"), friday) == []


def test_no_name_is_a_refused_one_only_where_somebody_asked() -> None:
    assert {way: nameless_on(way) for way in ("counter", "phone", "letter", "box", "form", "x")} == {
        "counter": Identity.REFUSED,
        "phone": Identity.REFUSED,
        "letter": Identity.UNKNOWN,
        "box": Identity.UNKNOWN,
        "form": Identity.UNKNOWN,
        "x": Identity.UNKNOWN,
    }


def test_a_name_that_was_not_to_be_written_is_not_in_the_report() -> None:
    assert replace(WHOLE, identity=Identity.UNKNOWN).report().name == ""


def test_an_officers_kind_is_sure_and_leaves_the_rest_of_the_guess() -> None:
    guess = Tags(Kind.OTHER, "perindustrian", ("waktu",), unsure=frozenset({"kind", "sector"}))
    chosen = tags_of(replace(WHOLE, kind=Kind.COMPLAINT), guess)
    assert (chosen.kind, chosen.sector, chosen.components) == (Kind.COMPLAINT, "perindustrian", ("waktu",))
    assert chosen.unsure == {"sector"}
    assert tags_of(WHOLE, guess) is guess
