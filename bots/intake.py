"""Owns one message from first sight to reply."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bots import dialogue
from bots.answering import Answering, talk_of
from bots.deeds import Scene
from bots.hearing import Classify, Heard, hear, in_one_breath
from bots.meant import case_meant
from bots.steps import UNSURE
from bots.talk import Office, Said
from bots.tray import Tray
from core.messages import Automatic, Inbound, Mark
from core.rules.calendar import office_day
from core.rules.deadlines import received_at
from core.rules.decision import makes_case
from core.rules.trying_again import next_try
from core.store import cases, conversations, messages, outbox
from core.store.conversations import Arrival, Arriving
from core.store.database import Begin, is_away, is_passing
from core.store.messages import Unheard
from core.store.new_rows import NewRows

log = logging.getLogger(__name__)

NOBODYS_ANSWER = frozenset({Automatic.BOUNCE, Automatic.OURSELVES, Automatic.MAILING_LIST, Automatic.BULK})


class CannotAnswer(Exception):
    """Answering these messages of a conversation failed for a reason nobody foresaw; they stay on record."""

    def __init__(self, messages: Sequence[int], trouble: Exception) -> None:
        super().__init__(type(trouble).__name__)
        self.messages = tuple(messages)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that has been heard and waits to be recorded.

    `later`: its answer is left to `take_turn`, after so many `failures`.
    """

    heard: Heard
    received_at: datetime
    now: datetime
    later: bool
    failures: int = 0

    def failed(self) -> "Waiting":
        """The same, to be recorded and answered another time."""
        return replace(self, later=True, failures=self.failures + 1)

    @property
    def answered_now(self) -> bool:
        return not self.later and self.heard.message.automatic is None

    def arriving(self) -> Arriving:
        """As the record takes it; a running number is taken ahead when the words look like a case."""
        opens = self.answered_now and makes_case(self.heard.tags)
        return Arriving(self.heard.message, self.heard.sha256, office_day(self.received_at).year if opens else None)


