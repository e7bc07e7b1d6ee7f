"""Signed tokens and codes: how an answer finds its case, and how a citizen proves that a case is theirs."""

import base64
import hashlib
import hmac


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

    def code(self, case_id: int) -> str:
        """What a citizen needs beside the number to see the case from elsewhere: 60 bits, easy to read aloud."""
        mark = self._mark("code", case_id)
        return "-".join((mark[:4], mark[4:8], mark[8:12]))

    def is_code_of(self, case_id: int, written: str) -> bool:
        plain = "".join(letter for letter in written.lower() if letter.isalnum())
        return hmac.compare_digest(plain.encode(), self.code(case_id).replace("-", "").encode())

    def _mark(self, purpose: str, case_id: int) -> str:
        digest = hmac.digest(self._key, f"{purpose}:{case_id}".encode(), hashlib.sha256)
        return base64.b32encode(digest[:10]).decode().lower()
