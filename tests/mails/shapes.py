"""MIME of every kind: what lies in what, sealed, signed, forwarded, nested, broken."""

from base64 import b64encode

from tests.aduan.letters import bomb
from tests.mails.made import SAID, crlf, framed, mail, parts

TEXT = f"Content-Type: text/plain; charset=utf-8\n\n{SAID}"
HTML = f"Content-Type: text/html; charset=utf-8\n\n<p>{SAID}</p>"
SEALED = b64encode(bytes(range(256)) * 3).decode()
SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n-----END PGP SIGNATURE-----"


def hung(kind: str, name: str, content: bytes = b"isi", *, how: str = "attachment") -> str:
    coded = b64encode(content).decode()
    return (
        f'Content-Type: {kind}\nContent-Disposition: {how}; filename="{name}"\n'
        f"Content-Transfer-Encoding: base64\n\n{coded}"
    )


def nested(depth: int, *, boundary: str = "lapis") -> bytes:
    """A text in so many envelopes."""
    inner = crlf(TEXT)
    for level in range(depth):
        kind = f'Content-Type: multipart/mixed; boundary="{boundary}{level}"\r\n\r\n'.encode()
        inner = kind + framed(inner, boundary=f"{boundary}{level}")
    return inner


def attached(depth: int) -> bytes:
    """A mail in a mail in a mail."""
    inner = crlf(f"Subject: paling dalam\n\n{SAID}")
    for level in range(depth):
        inner = f"Subject: lapis {level}\r\nContent-Type: message/rfc822\r\n\r\n".encode() + inner
    return inner


# --- what lies in what -----------------------------------------------------------------------------------

parts("alternative", "alternative", TEXT, HTML)
parts("alternative_html_first", "alternative", HTML, TEXT)
parts("alternative_plain_is_empty", "alternative", "Content-Type: text/plain\n\n\n", HTML)
parts("alternative_of_nothing", "alternative", "Content-Type: text/plain\n\n\n", text="")
parts(
    "related_picture",
    "related",
    b"Content-Type: multipart/alternative; boundary=dalam\r\n\r\n" + framed(TEXT, HTML, boundary="dalam"),
    hung("image/png", "image001.png", b"\x89PNG\r\n", how="inline"),
    attachments=["image001.png | image/png"],
)
parts("mixed_letter", "mixed", TEXT, hung("application/pdf", "surat.pdf"), attachments=["surat.pdf | application/pdf"])
parts(
    "mixed_text_around_a_photo",
    "mixed",
    TEXT,
    hung("image/jpeg", "foto.jpg", how="inline"),
    "Content-Type: text/plain\n\nMohon dibantu.",
    text=f"{SAID}\n\nMohon dibantu.",
    attachments=["foto.jpg | image/jpeg"],
)
parts("mixed_of_one", "mixed", TEXT)
parts("mixed_of_none", "mixed", text="")
parts("unknown_multipart", "x-aneh", TEXT, hung("text/csv", "a.csv"), attachments=["a.csv | text/csv"])
parts("parallel", "parallel", TEXT, hung("audio/ogg", "suara.ogg"), attachments=["suara.ogg | audio/ogg"])
parts("part_without_headers", "mixed", f"\n{SAID}")
parts(
    "attached_text_is_no_message",
    "mixed",
    TEXT,
    'Content-Type: text/plain\nContent-Disposition: attachment; filename="catatan.txt"\n\nBukan pesan.',
    attachments=["catatan.txt | text/plain"],
)
parts(
    "attached_html_stays_a_file",
    "mixed",
    TEXT,
    hung("text/html", "bukti.html", b"<script>alert(1)</script>"),
    attachments=["bukti.html | text/html"],
)
parts(
    "preamble_and_epilogue",
    "mixed",
    TEXT,
)
mail(
    "text_around_the_parts",
    b"Surat ini berbagian-bagian.\r\n" + framed(TEXT) + b"Penutup.\r\n",
    head='Content-Type: multipart/mixed; boundary="batas"',
)
mail("boundary_missing", TEXT, head="Content-Type: multipart/mixed", text=TEXT.replace("\n\n", "\n\n"))
mail(
    "boundary_never_closed",
    b"--batas\r\n" + crlf(TEXT),
    head='Content-Type: multipart/mixed; boundary="batas"',
)
mail("boundary_never_opened", SAID, head='Content-Type: multipart/mixed; boundary="batas"')
mail(
    "boundary_of_strange_signs",
    framed(TEXT, boundary="'()+_,-./:=? x"),
    head='Content-Type: multipart/mixed; boundary="\'()+_,-./:=? x"',
)
mail(
    "boundary_within_boundary",
    b'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n' + crlf(TEXT) + b"--a--\r\n--a--\r\n",
    head='Content-Type: multipart/mixed; boundary="a"',
)
mail("type_missing", SAID)
mail("type_is_nonsense", SAID, head="Content-Type: omong kosong;;; =")
mail("type_twice", SAID, head="Content-Type: text/plain\nContent-Type: image/png")
mail("type_text_unknown", SAID, head="Content-Type: text/x-aneh", text="", attachments=["lampiran-1 | text/x-aneh"])
mail("type_only_a_picture", b"R0lGODlh\r\n", head="Content-Type: image/gif\nContent-Transfer-Encoding: base64", text="",
     attachments=["lampiran-1.gif | image/gif"])  # fmt: skip
