"""The terminal: what one types is a message, what the office says is printed. For `aduan try`."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

from core.messages import Address, Delivery, Inbound, Outbound


class Terminal:
    """`say` prints one reply. A line typed is a message; nobody signs it, so it only exists on this machine.

    Each user has a channel of their own, so that nobody reads out what waits for another.
    """

    def __init__(self, user: str, say: Callable[[str], None]) -> None:
        self.name = f"terminal:{user}"
        self._user = user
        self._say = say
        self._lines = count(1)

    def read(self, delivery: Delivery) -> list[Inbound]:
        text = delivery.body.decode("utf-8", errors="replace")
        provider_id = f"{delivery.arrived_at.isoformat()}-{next(self._lines)}"
        sender = Address(self.name, self._user)
        return [Inbound(sender, provider_id, text, delivery.arrived_at, original=delivery.body)]

    def typed(self, text: str, at: datetime) -> Inbound:
        """One line, as it arrives."""
        return self.read(Delivery(self.name, text.encode("utf-8", "replace"), at))[0]

    async def send(self, message: Outbound) -> str:
        self._say(message.text)
        return message.id
