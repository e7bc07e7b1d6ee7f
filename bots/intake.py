"""Owns one message from first sight to reply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bots import dialogue
from bots.answering import Answering, talk_of
from bots.deeds import Scene
from bots.hearing import Classify, Heard, hear, with_subject
from bots.talk import Office, Said
from bots.tray import Tray
from core.messages import Inbound
from core.rules.calendar import office_day
from core.rules.deadlines import received_at
from core.rules.decision import makes_case
from core.store import cases, conversations, messages, outbox
from core.store.conversations import Arrival, Arriving
from core.store.database import Begin
from core.store.messages import Unheard
from core.store.new_rows import NewRows


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that has been heard and waits to be recorded. `later`: its answer is left to `take_turn`."""

    heard: Heard
    received_at: datetime
    now: datetime
    later: bool

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
        self._tray: Tray[Waiting, bool] = Tray(self._record_all)

    async def receive(self, message: Inbound, *, now: datetime) -> bool:
        """Records the message and answers it; the transaction has committed when this returns.

        False when the message had been recorded before. Where the channel has a merging pause, or an attached letter
        has yet to be read, the answer is left to `take_turn`. Messages that come at the same time share a transaction.
        """
        received = received_at(message.arrived_at, message.sent_at, earliest=now - self._manners.backdating)
        heard = hear(message, self._classify)
        return await self._tray.put(Waiting(heard, received, now, self._waits(message)), of=message.sender)

    async def take_turn(self, conversation_id: int, *, now: datetime) -> None:
        """Answers everything that was said since the last reply, at once."""
        async with self._begin() as db:
            arrival = await conversations.locked(db, conversation_id)
            unheard = await messages.unheard(db, conversation_id)
            if not unheard or not await conversations.texts_all_read(db, conversation_id):
                await conversations.turn_later(db, conversation_id, None)
                return
            rows = NewRows()
            rows.change("conversations", conversation_id, turn_at=None)
            scene = await self._answering.scene(db, arrival, unheard[0].received_at, now, unheard[-1].channel)
            evidence = tuple(message.evidence for message in unheard)
            meant = next((message.case_id for message in unheard if message.case_id), None)
            scene = replace(scene, message_id=unheard[-1].id, evidence=evidence, case_meant=meant)
            turn = dialogue.next_turn(talk_of(arrival), self._said(unheard, scene), self._office)
            case = await self._answering.answer(db, rows, scene, turn)
            for message in unheard:
                rows.change("messages", message.id, handled=True, case_id=case.id if case else None)
            await rows.save(db)
        self._wake()

    async def _record_all(self, waiting: Sequence[Waiting]) -> Sequence[bool]:
        async with self._begin() as db:
            arrivals = await conversations.arrive(db, [one.arriving() for one in waiting])
            fresh = [(one, arrival) for one, arrival in zip(waiting, arrivals, strict=True) if arrival]
            rows = NewRows()
            for one, arrival in fresh:
                await self._record(db, rows, arrival, one)
            await rows.save(db)
            for one, arrival in fresh:
                attachments = one.heard.message.attachments
                await messages.attach(db, arrival.ids.inbound, attachments, readable=self._manners.readable)
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
        _add_message(rows, scene, heard, handled=not unheard)
        if unheard:
            turn_at = one.now + self._manners.pause(message.sender.channel)
            rows.change("conversations", arrival.conversation_id, turn_at=turn_at)
        elif one.answered_now:
            unread = bool(message.attachments)
            said = Said(heard.words, heard.tags, office_day(one.received_at), message.display_name, unread)
            turn = dialogue.next_turn(talk_of(arrival), said, self._office)
            await self._answering.answer(db, rows, scene, turn)

    async def _case_meant(self, db: AsyncConnection, arrival: Arrival, message: Inbound) -> int | None:
        """The case this message answers to, by our token or by what it replies to; only ever one of the sender's."""
        if arrival.case_id is None or not (message.token or message.answers):
            return None
        by_token = self._answering.tokens.case_of(message.token) if message.token else None
        if by_token is not None and await cases.is_of(db, by_token, arrival.conversation_id):
            return by_token
        return await outbox.case_answered(db, arrival.conversation_id, message.answers) if message.answers else None

    def _said(self, unheard: Sequence[Unheard], scene: Scene) -> Said:
        """Everything in one breath, with the text of attached letters."""
        words = "\n".join(f"{with_subject(m.subject, m.text)}\n{m.attached_text}" for m in unheard).strip()
        unread = any(message.unread for message in unheard)
        return Said(words, self._classify(words), office_day(scene.received_at), scene.display_name, unread)

    def _waits(self, message: Inbound) -> bool:
        """Whether more may come in the same breath, or a letter must be read first."""
        letter = any(item.media_type in self._manners.readable for item in message.attachments)
        return letter or bool(self._manners.pause(message.sender.channel))


def _add_message(rows: NewRows, scene: Scene, heard: Heard, *, handled: bool) -> None:
    message = heard.message
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
    )
