"""Writes the office's replies: sentences filled with what is known, in the form the channel carries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bots.about import About, PlainWords, long_day, long_moment, short_day, short_moment
from bots.deeds import Scene
from bots.hearing import without_answer_marks
from bots.talk import Say
from bots.wording import Wording
from core.procedures.tokens import Tokens
from core.rules.decision import Reason
from core.store import ledger
from core.store.cases import Case
from core.store.new_rows import NewRows

# After an acknowledgment: what an officer may still decide, and what may still move.
NOTES = {Reason.FILED_LATE: Say("late_maybe", {"clause": "K6.3"}), Reason.NOT_OUR_MATTER: Say("not_ours_maybe")}
PROVISIONAL = Say("provisional_date")
ACKNOWLEDGING = frozenset({"acknowledgment_complaint", "acknowledgment_unread", "acknowledgment_unconfirmed", "added"})
PROMISING = (ACKNOWLEDGING - {"added"}) | {
    "recorded_first",
    "recorded_unread",
    "recorded_information",
    "acknowledgment_information",
    "completed_again",
    "given_to_officer",
}
SMS_CHANNELS = frozenset({"sms", "sms-gateway"})


@dataclass(frozen=True, slots=True)
class SpokenOffice:
    """How the office calls itself, where it is reached, and where more can be read."""

    name: str
    contact: str
    link: str


class Replies:
    """Puts replies into the outbox."""

    def __init__(self, wording: Wording, words: PlainWords, tokens: Tokens, office: SpokenOffice) -> None:
        self._wording = wording
        self._words = words
        self._tokens = tokens
        self._office = office

    def put(
        self, rows: NewRows, scene: Scene, language: str, says: Sequence[Say], about: About | None, case: Case | None
    ) -> None:
        """One reply to what was said, promised in the transaction that records what it says."""
        sms = scene.address.channel in SMS_CHANNELS
        says = with_notes(says, about)
        text = self._wording.reply(language, says, self.facts(about, language, sms=sms), sms=sms)
        self._add(rows, scene, text, case)
        if case is not None:
            said = {"message": scene.arrival.ids.reply, "says": [say.key for say in says]}
            ledger.append(rows, case, "replied", said, scene.now)

    def facts(self, about: About | None, language: str, *, sms: bool) -> dict[str, str]:
        """What sentences may say beside what the dialogue already put into them."""
        known = {"office": self._office.name, "contact": self._office.contact, "link": self._office.link}
        if about is None:
            return known
        return known | self._of_case(about, language, sms=sms)

    def _of_case(self, about: About, language: str, *, sms: bool) -> dict[str, str]:
        case, due_on = about.case, about.due_on
        day = (short_day if sms else lambda d: long_day(d, language))(due_on) if due_on else ""
        return {
            "number": case.number,
            "received": short_moment(case.received_at) if sms else long_moment(case.received_at, language),
            "due": day,
            "matter": self._words.short_matter(case) if sms else self._words.matter(case, language),
            "because": about.because,
            "clause": about.clause,
            "clause_text": about.clause_text,
            "code": self._tokens.code(case.id),
        }

    def _add(self, rows: NewRows, scene: Scene, text: str, case: Case | None) -> None:
        rows.add(
            "messages",
            id=scene.arrival.ids.reply,
            conversation_id=scene.arrival.conversation_id,
            case_id=case.id if case else None,
            author="aduan",
            channel=scene.address.channel,
            provider_id="",
            subject=self._subject(scene, case),
            text=text,
            arrived_at=scene.now,
            received_at=scene.now,
            automatic="",
            original=None,
            original_type="",
            salt=None,
            evidence="",
            handled=True,
        )
        rows.add(
            "outbox",
            public_id=uuid.uuid4().hex,
            message_id=scene.arrival.ids.reply,
            conversation_id=scene.arrival.conversation_id,
            case_id=case.id if case else None,
            channel=scene.address.channel,
            handle=scene.address.handle,
            answers=[answer for answer in scene.answers if answer],
            token=self._tokens.sign(case.id) if case else "",
            purpose="reply",
            created_at=scene.now,
            next_try_at=scene.now,
        )

    def _subject(self, scene: Scene, case: Case | None) -> str:
        subject = without_answer_marks(scene.subject)
        about = f"Re: {subject}" if subject else self._office.name
        return f"[{case.number}] {about}" if case and case.number not in about else about


def with_notes(says: Sequence[Say], about: About | None) -> Sequence[Say]:
    """What a sentence with a day should not keep silent about, right behind it."""
    place = next((n for n, say in enumerate(says, start=1) if say.key in ACKNOWLEDGING | PROMISING), None)
    if about is None or place is None:
        return says
    key = says[place - 1].key
    proposed = [NOTES[Reason(because)] for because in about.proposals if because in NOTES]
    notes = proposed if key in ACKNOWLEDGING else []
    notes += [PROVISIONAL] if about.provisional and key in PROMISING else []
    return (*says[:place], *notes, *says[place:])
