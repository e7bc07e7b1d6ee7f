"""The SMTP door: takes mail for the office's own addresses, and says 250 only when it is kept."""

import asyncio
import logging
import re
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiosmtpd.smtp import SMTP, Envelope, Session

from aduan.log import Repeated, log_without_text
from aduan.ports import PortInUse, why_not_open
from aduan.smtp_limits import Limits, Seats
from core.messages import Delivery

Receive = Callable[[Delivery], Awaitable[None]]
Accepts = Callable[[str], bool]

# Per connection. A relay that keeps its connection may send all day, but nobody needs a hundred HELPs.
COMMAND_LIMITS = {"MAIL": 100_000, "RCPT": 200_000, "DATA": 100_000, "RSET": 100_000, "NOOP": 1_000, "*": 50}

KEPT = "250 2.0.0 Kept"
NOT_OURS = "550 5.7.1 This office takes mail for its own addresses only"
TOO_MANY = "452 4.5.3 Too many recipients"
TOO_BIG = "552 5.3.4 This mail is too big"
TOO_SLOW = "421 4.4.2 This mail takes too long to arrive, please send it again"
TOO_MUCH = "421 4.3.1 Too much mail comes in at once, please come back"
TOO_MANY_CALLERS = "421 4.7.0 Too many connections, please come back"
TOO_MANY_GUESSES = "421 4.7.1 Too many recipients that are not ours"
TRY_LATER = "451 4.3.0 This office cannot take the mail now, please send it again later"
CLOSING = "421 4.3.2 This office is closing its door for a moment, please come back"

ORDINARY_ADDRESS = re.compile(r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+)>")
NULL_SENDER = "<>"
SMTP_COMMANDS = [name for name in dir(SMTP) if name.startswith("smtp_")]  # and no auth_: nobody logs in here
END_OF_MAIL = b"\r\n.\r\n"
USUAL = Limits()
BLOCK = 2**22  # larger than the reader ever holds, so that one read empties it


async def open_door(
    host: str,
    port: int,
    *,
    receive: Receive,
    accepts: Accepts,
    now: Callable[[], datetime],
    hostname: str = "localhost",
    limits: Limits = USUAL,
    tls: ssl.SSLContext | None = None,
) -> "SmtpDoor":
    """An open door in the running loop. Raises PortInUse.

    `receive` keeps one mail; when it returns the sender hears 250, when it raises or needs too long 451. `accepts` is
    asked with the address in lower case, its +token removed. With `tls` STARTTLS is offered. The null sender arrives
    as envelope_from "<>".
    """
    door = SmtpDoor(receive=receive, accepts=accepts, now=now, hostname=hostname, limits=limits, tls=tls)
    await door.open(host, port)
    return door


