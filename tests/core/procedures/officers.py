"""Officers at work in a test: each deed in a transaction of its own, on the case as it stands."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from aduan.answer_texts import answer_texts
from core.procedures import answer, approvals, close, examine, follow_up, new_day
from core.procedures.answer import Reply
from core.rules.follow_up import Category
from core.rules.review import CarriedOut, Finding, Plan, Step
from core.rules.roles import Role
from core.store.viewers import Viewer
from tests.office import OfficeUnderTest

TIERS = ("pelaksana", "pengelola", "kepala_bidang", "sekretaris", "kepala")
DESK = "https://aduan.test"
Deed = Callable[[AsyncConnection], Awaitable[Any]]

WHOLE = {
    Step.CORE_PROBLEM: Finding("Sertifikat standar belum terbit lewat 7 hari kerja."),
    Step.LINKED_CLAUSE: Finding(clauses=("K3",)),
    Step.EARLIER_DOCUMENTS: Finding("Tidak ada pengaduan serupa."),
    Step.PLAN: Finding("Tanyakan kepada verifikator.", plans=(Plan.CLARIFY,)),
    Step.CARRIED_OUT: Finding("Verifikator lupa.", carried_out=CarriedOut.ALONE, on=date(2026, 3, 3)),
}


@dataclass
class OfficerAtWork:
    """Somebody of the office, working on one case."""

    office: OfficeUnderTest
    viewer: Viewer
    number: str
    seen: int | None = None

    @property
    def _speech(self) -> dict[str, Any]:
        parts = self.office.parts
        return {"texts": answer_texts(parts.files)["id"], "tokens": parts.tokens, "now": self.office.now}

    async def version(self) -> int:
        """The version on this person's screen: the present one, unless a page was opened before."""
        if self.seen is not None:
            return self.seen
        return int(await self.office.value("SELECT version FROM cases WHERE number = :n", n=self.number))

    async def opens_the_page(self) -> None:
        self.seen = await self.version()

    async def does(self, deed: Deed) -> Any:
        async with self.office.parts.engine.begin() as db:
            return await deed(db)

    async def examines(self) -> Any:
        """The whole worksheet, every step of it."""
        return await self.writes(WHOLE)

    async def writes(self, worksheet: dict[Step, Finding]) -> Any:
        version = await self.version()
        return await self.does(
            lambda db: examine.examine(db, self.viewer, self.number, version, worksheet, now=self.office.now)
        )

    async def chooses(self, category: Category, **more: str) -> None:
        version = await self.version()
        await self.does(
            lambda db: follow_up.choose_category(
                db, self.viewer, self.number, version, category, now=self.office.now, **more
            )
        )

    async def reports(self, text: str = "Sudah diperiksa.", *, and_move: bool = False) -> None:
        version = await self.version()
        await self.does(
            lambda db: follow_up.report_upward(
                db, self.viewer, self.number, version, text, TIERS, and_move=and_move, now=self.office.now
            )
        )

    async def moves_to(self, tier: str) -> None:
        version = await self.version()
        await self.does(
            lambda db: follow_up.move(db, self.viewer, self.number, version, tier, TIERS, now=self.office.now)
        )

    async def asks_for_apip(self, because: str = "Dugaan pungutan oleh petugas kami.") -> None:
        version = await self.version()
        await self.does(
            lambda db: approvals.ask_for_apip(
                db, self.viewer, self.number, version, because, desk=DESK, now=self.office.now
            )
        )

    async def decides(self, approval: int, *, granted: bool, reason: str = "Perlu diperiksa.") -> None:
        await self.does(
            lambda db: approvals.decide_on_apip(
                db, self.viewer, approval, granted=granted, reason=reason, desk=DESK, now=self.office.now
            )
        )

    async def answers(self, findings: str = "Sertifikat Anda sudah terbit.", **more: Any) -> None:
        version, reply = await self.version(), Reply(findings, **more)
        law = self.office.parts.intake._answering.law()
        await self.does(lambda db: answer.answer(db, self.viewer, self.number, version, reply, law=law, **self._speech))

    async def asks(self, question: str) -> None:
        version = await self.version()
        await self.does(lambda db: answer.ask(db, self.viewer, self.number, version, question, **self._speech))

    async def sends_again(self) -> None:
        version = await self.version()
        await self.does(lambda db: answer.send_again(db, self.viewer, self.number, version, **self._speech))

    async def gives_the_bot_the_word(self) -> None:
        await self.does(lambda db: answer.back_to_bot(db, self.viewer, self.number, now=self.office.now))

    async def promises(self, day: date, reason: str = "menunggu dinas teknis") -> None:
        version = await self.version()
        await self.does(
            lambda db: new_day.promise_new_day(db, self.viewer, self.number, version, reason, day, **self._speech)
        )

    async def hands_over_to(self, name: str) -> None:
        version = await self.version()
        await self.does(lambda db: close.hand_over(db, self.viewer, self.number, version, name, now=self.office.now))

    async def closes(self) -> None:
        version, numbers = await self.version(), self.office.parts.files.main.numbers
        await self.does(
            lambda db: close.close(db, self.viewer, self.number, version, TIERS, numbers=numbers, now=self.office.now)
        )


async def officer(
    office: OfficeUnderTest, number: str, name: str = "budi", role: Role = Role.OFFICER, tier: str = "pelaksana"
) -> OfficerAtWork:
    """A new officer of this name, working on the case."""
    officer_id = await office.value(
        """INSERT INTO officers (username, name, role, tier, password_hash, created_at)
        VALUES (:username, :name, :role, :tier, '', :now) RETURNING id""",
        username=name,
        name=name.title(),
        role=role,
        tier=tier,
        now=office.now,
    )
    return OfficerAtWork(office, Viewer(officer_id, name.title(), role, tier), number)


async def complained(office: OfficeUnderTest) -> str:
    """A citizen's complete complaint by mail; gives back its number."""
    siti = office.citizen(name="Siti Aminah")
    await siti.says("Izin hosting saya belum terbit, sudah 3 minggu. Nama saya Siti Aminah.", subject="Izin hosting")
    return str(await office.value("SELECT number FROM cases"))


async def settle_tags(office: OfficeUnderTest, number: str) -> None:
    """As if an officer had confirmed what the classifier was unsure of."""
    await office.rows("UPDATE cases SET unsure = '{}' WHERE number = :n RETURNING id", n=number)


def missing(refusal: Any) -> list[str]:
    """What a refusal asks for, by its keys."""
    return [gap.what for gap in refusal.value.missing]
