"""Owns one message from first sight to reply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bots import dialogue
from bots.deeds import Deeds, Scene
from bots.hearing import Classify, Heard, hear, with_subject
from bots.replies import Replies
from bots.talk import Office, Said, Say, Talk, Turn
from bots.talk_record import from_record, to_record
from bots.tray import Tray
from core.messages import Inbound
from core.procedures.recount import recount_clocks
from core.procedures.tokens import Tokens
from core.rules.calendar import office_day
from core.rules.deadlines import received_at
from core.rules.decision import makes_case
from core.rules.law import Law
from core.store import cases, conversations, messages, outbox
from core.store.conversations import Arrival, Arriving
from core.store.database import Begin
from core.store.new_rows import NewRows


@dataclass(frozen=True, slots=True)
class Manners:
    """How the office listens: how long it waits for a further message of the same breath, how far back a provider's
    time is believed, when it reminds, and which attachments it can read by itself."""

    pause: Callable[[str], timedelta]
    backdating: timedelta
    reminder: Callable[[datetime], datetime]
    readable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that has been heard and waits to be recorded."""

    heard: Heard
    received_at: datetime
    now: datetime
    answered_now: bool

    def arriving(self) -> Arriving:
        """As the record takes it; a running number is taken ahead when the words look like a case."""
        opens = self.answered_now and makes_case(self.heard.tags)
        return Arriving(self.heard.message, self.heard.sha256, office_day(self.received_at).year if opens else None)