mail("mime_version_of_the_future", SAID, head="MIME-Version: 9.9")

# --- signed and sealed -----------------------------------------------------------------------------------

parts(
    "signed_smime",
    'signed; protocol="application/pkcs7-signature"; micalg=sha-256',
    TEXT,
    hung("application/pkcs7-signature", "smime.p7s"),
    attachments=["smime.p7s | application/pkcs7-signature"],
    marks=["signed"],
)
parts(
    "signed_pgp",
    'signed; protocol="application/pgp-signature"; micalg=pgp-sha256',
    TEXT,
    f"Content-Type: application/pgp-signature; name=signature.asc\n\n{SIGNATURE}",
    attachments=["signature.asc | application/pgp-signature"],
    marks=["signed"],
)
mail(
    "signed_within_the_text",
    f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{SAID}\n- -- tanda hubung\n{SIGNATURE}",
    text=f"{SAID}\n-- tanda hubung",
    marks=["signed"],
)
mail(
    "signed_without_an_end",
    f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{SAID}",
    marks=["signed"],
)
mail(
    "signed_envelope",
    SEALED,
    head='Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\n'
    "Content-Transfer-Encoding: base64",
    text="",
    attachments=["smime.p7m | application/pkcs7-mime"],
    marks=["signed", "unreadable"],
)
mail(
    "sealed_smime",
    SEALED,
    head='Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\n'
    "Content-Transfer-Encoding: base64",
    text="",
    attachments=["smime.p7m | application/pkcs7-mime"],
    marks=["encrypted"],
)
mail(
    "sealed_outlook",
    SEALED,
    head='Content-Type: application/x-pkcs7-mime; name="smime.p7m"\nContent-Transfer-Encoding: base64',
    text="",
    attachments=["smime.p7m | application/x-pkcs7-mime"],
    marks=["encrypted"],
)
parts(
    "sealed_pgp",
    'encrypted; protocol="application/pgp-encrypted"',
    "Content-Type: application/pgp-encrypted\n\nVersion: 1",
    "Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n\nhQ\n"
    "-----END PGP MESSAGE-----",
    text="",
    attachments=["lampiran-1.pgp | application/pgp-encrypted", "encrypted.asc | application/octet-stream"],
    marks=["encrypted"],
)
mail(
    "sealed_within_the_text",
    "Yth. Bapak,\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----",
    text="Yth. Bapak,\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----",
    marks=["encrypted"],
)

# --- forwarded, calendars, files of other programs -------------------------------------------------------

