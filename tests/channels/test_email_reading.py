"""What the office understands of a mail."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.email import Email
from core.messages import Address, Automatic, Delivery, Inbound

MAILS = Path(__file__).parent / "mails"
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
OURS = "pengaduan@aduan.test"


def mail(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n")


def read(body: bytes, *, sender: str = "amplop@surel.test", to: tuple[str, ...] = (OURS,)) -> Inbound:
    message, *_ = Email(OURS).read(Delivery("email", body, NOON, {}, sender, to))
    assert isinstance(message, Inbound)
    return message


def test_a_plain_mail_says_who_wrote_what_and_when_it_came():
    body = mail("plain")
    assert read(body) == Inbound(
        sender=Address("email", "siti.aminah@surel.test"),
        provider_id="CAF3k1@mail.surel.test 705833ee4a9755dc",
        text="Saya Siti Aminah. Izin hosting saya belum terbit, sudah tiga minggu.\n\nMohon penjelasannya.",
        arrived_at=NOON,
        sent_at=None,
        display_name="Siti Aminah",
        subject="Izin hosting belum terbit",
        original=body,
        original_type="message/rfc822",
    )


TEXTS = {
    "html_only": (
        "Petugas loket 3 meminta Rp 50.000 & tidak memberi kuitansi.\n\nYang saya bawa:\n\n- KTP\n- NPWP\n"
        "Tanggal 2 Maret\nJam 10.15\nFotonya di sini (https://berkas.test/foto/12).\nTerima kasih"
    ),
    "gmail_both": "Kursi di ruang tunggu kurang.",
    "apple_photo": "Jalan masuk rusak:\n\nKursi roda tidak bisa lewat.",
    "outlook_inline_picture": "Layar menampilkan “Kesalahan 500”.",
    "unknown_charset": "Saya sudah 3x datang, katanya “belum selesai”.",
    "windows_letters": "Katanya “belum selesai”.",
    "encoded_name": ("Punten, izin abdi téh can kaluar. Tos dua minggu abdi ngantosan, saur patugas antosan deui."),
    "raw_letters": "Kumaha izin abdi téh?",
    "broken_multipart": "Surat ini bilang berbagian-bagian, tetapi tidak.",
    "cut_off": "Surat ini terputus di tengah-",
    "to_a_polled_mailbox": "Ini jawaban saya.",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_what_a_person_would_read(name):
    assert read(mail(name)).text == TEXTS[name]


OWN_WORDS = {
    "reply_gmail_id": "Izin itu saya terima tanggal 9 Februari.",
    "reply_yahoo_id": "Nama saya Ujang Saepudin pak",
    "reply_outlook_id": "Yth. Bapak/Ibu,\n\nLayanan yang saya maksud adalah izin apotek.",
    "reply_samsung_id": "Iya benar pak, saya Iwan Setiawan",
    "reply_old_outlook_id": "Belum, sampai hari ini belum ada.",
    "reply_iphone_en": "I received the permit on 9 February.",
    "reply_html_quote": "Loketnya nomor 3.",
    "reply_between": "Jawaban saya di bawah.\n\nRahmat Hidayat\nTanggal 9 Februari",
    "signature": "Jam berapa loket buka pada hari Jumat?",
}


@pytest.mark.parametrize("name", OWN_WORDS)
def test_only_what_was_written_now_counts_and_the_original_stays_whole(name):
    message = read(mail(name))
    assert message.text == OWN_WORDS[name]
    assert message.original == mail(name)


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param(
            "From: DPMPTSP <pengaduan@aduan.test>\nSent: Monday, March 2, 2026 10:05 AM\nTo: Grace\nSubject: Complaint",
            id="Outlook in English",
        ),
        pytest.param(
            "________________________________\nFrom: DPMPTSP\nSent: Monday, March 2, 2026 10:05 AM\nTo: Grace",
            id="Outlook with a rule",
        ),
        pytest.param(
            "On Monday, March 2, 2026 at 10:05:00 AM GMT+7, DPMPTSP <pengaduan@aduan.test> wrote:  Lama",
            id="Yahoo in English",
        ),
        pytest.param(
            "On Mon, 2 Mar 2026 at 10:05, DPMPTSP Kabupaten Purwakarta\n<a@b.test> wrote:", id="over two lines"
        ),
        pytest.param("2026-03-02 10:05 GMT+07:00 DPMPTSP <pengaduan@aduan.test>:", id="Gmail of old"),
        pytest.param("-----Original Message-----", id="Original Message"),
        pytest.param(
            "Dari: DPMPTSP <pengaduan@aduan.test>\nTanggal: 2 Maret 2026 pukul 10.05.00 WIB\nKepada: Grace", id="iPhone"
        ),
    ],
)
def test_headings_of_old_mails_are_known(heading):
    text = f"Baru.\n\n{heading}\n\nLama."
    assert read(f"Subject: Re: x\n\n{text}".encode()).text == "Baru."
    assert read(f"Subject: Fwd: x\n\n{text}".encode()).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Dikirim dari Purwakarta, 2 Maret 2026\nIzin saya belum terbit.",
        "Keluhan saya:\n- antre lama\n-- tidak ada nomor\nTerima kasih",
        "Petugas itu menulis: berkas kurang\npadahal lengkap",
        "Saya datang dua kali.\nPada hari Senin, 2 Maret, petugas menulis:\nBerkas kurang.",
        "I came twice.\nOn Monday the officer wrote:\nfile incomplete",
        "Perihal: izin apotek\nTanggal: 2 Maret 2026 10.00\nBelum terbit.",
        "Best regards for the officers, but\nthe permit is late",
    ],
)
def test_a_citizens_own_words_are_not_cut(text):
    assert read(b"Subject: x\n\n" + text.encode()).text == text


def test_a_mail_of_nothing_but_quotation_is_kept_whole():
    assert read(mail("only_quotation")).text == "> Apakah nama Anda Iwan?\n> Balas surat ini."


def test_a_forwarded_mail_is_part_of_what_is_said():
    assert "Permohonan Anda ditolak karena berkas hilang." in read(mail("forwarded")).text


def test_a_formal_letter_is_not_taken_for_an_old_mail():
    text = read(mail("formal_letter")).text
    assert text.startswith("Kepada Yth. Kepala DPMPTSP\ndi Purwakarta\n\nDari: Sri Wahyuni")
    assert text.endswith("- antrean tidak dipanggil\nThank you, mohon ditanggapi.\n\nHormat saya,\nSri Wahyuni")


def test_more_than_fourteen_days_is_not_a_quotation():
    assert "> 14 hari kerja belum ada jawaban." in read(mail("more_than")).text


def test_attachments_come_with_plain_names_and_their_bytes():
    letter, photo = read(mail("with_pdf")).attachments
    assert (letter.name, letter.media_type) == ("Surat Penolakan.pdf", "application/pdf")
    assert letter.content.startswith(b"%PDF-1.4")
    assert (photo.name, photo.media_type) == ("foto bukti – 1.bin", "application/octet-stream")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("apple_photo", ("lampiran-1.jpg", "image/jpeg"), id="a photo between two texts"),
        pytest.param("outlook_inline_picture", ("image001.jpg", "image/jpeg"), id="a picture shown in the text"),
        pytest.param("forwarded_as_file", ("lampiran-1.eml", "message/rfc822"), id="a whole mail"),
    ],
)
def test_inline_pictures_and_whole_mails_are_attachments(name, expected):
    (attachment,) = read(mail(name)).attachments
    assert (attachment.name, attachment.media_type) == expected


def test_a_mail_attached_can_be_read_again():
    (attachment,) = read(mail("forwarded_as_file")).attachments
    assert read(attachment.content).text == "Permohonan Anda ditolak."


@pytest.mark.parametrize(
    ("name", "handle", "display_name"),
    [
        pytest.param("plain", "siti.aminah@surel.test", "Siti Aminah", id="lower case"),
        pytest.param("html_only", "budi@kantor.test", "Budi Hartono", id="quoted name"),
        pytest.param("encoded_name", "dedi@surel.test", "Dédi Supriatna", id="encoded words"),
        pytest.param("raw_letters", "dedi@surel.test", "Dédi Supriatna", id="letters that are not allowed"),
        pytest.param("comment_from", "cecep@desa.test", "", id="name in a comment"),
        pytest.param(
            "odd_but_honest_from",
            "cecep.suhendar@desa.test",
            "Dr. H. Cecep Suhendar, M.Si. (Kepala Desa)",
            id="titles with commas",
        ),
        pytest.param("two_from", "amplop@surel.test", "", id="two From headers"),
        pytest.param("two_addresses_in_from", "amplop@surel.test", "", id="two addresses"),
        pytest.param("confusing_from", "amplop@surel.test", "", id="CVE-2023-27043"),
    ],
)
def test_the_sender_is_the_one_address_in_from_else_the_envelopes(name, handle, display_name):
    message = read(mail(name))
    assert (message.sender.handle, message.display_name) == (handle, display_name)


def test_an_address_in_the_place_of_a_name_is_no_name():
    assert read(b'From: "siti@surel.test" <siti@surel.test>\r\n\r\nhalo').display_name == ""


def test_people_without_any_address_are_not_taken_for_each_other():
    first, second = (read(b"Subject: x\r\n\r\n" + text, sender="") for text in (b"satu", b"dua"))
    assert first.sender != second.sender
    assert first.automatic is Automatic.NO_REPLY_ADDRESS


def test_encoded_and_unknown_subjects_are_readable():
    assert read(mail("encoded_name")).subject == "Punten, izin abdi téh can kaluar"
    assert read(mail("unknown_charset")).subject == "Izin reklame"


def test_a_repeat_through_another_server_has_the_same_id():
    again = b"Received: from mx2.surel.test by mx.aduan.test; Mon, 2 Mar 2026 11:00:00 +0700\r\n" + mail("plain")
    assert read(again).provider_id == read(mail("plain")).provider_id
    assert read(mail("plain").replace(b"\r\n", b"\n")).provider_id == read(mail("plain")).provider_id


def test_two_mails_with_one_message_id_are_two_messages():
    assert read(mail("reused_id_1")).provider_id != read(mail("reused_id_2")).provider_id


def test_a_mail_without_message_id_has_a_lasting_id_of_its_own():
    body = mail("no_message_id")
    assert read(body).provider_id == read(body).provider_id
    assert read(body).provider_id != read(body.replace(b"Nunung", b"Neneng").replace(b"nunung", b"neneng")).provider_id
    assert read(body).provider_id != read(body.replace(b"10:00:00", b"10:00:01")).provider_id


def test_an_endless_message_id_is_no_id():
    assert len(read(b"Message-ID: <" + b"a" * 5000 + b"@x>\r\n\r\nhalo").provider_id) < 100


def test_answers_are_named_nearest_first():
    assert read(mail("reply_gmail_id")).answers == ("m-2@aduan.test", "m-1@aduan.test", "CAF3k1@mail.surel.test")


@pytest.mark.parametrize(
    ("recipient", "token"),
    [
        ("pengaduan+1f-abcd2345@aduan.test", "1f-abcd2345"),
        ("Pengaduan+1F-ABCD2345@Aduan.test", "1F-ABCD2345"),
        ("pengaduan@aduan.test", ""),
        ("orang+lain@aduan.test", ""),
    ],
)
def test_the_token_stands_after_the_plus_as_delivered(recipient, token):
    assert read(mail("plain"), to=(recipient,)).token == token


@pytest.mark.parametrize("name", ["to_a_polled_mailbox", "reply_gmail_id"])
def test_a_polled_mailbox_finds_the_token_in_the_headers(name):
    assert read(mail(name), to=()).token == "1f-abcd2345"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("plain", None),
        ("reply_gmail_id", None),
        ("bounce", Automatic.BOUNCE),
        ("vacation", Automatic.AUTO_REPLY),
        ("read_receipt", Automatic.AUTO_REPLY),
        ("mailing_list", Automatic.MAILING_LIST),
        ("newsletter", Automatic.BULK),
        ("no_reply", Automatic.NO_REPLY_ADDRESS),
    ],
)
def test_machines_are_recognised(name, why):
    assert read(mail(name)).automatic is why


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Auto-Submitted: no", None),
        ("Auto-Submitted: auto-generated", Automatic.AUTO_REPLY),
        ("Auto-Submitted: auto-replied; owner-email=x@y.test", Automatic.AUTO_REPLY),
        ("Precedence: first-class", None),
        ("Precedence: junk", Automatic.BULK),
        ("Precedence: list", Automatic.MAILING_LIST),
        ("List-Unsubscribe: <https://milis.test/keluar>", Automatic.MAILING_LIST),
        ("Return-Path: <>", Automatic.BOUNCE),
        ("Return-Path: <siti@surel.test>", None),
        ("X-Auto-Response-Suppress: DR, AutoReply", Automatic.AUTO_REPLY),
        ("X-Auto-Response-Suppress: DR", None),
        ("X-Failed-Recipients: x@y.test", Automatic.BOUNCE),
        ("X-Autoreply: yes", Automatic.AUTO_REPLY),
    ],
)
def test_one_header_is_enough_to_stay_silent(header, why):
    assert read(header.encode() + b"\r\n" + mail("plain")).automatic is why


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        ("mailer-daemon@surel.test", Automatic.BOUNCE),
        ("Postmaster@surel.test", Automatic.BOUNCE),
        ("noreply@surel.test", Automatic.NO_REPLY_ADDRESS),
        ("no-reply+12@surel.test", Automatic.NO_REPLY_ADDRESS),
        ("do_not_reply@surel.test", Automatic.NO_REPLY_ADDRESS),
        ("nora@surel.test", None),
        ("Pengaduan@Aduan.test", Automatic.OURSELVES),
        ("pengaduan+1f-abcd@aduan.test", Automatic.OURSELVES),
    ],
)
def test_some_senders_get_no_automatic_reply(sender, why):
    assert read(f"From: {sender}\r\n\r\nhalo".encode()).automatic is why


def test_the_null_sender_gets_no_automatic_reply():
    assert read(mail("plain"), sender="<>").automatic is Automatic.BOUNCE


def test_an_unknown_envelope_is_not_the_null_sender():
    assert read(mail("plain"), sender="", to=()).automatic is None


NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth) for depth in range(2000)
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0\xff\xfe" * 100, id="noise"),
        pytest.param(b"halo apa kabar", id="no headers"),
        pytest.param(b"From: a@b.id\r\n" + NESTED, id="a thousand parts in each other"),
        pytest.param(
            b"From: a@b.id\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 9000, id="parts"
        ),
        pytest.param(b"From: a@b.id\r\n" + b"a: b\r\n" * 9000, id="headers"),
        pytest.param(b"From: " + b"(a" * 9000 + b"\r\n\r\nhalo", id="open comments"),
        pytest.param(b"From: a@b.id\r\nSubject: =?utf-8?b?!?=\r\n\r\nhalo", id="broken encoded word"),
        pytest.param(b"Content-Type: text/html\r\n\r\n" + b"<!--" * 40_000 + b"<a" * 40_000, id="open tags"),
        pytest.param(
            b"Subject: x\r\n\r\nhalo\r\n" + b"On a b c d e\r\n" * 9000 + b"> x\r\n> y\r\n", id="false quotations"
        ),
        pytest.param(b"Subject: x\r\n\r\nhalo\r\n" + b"\r\n" * 90_000 + b"> x\r\n> y\r\n", id="blank lines"),
        pytest.param(b'Content-Type: a/b; x="' + b'";' * 40_000 + b"\r\n\r\nhalo", id="a header without end"),
    ],
)
def test_a_mail_made_to_break_the_reader_is_still_one_message(body):
    message = read(body)
    everything = message.text + message.subject + message.display_name + message.provider_id
    assert "\0" not in everything
    assert everything.encode()
    assert message.original == body
