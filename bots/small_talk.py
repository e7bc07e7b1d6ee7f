"""What a text amounts to before anybody asks what it is about: a greeting, thanks, something told; and the kind word
that answers it where nothing is told."""

from dataclasses import replace
from enum import StrEnum

from bots.questions import again
from bots.talk import Said, Say, Talk, Turn
from bots.vocabulary import AROUND_WISHES, ASSENT, GRATITUDE, GREETINGS, NO, POLITE, THANKS, WISHES


class Speech(StrEnum):
    """NOTHING has no words. WISH is "mau lapor, pak", NAME "saya Siti Aminah", SECRECY "jangan sebut nama saya", each
    with nothing told yet. ASSENT also has the "tidak" that
    answers nothing. STOP asks for no more messages."""

    NOTHING = "nothing"
    GREETING = "greeting"
    ASSENT = "assent"
    THANKS = "thanks"
    WISH = "wish"
    NAME = "name"
    SECRECY = "secrecy"
    STOP = "stop"
    TOLD = "told"


_STOPS = frozenset({"stop", "berhenti", "unsubscribe", "stopall", "optout", "unreg"})
_COURTESY = GREETINGS | POLITE
_AROUND_ASSENT = _COURTESY | {
    "saya",
    "sy",
    "kami",
    "aja",
    "saja",
    "dulu",
    "gitu",
    "begitu",
    "kabarnya",
    "jawabannya",
    "sama",
}
_MOST_WORDS = 25


_ENGLISH = frozenset(("hello", "good", "morning", "afternoon", "evening", "thank", "thanks"))
_SUNDANESE = frozenset(
    ("sampurasun", "rampes", "wilujeng", "enjing", "sonten", "wengi", "hatur", "nuhun", "haturnuhun", "muhun", "mangga")
)
_OF_ONE_LANGUAGE = {
    "en": (
        _ENGLISH,
        _ENGLISH
        | {
            "hi",
            "hey",
            "you",
            "okay",
            "alright",
            "there",
            "sir",
            "madam",
            "dear",
            "very",
            "much",
            "so",
            "ok",
            "everyone",
        },
    ),
    "su": (_SUNDANESE, _SUNDANESE | {"kang", "akang", "teh", "pa", "pak", "bu", "bapa", "min", "siang", "pisan"}),
}
"""Per language the words that only it has, and with what they may stand."""


def language_of_courtesy(words: list[str]) -> str:
    """ "Good morning" is English and "sampurasun" Sundanese, however short; empty for what several languages say."""
    for language, (own, beside) in _OF_ONE_LANGUAGE.items():
        if any(word in own for word in words) and all(word in beside for word in words):
            return language
    return ""


def speech_of(words: list[str]) -> Speech:
    """By its words alone. A text that says more than courtesies is TOLD, whatever a classifier makes of it."""
    said = [word for word in words if not word.isdigit()]
    if not said:
        return Speech.NOTHING
    if len(said) > _MOST_WORDS:
        return Speech.TOLD
    if len(said) == 1 and said[0] in _STOPS:
        return Speech.STOP
    if all(word in _COURTESY for word in said):
        return Speech.GREETING
    if any(word in GRATITUDE for word in said) and all(
        word in THANKS or word in _COURTESY or word in ASSENT for word in said
    ):
        return Speech.THANKS
    if any(word in ASSENT for word in said) and all(word in ASSENT or word in _AROUND_ASSENT for word in said):
        return Speech.ASSENT
    if all(word in NO or word in _COURTESY for word in said):
        return Speech.ASSENT
    if any(word in WISHES for word in said) and all(
        word in WISHES or word in AROUND_WISHES or word in _COURTESY for word in said
    ):
        return Speech.WISH
    return Speech.TOLD


def greeted(talk: Talk, said: Said, *, assent: bool) -> Turn:
    """ "Halo min", "p", "ok": an open question is put once more, else we say, once a day, what one can write."""
    if talk.pending:
        told = () if talk.repeated is talk.pending else (again(talk, talk.pending),)
        return Turn(replace(talk, repeated=talk.pending), (), told)
    if talk.has_case:
        return kindly(talk, Say("noted" if assent else "greeting_again"), said)
    return kindly(talk, Say("greeting"), said)


def thanked(talk: Talk, said: Said) -> Turn:
    """Once a day; a second "nuhun" needs no answer."""
    if talk.thanked_on == said.on:
        return Turn(talk)
    return Turn(replace(talk, thanked_on=said.on), (), (Say("thanks"),))


def kindly(talk: Talk, say: Say, said: Said) -> Turn:
    """Once a day, so that two machines do not greet each other for ever."""
    if talk.friendly_on == said.on:
        return Turn(talk)
    return Turn(replace(talk, friendly_on=said.on), (), (say,))
