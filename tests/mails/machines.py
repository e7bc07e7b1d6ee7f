"""Answers with what they answer, footers of phones, and mails that machines wrote."""

from base64 import b64encode

from tests.mails.made import OURS, crlf, framed, mail, parts, raw

OWN = "Nama saya Siti Aminah."
OLD = "> Siapa nama Anda?\n> Balas surat ini."
THEIRS = "DPMPTSP Kabupaten Purwakarta <pengaduan@aduan.test>"


def answer(
    name: str, body: str, *, subject: str = "Re: [26-00001-59] Izin hosting", text: str = OWN, head: str = ""
) -> None:
    mail(name, body, subject=subject, text=text, head=f"In-Reply-To: <m-1@aduan.test>\n{head}")


# --- answers ---------------------------------------------------------------------------------------------

answer("reply_bls", f"{OWN}\n\n{OLD}", subject="Bls: [26-00001-59] Izin hosting")
answer("reply_balas", f"{OWN}\n\n{OLD}", subject="Balas: [26-00001-59] Izin hosting")
answer("reply_re_capitals", f"{OWN}\n\n{OLD}", subject="RE: RE: RE: Izin hosting")
answer("reply_gmail_id", f"{OWN}\n\nPada tgl Sen, 2 Mar 2026 pukul 10.05 {THEIRS}\nmenulis:\n\n{OLD}")
answer("reply_gmail_id_one_line", f"{OWN}\n\nPada Sen, 2 Mar 2026 10.05, {THEIRS} menulis:\n\n{OLD}")
answer("reply_gmail_en", f"{OWN}\n\nOn Mon, 2 Mar 2026 at 10:05, {THEIRS}\nwrote:\n\n{OLD}")
answer(
    "reply_yahoo_id", f"{OWN}\n\n    Pada Senin, 2 Maret 2026 10.05.00 WIB, {THEIRS} menulis:  \n \n Siapa nama Anda?"
)
answer("reply_yahoo_en", f"{OWN}\n\n    On Monday, March 2, 2026 at 10:05:00 AM GMT+7, {THEIRS} wrote:  \n \n Siapa?")
answer(
    "reply_outlook_id",
    f"{OWN}\n\n________________________________\nDari: {THEIRS}\nDikirim: Senin, 2 Maret 2026 10.05\nKepada: Siti\n"
    "Subjek: Izin hosting\n\nSiapa nama Anda?",
)
answer(
    "reply_outlook_en",
    f"{OWN}\n\nFrom: {THEIRS}\nSent: Monday, March 2, 2026 10:05 AM\nTo: Siti\nSubject: Izin\n\nSiapa nama Anda?",
)
answer("reply_outlook_old", f"{OWN}\n\n-----Original Message-----\nFrom: DPMPTSP\nSent: Monday 10:05\n\nSiapa?")
answer("reply_outlook_old_id", f"{OWN}\n\n-----Pesan Asli-----\nDari: DPMPTSP\nDikirim: Senin 10.05\n\nSiapa?")
answer("reply_bottom", f"Pada Sen, 2 Mar 2026 pukul 10.05 {THEIRS} menulis:\n\n{OLD}\n\n{OWN}")
answer(
    "reply_between",
    f"Pada Sen, 2 Mar 2026 pukul 10.05 {THEIRS} menulis:\n\n> Siapa nama Anda?\n{OWN}\n"
    "> Kapan izin diterima?\n9 Februari.",
    text=f"{OWN}\n9 Februari.",
)
answer("reply_quoted_html", f"{OWN}\n\n{OLD}\n{OLD}\n>\n> Terima kasih")
answer("reply_of_quotation_alone", OLD, text=OLD)
answer(
    "reply_twice_quoted", f"{OWN}\n\nPada Sen, 2 Mar 2026 pukul 10.05 {THEIRS} menulis:\n\n> > > lama\n> > {OWN}\n> x"
)
answer("reply_to_a_stranger_by_subject_alone", OWN)
answer("footer_iphone_id", f"{OWN}\n\nDikirim dari iPhone saya")
answer("footer_iphone_en", f"{OWN}\n\nSent from my iPhone")
answer("footer_samsung", f"{OWN}\n\nTerkirim dari Samsung")
answer("footer_galaxy", f"{OWN}\n\nDikirim dari ponsel cerdas Samsung Galaxy saya.")
answer("footer_android_yahoo", f"{OWN}\n\nDikirim dari Yahoo Mail di Android")
answer("footer_xiaomi", f"{OWN}\n\nDikirim dari Xiaomi saya")
answer("footer_redmi", f"{OWN}\n\nTerkirim dari HP Redmi saya")
answer("footer_oppo", f"{OWN}\n\nDikirim dari OPPO saya")
answer("footer_outlook_id", f"{OWN}\n\nDapatkan Outlook untuk Android")
answer("footer_outlook_en", f"{OWN}\n\nGet Outlook for iOS")
answer(
    "footer_and_history",
    f"{OWN}\n\nDikirim dari iPhone saya\n\nPada 2 Mar 2026, pada 10.05, {THEIRS} menulis:\n\n{OLD}",
)
answer("signature", f"{OWN}\n\n-- \nSiti Aminah\nJl. Veteran 1, Purwakarta\n0812-0000-0000")
mail("signature_alone", "-- \nSiti Aminah\nJl. Veteran 1", text="--\nSiti Aminah\nJl. Veteran 1")
mail("footer_alone", "Dikirim dari iPhone saya", text="Dikirim dari iPhone saya")
mail("own_words_like_a_footer", "Dikirim dari Purwakarta, 2 Maret 2026", text="Dikirim dari Purwakarta, 2 Maret 2026")
mail("own_words_like_a_quotation", "> 14 hari kerja belum dijawab", text="> 14 hari kerja belum dijawab")
mail("empty", "", text="")
mail(
    "html_alone",
    "<p>Izin <b>hosting</b> saya</p><p>belum terbit.</p>",
    head="Content-Type: text/html; charset=utf-8",
    text="Izin hosting saya\n\nbelum terbit.",
)
mail(
    "html_with_script",
    "<style>p{}</style><script>alert('x')</script>Izin <!-- x -->saya",
    head="Content-Type: text/html",
    text="Izin saya",
)
mail("html_of_a_picture", '<img src="http://lacak.test/1.gif">', head="Content-Type: text/html", text="")
mail("html_never_closed", "<div><table><tr><td>Izin<td>saya<!-- lupa", head="Content-Type: text/html", text="Izin saya")
mail(
    "html_entities",
    "Rp&nbsp;50.000 &amp; &lt;tidak&gt; &#x41;&#0;&#xD800;",
    head="Content-Type: text/html",
    text="Rp 50.000 & <tidak> A\ufffd\ufffd",
)
mail("html_deep", "<div>" * 5_000 + "Izin" + "</div>" * 5_000, head="Content-Type: text/html", text="Izin")