parts(
    "forwarded_as_a_file",
    "mixed",
    TEXT,
    b"Content-Type: message/rfc822\r\n\r\n" + crlf("From: a@b.test\nSubject: lama\n\nPermohonan ditolak."),
    attachments=["lampiran-1.eml | message/rfc822"],
)
parts(
    "forwarded_sealed_is_not_the_senders_seal",
    "mixed",
    TEXT,
    b"Content-Type: message/rfc822\r\n\r\n"
    + b'Content-Type: multipart/encrypted; boundary="x"\r\n\r\n'
    + framed("Content-Type: text/plain\n\nx", boundary="x"),
    attachments=["lampiran-1.eml | message/rfc822"],
)
parts(
    "digest",
    "digest",
    "\nSubject: satu\n\nIsi satu.",
    "\nSubject: dua\n\nIsi dua.",
    text="",
    attachments=["lampiran-1.eml | message/rfc822", "lampiran-2.eml | message/rfc822"],
)
mail(
    "forwarded_by_gmail",
    "Mohon dilihat.\n\n---------- Forwarded message ---------\nDari: Dinas <dinas@lain.test>\n"
    "Date: Sen, 2 Mar 2026 pukul 09.00\nSubject: Penolakan\nTo: <siti@warga.test>\n\nPermohonan ditolak.",
    subject="Fwd: Penolakan",
    text="Mohon dilihat.\n\n---------- Forwarded message ---------\nDari: Dinas <dinas@lain.test>\n"
    "Date: Sen, 2 Mar 2026 pukul 09.00\nSubject: Penolakan\nTo: <siti@warga.test>\n\nPermohonan ditolak.",
)
mail(
    "forwarded_in_indonesian",
    "---------- Pesan terusan ---------\nDari: Dinas <dinas@lain.test>\nTanggal: 2 Maret 2026 09.00\n\nDitolak.",
    subject="Trs: Penolakan",
    text="---------- Pesan terusan ---------\nDari: Dinas <dinas@lain.test>\nTanggal: 2 Maret 2026 09.00\n\nDitolak.",
)
parts(
    "partial",
    "mixed",
    TEXT,
    'Content-Type: message/partial; id="x"; number=1; total=2\n\nSubject: sebagian\n\nSebagian.',
    attachments=["lampiran-1 | message/partial"],
)
parts(
    "external_body",
    "mixed",
    TEXT,
    'Content-Type: message/external-body; access-type=URL; URL="http://jahat.test/x"\n\nContent-Type: text/plain\n\n',
    attachments=["lampiran-1 | message/external-body"],
)
parts(
    "calendar",
    "alternative",
    TEXT,
    "Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nEND:VCALENDAR",
    attachments=["lampiran-1.ics | text/calendar"],
)
mail(
    "calendar_alone",
    "BEGIN:VCALENDAR\nEND:VCALENDAR",
    head="Content-Type: text/calendar; method=REPLY",
    text="",
    attachments=["lampiran-1.ics | text/calendar"],
)
parts(
    "winmail",
    "mixed",
    TEXT,
    hung("application/ms-tnef", "winmail.dat", b"\x78\x9f\x3e\x22"),
    attachments=["winmail.dat | application/ms-tnef"],
)
parts(
    "zip", "mixed", TEXT, hung("application/zip", "berkas.zip", b"PK\3\4"), attachments=["berkas.zip | application/zip"]
)
parts("rar", "mixed", TEXT, hung("application/vnd.rar", "berkas.rar", b"Rar!\x1a\7\1\0"),
      attachments=["berkas.rar | application/vnd.rar"])  # fmt: skip
parts(
    "bomb_in_a_letter",
    "mixed",
    TEXT,
    hung("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "surat.docx", bomb(20)),
    attachments=["surat.docx | application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
)

# --- how deep it goes ------------------------------------------------------------------------------------

mail("nested_50", nested(50).partition(b"\r\n\r\n")[2], head='Content-Type: multipart/mixed; boundary="lapis49"')
mail("attached_50", attached(50), head="Content-Type: message/rfc822", text="",
     attachments=["lampiran-1.eml | message/rfc822"])  # fmt: skip
