"""How long a text is as an SMS: septets of the GSM 7-bit alphabet, of which one part holds 160 (3GPP TS 23.038)."""

ONE_PART = 160

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€\f")


def septets(text: str) -> int | None:
    """None when a character is outside the alphabet, so that the whole text would travel as UCS-2 (70 to a part)."""
    length = 0
    for character in text:
        if character in _BASIC:
            length += 1
        elif character in _EXTENSION:
            length += 2
        else:
            return None
    return length


def fits_one_part(text: str) -> bool:
    length = septets(text)
    return length is not None and length <= ONE_PART
