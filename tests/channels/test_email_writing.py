"""How the office's mail looks."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP

import pytest

from channels.email import Email
from core.messages import Address, CannotSend, Outbound

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
OFFICE = "DPMPTSP Kabupaten Purwakarta"
TEXT = (
    "Yth. Siti Aminah,\n\nPengaduan 26-00001-17 tercatat – jawaban paling lambat 27/3/2026.\n"
    "Lihat https://aduan.test/lacak?n=26-00001-17&k=a.\n\n.\nIbu & Bapak <petugas>"
)
ANSWER = Outbound(
    id="01JNAB-7",
    to=Address("email", "siti.aminah@surel.test"),
    text=TEXT,
    subject="Re: Izin hosting belum terbit",
    answers=("CAF3k1@mail.surel.test 705833ee4a9755dc", "m-0@aduan.test"),
    token="1f-abcd2345",
)


def compose(message=ANSWER, *, office=OFFICE):
    return Email("pengaduan@aduan.test", office=office, now=lambda: NOON).compose(message)


def parsed(message=ANSWER, *, office=OFFICE):
    return message_from_bytes(compose(message, office=office), policy=SMTP)


def test_the_headers_say_who_to_whom_and_what_it_answers():
    mail = parsed()
    assert dict(mail.items()) == {
        "From": "DPMPTSP Kabupaten Purwakarta <pengaduan@aduan.test>",
        "To": "siti.aminah@surel.test",
        "Subject": "Re: Izin hosting belum terbit",
        "Date": "Mon, 02 Mar 2026 05:00:00 +0000",
        "Message-ID": "<01JNAB-7@aduan.test>",
        "In-Reply-To": "<CAF3k1@mail.surel.test>",
        "References": "<m-0@aduan.test> <CAF3k1@mail.surel.test>",
        "Reply-To": "pengaduan+1f-abcd2345@aduan.test",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "MIME-Version": "1.0",
        "Content-Type": mail["Content-Type"],
    }
    assert not any(part.defects for part in mail.walk())


def test_an_officers_answer_is_not_called_automatic_and_needs_no_token():
    mail = parsed(replace(ANSWER, automatic=False, token="", answers=()))
    assert not {"Auto-Submitted", "Reply-To", "In-Reply-To", "References"} & set(mail.keys())


def test_both_dresses_say_the_same():
    plain, html = (part.get_content().replace("\r\n", "\n") for part in parsed().iter_parts())
    assert plain == TEXT
    shown = re.search(r"<body.*", html, re.DOTALL)[0]
    assert "<p>Pengaduan 26-00001-17 tercatat – jawaban paling lambat 27/3/2026.<br>" in shown
    link = "https://aduan.test/lacak?n=26-00001-17&amp;k=a"
    assert f'<a href="{link}">{link}</a>.</p>' in shown
    assert "Ibu &amp; Bapak &lt;petugas&gt;" in shown


def test_nothing_is_fetched_from_elsewhere():
    _, html = (part.get_content() for part in parsed().iter_parts())
    assert not re.search(r"\bsrc=|@import|url\(|<link|<script", html)


@pytest.mark.parametrize(
    "subject",
    [
        "Pengaduan 26-00001-17 – tercatat",
        "Izin téh can kaluar " * 12,
        "satu kata " * 30,
        "=?utf-8?q?pura-pura?=",
        "",
    ],
)
def test_any_subject_arrives_as_it_was_written(subject):
    assert parsed(replace(ANSWER, subject=subject))["Subject"].strip() == subject.strip()


@pytest.mark.parametrize(
    "office", ["Dinas, Penanaman Modal", 'Kantor "Satu" Pintu', "Kantor Pelayanan Téh", "", OFFICE]
)
def test_the_offices_name_stands_beside_its_address(office):
    (sender,) = parsed(office=office)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (office, "pengaduan@aduan.test")


def test_lines_fit_the_wire():
    mail = compose(replace(ANSWER, text="panjang " * 2000, subject="panjang " * 100, answers=("a@b",) * 40))
    assert mail.isascii()
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert max(map(len, mail.split(b"\r\n"))) <= 998


def test_a_second_try_is_the_same_mail():
    assert compose() == compose()


def test_a_break_in_a_subject_or_a_name_adds_no_header():
    mail = parsed(replace(ANSWER, subject="Halo\r\nBcc: x@y.test\nX: y"), office="Kantor\r\nBcc: x@y.test")
    assert not {"Bcc", "X"} & set(mail.keys())


@pytest.mark.parametrize(
    "address",
    [
        "a@b.test\r\nRCPT TO:<x@y.test>",
        "a@b.test\nBcc: x@y.test",
        "a@b.test>",
        "<a@b.test",
        "a@b.test, x@y.test",
        "a b@c.test",
        '"a\r\n"@b.test',
        "a@b.test\0",
        "bukan alamat",
        "@b.test",
        "a@",
        "",
    ],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(CannotSend) as refusal:
        compose(replace(ANSWER, to=Address("email", address)))
    assert "@" not in str(refusal.value)


@pytest.mark.parametrize("change", [{"id": "a>\r\nBcc: x"}, {"id": ""}, {"token": "a@b\r\n"}, {"token": "a b"}])
def test_an_id_or_token_that_could_break_out_is_refused(change):
    with pytest.raises(CannotSend):
        compose(replace(ANSWER, **change))


def test_ids_that_are_none_are_not_answered():
    mail = parsed(replace(ANSWER, answers=("without-id 0123", "a@b\r\nBcc: x", "baik@surel.test")))
    assert mail["In-Reply-To"] == "<baik@surel.test>"
    assert mail["References"] == "<baik@surel.test>"
