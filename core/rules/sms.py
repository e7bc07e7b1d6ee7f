"""How long a text is as an SMS: septets of the GSM 7-bit alphabet, of which one part holds 160 (3GPP TS 23.038)."""

ONE_PART = 160
JOINED_PART = 153
UCS2_PART = 70
UCS2_JOINED_PART = 67
"""Parts that are joined on the phone lose a little room to the mark that joins them."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€\f")


def septets(text: str) -> int | None:
    """None when a character is outside the alphabet, so that the whole text would travel as UCS-2 (70 to a part)."""
    lengths = [_length(character) for character in text]
    return sum(lengths) if all(lengths) else None


def fits_one_part(text: str) -> bool:
    length = septets(text)
    return length is not None and length <= ONE_PART


def parts(text: str) -> int:
    """How many parts the text travels in, and is paid for."""
    length = septets(text)
    if length is None:
        return _parts(len(text.encode("utf-16-le")) // 2, UCS2_PART, UCS2_JOINED_PART)
    return _parts(length, ONE_PART, JOINED_PART)


def outside_the_alphabet(text: str) -> str | None:
    """The first character that no GSM 7-bit text can hold."""
    return next((character for character in text if not _length(character)), None)


def _length(character: str) -> int:
    """0 for a character outside the alphabet."""
    return 1 if character in _BASIC else 2 if character in _EXTENSION else 0


def _parts(length: int, one: int, joined: int) -> int:
    return 1 if length <= one else -(-length // joined)
