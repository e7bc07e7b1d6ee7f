"""A case in an officer's hand: locked, unchanged since the page showed it, and put back with what was done."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.not_ready import ChangedMeanwhile
from core.rules.case_state import CaseState
from core.rules.missing import Missing
from core.store import ledger, reviews
from core.store.cases import Case
from core.store.conversations import Arrival
from core.store.new_rows import NewRows
from core.store.reviews import Settling
from core.store.viewers import Viewer

AT_WORK = frozenset({CaseState.INCOMPLETE, CaseState.OPEN, CaseState.ANSWERED})


class NoSuchCase(LookupError):
    """There is no such case, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The case with its conversation, both locked until the transaction ends."""

    case: Case
    arrival: Arrival
    settling: Settling
    viewer: Viewer
    now: datetime

    @property
    def closed(self) -> tuple[Missing, ...]:
        """What stands against any further work on it."""
        if self.case.state in AT_WORK:
            return ()
        return (Missing("closing", "K6.8", "case.at_work", self.case.state),)


async def take(db: AsyncConnection, viewer: Viewer, number: str, version: int | None, *, now: datetime) -> CaseFile:
    """Raises NoSuchCase, and ChangedMeanwhile when a colleague was faster. `version` None: whatever it is now."""
    found = await reviews.locked(db, viewer, number)
    if found is None:
        raise NoSuchCase(number)
    arrival, case, settling = found
    if version is not None and settling.version != version:
        raise ChangedMeanwhile(number)
    return CaseFile(case, arrival, settling, viewer, now)


def note(rows: NewRows, file: CaseFile, kind: str, payload: dict[str, Any], **changes: Any) -> CaseFile:
    """Writes into the ledger what this person did, and into the case's row what it changed."""
    said = {"by": file.viewer.author, **payload}
    case = ledger.append(rows, file.case, kind, said, file.now)
    version = file.settling.version + 1
    rows.change("cases", case.id, version=version, changed_at=file.now, **changes)
    known = {name: value for name, value in changes.items() if name in Case.__slots__}
    return replace(file, case=replace(case, **known), settling=replace(file.settling, version=version))
