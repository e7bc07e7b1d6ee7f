"""Writes the office's replies: sentences filled with what is known, in the form the channel carries."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bots.about import About, PlainWords, in_words, long_day, long_moment, short_day, short_moment
from bots.deeds import Scene
from bots.hearing import without_answer_marks
from bots.standing import CODE, OVERDUE
from bots.talk import Say
from bots.wording import Wording
from core.procedures.tokens import Tokens
from core.rules.calendar import office_day
from core.rules.case_state import CaseState
from core.rules.decision import Reason
from core.store import ledger
from core.store.cases import Case
from core.store.new_rows import NewRows

# After an acknowledgment: what an officer may still decide, and what may still move.
NOTES = {Reason.FILED_LATE: Say("late_maybe", {"clause": "K6.3"}), Reason.NOT_OUR_MATTER: Say("not_ours_maybe")}
PROVISIONAL = Say("provisional_date")
TAKING_IN = frozenset({"added", "received_noted", "not_received_noted"})
ADDING = TAKING_IN | {"passed_on"}
ACKNOWLEDGING = TAKING_IN | {"acknowledgment_complaint", "acknowledgment_unread", "acknowledgment_unconfirmed"}
PROMISING = (ACKNOWLEDGING - TAKING_IN) | {
    "recorded_first",
    "recorded_unread",
    "recorded_information",
    "acknowledgment_information",
    "completed_again",
    "given_to_officer",
}
CORRECTING = frozenset({"received_changed", "received_never"})
SMS_CHANNELS = frozenset({"sms", "sms-gateway"})


@dataclass(frozen=True, slots=True)
class SpokenOffice:
    """How the office calls itself, where it is reached, and where more can be read."""

    name: str
    contact: str
    link: str
    closed_case_years: int = 0
    message_without_case_days: int = 0


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
        says = [in_words(say, language, sms=sms) for say in with_notes(says, about, office_day(scene.now))]
        facts = self.facts(about, language, sms=sms)
        text = self._wording.reply(language, says, facts, sms=sms)
        if about and about.opened and about.case.state != CaseState.ANSWERED:
            text = with_code(self._wording, text, language, says, facts, sms=sms)
        if not text:
            return  # an SMS that never carries what there is to say
        self._add(rows, scene, text, case)
        if case is not None:
            said = {"message": scene.arrival.ids.reply, "says": [say.key for say in says]}
            ledger.append(rows, case, "replied", said, scene.now)

    def facts(self, about: About | None, language: str, *, sms: bool) -> dict[str, str]:
        """What sentences may say beside what the dialogue already put into them."""
        office = self._office
        known = {
            "office": office.name,
            "contact": office.contact,
            "link": office.link,
            "case_years": str(office.closed_case_years),
            "message_days": str(office.message_without_case_days),
        }
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
            "code": self._tokens.code(case.number),
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
        return subject_of_reply(scene.subject, case.number if case else "", self._office.name)


def subject_of_reply(subject: str, number: str, office: str) -> str:
    """ "[26-00001-59] Re: Izin hosting": one number and one Re, however often it went to and fro."""
    plain = without_answer_marks(subject)
    about = f"Re: {plain}" if plain else office
    return f"[{number}] {about}" if number else about


def with_code(
    wording: Wording, text: str, language: str, says: Sequence[Say], facts: Mapping[str, str], *, sms: bool
) -> str:
    """The first reply of a case also has its code; a short message only where all of it still fits in one part."""
    place = next((n for n, say in enumerate(says) if say.key == "privacy" or say.key.startswith("question_")), None)
    longer = [*says[:place], CODE, *says[place:]] if place is not None else [*says, CODE]
    told = wording.reply(language, longer, facts, sms)
    whole = len(text) + 1 + len(wording.say(language, CODE.key, facts, sms))
    return told if not sms or len(told) == whole else text


def is_late(about: About, today: date) -> bool:
    """Whether the citizen still waits though the last day has passed."""
    waits = about.case.state in (CaseState.OPEN, CaseState.INCOMPLETE)
    return waits and about.due_on is not None and about.due_on < today


def with_notes(says: Sequence[Say], about: About | None, today: date) -> Sequence[Say]:
    """What a sentence with a day should not keep silent about, right behind it."""
    if about and is_late(about, today) and any(say.key in ADDING for say in says):
        return (*says, OVERDUE)
    place = next((n for n, say in enumerate(says, start=1) if say.key in ACKNOWLEDGING | PROMISING | CORRECTING), None)
    if about is None or place is None:
        return says
    key = says[place - 1].key
    if key in CORRECTING:
        return (*says[:place], *_after_a_correction(about), *says[place:])
    proposed = [NOTES[Reason(because)] for because in about.proposals if because in NOTES]
    notes = proposed if key in ACKNOWLEDGING else []
    notes += [PROVISIONAL] if about.provisional and key in PROMISING else []
    return (*says[:place], *notes, *says[place:])


def _after_a_correction(about: About) -> tuple[Say, ...]:
    """What the other day of the service means for the window of K6.2."""
    if about.officer_has_spoken:
        return (Say("officer_has_spoken"),)
    if Reason.FILED_LATE in about.proposals:
        return (NOTES[Reason.FILED_LATE],)
    return (Say("in_time_after_all", {"clause": "K6.2"}),) if Reason.FILED_LATE in about.outdated else ()
