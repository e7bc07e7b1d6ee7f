"""The example citizens write: through the real intake, on a clock that runs through the last weeks."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path

from aduan.wiring import Parts
from aduan.worker import Clockwork
from core.messages import Delivery, Inbound
from core.rules.calendar import OFFICE_ZONE, office_day

MAILS = Path(__file__).with_name("citizens.toml")


@dataclass(frozen=True, slots=True)
class Written:
    """One mail of an example citizen, at its moment."""

    sender: str
    subject: str
    text: str
    at: datetime


def written(today: date) -> list[Written]:
    """All mails, as they would have come during the weeks before today."""
    rows = tomllib.loads(MAILS.read_text(encoding="utf-8"))["mail"]
    mails = [
        Written(
            row["from"],
            row.get("subject", ""),
            row["text"].strip(),
            datetime.combine(
                today - timedelta(days=row["ago"]), time.fromisoformat(row["at"].replace(".", ":")), OFFICE_ZONE
            ).astimezone(UTC),
        )
        for row in rows
    ]
    return sorted(mails, key=lambda mail: mail.at)


async def write_all(parts: Parts, recipient: str) -> int:
    """Plays the weeks day by day: mails come in, reminders go out, silence ends. Says how many mails there were."""
    clockwork, today = Clockwork(parts), office_day(parts.now())
    mails = [mail for mail in written(today) if mail.at <= parts.now()]
    day = mails[0].at
    for number, mail in enumerate(mails, start=1):
        for morning in _mornings(day, mail.at):
            await clockwork.remind(morning)
            await clockwork.stop_waiting(morning)
        day = mail.at
        await _receive(parts, mail, number, recipient)
    for morning in _mornings(day, parts.now()):
        await clockwork.remind(morning)
        await clockwork.stop_waiting(morning)
    return len(mails)


async def _receive(parts: Parts, mail: Written, number: int, recipient: str) -> None:
    delivery = Delivery("email", as_mail(mail, number, recipient), mail.at, envelope_from="", envelope_to=(recipient,))
    for message in parts.channels["email"].read(delivery):
        if isinstance(message, Inbound):
            await parts.intake.receive(message, now=mail.at)


def as_mail(mail: Written, number: int, recipient: str) -> bytes:
    """The bytes a mail program would have sent."""
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = recipient
    message["Subject"] = mail.subject
    message["Date"] = mail.at
    message["Message-ID"] = f"<contoh-{number}@warga.test>"
    message.set_content(mail.text)
    return message.as_bytes()


def _mornings(after: datetime, until: datetime) -> Iterator[datetime]:
    """Nine o'clock of every day between two moments."""
    nine = datetime.combine(office_day(after), time(9), OFFICE_ZONE)
    while nine <= until:
        if nine > after:
            yield nine.astimezone(UTC)
        nine += timedelta(days=1)
