"""Carries one turn of a talk out: its deeds, where the talk stands afterwards, and the reply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bots.deeds import Deeds, Scene
from bots.replies import Replies
from bots.talk import AddToCase, CallOfficer, Question, Say, ShowCode, ShowReasons, ShowStatus, Talk, Turn
from bots.talk_record import from_record, to_record
from core.procedures import clocks
from core.procedures.tokens import Tokens
from core.rules.law import Law
from core.rules.replying import MostReplies, may_reply, remembered
from core.store import alarms, conversations, messages
from core.store.cases import Case
from core.store.conversations import Arrival
from core.store.new_rows import NewRows

TOO_MANY_MESSAGES = "too_many_messages"
HARMLESS = AddToCase | ShowStatus | ShowReasons | ShowCode | CallOfficer
"""Deeds that fit any case of the conversation, not only the one the talk is about."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the office listens: how long it waits for a further message of the same breath, how far back a provider's
    time is believed, when it reminds, how much it says by itself, and which attachments it can read."""

    pause: Callable[[str], timedelta]
    backdating: timedelta
    reminder: Callable[[datetime], datetime]
    most_replies: Callable[[str], MostReplies]
    readable: frozenset[str] = frozenset()


class Answering:
    """What taking a message in and speaking unasked have in common. Everything happens in the caller's transaction."""

    def __init__(self, law: Callable[[], Law], replies: Replies, tokens: Tokens, manners: Manners) -> None:
        self.law = law
        self.manners = manners
        self.tokens = tokens
        self._replies = replies

    async def scene(
        self, db: AsyncConnection, arrival: Arrival, received: datetime, now: datetime, channel: str | None = None
    ) -> Scene:
        """A turn nobody has just written for: it answers to the last thing the citizen wrote."""
        who = await conversations.correspondent(db, arrival.conversation_id, channel)
        answered, subject = await messages.last_of_citizen(db, arrival.conversation_id)
        return Scene(
            arrival=arrival,
            address=who.address,
            display_name=who.display_name,
            message_id=None,
            received_at=received,
            now=now,
            law=self.law(),
            subject=subject,
            answers=(answered,),
        )

    async def answer(
        self, db: AsyncConnection, rows: NewRows, scene: Scene, turn: Turn, *, remind: bool = True
    ) -> Case | None:
        """Carries out the turn, saves where the talk stands, and puts the reply in the outbox.

        Gives back the case that the talk is about afterwards.
        """
        turn = _fitting(turn, scene)
        deeds = Deeds(db, rows, scene, self.tokens)
        await deeds.carry_out(turn.deeds)
        asked = remind and any(say.key.startswith("question_") for say in turn.says)
        stands: dict[str, Any] = {"talk": to_record(turn.talk)}
        if asked or turn.talk.pending is None:
            stands["remind_at"] = self.manners.reminder(scene.now) if asked else None
        rows.change("conversations", scene.arrival.conversation_id, **stands)
        if asked and deeds.case and turn.talk.pending is not None:
            await clocks.ask_anew(db, rows, deeds.case, scene.law, now=scene.now)
        says = question_last(turn.says, deeds.says)
        if says:
            self._replies.put(rows, scene, turn.talk.language, says, await deeds.about(), deeds.case)
        if says and remind:
            self._remember_reply(rows, scene)
        return deeds.case

    def may_reply(self, scene: Scene) -> bool:
        """Whether the conversation has not had all the replies that it gets by itself in an hour and a day."""
        return may_reply(scene.arrival.replied_at, scene.now, self.manners.most_replies(scene.address.channel))

    async def keep_quiet(self, db: AsyncConnection, rows: NewRows, scene: Scene) -> Case | None:
        """Keeps what was said with its case, unanswered, and has a person told once: two machines may be talking."""
        deeds = Deeds(db, rows, scene, self.tokens)
        known = scene.case_meant or scene.arrival.case_id
        await deeds.carry_out((AddToCase(),) if known else ())
        subject = deeds.case.number if deeds.case else f"percakapan {scene.arrival.conversation_id}"
        await alarms.raise_alarm(db, TOO_MANY_MESSAGES, subject, "", scene.now)
        return deeds.case

    def _remember_reply(self, rows: NewRows, scene: Scene) -> None:
        replied_at = remembered(scene.arrival.replied_at, scene.now)
        rows.change("conversations", scene.arrival.conversation_id, replied_at=replied_at)

    async def tell(self, db: AsyncConnection, rows: NewRows, scene: Scene, say: Say) -> None:
        """Says one sentence about the case the scene means, and changes nothing in the talk."""
        deeds = Deeds(db, rows, scene, self.tokens)
        await deeds.carry_out(())
        language = talk_of(scene.arrival).language
        self._replies.put(rows, scene, language, (say,), await deeds.about(), deeds.case)


def talk_of(arrival: Arrival) -> Talk:
    """Where the conversation stands, a new one if it has not begun."""
    return from_record(arrival.talk) if arrival.talk else Talk()


def question_last(says: Sequence[Say], looked_up: Sequence[Say]) -> tuple[Say, ...]:
    """What waits for an answer stands at the end, behind what was looked up."""
    *told, last = says or (None,)
    if last is None or not last.key.startswith("question_"):
        return (*says, *looked_up)
    return (*(say for say in told if say), *looked_up, last)


def _fitting(turn: Turn, scene: Scene) -> Turn:
    """A message that answers to an older case is added to that case; the talk about the newer one stays as it is."""
    talk = talk_of(scene.arrival)
    elsewhere = scene.case_meant is not None and scene.case_meant != scene.arrival.case_id
    harmless = all(isinstance(deed, HARMLESS) or getattr(deed, "number", "") for deed in turn.deeds)
    harmless = harmless and (turn.talk.pending == talk.pending or Question.REOPEN in (turn.talk.pending, talk.pending))
    return Turn(talk, (AddToCase(),), (Say("added"),)) if elsewhere and not harmless else turn