class Intake:
    """Takes messages in, answers them, and reminds or goes on when answers do not come."""

    def __init__(
        self,
        begin: Begin,
        office: Office,
        law: Callable[[], Law],
        classify: Classify,
        replies: Replies,
        tokens: Tokens,
        manners: Manners,
        wake: Callable[[], None],
    ) -> None:
        self._begin = begin
        self._office = office
        self._law = law
        self._classify = classify
        self._replies = replies
        self._tokens = tokens
        self._manners = manners
        self._wake = wake
        self._tray: Tray[Waiting, bool] = Tray(self._record_all)

    async def receive(self, message: Inbound, *, now: datetime) -> bool:
        """Records the message and answers it; the transaction has committed when this returns.

        False when the message had been recorded before. Where the channel has a merging pause, or an attached letter
        has yet to be read, the answer is left to `take_turn`. Messages that come at the same time share a transaction.
        """
        received = received_at(message.arrived_at, message.sent_at, earliest=now - self._manners.backdating)
        heard = hear(message, self._classify)
        answered_now = message.automatic is None and not self._waits(message)
        return await self._tray.put(Waiting(heard, received, now, answered_now), of=message.sender)

    async def take_turn(self, conversation_id: int, *, now: datetime) -> None:
        """Answers everything that was said since the last reply, at once."""
        async with self._begin() as db:
            arrival = await conversations.locked(db, conversation_id)
            unheard = await messages.unheard(db, conversation_id)
            if not unheard or not await conversations.texts_all_read(db, conversation_id):
                await conversations.turn_later(db, conversation_id, None)
                return
            last = unheard[-1]
            scene = await self._scene(db, arrival, unheard[0].received_at, now, last.channel)
            scene = replace(scene, message_id=last.id)
            words = "\n".join(f"{with_subject(m.subject, m.text)}\n{m.attached_text}" for m in unheard)
            rows = NewRows()
            for message in unheard:
                rows.change("messages", message.id, handled=True, case_id=arrival.case_id)
            said = self._said(words.strip(), scene, unread=any(m.unread for m in unheard))
            await self._answer(db, rows, scene, dialogue.next_turn(talk_of(arrival), said, self._office))
            await rows.save(db)
        self._wake()

    async def remind(self, conversation_id: int, *, now: datetime) -> None:
        """Puts the open question once more."""
        await self._go_on(conversation_id, dialogue.reminder, now)

    async def stop_waiting(self, conversation_id: int, *, now: datetime) -> None:
        """The days of silence are over: goes on with what is there (K6.5b)."""
        await self._go_on(conversation_id, dialogue.after_silence, now)

    async def recount(self, case_id: int, *, now: datetime) -> None:
        """The calendar has changed: counts the case's clocks anew, and tells the citizen of a later day."""
        async with self._begin() as db:
            case, rows = await cases.locked(db, case_id), NewRows()
            later = await recount_clocks(db, rows, case, self._law(), now=now)
            await rows.save(db)
            if later:
                await self._tell(db, case_id, "due_later", now)
        self._wake()

    async def _tell(self, db: AsyncConnection, case_id: int, key: str, now: datetime) -> None:
        """Says one sentence about a case without having been asked."""
        case, rows = await cases.locked(db, case_id), NewRows()
        arrival = await conversations.locked(db, case.conversation_id)
        scene = replace(await self._scene(db, arrival, now, now), case_meant=case_id)
        deeds = Deeds(db, rows, scene, self._tokens)
        await deeds.carry_out(())
        self._replies.put(rows, scene, talk_of(arrival).language, (Say(key),), await deeds.about(), deeds.case)
        await rows.save(db)

    async def _go_on(self, conversation_id: int, step: Callable[[Talk], Turn], now: datetime) -> None:
        async with self._begin() as db:
            arrival = await conversations.locked(db, conversation_id)
            scene = await self._scene(db, arrival, now, now)
            rows = NewRows()
            await self._answer(db, rows, scene, step(talk_of(arrival)), remind=False)
            await rows.save(db)
        self._wake()

    # --- inside a transaction ----------------------------------------------------------------------------------------

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
        heard, message, now = one.heard, one.heard.message, one.now
        scene = Scene(
            arrival=arrival,
            address=message.sender,
            display_name=message.display_name,
            message_id=arrival.ids.inbound,
            received_at=one.received_at,
            now=now,
            law=self._law(),
            evidence=heard.evidence,
            subject=message.subject,
            answers=(message.provider_id,),
            case_meant=await self._case_meant(db, arrival, message),
        )
        waits = message.automatic is None and not one.answered_now
        _add_message(rows, scene, heard, handled=not waits)
        if waits:
            pause = self._manners.pause(message.sender.channel)
            rows.change("conversations", arrival.conversation_id, turn_at=now + pause)
        elif one.answered_now:
            unread = bool(message.attachments)
            said = Said(heard.words, heard.tags, office_day(one.received_at), message.display_name, unread)
            await self._answer(db, rows, scene, dialogue.next_turn(talk_of(arrival), said, self._office))

    async def _answer(
        self, db: AsyncConnection, rows: NewRows, scene: Scene, turn: Turn, *, remind: bool = True
    ) -> None:
        """Carries out the turn, saves where the talk stands, and puts the reply in the outbox."""
        deeds = Deeds(db, rows, scene, self._tokens)
        await deeds.carry_out(turn.deeds)
        talk, waiting = turn.talk, remind and turn.talk.pending is not None and bool(turn.says)
        rows.change(
            "conversations",
            scene.arrival.conversation_id,
            talk=to_record(talk),
            turn_at=None,
            remind_at=self._manners.reminder(scene.now) if waiting else None,
        )
        says = (*turn.says, *deeds.says)
        if says:
            self._replies.put(rows, scene, talk.language, says, await deeds.about(), deeds.case)

    async def _scene(
        self, db: AsyncConnection, arrival: Arrival, received: datetime, now: datetime, channel: str | None = None
    ) -> Scene:
        """A turn nobody has just written for: it answers to the last thing the citizen wrote."""
        who = await conversations.correspondent(db, arrival.conversation_id, channel)
        answered, subject = await messages.last_of_citizen(db, arrival.conversation_id)
        scene = Scene(arrival, who.address, who.display_name, None, received, now, self._law())
        return replace(scene, subject=subject, answers=(answered,))

    async def _case_meant(self, db: AsyncConnection, arrival: Arrival, message: Inbound) -> int | None:
        """The case this message answers to, if it is one of this conversation and not the one spoken of anyway."""
        if arrival.case_id is None or not (message.token or message.answers):
            return None
        by_token = self._tokens.case_of(message.token) if message.token else None
        if by_token is not None and await cases.is_of(db, by_token, arrival.conversation_id):
            return by_token
        return await outbox.case_answered(db, arrival.conversation_id, message.answers) if message.answers else None

    def _said(self, words: str, scene: Scene, *, unread: bool) -> Said:
        return Said(words, self._classify(words), office_day(scene.received_at), scene.display_name, unread)

    def _waits(self, message: Inbound) -> bool:
        """Whether more may come in the same breath, or a letter must be read first."""
        letter = any(item.media_type in self._manners.readable for item in message.attachments)
        return letter or bool(self._manners.pause(message.sender.channel))


def talk_of(arrival: Arrival) -> Talk:
    """Where the conversation stands, a new one if it has not begun."""
    return from_record(arrival.talk) if arrival.talk else Talk()


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
        handled=handled,
    )
