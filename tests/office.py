"""An office for tests: the real parts on a real database, citizens who write, and a clock that tests move."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import text

from aduan.wiring import Parts, build, parts
from aduan.worker import Clockwork
from config.settings import Settings
from core.messages import Address, Attachment, Inbound, Outbound
from core.store import config_versions

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""A Monday, 12.00 WIB."""


class Post:
    """A channel that keeps what it was given to send. `refuses` is raised instead, as often as it has entries."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[Outbound] = []
        self.refuses: list[Exception] = []

    def read(self, delivery: Any) -> list[Inbound]:
        raise AssertionError("nothing is delivered to this channel")

    async def send(self, message: Outbound) -> str:
        if self.refuses:
            raise self.refuses.pop(0)
        self.sent.append(message)
        return message.id


@dataclass
class OfficeUnderTest:
    parts: Parts
    post: dict[str, Post]
    clock: list[datetime]
    serial: "count[int]" = field(default_factory=lambda: count(1))

    @classmethod
    @asynccontextmanager
    async def at_work(
        cls, database_url: str, directory: Path, *, config_dir: Path | None = None
    ) -> "AsyncIterator[OfficeUnderTest]":
        clock = [NOON]
        post = {name: Post(name) for name in ("email", "sms", "telegram")}
        settings = Settings(
            database_url=database_url,  # type: ignore[arg-type]
            data_dir=directory,
            config_dir=config_dir,
            secret_key="rahasia",  # type: ignore[arg-type]
            mail_address="pengaduan@aduan.test",
        )
        async with parts(settings, now=lambda: clock[0], connections=6, more_channels=tuple(post.values())) as built:
            yield cls(built, post, clock)

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def at(self, moment: datetime) -> None:
        self.clock[0] = moment

    def later(self, **gap: float) -> None:
        self.clock[0] += timedelta(**gap)

    async def proclaim(self, day: date, reason: str) -> None:
        """A decree: the office starts again with a calendar that has one more day off."""
        files, now = self.parts.files, self.now
        calendar = files.calendar
        moved = replace(calendar, holidays={**calendar.holidays, day: reason}, version=f"{calendar.version}+{day}")
        again = replace(files, calendar=moved, version=f"{files.version}+{day}")
        old, more = self.parts, tuple(self.post.values())
        self.parts = build(old.settings, again, old.keys, old.engine, old.now, more)
        async with old.engine.begin() as db:
            await config_versions.record(db, again.version, {}, now)

    def citizen(self, channel: str = "email", handle: str = "siti@warga.test", name: str = "") -> "Citizen":
        return Citizen(self, Address(channel, handle), name)

    async def send_what_is_due(self) -> None:
        for sender in self.parts.senders.values():
            while await sender.send_due():
                await sender.finish()

    async def clockwork(self) -> None:
        """One round of everything that happens by itself, then the post."""
        clockwork = Clockwork(self.parts)
        await clockwork.read_letters(self.now)
        await clockwork.tick(self.now)
        await self.send_what_is_due()

    async def rows(self, query: str, **values: Any) -> list[Any]:
        async with self.parts.engine.begin() as db:
            return list((await db.execute(text(query), values)).all())

    async def value(self, query: str, **values: Any) -> Any:
        return (await self.rows(query, **values))[0][0]


@dataclass
class Citizen:
    office: OfficeUnderTest
    address: Address
    name: str = ""

    def writes(self, words: str, **more: Any) -> Inbound:
        now = self.office.now
        known = {"provider_id": f"m{next(self.office.serial)}@warga.test", "arrived_at": now, "display_name": self.name}
        return Inbound(sender=self.address, text=words, **{**known, **more})

    async def says(self, words: str, **more: Any) -> str:
        """Writes, lets the post leave, and gives back what came in answer; empty when nothing did."""
        before = len(self.replies)
        await self.office.parts.intake.receive(self.writes(words, **more), now=self.office.now)
        await self.office.send_what_is_due()
        return "\n".join(reply.text for reply in self.replies[before:])

    async def sends(self, *attachments: Attachment, words: str = "") -> str:
        return await self.says(words, attachments=attachments)

    @property
    def replies(self) -> list[Outbound]:
        return [m for m in self.office.post[self.address.channel].sent if m.to == self.address]

    @property
    def last_reply(self) -> str:
        return self.replies[-1].text if self.replies else ""