class Intake:
    """Takes messages in and answers them."""

    def __init__(
        self, begin: Begin, office: Office, classify: Classify, answering: Answering, wake: Callable[[], None]
    ) -> None:
        self._begin = begin
        self._office = office
        self._classify = classify
        self._answering = answering
        self._manners = answering.manners
        self._wake = wake
        self._tray: Tray[Waiting, bool] = Tray(self._record_all, everyones=is_away)

    async def receive(self, message: Inbound, *, now: datetime) -> bool:
        """Records the message and answers it; the transaction has committed when this returns.

        False when the message had been recorded before. Where the channel has a merging pause, or an attached letter
        has yet to be read, the answer is left to `take_turn`; so it is when answering fails for a reason nobody
        foresaw. Messages that come at the same time share a transaction.
        """
        received = received_at(message.arrived_at, message.sent_at, earliest=now - self._manners.backdating)
        heard, failures = self._heard(message)
        waiting = Waiting(heard, received, now, self._waits(message) or bool(failures), failures)
        return await self._tray.put(waiting, of=heard.message.sender)

    async def take_turn(self, conversation_id: int, *, now: datetime) -> None:
        """Answers everything that was said since the last reply, at once."""
        async with self._begin() as db:
            arrival = await conversations.locked(db, conversation_id)
            unheard = await messages.unheard(db, conversation_id)
            if not unheard or not await conversations.texts_all_read(db, conversation_id):
                await conversations.turn_later(db, conversation_id, None)
                return
            together = heard_together(unheard)
            try:
                await self._answer_all(db, arrival, together, _turn_after(unheard, together, now), now)
            except Exception as trouble:
                if is_passing(trouble):
                    raise
                raise CannotAnswer([message.id for message in together], trouble) from trouble
        self._wake()

    async def _answer_all(
        self, db: AsyncConnection, arrival: Arrival, unheard: Sequence[Unheard], turn_at: datetime | None, now: datetime
    ) -> None:
        """One reply to all of these; the conversation's next turn is due at `turn_at`."""
        rows = NewRows()
        rows.change("conversations", arrival.conversation_id, turn_at=turn_at)
        scene = await self._answering.scene(db, arrival, unheard[0].received_at, now, unheard[-1].channel)
        evidence = tuple(message.evidence for message in unheard)
        meant = next((message.case_id for message in unheard if message.case_id), None)
        scene = replace(scene, message_id=unheard[-1].id, evidence=evidence, case_meant=meant)
        if self._answering.may_reply(scene):
            turn = dialogue.next_turns(talk_of(arrival), await self._burst(db, unheard, scene), self._office)
            case = await self._answering.answer(db, rows, scene, turn)
        else:
            case = await self._answering.keep_quiet(db, rows, scene)
        for message in unheard:
            rows.change("messages", message.id, handled=True, case_id=case.id if case else None)
        await rows.save(db)

    def _heard(self, message: Inbound) -> tuple[Heard, int]:
        """The message made fit to be heard, and how often that failed: its words are kept whatever they do to us."""
        try:
            return hear(message, self._classify), 0
        except Exception as trouble:  # noqa: BLE001 what the classifier cannot bear must not be sent again for ever
            log.error("a message on %s could not be classified: %s", message.sender.channel, type(trouble).__name__)
            return hear(message, lambda words: UNSURE), 1

    async def _record_all(self, waiting: Sequence[Waiting]) -> Sequence[bool]:
        """All or, when that fails, each alone. One that cannot even be answered alone is recorded, and tried later."""
        try:
            return await self._record_lot(waiting)
        except Exception as trouble:
            if len(waiting) > 1 or is_passing(trouble):
                raise
            channel = waiting[0].heard.message.sender.channel
            log.error("a message on %s could not be answered yet: %s", channel, type(trouble).__name__)
            return await self._record_lot([waiting[0].failed()])

    async def _record_lot(self, waiting: Sequence[Waiting]) -> Sequence[bool]:
        async with self._begin() as db:
            arrivals = await conversations.arrive(db, [one.arriving() for one in waiting])
            fresh = [(one, arrival) for one, arrival in zip(waiting, arrivals, strict=True) if arrival]
            rows = NewRows()
            for one, arrival in fresh:
                await self._record(db, rows, arrival, one)
            await rows.save(db)
            hung = {arrival.ids.inbound: one.heard.message.attachments for one, arrival in fresh}
            await messages.attach_all(db, hung, readable=self._manners.readable)
        self._wake()
        return [arrival is not None for arrival in arrivals]

    async def _record(self, db: AsyncConnection, rows: NewRows, arrival: Arrival, one: Waiting) -> None:
        heard, message = one.heard, one.heard.message
        scene = Scene(
            arrival=arrival,
            address=message.sender,
            display_name=message.display_name,
            message_id=arrival.ids.inbound,
            received_at=one.received_at,
            now=one.now,
            law=self._answering.law(),
            evidence=(heard.evidence,),
            subject=message.subject,
            answers=(message.provider_id,),
            case_meant=await self._case_meant(db, arrival, message),
        )
        unheard = message.automatic is None and one.later
        named = None if scene.case_meant else await self._case_of_others(db, arrival, message)
        _add_message(rows, scene, heard, named, handled=not unheard, failures=one.failures)
        if unheard:
            rows.change("conversations", arrival.conversation_id, turn_at=self._turn_at(one))
        elif one.answered_now:
            await self._answer(db, rows, scene, heard)

    async def _answer(self, db: AsyncConnection, rows: NewRows, scene: Scene, heard: Heard) -> None:
        if not self._answering.may_reply(scene):
            await self._answering.keep_quiet(db, rows, scene)
            return
        said = Said(
            heard.words,
            heard.tags,
            office_day(scene.received_at),
            scene.display_name,
            unread_attachments=bool(heard.message.attachments),
            messages=(scene.arrival.ids.inbound,),
        )
        said = await self._with_meant(db, scene.arrival, said, answered=scene.case_meant)
        turn = dialogue.next_turn(talk_of(scene.arrival), said, self._office)
        await self._answering.answer(db, rows, scene, turn)

    async def _case_meant(self, db: AsyncConnection, arrival: Arrival, message: Inbound) -> int | None:
        """The case this message answers to, by our token or by what it replies to; only ever one of the sender's."""
        if arrival.case_id is None or not (message.token or message.answers):
            return None
        by_token = self._case_by_token(message)
        if by_token is not None and await cases.is_of(db, by_token, arrival.conversation_id):
            return by_token
        if not message.answers:
            return None
        return await outbox.case_answered(db, arrival.conversation_id, message.sender.channel, message.answers)

    async def _case_of_others(self, db: AsyncConnection, arrival: Arrival, message: Inbound) -> int | None:
        """Somebody else's case that this message answers to: a forwarded mail, or the citizen's other address.

        Officers are shown it there; the sender is told nothing of that case.
        """
        if not (message.token or message.answers) or message.automatic in NOBODYS_ANSWER:
            return None
        by_token = self._case_by_token(message)
        if by_token is not None and await cases.exists(db, by_token):
            return None if await cases.is_of(db, by_token, arrival.conversation_id) else by_token
        if not message.answers:
            return None
        return await outbox.case_of_others(db, arrival.conversation_id, message.sender.channel, message.answers)

    def _case_by_token(self, message: Inbound) -> int | None:
        return self._answering.tokens.case_of(message.token) if message.token else None

    async def _burst(self, db: AsyncConnection, unheard: Sequence[Unheard], scene: Scene) -> list[Said]:
        """What was said in one breath: a word that works stands alone, all around it belongs together."""
        answered = scene.case_meant if scene.case_meant != scene.arrival.case_id else None
        ids = tuple(message.id for message in unheard)
        said = [replace(self._said(*one, scene), messages=ids) for one in in_one_breath(unheard)]
        return [await self._with_meant(db, scene.arrival, one, answered=answered) for one in said]

    def _said(self, words: str, unread: bool, scene: Scene) -> Said:
        return Said(words, self._classify(words), office_day(scene.received_at), scene.display_name, unread)

    async def _with_meant(self, db: AsyncConnection, arrival: Arrival, said: Said, *, answered: int | None) -> Said:
        tokens, talk = self._answering.tokens, talk_of(arrival)
        meant = await case_meant(db, arrival, talk, said.text, answered=answered, tokens=tokens)
        return replace(said, meant=meant) if meant else said

    def _turn_at(self, one: Waiting) -> datetime | None:
        pause = self._manners.pause(one.heard.message.sender.channel)
        return next_try(one.failures, one.now) if one.failures else one.now + pause

    def _waits(self, message: Inbound) -> bool:
        """Whether more may come in the same breath, or a letter must be read first."""
        letter = any(item.media_type in self._manners.readable for item in message.attachments)
        return letter or bool(self._manners.pause(message.sender.channel))