# --- machines --------------------------------------------------------------------------------------------

AWAY = "Saya sedang cuti sampai 9 Maret."


def machine(name: str, head: str, *, why: str, subject: str = "Re: Izin hosting", **out: object) -> None:
    mail(name, AWAY, head=head, subject=subject, text=AWAY, automatic=why, **out)


machine("auto_submitted", "Auto-Submitted: auto-replied (vacation)", why="auto_reply")
machine("auto_generated", "Auto-Submitted: auto-generated", why="auto_reply")
machine("auto_submitted_capitals", "AUTO-SUBMITTED: Auto-Replied; owner-email=x@y.test", why="auto_reply")
machine("auto_submitted_no", "Auto-Submitted: no (a person)", why="")
machine("precedence_bulk", "Precedence: bulk", why="bulk")
machine("precedence_junk", "Precedence: JUNK", why="bulk")
machine("precedence_list", "Precedence: list", why="mailing_list")
machine("list_id", "List-Id: warga <warga.milis.test>", why="mailing_list")
machine("list_unsubscribe", "List-Unsubscribe: <mailto:keluar@milis.test>", why="mailing_list")
machine("list_of_our_own_future", "List-Aneh: x", why="mailing_list")
machine("return_path_empty", "Return-Path: <>", why="bounce")
machine("exchange_suppress", "X-Auto-Response-Suppress: OOF, AutoReply", why="auto_reply")
machine("exchange_suppress_receipts_only", "X-Auto-Response-Suppress: DR, RN", why="")
machine("x_autoreply", "X-Autoreply: yes", why="auto_reply")
machine("x_autorespond", "X-Autorespond: izin", why="auto_reply")
machine("subject_automatic", "", subject="Balasan otomatis: Izin hosting", why="auto_reply")
machine("subject_away", "In-Reply-To: <m-1@aduan.test>", subject="Sedang cuti", why="auto_reply")
machine("null_sender_of_a_holiday", "In-Reply-To: <m-1@aduan.test>", why="bounce", envelope="")
for local in ("noreply", "no-reply", "donotreply", "tidak-balas"):
    raw(
        f"sender_{local.replace('-', '_')}",
        f"From: {local}@layanan.test\nSubject: Izin hosting\n\nTagihan.",
        text="Tagihan.",
        sender=f"{local}@layanan.test",
        automatic="no_reply_address",
    )


