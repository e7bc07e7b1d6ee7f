"""The first page counts a million cases once in a while, not for everybody who looks."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.public_figures import PublicFigures
from core.store import promises
from tests.office import OfficeUnderTest

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."


async def test_figures_are_counted_again_only_after_some_seconds(office: OfficeUnderTest) -> None:
    figures = PublicFigures(office.parts.engine.begin, lambda: office.now, timedelta(seconds=10))
    assert (await figures.promises_kept()).open == 0
    await office.citizen().says(COMPLETE)
    office.later(seconds=9)
    assert (await figures.promises_kept()).open == 0
    office.later(seconds=2)
    assert (await figures.promises_kept()).open == 1


async def test_a_crowd_costs_one_count(office: OfficeUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    rightly = promises.kept

    async def slowly(db: AsyncConnection, today: object) -> object:
        counts.append(today)
        await asyncio.sleep(0.05)
        return await rightly(db, office.now.date())

    monkeypatch.setattr(promises, "kept", slowly)
    figures = PublicFigures(office.parts.engine.begin, lambda: office.now)
    everybody = await asyncio.gather(*(figures.promises_kept() for _ in range(50)))
    assert len(set(everybody)) == 1
    assert len(counts) == 1
