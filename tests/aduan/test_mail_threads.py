"""Whose case a mail belongs to, what came back of ours, and whether a sender is proven: from the door to the desk."""

from dataclasses import replace

import pytest

from aduan.receiving import mail_receiver
from channels.email import Email
from core.messages import Delivery, Outbound
from core.rules.roles import Role
from core.store import case_head, case_page
from core.store.viewers import Viewer
from tests.office import OfficeUnderTest

OURS = "pengaduan@aduan.test"
COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."
KEPALA = Viewer(0, "Kepala", Role.KEPALA)


async def comes(
    office: OfficeUnderTest,
    sender: str,
    words: str,
    *headers: str,
    to: str = OURS,
    subject: str = "Izin",
    auth_host: str = "",
) -> None:
    serial = next(office.serial)
    lines = [
        *headers,
        f"From: {sender}",
        f"Subject: {subject}",
        f"Message-ID: <surat{serial}@warga.test>",
        "",
        words,
        "",
    ]
    parts = replace(office.parts, channels={"email": Email(OURS, auth_host=auth_host)})
    body = "\r\n".join(lines).encode()
    await mail_receiver(parts)(Delivery("email", body, office.now, {}, sender, (to,)))
    await office.send_what_is_due()


async def siti_reports(office: OfficeUnderTest) -> Outbound:
    """The acknowledgment that she gets."""
    await comes(office, "siti@warga.test", COMPLETE)
    return office.post["email"].sent[-1]


async def message_of(office: OfficeUnderTest, handle: str, columns: str) -> tuple[object, ...]:
    rows = await office.rows(
        f"SELECT {columns} FROM messages JOIN addresses USING (conversation_id) "
        "WHERE handle = :handle AND author = 'citizen' ORDER BY messages.id DESC LIMIT 1",
        handle=handle,
    )
    return tuple(rows[0])


# --- whose case ------------------------------------------------------------------------------------------


async def test_a_case_number_in_the_subject_opens_nobody_elses_case(office: OfficeUnderTest) -> None:
    ours = await siti_reports(office)
    number = await office.value("SELECT number FROM cases")
    for words in ("STATUS", f"STATUS {number}", "BATAL", f"Tambahan untuk {number}: petugasnya kasar."):
        await comes(office, "orang@lain.test", words, subject=f"Re: [{number}] Izin hosting")
    assert (await message_of(office, "orang@lain.test", "named_case_id, marks"))[0] is None
    own = await office.value("SELECT id FROM cases WHERE number = :number", number=number)
    assert own not in await message_of(office, "orang@lain.test", "case_id")
    assert await office.value("SELECT state FROM cases WHERE number = :number", number=number) != "withdrawn"
    said = "".join(sent.text for sent in office.post["email"].sent if sent.to.handle == "orang@lain.test")
    assert "Siti" not in said
    assert ours.token not in said


@pytest.mark.parametrize("by", ["token", "references"])
async def test_a_strangers_answer_is_a_message_of_its_own_and_shown_to_the_officer(
    office: OfficeUnderTest, by: str
) -> None:
    ours = await siti_reports(office)
    own, number = (await office.rows("SELECT id, number FROM cases"))[0]
    to = f"pengaduan+{ours.token}@aduan.test" if by == "token" else OURS
    headers = [] if by == "token" else [f"References: <{ours.id}>"]
    await comes(
        office, "tetangga@lain.test", "BATAL saja. Saya tetangganya.", *headers, to=to, subject=f"Re: [{number}]"
    )
    case_id, named, marks = await message_of(office, "tetangga@lain.test", "case_id, named_case_id, marks")
    assert (case_id != own, named, marks) == (True, own, ["other_address"])
    assert await office.value("SELECT state FROM cases WHERE id = :id", id=own) != "withdrawn"
    told = "".join(sent.text for sent in office.post["email"].sent if sent.to.handle == "tetangga@lain.test")
    assert number not in told
    async with office.parts.engine.begin() as db:
        head = await case_head.head(db, KEPALA, number, office.now)
        assert head
        page = await case_page.page(db, KEPALA, head, office.now)
    (shown,) = [line for line in page.lines if line.other_address]
    assert (shown.other_address, shown.marks) == ("tetangga@lain.test", ("other_address",))


async def test_the_citizens_own_answer_carries_no_such_mark(office: OfficeUnderTest) -> None:
    ours = await siti_reports(office)
    await comes(office, "siti@warga.test", "Tanggal 9 Februari.", to=f"pengaduan+{ours.token}@aduan.test")
    assert await message_of(office, "siti@warga.test", "named_case_id, marks") == (None, [])


@pytest.mark.parametrize("token", ["1-aaaaaaaaaaaaaaaa", "ffffffffffffffffffff-x", "x", "1-"])
async def test_a_token_that_we_never_signed_names_no_case(office: OfficeUnderTest, token: str) -> None:
    await siti_reports(office)
    await comes(office, "orang@lain.test", COMPLETE, to=f"pengaduan+{token}@aduan.test")
    assert await message_of(office, "orang@lain.test", "named_case_id, marks") == (None, [])


# --- what came back --------------------------------------------------------------------------------------


def report(ours: Outbound, action: str, why: str = "550 5.1.1 No such user") -> str:
    return (
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Action: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; {why}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{ours.id}@aduan.test>\r\n\r\n--b--"
    )


REPORT = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'