class SmtpDoor:
    def __init__(
        self,
        *,
        receive: Receive,
        accepts: Accepts,
        now: Callable[[], datetime],
        hostname: str,
        limits: Limits,
        tls: ssl.SSLContext | None,
    ) -> None:
        self.hostname = hostname
        self.limits = limits
        self.seats = Seats(limits)
        self.held = 0
        self.tls = tls
        self.port = 0
        self.closing = False
        self.callers: set[Caller] = set()
        self.reception = Reception(self, accepts)
        self._receive = receive
        self._now = now
        self._places = asyncio.Semaphore(limits.at_once)
        self._keeping: set[asyncio.Task[str]] = set()
        self._server: asyncio.Server | None = None
        self._refused = Repeated("A mail could not be kept, its sender heard 451", "Mails are kept again")

    async def open(self, host: str, port: int) -> None:
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd writes addresses and peers into it
        try:
            self._server = await asyncio.get_running_loop().create_server(lambda: Caller(self), host, port)
        except OSError as trouble:
            raise PortInUse(why_not_open(host, port, trouble, "ADUAN_SMTP")) from trouble
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self, *, patience: float = 10.0) -> None:
        """Lets nobody in, and gives mails under way so many seconds to be kept and answered."""
        if self._server is None:
            return
        self.closing = True
        self._server.close()
        for caller in list(self.callers):
            caller.say_goodbye_if_idle()
        await self._everybody_gone(patience)
        for caller in list(self.callers):
            caller.hang_up(at_once=True)
        for task in self._keeping:
            task.cancel()
        await self._everybody_gone(1.0)
        await self._server.wait_closed()

    async def _everybody_gone(self, patience: float) -> None:
        going = [asyncio.create_task(caller.gone.wait()) for caller in self.callers]
        if going or self._keeping:
            await asyncio.wait([*going, *self._keeping], timeout=patience)

    async def keep(self, envelope: Envelope, content: bytes) -> str:
        """The answer to a mail that has fully arrived. It is kept even when its sender hangs up meanwhile."""
        delivery = Delivery(
            channel="email",
            body=content,
            arrived_at=self._now(),
            envelope_from=envelope.mail_from or NULL_SENDER,
            envelope_to=tuple(envelope.rcpt_tos),
        )
        task = asyncio.get_running_loop().create_task(self._keep(delivery))
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)
        return await asyncio.shield(task)

    async def _keep(self, delivery: Delivery) -> str:
        try:
            async with asyncio.timeout(self.limits.patience), self._places:
                await self._receive(delivery)
        except Exception as trouble:  # noqa: BLE001 whatever it was, the sender must keep the mail and try again
            self._refused.happened(trouble)
            return TRY_LATER
        self._refused.is_over()
        return KEPT


class TooMuch(Exception):
    """More mail is under way than memory bears."""


