"""What the log says of trouble: one line each, counted where it repeats, and nothing of what a citizen wrote."""

import logging

import pytest
from sqlalchemy.exc import OperationalError

from aduan.log import Repeated, in_one_line
from core.rules.identifiers import masked


class Watch:
    """Time as the test tells it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def refused(watch: Watch) -> Repeated:
    return Repeated("A mail could not be kept", "Mails are kept again", clock=watch)


def away() -> OperationalError:
    return OperationalError("INSERT INTO messages", {"text": "Siti Aminah"}, ConnectionError("Siti Aminah"))


def test_an_outage_of_half_a_minute_is_two_lines_however_many_mails_came(
    refused: Repeated, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(600):
        refused.happened(away())
        watch.now += 0.05
    refused.is_over()
    assert lines(caplog) == [
        "A mail could not be kept: OperationalError (ConnectionError)",
        "Mails are kept again: it had happened 600 times",
    ]


def test_a_trouble_that_goes_on_is_told_once_a_minute_with_its_count(
    refused: Repeated, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(121):
        refused.happened(away())
        watch.now += 1
    assert [line.partition(" (")[2].rpartition(" (")[2] for line in lines(caplog)[1:]] == [
        "59 more in the last minutes)",
        "59 more in the last minutes)",
    ]


def test_another_kind_of_trouble_is_told_at_once(refused: Repeated, caplog: pytest.LogCaptureFixture) -> None:
    refused.happened(away())
    refused.happened(TimeoutError())
    assert len(lines(caplog)) == 2


def test_one_bad_mail_among_good_ones_does_not_fill_the_log(
    refused: Repeated, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(100):
        refused.happened(ValueError("Siti Aminah"))
        refused.is_over()
        watch.now += 0.1
    assert len(lines(caplog)) <= 3
    assert "Siti" not in caplog.text


def test_where_it_happened_is_told_by_our_own_code(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(TypeError) as trouble:
        masked(None)  # type: ignore[arg-type]
    told = in_one_line(trouble.value)
    assert told.startswith("TypeError at identifiers.py:")
    assert "masked < test_log.py:" in told
    assert "\n" not in told


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    assert all(record.levelno >= logging.WARNING for record in caplog.records)
    return [record.getMessage() for record in caplog.records]
