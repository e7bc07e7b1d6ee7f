"""What an officer should know of a mail beside its words: sealed, signed, broken, and whether its sender is proven."""

import re
from collections.abc import Iterator, Sequence

from channels.email_reading import BEGIN_SIGNED, Mail
from core.messages import Mark

SEALED = "-----BEGIN PGP MESSAGE-----"
PKCS7 = ("application/pkcs7-mime", "application/x-pkcs7-mime")
COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)(.*)", re.IGNORECASE | re.DOTALL)
WHOSE = re.compile(
    r"\b(?:header\.(?:d|i|from)|smtp\.mailfrom)\s*=\s*\"?(?:[^\s;\"@]*@)?([A-Za-z0-9.-]+)", re.IGNORECASE
)
DEEPEST_COMMENT = 5


def marks_of(mail: Mail, sender: str, trusted_host: str) -> tuple[Mark, ...]:
    """In the order an officer reads them."""
    found = [*_seals(mail), *([Mark.UNREADABLE] if mail.broken else [])]
    return tuple(dict.fromkeys([*found, *_proof(mail, sender, trusted_host)]))


def _seals(mail: Mail) -> Iterator[Mark]:
    for kind, smime_type in mail.parts:
        if kind == "multipart/encrypted":
            yield Mark.ENCRYPTED
        elif kind == "multipart/signed":
            yield Mark.SIGNED
        elif kind in PKCS7:
            yield from _pkcs7(smime_type)
    if SEALED in mail.whole_text:
        yield Mark.ENCRYPTED
    if BEGIN_SIGNED in mail.whole_text:
        yield Mark.SIGNED


def _pkcs7(smime_type: str) -> tuple[Mark, ...]:
    """Outlook leaves the type away; then it is nearly always sealed. A signed envelope hides its words all the same."""
    if smime_type == "signed-data":
        return (Mark.SIGNED, Mark.UNREADABLE)
    return () if smime_type == "certs-only" else (Mark.ENCRYPTED,)


def _proof(mail: Mail, sender: str, trusted_host: str) -> tuple[Mark, ...]:
    """What the office's own upstream found out about From (RFC 8601). Whatever other hosts claim counts for nothing."""
    if not trusted_host or mail.from_address != sender:
        return ()
    for header in mail.all("authentication-results"):
        host, results = _read(header)
        if host == trusted_host.lower():
            proven = _proven(results, sender.rpartition("@")[2])
            return () if proven is None else (Mark.PROVEN if proven else Mark.UNPROVEN,)
    return ()


def _read(header: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The host that speaks, and of each method its result and whose domain it is about."""
    for _ in range(DEEPEST_COMMENT):
        header = COMMENT.sub(" ", header)
    host, *said = header.split(";")
    results = []
    for one in said:
        if result := RESULT.match(one):
            whose = WHOSE.search(result[3])
            results.append((result[1].lower(), result[2].lower(), whose[1].lower() if whose else ""))
    return (host.split() or [""])[0].lower(), results


def _proven(results: Sequence[tuple[str, str, str]], domain: str) -> bool | None:
    """DMARC decides; without it a signature or a path of the same domain. None when nothing is known."""
    dmarc = [result for method, result, _ in results if method == "dmarc"]
    if dmarc and dmarc[0] in ("pass", "fail"):
        return dmarc[0] == "pass"
    others = [(result, whose) for method, result, whose in results if method != "dmarc"]
    if any(result == "pass" and _same(whose, domain) for result, whose in others):
        return True
    return False if others and all(result in ("fail", "hardfail") for result, _ in others) else None


def _same(one: str, other: str) -> bool:
    return bool(one) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
