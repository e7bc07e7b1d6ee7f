"""What the mail door does with callers who want too much, are too slow, or ask for TLS."""

import asyncio
import logging
import smtplib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from aduan.smtp_limits import neighbourhood
from aduan.smtp_tls import certificate
from config.reading import ConfigError
from tests.aduan.test_smtp import MAIL, Office
from tests.fakes import Postman


@asynccontextmanager
async def door(**limits: Any) -> AsyncIterator[Office]:
    office = await Office().open(**limits)
    try:
        yield office
    finally:
        await office.door.close(patience=0.2)


async def greeting(office: Office) -> tuple[str, asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", office.door.port)
    return (await asyncio.wait_for(reader.readline(), 5)).decode(), reader, writer


@pytest.mark.parametrize("limit", ["callers", "callers_each"])
async def test_one_caller_too_many_is_asked_to_come_back_and_a_free_place_is_given_again(limit: str) -> None:
    async with door(**{limit: 2}) as office:
        first, second = await Postman.calls(office.door.port), await Postman.calls(office.door.port)
        said, reader, _ = await greeting(office)
        assert said == "421 4.7.0 Too many connections, please come back\r\n"
        assert await reader.read() == b"", "and hung up"
        assert (await second.brings(MAIL)).startswith("250"), "those inside are not disturbed"
        first.leaves()
        await asyncio.sleep(0.05)
        third = await Postman.calls(office.door.port)
        assert (await third.brings(MAIL)).startswith("250")
        second.leaves()
        third.leaves()


@pytest.mark.parametrize(
    ("peer", "whose"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "::ffff:cb00:7107"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
    ],
)
def test_one_household_of_ipv6_is_one_caller(peer: str, whose: str) -> None:
    assert neighbourhood(peer) == whose


async def test_whoever_guesses_recipients_is_sent_away() -> None:
    async with door(wrong_recipients=3) as office:
        postman = await Postman.calls(office.door.port)
        await postman.says("EHLO x")
        await postman.says("MAIL FROM:<a@b.test>")
        answers = [await postman.says(f"RCPT TO:<orang{n}@aduan.test>") for n in range(3)]
        assert [answer[:9] for answer in answers] == ["550 5.7.1", "550 5.7.1", "421 4.7.1"]
        assert await postman.hears() == ""


async def test_a_mail_that_drips_in_for_ever_is_ended_and_its_sender_may_try_again() -> None:
    async with door(mail_seconds=0.3, silence=5) as office:
        postman = await Postman.calls(office.door.port)
        for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
            await postman.says(line)

        async def drip() -> None:
            while True:
                postman.utters(b"x")
                await asyncio.sleep(0.02)

        dripping = asyncio.create_task(drip())
        assert (await postman.hears()).startswith("421 4.4.2")
        assert await postman.hears() == ""
        dripping.cancel()
        postman.leaves()
        assert office.kept == []


async def test_a_command_that_drips_in_for_ever_is_ended() -> None:
    async with door(silence=0.3) as office:
        postman = await Postman.calls(office.door.port)

        async def drip() -> None:
            while True:
                postman.utters(b"N")
                await asyncio.sleep(0.02)

        dripping = asyncio.create_task(drip())
        assert await asyncio.wait_for(postman.hears(), 5) == ""
        dripping.cancel()
        postman.leaves()


async def test_all_mails_under_way_together_fit_into_memory() -> None:
    async with door(held=100_000, size_limit=90_000) as office:
        first, second = await Postman.calls(office.door.port), await Postman.calls(office.door.port)
        for postman in (first, second):
            for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
                await postman.says(line)
        first.utters(b"Subject: x\r\n\r\n" + b"a" * 70_000)
        await asyncio.sleep(0.1)
        second.utters(b"Subject: y\r\n\r\n" + b"b" * 70_000)
        assert (await second.hears()).startswith("421 4.3.1")
        assert (await first.says(b"\r\n.")).startswith("250"), "who came first is not disturbed"
        assert office.door.held == 0
        first.leaves()


async def test_a_size_that_is_told_ahead_is_refused_ahead() -> None:
    async with door(size_limit=1000) as office:
        postman = await Postman.calls(office.door.port)
        await postman.says("EHLO x")
        assert (await postman.says("MAIL FROM:<a@b.test> SIZE=1001")).startswith("552")
        assert (await postman.says("MAIL FROM:<a@b.test> SIZE=1000")).startswith("250")
        postman.leaves()


@pytest.mark.parametrize("length", [600, 70_000, 1_000_000])
async def test_a_command_line_too_long_is_refused_and_the_next_is_heard(length: int) -> None:
    async with door() as office:
        postman = await Postman.calls(office.door.port)
        await postman.says("EHLO x")
        assert (await postman.says("NOOP " + "x" * length)).startswith("500")
        assert (await postman.brings(MAIL)).startswith("250")
        postman.leaves()


@pytest.mark.parametrize(
    "line",
    [
        b"MAIL FROM:<\xff\xfe@b.test>",
        b"MAIL FROM:<a@b.test> SIZE=viele",
        b"MAIL FROM:<a@b.test> BODY=\0",
        b"RCPT TO:<>",
        b"RCPT TO:<pengaduan@aduan.test> NOTIFY=NEVER",
        b"DATA now",
        b"EHLO",
        b"\0\0\0",
        b"",
        b"\xc3\xa9",
        b"BDAT 5",
        b"STARTTLS",
    ],
)
async def test_a_strange_command_gets_a_code_and_nothing_of_our_inside(line: bytes) -> None:
    async with door() as office:
        postman = await Postman.calls(office.door.port)
        await postman.says("EHLO x")
        answer = await postman.says(line)
        assert answer[:1] in "245"
        for inside in ("Error: (", "Traceback", "Exception", ".py"):
            assert inside not in answer
        postman.leaves()


async def test_trouble_in_looking_up_a_recipient_is_451_and_says_nothing_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with door() as office:

        def fails(address: str) -> bool:
            raise RuntimeError(f"cannot look up {address}")

        office.door.reception._accepts = fails
        postman = await Postman.calls(office.door.port)
        await postman.says("EHLO x")
        await postman.says("MAIL FROM:<a@b.test>")
        with caplog.at_level(logging.ERROR):
            assert (await postman.says("RCPT TO:<pengaduan@aduan.test>")).startswith("451 4.3.0 This office")
        assert "pengaduan" not in caplog.text
        postman.leaves()


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that this office made for itself, and its key."""
    folder, key = tmp_path_factory.mktemp("papers"), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "cert.pem", folder / "key.pem"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert_file, key_file


def write_in_tls(port: int, trusted: Path) -> tuple[str, bool, int]:
    """What somebody else's mail program sees: the TLS version, whether STARTTLS is offered again, the answer."""
    with smtplib.SMTP("localhost", port, timeout=10) as server:
        server.starttls(context=ssl.create_default_context(cafile=str(trusted)))
        server.ehlo()
        version, again = server.sock.version(), server.has_extn("starttls")  # type: ignore[union-attr]
        server.mail("siti@surel.test")
        server.rcpt("pengaduan@aduan.test")
        return version, again, server.data(MAIL)[0]


async def test_with_a_certificate_mail_comes_in_encrypted(papers: tuple[Path, Path]) -> None:
    async with door(tls=certificate(*papers)) as office:
        for _ in range(3):
            version, again, code = await asyncio.to_thread(write_in_tls, office.door.port, papers[0])
            assert (version in ("TLSv1.2", "TLSv1.3"), again, code) == (True, False, 250)
        assert [delivery.body for delivery in office.kept] == [MAIL] * 3
        await asyncio.sleep(0.05)
        assert office.door.callers == set()


async def test_who_speaks_no_tls_is_taken_all_the_same(papers: tuple[Path, Path]) -> None:
    async with door(tls=certificate(*papers)) as office:
        postman = await Postman.calls(office.door.port)
        assert "STARTTLS" in await postman.says("EHLO x")
        assert (await postman.brings(MAIL)).startswith("250")
        postman.leaves()


async def test_nothing_said_before_the_handshake_counts_after_it(papers: tuple[Path, Path]) -> None:
    """CVE-2024-34083, and a handshake that is none."""
    async with door(tls=certificate(*papers)) as office:
        postman = await Postman.calls(office.door.port)
        await postman.says("EHLO x")
        postman.utters(b"STARTTLS\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<pengaduan@aduan.test>\r\nDATA\r\npalsu\r\n.\r\n")
        assert (await postman.hears()).startswith("220")
        await asyncio.sleep(0.2)
        assert office.kept == []
        postman.leaves()


async def test_without_a_certificate_starttls_is_not_offered() -> None:
    async with door() as office:
        postman = await Postman.calls(office.door.port)
        assert "STARTTLS" not in await postman.says("EHLO x")
        postman.leaves()


def test_a_certificate_that_is_none_is_one_clear_sentence(papers: tuple[Path, Path], tmp_path: Path) -> None:
    cert, key = papers
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("rahasia")
    assert certificate(None, None) is None
    with pytest.raises(ConfigError, match="ADUAN_SMTP_TLS_KEY: is no file"):
        certificate(cert, tmp_path / "missing.pem")
    with pytest.raises(ConfigError, match="are no certificate with its key") as refused:
        certificate(nonsense, key)
    assert "rahasia" not in str(refused.value)
