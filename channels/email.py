"""E-mail: reads what came by SMTP or from a mailbox, and sends through the office's relay."""

from collections.abc import Callable
from datetime import UTC, datetime

from channels.email_bounces import receipts_of
from channels.email_machines import written_by_machine
from channels.email_marks import marks_of
from channels.email_reading import Mail, reply_token, sender_of
from channels.email_relay import Relay
from channels.email_writing import Writer, domain_of
from core.messages import Address, Delivery, Inbound, Outbound, Receipt, TryLater


class Email:
    """`address` is the office's own recipient and sender, `office` the name shown beside it.

    `auth_host` is the name by which the mail server before ours writes Authentication-Results; no other is believed.
    `relay_url` is smtp://user:password@host:port; smtps:// speaks TLS from the start, ?starttls insists on STARTTLS,
    ?starttls=no does without. Without a relay `can_send` is false and everything waits.
    """

    name = "email"

    def __init__(
        self,
        address: str,
        relay_url: str | None = None,
        *,
        office: str = "",
        auth_host: str = "",
        connections: int = 8,
        timeout: float = 60.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._address = address.lower()
        self._auth_host = auth_host
        self._writer = Writer(address, office)
        self._relay: Relay | None = None
        if relay_url:
            self._relay = Relay(relay_url, domain_of(address), connections=connections, timeout=timeout)
        self._now = now

    @property
    def can_send(self) -> bool:
        return self._relay is not None

    def read(self, delivery: Delivery) -> list[Inbound | Receipt]:
        """Always one message, also of a mail that breaks every rule, because it will not come again.

        Behind it what it says of a mail of ours: that it came back, is late, or was read.
        """
        mail = Mail(delivery.body)
        sender, display_name = sender_of(mail, delivery.envelope_from)
        automatic = written_by_machine(mail, sender, delivery.envelope_from, self._address)
        return [
            Inbound(
                sender=Address(self.name, sender),
                provider_id=mail.identity(sender),
                text=mail.text,
                arrived_at=delivery.arrived_at,
                display_name=display_name,
                subject=mail.subject,
                attachments=mail.attachments,
                original=delivery.body,
                original_type="message/rfc822",
                automatic=automatic,
                answers=mail.answers(),
                token=reply_token(mail, delivery.envelope_to, self._address),
                marks=marks_of(mail, sender, self._auth_host),
            ),
            *receipts_of(mail, sender, automatic, self._address, delivery.arrived_at),
        ]

    def compose(self, message: Outbound) -> bytes:
        """The mail as it goes over the wire. Raises CannotSend when its address, id or token is not one."""
        return self._writer.write(message, self._now())

    async def send(self, message: Outbound) -> str:
        """Its Message-ID, without angle brackets."""
        if self._relay is None:
            raise TryLater("No relay for outgoing e-mail is set (ADUAN_SMTP_RELAY_URL).")
        await self._relay.deliver(self._writer.address, message.to.handle, self.compose(message))
        return self._writer.message_id(message)

    async def close(self) -> None:
        if self._relay:
            await self._relay.close()
