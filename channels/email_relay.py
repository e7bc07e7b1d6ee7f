"""The office's mail relay: a few connections kept open, and what its refusals mean."""

import asyncio
import contextlib
import re
import ssl
from typing import TypedDict
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPHeloError,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from core.messages import CannotSend, MaybeSent, Trouble, TryLater

LONGEST_REST = 30.0  # seconds; relays hang up on silent callers, and routers forget them without a word
GO_ON = 354
HANGING_UP = 421
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

# Refusals of us, not of this mail: log in first, wrong password, and Gmail's daily limit (a 550, of all codes).
OUR_OWN_TROUBLE = {530, 534, 535, 538}
DAILY_LIMIT = "5.4.5"


class Relay:
    """`url` is smtp://user:password@host:port or smtps://; `?starttls` insists on it, `?starttls=no` forgoes it."""

    def __init__(self, url: str, our_name: str, *, connections: int, timeout: float) -> None:
        self._where = place_of(url)
        self._our_name = our_name
        self._timeout = timeout
        self._places = asyncio.Semaphore(connections)
        self._resting: list[tuple[SMTP, float]] = []

    async def deliver(self, sender: str, recipient: str, mail: bytes) -> None:
        """Returns when the relay has taken it, within twice the timeout. Raises TryLater, CannotSend or MaybeSent."""
        async with self._places:
            try:
                async with asyncio.timeout(self._timeout):
                    client = await self._ready(sender, recipient, len(mail))
            except TimeoutError as silence:
                raise TryLater("The mail relay does not answer.") from silence
            await self._hand_over(client, mail)
            self._rest(client)

    async def close(self) -> None:
        resting, self._resting = self._resting, []
        await asyncio.gather(*(_take_leave(client) for client, _ in resting))

    async def _ready(self, sender: str, recipient: str, size: int) -> SMTP:
        """A relay waiting for the text. One that left while it rested is called again: nothing was said to it yet."""
        if rested := self._rested():
            with contextlib.suppress(_Left):
                await self._offer(rested, sender, recipient, size)
                return rested
        client = await self._call()
        try:
            await self._offer(client, sender, recipient, size)
        except _Left as left:
            raise TryLater("The mail relay hung up.") from left
        return client

    async def _call(self) -> SMTP:
        client = SMTP(local_hostname=self._our_name, timeout=self._timeout, **self._where)
        try:
            await client.connect()
            with contextlib.suppress(SMTPHeloError):  # an old relay; the library then says HELO
                if client.is_ehlo_or_helo_needed:
                    await client.ehlo()
        except (SMTPException, OSError) as trouble:
            raise TryLater(f"The mail relay cannot be reached or entered ({type(trouble).__name__}).") from trouble
        return client

    async def _offer(self, client: SMTP, sender: str, recipient: str, size: int) -> None:
        letters = "ascii" if (sender + recipient).isascii() else "utf-8"
        if letters == "utf-8" and not client.supports_extension("smtputf8"):
            self._rest(client)
            raise CannotSend("The mail relay cannot write to an address with letters beyond ASCII.")
        options = ["SMTPUTF8"] if letters == "utf-8" else []
        if client.supports_extension("size"):
            options.append(f"SIZE={size}")
        try:
            await client.mail(sender, options=options, encoding=letters)
            await client.rcpt(recipient, encoding=letters)
            answer = await client.execute_command(b"DATA")
            if answer.code != GO_ON:
                raise SMTPResponseException(answer.code, answer.message)
        except SMTPServerDisconnected as silence:
            client.close()
            raise _Left from silence
        except SMTPTimeoutError as silence:
            client.close()
            raise TryLater("The mail relay does not answer.") from silence
        except SMTPResponseException as refusal:
            if refusal.code == HANGING_UP:
                client.close()
                raise _Left from refusal
            await self._rest_after_refusal(client)
            raise meaning_of(refusal.code, refusal.message) from refusal
        except BaseException:
            client.close()
            raise

    async def _hand_over(self, client: SMTP, mail: bytes) -> None:
        """After the first byte of text has left, silence no longer tells whether the mail arrived."""
        wire = client.protocol
        if wire is None or not wire.is_connected:
            client.close()
            raise TryLater("The mail relay hung up.")
        try:
            wire.write(mail.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            answer = await wire.read_response(timeout=self._timeout)
        except (SMTPException, OSError) as silence:
            client.close()
            raise MaybeSent("The mail relay went silent after it had the mail.") from silence
        except BaseException:
            client.close()
            raise
        if answer.code // 100 == 2:
            return
        if answer.code == HANGING_UP:
            client.close()
        else:
            self._rest(client)
        raise meaning_of(answer.code, answer.message)

    def _rested(self) -> SMTP | None:
        """The connection used last; those that rested too long are closed."""
        now = asyncio.get_running_loop().time()
        while self._resting:
            client, since = self._resting.pop()
            if client.is_connected and now - since < LONGEST_REST:
                return client
            client.close()
        return None

    def _rest(self, client: SMTP) -> None:
        self._resting.append((client, asyncio.get_running_loop().time()))

    async def _rest_after_refusal(self, client: SMTP) -> None:
        try:
            await client.rset()
        except (SMTPException, OSError):
            client.close()
        except BaseException:
            client.close()
            raise
        else:
            self._rest(client)


class _Left(Exception):
    """The relay hung up before it had anything of the mail."""


def meaning_of(code: int, said: str) -> Trouble:
    """The relay's words may quote the citizen's address, so only its codes are repeated."""
    enhanced = ENHANCED.search(said)
    codes = f"{code} {enhanced[0]}" if enhanced else str(code)
    if code // 100 == 5 and code not in OUR_OWN_TROUBLE and DAILY_LIMIT not in codes:
        return CannotSend(f"The mail relay refuses this mail for good ({codes}).")
    return TryLater(f"The mail relay cannot take this mail now ({codes}).")


async def knock(url: str, our_name: str, *, timeout: float = 10.0) -> None:  # noqa: ASYNC109 of each step
    """Enters the relay as if to send, and leaves. Raises TryLater, whose words go on from the relay's name."""
    client = SMTP(local_hostname=our_name or "localhost", timeout=timeout, **place_of(url))
    try:
        async with asyncio.timeout(timeout):
            await client.connect()
    except SMTPAuthenticationError as refusal:
        raise TryLater(f"refuses the user name or password ({refusal.code})") from refusal
    except (SMTPException, OSError) as trouble:
        raise TryLater(_why_not_entered(trouble)) from trouble
    await _take_leave(client)


def _why_not_entered(trouble: Exception) -> str:
    reasons = {type(trouble), type(trouble.__cause__), type(trouble.__context__)}
    if any(issubclass(reason, ssl.SSLError) for reason in reasons):
        return "cannot be entered: it shows no certificate that this machine trusts, or speaks no TLS there"
    if isinstance(trouble, SMTPResponseException):
        return f"does not let us in ({trouble.code})"
    return f"cannot be reached ({type(trouble).__name__})"


async def _take_leave(client: SMTP) -> None:
    with contextlib.suppress(SMTPException, OSError):
        await client.quit(timeout=2.0)
    client.close()


class Place(TypedDict):
    hostname: str
    port: int | None
    username: str | None
    password: str | None
    use_tls: bool
    start_tls: bool | None


def place_of(url: str) -> Place:
    """Raises ValueError, without repeating the password, when it is not the address of a relay."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("The relay's address must look like smtp://user:password@host:port.")
    starttls = parse_qs(parts.query, keep_blank_values=True).get("starttls")
    secure = parts.scheme == "smtps"
    return Place(
        hostname=parts.hostname,
        port=parts.port,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_tls=secure,
        start_tls=False if secure else None if starttls is None else starttls[0] not in ("no", "0", "false"),
    )