# --- what came back of our own mails ---------------------------------------------------------------------

ID = "0123456789abcdef0123456789abcdef@aduan.test"
RETURNED = (
    f"From: {OURS}\nTo: <pindah@warga.test>\nSubject: [26-00001-59] Izin hosting\nMessage-ID: <{ID}>\n"
    "In-Reply-To: <asal@warga.test>\nReferences: <tua@aduan.test> <asal@warga.test>"
)
SORRY = "This message could not be delivered to one of its recipients."


def status(action: str, code: str, why: str) -> str:
    return (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.warga.test\n\n"
        f"Final-Recipient: rfc822;pindah@warga.test\nAction: {action}\nStatus: {code}\nDiagnostic-Code: smtp; {why}"
    )


def report(
    name: str,
    *pieces: str,
    receipts: list[str],
    subject: str = "Delivery Status",
    postmaster: str = "mailer-daemon",
    text: str = SORRY,
    head: str = "",
    attachments: tuple[str, ...] = (),
    kind: str = "delivery-status",
) -> None:
    body = framed(*pieces)
    header = crlf(
        f"From: {postmaster}@{name.replace('_', '-')}.test\nTo: {OURS}\nSubject: {subject}\n"
        f'Content-Type: multipart/report; report-type={kind}; boundary="batas"\n{head}'.rstrip("\n")
    )
    raw(
        name,
        header + b"\r\n" + body,
        text=text,
        subject=subject,
        sender=f"{postmaster}@{name.replace('_', '-')}.test",
        envelope="",
        automatic="bounce",
        attachments=attachments,
        receipts=receipts,
    )


STATUS_FILE, MAIL_FILE = "lampiran-1 | message/delivery-status", "lampiran-2.eml | message/rfc822"
HEADERS_FILE = "lampiran-2 | text/rfc822-headers"
SAID = f"Content-Type: text/plain\n\n{SORRY}"
WHOLE, HEADERS = (
    f"Content-Type: message/rfc822\n\n{RETURNED}\n\nIsi.",
    f"Content-Type: text/rfc822-headers\n\n{RETURNED}",
)
GONE = status("failed", "5.1.1", "550 5.1.1 No such user")

