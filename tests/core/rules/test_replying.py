"""How often the office replies by itself, and how often it tries again."""

from datetime import UTC, datetime, timedelta

from core.rules.replying import MostReplies, may_reply, remembered
from core.rules.trying_again import MOST_FAILURES, WAITS, next_try

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
MOST = MostReplies(an_hour=3, a_day=5)


def ago(*minutes: int) -> list[datetime]:
    return [NOON - timedelta(minutes=m) for m in minutes]


def test_replies_of_the_last_hour_and_of_the_last_day_are_counted() -> None:
    assert may_reply([], NOON, MOST)
    assert may_reply(ago(59, 30), NOON, MOST)
    assert not may_reply(ago(59, 30, 1), NOON, MOST)
    assert may_reply(ago(61, 30, 1), NOON, MOST)
    assert not may_reply(ago(600, 500, 400, 300, 200), NOON, MOST)
    assert may_reply(ago(1500, 500, 400, 300, 200), NOON, MOST)


def test_what_is_older_than_a_day_is_forgotten() -> None:
    assert remembered(ago(1500, 1441, 1439, 2), NOON) == [*ago(1439, 2), NOON]


def test_the_gaps_between_tries_grow_and_end() -> None:
    assert next_try(0, NOON) == NOON
    assert [next_try(failures, NOON) for failures in range(1, MOST_FAILURES + 1)] == [NOON + wait for wait in WAITS]
    assert list(WAITS) == sorted(WAITS)
    assert next_try(MOST_FAILURES + 1, NOON) is None
