"""Signed tokens and codes: how an answer finds its case, and how a citizen proves that a case is theirs."""

import base64
import hashlib
import hmac

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: no I, L, O or U, so that nobody has to ask whether it was a one or an L."""
CODE_LENGTH = 12
_MISREAD = str.maketrans("OIL", "011")


def tracking_code(key: bytes, case_number: str) -> str:
    """What proves, beside its number, that a case is one's own: 60 bits in three groups, the same each time.

    Nothing is stored: who has the office's key can write it again, nobody else can guess it.
    """
    number = int.from_bytes(hmac.digest(key, f"code:{case_number}".encode(), hashlib.sha256)[:8])
    letters = "".join(CODE_LETTERS[number >> 5 * place & 31] for place in range(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def fits(key: bytes, case_number: str, written: str) -> bool:
    """Whether somebody wrote this case's code. Capitals, spaces and dashes do not matter, nor O for 0 and L for 1."""
    return hmac.compare_digest(_plain(written).encode(), _plain(tracking_code(key, case_number)).encode())


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum()).translate(_MISREAD)


class Tokens:
    """Signs case ids with the office's key. Nothing here opens anybody else's case."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign(self, case_id: int) -> str:
        """For a reply address: letters and digits, the same in lower and upper case."""
        return f"{case_id:x}-{self._mark('reply', case_id)}"

    def case_of(self, token: str) -> int | None:
        """The case a token of ours names; None for any other text."""
        head, _, mark = token.lower().partition("-")
        try:
            case_id = int(head, 16)
        except ValueError:
            return None
        return case_id if hmac.compare_digest(mark.encode(), self._mark("reply", case_id).encode()) else None

    def code(self, case_number: str) -> str:
        """What a citizen needs beside the number to see the case from elsewhere."""
        return tracking_code(self._key, case_number)

    def is_code_of(self, case_number: str, written: str) -> bool:
        return fits(self._key, case_number, written)

    def _mark(self, purpose: str, case_id: int) -> str:
        digest = hmac.digest(self._key, f"{purpose}:{case_id}".encode(), hashlib.sha256)
        return base64.b32encode(digest[:10]).decode().lower()
