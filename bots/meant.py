"""Finds the case that words may be about as such: named by its number, answered to by mail, or taken back before."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bots.commands import recognise
from bots.talk import CaseMeant, Talk
from core.procedures.register import tags_of
from core.procedures.tokens import Tokens
from core.rules.case_state import CaseState
from core.rules.report import Report
from core.store import cases
from core.store.conversations import Arrival


async def case_meant(
    db: AsyncConnection, arrival: Arrival, talk: Talk, text: str, *, answered: int | None, tokens: Tokens
) -> CaseMeant | None:
    """None where there is no such case, and where nothing speaks of one: most messages cost no look.

    `answered` is the case whose mail the message answers.
    """
    command = recognise(text)
    if number := (command.number if command else "") or talk.meant:
        case = await cases.by_number(db, number)
    else:
        in_hand = arrival.case_id if command or not talk.has_case else None
        case = await cases.by_id(db, found) if (found := answered or in_hand) else None
    if case is None:
        return None
    own = case.conversation_id == arrival.conversation_id
    return CaseMeant(
        number=case.number,
        state=CaseState(case.state),
        own=own,
        with_code=bool(command and command.code and tokens.is_code_of(case.number, command.code)),
        present=case.id == arrival.case_id and talk.has_case,
        replied_to=answered == case.id,
        report=await cases.report_of(db, case.id) if own else Report(),
        tags=tags_of(case),
    )
