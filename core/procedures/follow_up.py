"""Decides who settles a case, and carries it from tier to tier (K6.7)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.rules.follow_up import Category, Grounds, missing_for_category, missing_to_move, next_tier
from core.rules.missing import Missing
from core.store import approvals, reviews
from core.store.new_rows import NewRows
from core.store.reviews import Report
from core.store.viewers import APIP_PARTY, Viewer


async def choose_category(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    category: Category,
    *,
    agency: str = "",
    regulation: str = "",
    now: datetime,
) -> None:
    """Puts the case into a category of K6.7 and opens it to whoever joins. Raises NotReady."""
    file = await case_file.take(db, viewer, number, version, now=now)
    grounds = Grounds(await _apip_granted(db, file.case.id), regulation)
    accused = await reviews.kepala_complained_about(db, file.case.id)
    missing = missing_for_category(category, agency=agency, grounds=grounds, kepala_accused=accused)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    await set_category(db, rows, file, category, agency=agency.strip(), regulation=regulation.strip())
    await rows.save(db)


async def report_upward(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    text: str,
    tiers: Sequence[str],
    *,
    and_move: bool = False,
    now: datetime,
) -> None:
    """Keeps the written report to the superior; with `and_move` the case goes up with it."""
    file = await case_file.take(db, viewer, number, version, now=now)
    tier, accused = tier_of(file, tiers), await reviews.tiers_complained_about(db, file.case.id)
    superior = next_tier(tier, tiers, accused=accused)
    missing = () if text.strip() else (Missing("follow-up", "K6.7a", "follow_up.written_report", tier),)
    nobody = () if superior else (Missing("follow-up", "K6.7c", "follow_up.nobody_above"),)
    if file.closed or missing or superior is None:
        raise NotReady((*file.closed, *missing, *nobody))
    rows = NewRows()
    rows.add(
        "reports_upward",
        case_id=file.case.id,
        from_tier=tier,
        to_tier=superior,
        text=text.strip(),
        author=viewer.author,
        at=now,
    )
    file = case_file.note(rows, file, "reported_upward", {"from": tier, "to": superior})
    if and_move:
        await _move(db, rows, file, superior)
    await rows.save(db)


async def move(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, to: str, tiers: Sequence[str], *, now: datetime
) -> None:
    """Carries the case to another tier: upwards only with the report of the tier it leaves. Raises NotReady."""
    file = await case_file.take(db, viewer, number, version, now=now)
    tier, written = tier_of(file, tiers), await reviews.reports_of(db, file.case.id)
    missing = missing_to_move(
        tier,
        to,
        tiers,
        written_report=has_report(written, tier, file),
        category=Category(file.settling.category or Category.INTERNAL),
        accused=await reviews.tiers_complained_about(db, file.case.id),
    )
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    await _move(db, rows, file, to)
    await rows.save(db)


def tier_of(file: CaseFile, tiers: Sequence[str]) -> str:
    """Where the case is now; it starts at the lowest tier."""
    return file.settling.tier if file.settling.tier in tiers else tiers[0]


def has_report(written: Sequence[Report], tier: str, file: CaseFile) -> bool:
    """Whether this tier has reported since the case came to it."""
    entered = file.settling.entered_tier_at
    return any(report.from_tier == tier and (entered is None or report.at >= entered) for report in written)


async def _apip_granted(db: AsyncConnection, case_id: int) -> bool:
    """The Kepala's last word counts."""
    decided = [one.granted for one in await approvals.of_case(db, case_id) if one.granted is not None]
    return bool(decided) and decided[0] is True


async def set_category(
    db: AsyncConnection, rows: NewRows, file: CaseFile, category: Category, *, agency: str, regulation: str
) -> None:
    """The case stands open to the agency or to APIP as long as they take part."""
    party = {Category.WITH_AGENCY: agency, Category.WITH_APIP: APIP_PARTY}.get(category, "")
    open_to = await reviews.shares_of(db, file.case.id)
    for share in open_to:
        if share.party != party:
            rows.change("shares", share.id, ended_at=file.now)
    if party and party not in {share.party for share in open_to}:
        rows.add("shares", case_id=file.case.id, party=party, author=file.viewer.author, at=file.now)
    chosen = {"category": category, "clause": category.clause}
    case_file.note(
        rows, file, "category_chosen", chosen, category=category, agency=agency, regulation=regulation
    )  # fmt: skip


async def _move(db: AsyncConnection, rows: NewRows, file: CaseFile, to: str) -> None:
    """At its new tier the case belongs to the one officer there, or to whoever takes it."""
    holder = await reviews.only_officer_of(db, to, file.case.id)
    changed = {"from": file.settling.tier, "to": to}
    case_file.note(rows, file, "tier_changed", changed, tier=to, holder_id=holder)