report(
    "bounce_exim",
    SAID,
    status("failed", "5.0.0", "550 5.7.1 Unknown\n <pindah@warga.test>"),
    WHOLE,
    head="Auto-Submitted: auto-replied\nX-Failed-Recipients: pindah@warga.test",
    receipts=[f"failed {ID}"],
    attachments=(STATUS_FILE, MAIL_FILE),
)
report("bounce_postfix", SAID, GONE, HEADERS, receipts=[f"failed {ID}"], attachments=(STATUS_FILE, HEADERS_FILE))
report(
    "bounce_outlook",
    SAID,
    GONE,
    WHOLE,
    postmaster="postmaster",
    subject="Undeliverable: Izin hosting",
    receipts=[f"failed {ID}"],
    attachments=(STATUS_FILE, MAIL_FILE),
)
report(
    "bounce_gmail",
    SAID,
    GONE,
    head=f"In-Reply-To: <{ID}>\nReferences: <{ID}>",
    receipts=[f"failed {ID}"],
    attachments=(STATUS_FILE,),
)
report(
    "bounce_late",
    SAID,
    status("delayed", "4.4.1", "connection timed out"),
    HEADERS,
    subject="Warning: message delayed",
    receipts=[f"delayed {ID}"],
    attachments=(STATUS_FILE, HEADERS_FILE),
)
report(
    "bounce_delivered",
    SAID,
    status("delivered", "2.0.0", "250 OK"),
    HEADERS,
    receipts=[f"delivered {ID}"],
    attachments=(STATUS_FILE, HEADERS_FILE),
)
report(
    "bounce_relayed",
    SAID,
    status("relayed", "2.0.0", "250 OK"),
    HEADERS,
    receipts=[f"sent {ID}"],
    attachments=(STATUS_FILE, HEADERS_FILE),
)
report(
    "bounce_without_status", SAID, WHOLE, receipts=[f"failed {ID}"], attachments=("lampiran-1.eml | message/rfc822",)
)
report(
    "bounce_status_is_text",
    SAID,
    f"Content-Type: text/plain\n\n{GONE.partition(chr(10) * 2)[2]}",
    HEADERS,
    text=f"{SORRY}\n\n{GONE.partition(chr(10) * 2)[2]}",
    receipts=[f"failed {ID}"],
    attachments=("lampiran-1 | text/rfc822-headers",),
)
report(
    "bounce_in_base64",
    SAID,
    f"Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n{b64encode(RETURNED.encode()).decode()}",
    receipts=[f"failed {ID}"],
    attachments=("lampiran-1 | text/rfc822-headers",),
)
report(
    "bounce_of_somebody_elses_mail",
    SAID,
    GONE,
    "Content-Type: text/rfc822-headers\n\nMessage-ID: <x@lain.test>",
    receipts=[],
    attachments=(STATUS_FILE, HEADERS_FILE),
)
report(
    "bounce_report_type_missing",
    SAID,
    GONE,
    HEADERS,
    kind='""',
    receipts=[f"failed {ID}"],
    attachments=(STATUS_FILE, HEADERS_FILE),
)


def bounce(name: str, body: str, *, receipts: list[str], subject: str = "Mail delivery failed", head: str = "") -> None:
    """One that is only text."""
    raw(
        name,
        f"From: MAILER-DAEMON@mx.{name.replace('_', '-')}.test\nSubject: {subject}\n{head}\n{body}",
        text=body,
        subject=subject,
        sender=f"mailer-daemon@mx.{name.replace('_', '-')}.test",
        envelope="",
        automatic="bounce",
        receipts=receipts,
    )


bounce(
    "bounce_qmail",
    f"Hi. This is the qmail-send program.\n550 no mailbox here\n\nMessage-ID: <{ID}>\nSubject: x",
    receipts=[f"failed {ID}"],
)
bounce(
    "bounce_exim_text",
    f"A message that you sent could not be delivered.\n\n  pindah@warga.test\n    550 unknown\n\n{RETURNED}",
    receipts=[f"failed {ID}"],
    head="X-Failed-Recipients: pindah@warga.test\n",
)
bounce(
    "bounce_late_text",
    f"Your message has been delayed. We will keep trying.\n\nMessage-ID: <{ID}>",
    subject="Warning: message delayed 24 hours",
    receipts=[f"delayed {ID}"],
)
bounce(
    "bounce_indonesian",
    f"Surat Anda gagal terkirim.\n\nMessage-ID: <{ID}>",
    subject="Surat tidak terkirim",
    receipts=[f"failed {ID}"],
)
bounce(
    "bounce_by_token",
    "Tidak terkirim.\n\nReply-To: <pengaduan+1f-abcd2345@aduan.test>",
    receipts=["failed +1f-abcd2345"],
)
bounce("bounce_of_nothing_known", "Tidak terkirim.", receipts=[])
raw(
    "read_receipt",
    crlf(
        f"From: siti.baca@warga.test\nTo: {OURS}\nSubject: Dibaca: Izin hosting\n"
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="batas"'
    )
    + b"\r\n"
    + framed(
        "Content-Type: text/plain\n\nPesan Anda dibaca.",
        "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;siti.baca@warga.test\n"
        f"Original-Message-ID: <{ID}>\nDisposition: manual-action/MDN-sent-manually; displayed",
    ),
    subject="Dibaca: Izin hosting",
    text="Pesan Anda dibaca.",
    sender="siti.baca@warga.test",
    automatic="auto_reply",
    attachments=["lampiran-1 | message/disposition-notification"],
    receipts=[f"read {ID}"],
)
parts(
    "citizen_who_quotes_our_id",
    "mixed",
    f"Content-Type: text/plain\n\nSurat <{ID}> gagal saya buka.",
    text=f"Surat <{ID}> gagal saya buka.",
)
