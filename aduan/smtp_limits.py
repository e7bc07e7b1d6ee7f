"""How much the mail door bears: of one mail, of one caller, and of all together."""

from collections import Counter
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`at_once` mails are kept at the same time, each within `patience` seconds. `silence` is how many seconds a caller
    may say nothing, `mail_seconds` how long one mail may take to arrive, `held` how many bytes of all mails may be
    under way. `callers` are let in at once, `callers_each` of them from one address; after `wrong_recipients` a caller
    is sent away.
    """

    size_limit: int = 25 * MEGABYTE
    recipients_limit: int = 20
    at_once: int = 64
    silence: float = 300.0
    patience: float = 60.0
    mail_seconds: float = 1800.0
    held: int = 512 * MEGABYTE
    callers: int = 1000
    callers_each: int = 200
    wrong_recipients: int = 50


class Seats:
    """Who is at the door. A mail server in front of ours brings everybody's mail from one address."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._taken: Counter[str] = Counter()

    def take(self, peer: str) -> bool:
        """Whether there was room for one more from there."""
        whose = neighbourhood(peer)
        if self._taken.total() >= self._limits.callers or self._taken[whose] >= self._limits.callers_each:
            return False
        self._taken[whose] += 1
        return True

    def leave(self, peer: str) -> None:
        whose = neighbourhood(peer)
        self._taken[whose] -= 1
        if not self._taken[whose]:
            del self._taken[whose]


def neighbourhood(peer: str) -> str:
    """Of IPv6 the first half: one household has as many addresses as it likes."""
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return peer
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