def heard_together(unheard: Sequence[Unheard]) -> Sequence[Unheard]:
    """Everything said in one breath; what could not be answered before is taken alone, the least often tried first."""
    fresh = [message for message in unheard if not message.failures]
    return fresh or [min(unheard, key=lambda message: (message.failures, message.id))]


def _turn_after(unheard: Sequence[Unheard], now_heard: Sequence[Unheard], now: datetime) -> datetime | None:
    """When the rest has its turn."""
    rest = [message.failures for message in unheard if message not in now_heard]
    return next_try(min(rest), now) if rest else None


def _add_message(rows: NewRows, scene: Scene, heard: Heard, named: int | None, *, handled: bool, failures: int) -> None:
    message = heard.message
    marks = (*message.marks, Mark.OTHER_ADDRESS) if named else message.marks
    rows.add(
        "messages",
        id=scene.arrival.ids.inbound,
        conversation_id=scene.arrival.conversation_id,
        case_id=scene.case_meant or scene.arrival.case_id,
        author="citizen",
        channel=message.sender.channel,
        provider_id=message.provider_id,
        subject=message.subject,
        text=message.text,
        arrived_at=message.arrived_at,
        received_at=scene.received_at,
        automatic=message.automatic or "",
        original=heard.sha256,
        original_type=message.original_type,
        salt=heard.salt,
        evidence=heard.evidence,
        handled=handled,
        failures=failures,
        marks=list(marks),
        named_case_id=named,
    )
