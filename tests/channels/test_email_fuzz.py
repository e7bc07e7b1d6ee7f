"""No bytes that anybody can send break the reader, or keep it for long."""

import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.test_mail_corpus import FILES, read

SEEDS = [body for file in FILES if len(body := file.read_bytes()) < 20_000]
SNIPPETS = rb"""\r\n|\n|\r|\0|\r\n\r\n|--batas|--batas--|=?utf-8?q?|?=|=?|<|>|@|\xff|Content-Type: message/rfc822\r\n
Content-Type: multipart/report; report-type=delivery-status; boundary=batas\r\n|Content-Transfer-Encoding: base64\r\n
Content-Transfer-Encoding: x-uuencode\r\n|charset=utf-16|*0*=|*=|filename*=utf-8''%00|charset*=us-ascii'en'utf-8
-----BEGIN PGP SIGNED MESSAGE-----\r\n|<!--|&#x110000;|Action: failed\r\n|> |From: |Message-ID: <|((((((((|"|;
Authentication-Results: mx.aduan.test; dmarc=|\xe2\x80\xae""".replace(b"\n", b"|").split(b"|")
SNIPPETS = [piece.decode("unicode_escape").encode("latin-1") for piece in SNIPPETS]
SECONDS = 3.0
MEMORY = 64 << 20

places = st.integers(min_value=0, max_value=2**16)
changes = st.lists(
    st.tuples(places, places, st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=12)), st.integers(1, 40)),
    max_size=12,
)


def changed(body: bytes, what: list[tuple[int, int, bytes, int]], other: bytes) -> bytes:
    """Pieces put in, taken out, repeated, and brought over from another mail."""
    for place, length, piece, times in what:
        at = place % (len(body) + 1)
        cut = at + length % 60 * (length % 3)
        more = other[length % (len(other) + 1) :][:200] if length % 5 == 0 else piece * times
        body = (body[:at] + more + body[cut:])[:200_000]
    return body


def bears(seed: bytes, what: list[tuple[int, int, bytes, int]], other: bytes) -> None:
    body = changed(seed, what, other)
    began = time.process_time()
    message, receipts = read(body, "amplop@warga.test")
    assert time.process_time() - began < SECONDS
    assert message.original == body
    assert message.provider_id
    assert message.sender.handle
    assert len(message.text) <= 100_001
    assert "\0" not in message.text + message.subject + "".join(item.name for item in message.attachments)
    assert all("\n" not in item.name for item in message.attachments)
    assert len(receipts) <= 1


def fuzz(seconds: float) -> int:
    """How many mails were tried until the time was over."""
    ends, tried = time.monotonic() + seconds, [0]

    @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(SEEDS), changes, st.sampled_from(SEEDS))
    def once(seed: bytes, what: list[tuple[int, int, bytes, int]], other: bytes) -> None:
        if time.monotonic() < ends:
            tried[0] += 1
            bears(seed, what, other)

    while time.monotonic() < ends:
        once()
    return tried[0]


def test_ten_seconds_of_broken_mails_break_nothing() -> None:
    assert fuzz(10) > 100


@pytest.mark.long
def test_ten_minutes_of_broken_mails_break_nothing_and_leave_no_memory_behind() -> None:
    fuzz(5)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tried = fuzz(600)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"{tried} broken mails were read in ten minutes")
    assert tried > 10_000
    assert after - before < MEMORY
