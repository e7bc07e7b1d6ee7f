"""What the office says: sentences by key in the citizen's language, and in a form that fits one SMS.

The sentences stand in `config/wording/{id,su,en}.toml`: one table a key with `text` and `sms`, or `no_sms = true` where
an SMS never carries it. The keys, with what may stand in braces:

Recorded and decided (said by the dialogue; `bots/replies.py` fills in what the record knows)
    recorded_first                {number} {received} {matter} {due}       before a question
    recorded_briefly              {number} {received} {matter} {due}       the same, its SMS before a longer question
    recorded_unread               {number} {received} {due}                the same, for an attachment without a word
    recorded_information          {number} {received} {due}                before "izin yang mana?"
    acknowledgment_complaint      {number} {received} {matter} {due} {reason} {clause}
    acknowledgment_unread         {number} {received} {due}
    acknowledgment_unconfirmed    {number} {received} {matter} {due} {name}
    acknowledgment_suggestion     {number} {received} {matter} {reason} {clause}
    acknowledgment_information    {number} {received} {matter} {due}
    how_to                                                                 after an acknowledgment
    code_note                     {code} {link}                            in the first reply and behind STATUS
    became_suggestion             {number} {received} {matter} {clause}    no name (LEWATI, silence)
    became_suggestion_no_matter   {number} {received} {clause}
    completed_again               {number} {received} {due} {name}
    given_to_officer              {number} {due}
    answer_from_standard          {service} {called} {component} {answer} {clause}
    information_closed            {number}

Questions (question_ and the name of the question)
    question_matter, question_name, question_name_confidential, question_name_person {company}, question_confirm_name
    {name}, question_received, question_which_service, question_secrecy, question_cancel {number}, question_done
    {number}, question_done_incomplete {number}, question_add_or_new {number}, question_reopen {number}

Short replies
    added {number}, passed_on {number}, thanks_for_name {name}, reminder {number}, skipped, nothing_to_skip, kept_going
    {number}, cancelled {number}, reopened {number}, stays_withdrawn {number}, done_noted {number}, confidential_set
    {number}, confidential_noted, confidential_promised, no_name_there {number}, name_not_identity, company_noted
    {company}, why_name, name_changed {number} {name}, received_changed {number} {day}, received_never {number},
    received_noted {day}, not_received_noted, complaint_after_all {number}, date_impossible {said}, date_future {said},
    unread_attachment, officer_called {office}, erasure_noted {number} {case_years} {message_days}, erasure_recorded
    {number} {due} {case_years} {message_days}, stopped, thanks, greeting {office}, greeting_again {number}, noted
    {number}, no_such_choice, other {office}, help, privacy {office} {link}

Chosen by `bots/deeds.py` from the record
    status_incomplete {number} {received} {missing} {due}, status_waiting_ and status_taken_ with complaint, information
    or suggestion {number} {received} {since} {due}, status_interim {number} {answered} {next_on},
    status_answer_on_its_way {number} {answered}, status_answered {number} {sent}, status_closed {number} {closed},
    status_forwarded {number} {to}, status_withdrawn {number}, status_overdue, code_of {number} {code}, not_your_case,
    number_wrong {said}, only_from_there {number}, no_case, reasons_intro {number} {received} {kind}, reasons_rule,
    reasons_asking, reasons_completed, reasons_proposed, reasons_agreed, reasons_refused, reasons_outdated {on} {kind}
    {reason} {clause}, reasons_officer {on} {kind} {reason}, reasons_clause {clause} {clause_text}, provisional_date
    {due}, late_maybe, in_time_after_all {clause}, officer_has_spoken, not_ours_maybe, due_later {number} {due}

Words that fill the braces ({reason} by the fact `because`, {kind} by `legal_kind`, {missing} by `lacks`, and an empty
{matter}, are filled in here)
    kind_complaint, kind_suggestion, kind_information; reason_ and each `Reason` of `core/rules/decision.py`, and
    reason_filed_late_days {service_on} {days}; lacks_name, lacks_matter; matter_unknown, for {matter} when the tags say
    nothing that is sure

In an SMS the sentences of a reply follow each other in one line and stay within one part: those between the first and
the last give way, then the last; words of free length ({matter}, {answer}, {name}, ...) are cut to fit.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bots.talk import Say
from core.rules.sms import ONE_PART, fits_one_part, septets

Sentences = Mapping[str, Mapping[str, Mapping[str, str]]]

FALLBACK = "id"
# What may be cut in an SMS. A number, a day or a clause never is.
CUTTABLE = (
    *("answer", "clause_text", "facts", "reason", "matter", "service", "called", "component"),
    *("company", "name", "office", "said", "to", "missing"),
)
_CUT = ".."
_SHORTEST = 6
_LEAST = 40
_GIVES_WAY = frozenset({"answer", "name", "company"})


class UnknownSentence(LookupError):
    """No language has a sentence of this key."""


class MissingFact(LookupError):
    """A sentence has a place for a fact that was not given."""

    def __init__(self, language: str, key: str, fact: str) -> None:
        super().__init__(f"the sentence {key} ({language}) needs {{{fact}}}")
        self.key = key
        self.fact = fact


class Wording:
    """Language -> key -> {"text", "sms"}. What a language lacks is said in Indonesian."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    def say(self, language: str, key: str, facts: Mapping[str, str], sms: bool = False) -> str:
        """One sentence with its facts. As an SMS it fits one part, and is empty where SMS never carries it."""
        if sms:
            return self._short(language, key, facts, ONE_PART)
        spoken, forms = self._forms(language, key)
        return _filled(forms["text"], spoken, key, facts)

    def reply(self, language: str, says: Sequence[Say], facts: Mapping[str, str], sms: bool = False) -> str:
        """A whole reply: paragraphs, or one SMS. What a sentence brings along counts before the record's `facts`."""
        known = [self._in_words(language, {**facts, **say.facts}, sms) for say in says]
        told = [self.say(language, say.key, words, sms) for say, words in zip(says, known, strict=True)]
        if not sms:
            return "\n\n".join(told)
        return _one_part([words for words in self._making_room(language, says, known, told) if words])

    def _making_room(
        self, language: str, says: Sequence[Say], known: Sequence[Mapping[str, str]], told: list[str]
    ) -> list[str]:
        """Where the sentences are too long together, the first long answer or name among them gives way."""
        over = len(" ".join(filter(None, told))) - ONE_PART
        place = next((n for n, say in enumerate(says) if over > 0 and _GIVES_WAY.intersection(say.facts)), None)
        if place is None or len(told[place]) - over < _LEAST:
            return told
        shorter = self._short(language, says[place].key, known[place], len(told[place]) - over)
        return [*told[:place], shorter, *told[place + 1 :]]

    def _in_words(self, language: str, facts: Mapping[str, Any], sms: bool) -> Mapping[str, str]:
        """Beside the facts: {reason} for the decision's `because`, {kind} for `legal_kind`, {missing} for what it
        `lacks`, {matter} where the tags give none."""
        words = dict(facts)
        if "because" in words and "reason" not in words:
            words["reason"] = self.say(language, f"reason_{words['because']}", words, sms)
        if "legal_kind" in words:
            words["kind"] = self.say(language, f"kind_{words['legal_kind']}", {}, sms)
        if "lacks" in words:
            words["missing"] = self.say(language, f"lacks_{words['lacks']}", {}, sms)
        if words.get("matter") == "":
            words["matter"] = self.say(language, "matter_unknown", {}, sms)
        return words

    def _short(self, language: str, key: str, facts: Mapping[str, str], room: int) -> str:
        spoken, forms = self._forms(language, key)
        plain = {name: plain_letters(fact) for name, fact in facts.items()}
        return _fitted(forms["sms"], spoken, key, plain, room) if "sms" in forms else ""

    def _forms(self, language: str, key: str) -> tuple[str, Mapping[str, str]]:
        for spoken in (language, FALLBACK):
            if key in self._sentences.get(spoken, {}):
                return spoken, self._sentences[spoken][key]
        raise UnknownSentence(key)