async def as_if_sent_by_mail(office: OfficeUnderTest) -> None:
    """The stand-in channel names messages by their bare id, a mail by its Message-ID."""
    async with office.parts.engine.begin() as db:
        await db.exec_driver_sql("UPDATE outbox SET provider_id = public_id || '@aduan.test' WHERE channel = 'email'")


async def test_a_mail_that_came_back_is_a_receipt_and_an_officers_task_and_never_answered(
    office: OfficeUnderTest,
) -> None:
    ours = await siti_reports(office)
    await as_if_sent_by_mail(office)
    sent = len(office.post["email"].sent)
    for _ in range(2):
        await comes(office, "mailer-daemon@mx.test", report(ours, "failed"), REPORT)
    assert await office.rows("SELECT state, detail FROM receipts ORDER BY id") == [
        ("accepted", ""),
        ("failed", "550 5.1.1 No such user"),
    ]
    assert await office.rows("SELECT kind, detail FROM alarms") == [("not_delivered", "550 5.1.1 No such user")]
    number = await office.value("SELECT number FROM cases")
    async with office.parts.engine.begin() as db:
        head = await case_head.head(db, KEPALA, number, office.now)
        assert head
        page = await case_page.page(db, KEPALA, head, office.now)
    assert [(line.delivery, line.trouble) for line in page.lines if line.author == "aduan"] == [
        ("failed", "550 5.1.1 No such user")
    ]
    assert len(office.post["email"].sent) == sent


async def test_a_mail_that_is_late_raises_no_alarm(office: OfficeUnderTest) -> None:
    ours = await siti_reports(office)
    await as_if_sent_by_mail(office)
    await comes(office, "mailer-daemon@mx.test", report(ours, "delayed"), REPORT)
    assert await office.rows("SELECT state FROM receipts ORDER BY id") == [("accepted",), ("delayed",)]
    assert await office.rows("SELECT kind FROM alarms") == []


async def test_a_bounce_without_our_id_is_found_by_the_token_it_quotes(office: OfficeUnderTest) -> None:
    ours = await siti_reports(office)
    words = f"Surat tidak terkirim.\r\n\r\nReply-To: <pengaduan+{ours.token}@aduan.test>"
    await comes(office, "mailer-daemon@mx.test", words, subject="Surat gagal terkirim")
    assert await office.rows("SELECT kind FROM alarms") == [("not_delivered",)]


async def test_a_bounce_of_a_mail_that_was_never_ours_changes_nothing(office: OfficeUnderTest) -> None:
    ours = await siti_reports(office)
    await comes(office, "mailer-daemon@mx.test", report(replace(ours, id="f" * 32), "failed"), REPORT)
    forged = "Surat tidak terkirim.\r\n\r\nReply-To: <pengaduan+1-aaaaaaaaaaaaaaaa@aduan.test>"
    await comes(office, "mailer-daemon@mx.test", forged, subject="Surat gagal terkirim")
    assert await office.rows("SELECT state FROM receipts") == [("accepted",)]
    assert await office.rows("SELECT kind FROM alarms") == []


# --- whether the sender is proven ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "marks"),
    [
        pytest.param("mx.aduan.test; dmarc=pass header.from=warga.test", ["proven"], id="DMARC"),
        pytest.param("MX.Aduan.test 1; dmarc=fail (p=reject) header.from=warga.test", ["unproven"], id="DMARC fails"),
        pytest.param("mx.aduan.test; dkim=pass header.d=warga.test; spf=fail", ["proven"], id="a signature alone"),
        pytest.param("mx.aduan.test; dkim=pass header.d=lain.test", [], id="a signature of somebody else"),
        pytest.param("mx.aduan.test; spf=pass smtp.mailfrom=siti@warga.test", ["proven"], id="the path alone"),
        pytest.param("mx.aduan.test; spf=fail; dkim=fail", ["unproven"], id="neither"),
        pytest.param("mx.aduan.test; none", [], id="not looked at"),
        pytest.param("mx.jahat.test; dmarc=pass", [], id="another host"),
        pytest.param("mx.jahat.test (mx.aduan.test); dmarc=pass", [], id="another host with our name in a comment"),
        pytest.param("mx.aduan.test.jahat.test; dmarc=pass", [], id="a longer name"),
        pytest.param("mx.aduan.test; x=(dmarc=pass) dmarc", [], id="in a comment"),
    ],
)
async def test_only_the_offices_own_upstream_says_whether_a_sender_is_proven(
    office: OfficeUnderTest, header: str, marks: list[str]
) -> None:
    """And whatever it says, the citizen is heard."""
    await comes(office, "siti@warga.test", COMPLETE, f"Authentication-Results: {header}", auth_host="mx.aduan.test")
    assert await message_of(office, "siti@warga.test", "marks") == (marks,)
    assert "Nomor: 26-" in office.post["email"].sent[-1].text


async def test_the_topmost_result_counts_and_without_a_configured_host_none(office: OfficeUnderTest) -> None:
    results = [f"Authentication-Results: mx.aduan.test; dmarc={result}" for result in ("fail", "pass")]
    await comes(office, "siti@warga.test", COMPLETE, *results, auth_host="mx.aduan.test")
    assert await message_of(office, "siti@warga.test", "marks") == (["unproven"],)
    await comes(office, "siti@warga.test", "Mohon dibantu.", *results)
    assert await message_of(office, "siti@warga.test", "marks") == ([],)
