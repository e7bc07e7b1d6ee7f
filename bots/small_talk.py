"""What a text amounts to before anybody asks what it is about: nothing, a greeting, thanks, or something told."""

from enum import StrEnum

from bots.vocabulary import AROUND_WISHES, ASSENT, GRATITUDE, GREETINGS, POLITE, THANKS, WISHES


class Speech(StrEnum):
    """NOTHING has no words. WISH is "mau lapor, pak", NAME "saya Siti Aminah", SECRECY "jangan sebut nama saya", each
    with nothing told yet. STOP asks for no more messages."""

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
    if any(word in WISHES for word in said) and all(
        word in WISHES or word in AROUND_WISHES or word in _COURTESY for word in said
    ):
        return Speech.WISH
    return Speech.TOLD