def _filled(template: str, language: str, key: str, facts: Mapping[str, str]) -> str:
    try:
        return template.format_map(facts).strip()
    except KeyError as missing:
        raise MissingFact(language, key, str(missing.args[0])) from missing


def _fitted(template: str, language: str, key: str, facts: Mapping[str, str], room: int) -> str:
    """The longest of the words that may be cut is shortened until there is room for the sentence."""
    words = dict(facts)
    text = _filled(template, language, key, words)
    while (septets(text) or 0) > room:
        cuttable = [name for name in CUTTABLE if f"{{{name}}}" in template and len(words[name]) > _SHORTEST]
        if not cuttable:
            break
        longest = max(cuttable, key=lambda name: len(words[name]))
        words[longest] = _shorter(words[longest], by=max(1, len(text) - room))
        text = _filled(template, language, key, words)
    return text


def _shorter(words: str, *, by: int) -> str:
    room = max(_SHORTEST - len(_CUT), len(words.removesuffix(_CUT)) - by - len(_CUT))
    kept = words.removesuffix(_CUT)[:room]
    return (kept.rsplit(" ", 1)[0] if " " in kept[_SHORTEST:] else kept).rstrip(" ,.;:") + _CUT


def _one_part(told: list[str]) -> str:
    """The first sentence carries the number, the last the question."""
    return next((text for text in _ways_to_join(told) if fits_one_part(text)), told[0] if told else "")


def _ways_to_join(told: list[str]) -> Iterator[str]:
    while len(told) > 1:
        yield " ".join(told)
        told = [*told[:-2], told[-1]] if len(told) > 2 else told[:1]
    yield from told


_LETTERS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\n": " ", "\t": " "})


def plain_letters(words: str) -> str:
    """Without accents and typographic signs, which would more than halve the room of an SMS."""
    decomposed = unicodedata.normalize("NFKD", words.translate(_LETTERS))
    return " ".join(decomposed.encode("ascii", "ignore").decode().split())
