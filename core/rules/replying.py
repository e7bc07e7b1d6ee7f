"""How many replies one conversation gets by itself: two machines that answer each other must come to an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MostReplies:
    """The office's own choice. Generous to people: only a machine writes so much."""

    an_hour: int
    a_day: int


def may_reply(replied_at: Sequence[datetime], now: datetime, most: MostReplies) -> bool:
    """Whether one more reply keeps within both."""
    return _since(replied_at, now - HOUR) < most.an_hour and _since(replied_at, now - DAY) < most.a_day


def remembered(replied_at: Sequence[datetime], now: datetime) -> list[datetime]:
    """What has to be known next time: the replies of the last day, with the one of now."""
    return [*(moment for moment in replied_at if moment > now - DAY), now]


def _since(replied_at: Sequence[datetime], moment: datetime) -> int:
    return sum(one > moment for one in replied_at)
