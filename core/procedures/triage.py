"""Groups a case by hand, decides its proposals, changes what it is in law (K6.1, K6.3, K6.5b, K6.5c)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file, clocks, unnamed_danger
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.procedures.tell import tell
from core.procedures.tokens import Tokens
from core.rules.case_state import CaseState
from core.rules.decision import Decision, Force, LegalKind, Reason, missing_for_verdict
from core.rules.grouping import COMPONENTS, Kind
from core.rules.law import Law
from core.rules.missing import Missing
from core.store import proposals
from core.store.new_rows import NewRows
from core.store.proposals import Proposal
from core.store.viewers import Viewer

AGREED, REFUSED = "agreed", "refused"
ABOUT = "Status laporan"


@dataclass(frozen=True, slots=True)
class Grouping:
    """What an officer chose from the closed lists."""

    kind: str
    sector: str
    components: tuple[str, ...]


async def correct_tags(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    chosen: Grouping,
    *,
    sectors: Collection[str],
    now: datetime,
) -> None:
    """What an officer has chosen is sure. It is kept beside the classifier's guess, to learn from (K6.5c)."""
    file = await case_file.take(db, viewer, number, version, now=now)
    missing = (*file.closed, *_outside(chosen, sectors))
    if missing:
        raise NotReady(missing)
    rows, case = NewRows(), file.case
    components = tuple(one for one in COMPONENTS if one in chosen.components)
    rows.add(
        "tags",
        case_id=case.id,
        author=viewer.author,
        kind=chosen.kind,
        sector=chosen.sector,
        components=components,
        unsure=(),
        confidence={},
        evidence=(),
        language=case.language,
        model="",
        at=now,
    )
    said = {"clause": "K6.5c", "kind": chosen.kind, "sector": chosen.sector, "components": list(components)}
    rows.change("cases", case.id, kind=chosen.kind)
    file = case_file.note(
        rows, file, "tags_corrected", said, sector=chosen.sector, components=components, unsure=()
    )  # fmt: skip
    await rows.save(db)
    await unnamed_danger.raise_if_any(db, file.case, now=now)


async def decide_proposal(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    proposal_id: int,
    *,
    agreed: bool,
    reason: str,
    words: str,
    law: Law,
    tokens: Tokens,
    now: datetime,
) -> None:
    """An officer's word on "filed late" or on K6.5b. Agreed, the case is a suggestion and the citizen hears it."""
    file = await case_file.take(db, viewer, number, version, now=now)
    found = next((one for one in await proposals.open_on(db, file.case.id) if one.id == proposal_id), None)
    if found is None or found.because == Reason.NOT_OUR_MATTER:
        raise NotReady((Missing("proposal", "K6.3", "proposal.open"),))
    missing = missing_for_verdict(_as_rule(found), agreed=agreed, reason=reason)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    file = give_verdict(rows, file, found, agreed=agreed, reason=reason)
    if agreed:
        file = await become(
            db, rows, file, LegalKind(found.legal_kind), found.because, words=words, law=law, tokens=tokens
        )
    await rows.save(db)
    await unnamed_danger.raise_if_any(db, file.case, now=now)


async def change_kind(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    kind: LegalKind,
    *,
    reason: str,
    words: str,
    law: Law,
    tokens: Tokens,
    now: datetime,
) -> None:
    """What the case is in law, by an officer's decision; never without a reason. Its clocks move with it."""
    file = await case_file.take(db, viewer, number, version, now=now)
    done = {"legal_kind.reason": bool(reason.strip()), "legal_kind.other": kind != file.case.legal_kind}
    missing = tuple(Missing("legal-kind", "K6.5", what) for what, there in done.items() if not there)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    file = await become(db, rows, file, kind, reason.strip(), words=words, law=law, tokens=tokens)
    await rows.save(db)
    await unnamed_danger.raise_if_any(db, file.case, now=now)


async def become(
    db: AsyncConnection,
    rows: NewRows,
    file: CaseFile,
    kind: LegalKind,
    because: str,
    *,
    words: str,
    law: Law,
    tokens: Tokens,
) -> CaseFile:
    """Moves the kind and its clocks; with words the citizen is told. The reason stays out of the ledger."""
    was, case = LegalKind(file.case.legal_kind), replace(file.case, legal_kind=kind)
    await clocks.move(db, rows, case, was, law, asking=False, now=file.now)
    rows.add(
        "legal_kinds", case_id=case.id, legal_kind=kind, because=because, author=file.viewer.author, at=file.now
    )  # fmt: skip
    if words.strip():
        await tell(db, rows, file, words.strip(), purpose="kind_changed", about=ABOUT, tokens=tokens)
    state = CaseState.OPEN if case.state == CaseState.INCOMPLETE else case.state
    return case_file.note(rows, file, "kind_changed", {"kind": kind, "was": was}, legal_kind=kind, state=state)


def give_verdict(rows: NewRows, file: CaseFile, proposal: Proposal, *, agreed: bool, reason: str) -> CaseFile:
    """Keeps the word and, as a note of the same moment, its reason."""
    verdict = AGREED if agreed else REFUSED
    rows.change(
        "decisions", proposal.id, verdict=verdict, verdict_by=file.viewer.author, verdict_at=file.now
    )  # fmt: skip
    if reason.strip():
        rows.add("notes", case_id=file.case.id, author=file.viewer.author, text=reason.strip(), at=file.now)
    said = {"rule": proposal.rule, "clause": proposal.clause, "verdict": verdict}
    return case_file.note(rows, file, "proposal_decided", said)


def _as_rule(proposal: Proposal) -> Decision:
    kind, because = LegalKind(proposal.legal_kind), Reason(proposal.because)
    return Decision(proposal.rule, proposal.clause, Force.MAY, kind, because)


def _outside(chosen: Grouping, sectors: Collection[str]) -> tuple[Missing, ...]:
    done = {
        "kind": chosen.kind in set(Kind),
        "sector": chosen.sector in sectors,
        "components": set(chosen.components) <= set(COMPONENTS),
    }
    return tuple(Missing("grouping", "K6.5c", "grouping.choose", axis) for axis, there in done.items() if not there)