class Reception:
    """What aiosmtpd asks: who may come in, and what becomes of a mail."""

    def __init__(self, door: SmtpDoor, accepts: Accepts) -> None:
        self._door = door
        self._accepts = accepts

    def __dir__(self) -> list[str]:
        return ["handle_EHLO", "handle_RCPT"]

    async def handle_EHLO(  # noqa: N802 aiosmtpd's name
        self, caller: "Caller", session: Session, envelope: Envelope, hostname: str, offers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        said = [offer for offer in offers if not offer[4:].startswith(("AUTH", "HELP"))]
        said[-1] = said[-1].replace("250-", "250 ", 1)
        return ["\r\n".join(said)]  # one write instead of six

    async def handle_RCPT(  # noqa: N802 aiosmtpd's name
        self, caller: "Caller", session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= self._door.limits.recipients_limit:
            return TOO_MANY
        if not self._accepts(without_token(address.lower())):
            return caller.guessed_wrong()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_exception(self, trouble: Exception) -> str:
        log_without_text("The SMTP door stumbled", trouble)
        return TRY_LATER


class Caller(SMTP):
    """One connection. What differs from aiosmtpd is here, with its reason."""

    line_length_limit = 2**16  # of a command line; the default 1001 also refuses real mails with long HTML lines

    def __init__(self, door: SmtpDoor) -> None:
        self._door = door
        self.gone = asyncio.Event()
        self._in_mail = False
        self._seat: str | None = None
        self._held = 0
        self._wrong_recipients = 0
        self.command_size_limits = defaultdict(lambda: self.command_size_limit)  # else shared by all connections
        super().__init__(
            door.reception,
            data_size_limit=door.limits.size_limit,
            enable_SMTPUTF8=True,
            hostname=door.hostname,
            ident="Aduan",
            tls_context=door.tls,
            timeout=door.limits.silence,
            command_call_limit=COMMAND_LIMITS,
            loop=asyncio.get_running_loop(),
        )

    def __dir__(self) -> list[str]:
        """Only what aiosmtpd looks for in every new connection: going through all names took half its time."""
        return SMTP_COMMANDS

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called again when a caller has gone on in TLS."""
        if self._seat is None:
            peer = str((transport.get_extra_info("peername") or ("",))[0])
            if not self._door.seats.take(peer):
                self._turn_away(transport)
                return
            self._seat = peer
            self._door.callers.add(self)
        super().connection_made(transport)

    def _turn_away(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            transport.write(TOO_MANY_CALLERS.encode() + b"\r\n")
            transport.close()

    def eof_received(self) -> bool | None:
        return False if self._seat is None else super().eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        if self._seat is not None:
            self._door.callers.discard(self)
            self._door.seats.leave(self._seat)
            super().connection_lost(error)
        self.gone.set()

    def guessed_wrong(self) -> str:
        """The answer to a recipient that is not ours; whoever goes on guessing is sent away."""
        self._wrong_recipients += 1
        if self._wrong_recipients < self._door.limits.wrong_recipients:
            return NOT_OURS
        asyncio.get_running_loop().call_soon(self.hang_up)
        return TOO_MANY_GUESSES

    def say_goodbye_if_idle(self) -> None:
        if not self._in_mail:
            self._writer.write(CLOSING.encode() + b"\r\n")
            self.hang_up()

    def hang_up(self, *, at_once: bool = False) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort() if at_once else self.transport.close()

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """An ordinary address in a microsecond; a strange one is for aiosmtpd, which is slow and not always calm."""
        if ordinary := ORDINARY_ADDRESS.match(arg):
            return ordinary[1], arg[ordinary.end() :]
        try:
            address, rest = super()._getaddr(arg)
            (address or "").encode()
        except (ValueError, LookupError, AttributeError):
            return None, None
        return address, rest

    async def smtp_VRFY(self, arg: str | None) -> None:  # noqa: N802 aiosmtpd's name
        await self.push("252 2.5.0 Addresses are not confirmed here")

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 aiosmtpd's name
        """Reads blocks where aiosmtpd reads lines: a scan of 10 MB would hold up everybody else for a second."""
        envelope = self.envelope
        if arg or envelope is None or not envelope.rcpt_tos:
            await super().smtp_DATA(arg)  # it knows what to say
            return
        self._in_mail = True
        try:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            try:
                async with asyncio.timeout(self._door.limits.mail_seconds):
                    content = await self._read_mail()
            except (TimeoutError, TooMuch) as trouble:
                await self.push(TOO_MUCH if isinstance(trouble, TooMuch) else TOO_SLOW)
                self.hang_up()
                return
            answer = TOO_BIG if content is None else await self._door.keep(envelope, content)
            self.envelope = self._create_envelope()
            await self.push(answer)
        finally:
            self._in_mail = False
            self._door.held -= self._held
            self._held = 0
        if self._door.closing:
            self.say_goodbye_if_idle()

    async def _read_mail(self) -> bytes | None:
        """Everything before the final dot, None when it is too much. Only CRLF . CRLF ends a mail (CVE-2024-27305)."""
        heard, searched, too_big = bytearray(END_OF_MAIL[:2]), 0, False
        while (end := heard.find(END_OF_MAIL, searched)) < 0:
            if len(heard) > self._door.limits.size_limit + len(END_OF_MAIL):
                heard, too_big = heard[-len(END_OF_MAIL) :], True
            searched = max(0, len(heard) - len(END_OF_MAIL))
            block = await self._reader.read(BLOCK)
            if not block:
                raise ConnectionResetError
            heard += block
            self._hold(len(heard))
            self._reset_timeout()
        if rest := heard[end + len(END_OF_MAIL) :]:
            self._reader.feed_data(rest)
        if too_big or end > self._door.limits.size_limit:
            return None
        return bytes(heard[: end + 2]).replace(b"\r\n.", b"\r\n")[2:]

    def _hold(self, size: int) -> None:
        """Counts what this caller's mail takes in memory. Raises TooMuch when all together take too much."""
        self._door.held += size - self._held
        self._held = size
        if self._door.held > self._door.limits.held:
            raise TooMuch


def without_token(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return local.partition("+")[0] + at + domain
