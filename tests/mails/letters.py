"""Letters and bytes: charsets that lie or do not exist, broken codings, headers, ends of lines, control signs."""

from base64 import b64encode

from tests.mails.made import SAID, crlf, mail, raw

AMPUN = "Katanya “belum selesai”."
TEH = "Kumaha izin abdi téh?"


def plain(charset: str, coding: str = "8bit") -> str:
    return f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {coding}"


def line(text: str, charset: str) -> bytes:
    return text.encode(charset) + b"\r\n"


# --- charsets --------------------------------------------------------------------------------------------

mail("charset_unknown", line(AMPUN, "utf-8"), head=plain("X-UNKNOWN"), text=AMPUN)
mail("charset_empty", line(AMPUN, "utf-8"), head=plain('""'), text=AMPUN)
mail("charset_with_a_quote_too_many", line(AMPUN, "utf-8"), head=plain("\"utf-8'"), text=AMPUN)
mail("charset_says_utf8_is_windows", line(AMPUN, "cp1252"), head=plain("utf-8"), text=AMPUN)
mail("charset_says_latin1_is_windows", line(AMPUN, "cp1252"), head=plain("iso-8859-1"), text=AMPUN)
mail("charset_says_ascii_is_utf8", line(TEH, "utf-8"), head=plain("us-ascii"), text=TEH)
mail("charset_not_said", line(TEH, "utf-8"), text=TEH)
mail("charset_not_said_and_windows", line(TEH, "cp1252"), text=TEH)
mail("charset_utf16", b64encode(TEH.encode("utf-16")) + b"\r\n", head=plain("utf-16", "base64"), text=TEH)
mail("charset_utf7", b"Izin +ACY- biaya\r\n", head=plain("utf-7"), text="Izin & biaya")
mail("charset_japanese", line("許可証", "shift_jis"), head=plain("shift_jis"), text="許可証")
mail("charset_punycode", line(SAID, "ascii"), head=plain("punycode"))
mail("charset_idna", line(SAID, "ascii"), head=plain("idna"))
mail("charset_rot13", line(SAID, "ascii"), head=plain("rot13"))
mail("charset_zip", line(SAID, "ascii"), head=plain("zip"))
mail("charset_unicode_escape", line(r"Izin \u0041", "ascii"), head=plain("unicode_escape"), text=r"Izin \u0041")
mail("charset_with_nul", line(SAID, "ascii"), head=plain('"utf\0-8"'))
mail("charset_endless", line(SAID, "ascii"), head=plain("x" * 5_000))
mail("charset_in_rfc2231", line(TEH, "utf-8"), head="Content-Type: text/plain; charset*=us-ascii'en'utf-8", text=TEH)
mail("byte_order_mark", b"\xef\xbb\xbf" + line(SAID, "utf-8"), head=plain("utf-8"))

# --- transfer codings ------------------------------------------------------------------------------------

mail(
    "base64_cut_off",
    b64encode(SAID.encode())[:-3] + b"\r\n",
    head=plain("utf-8", "base64"),
    text="Izin hosting saya belum terbit",
)
mail("base64_with_rubbish", b"SXpp\x80bi!!Bob3\r\n*N0aW5n\r\n", head=plain("utf-8", "base64"), text="Izin hosting")
mail("base64_that_is_none", line(SAID, "ascii"), head=plain("utf-8", "base64; x"), text=SAID)
mail(
    "quoted_printable_broken",
    b"Izin =ZZ hosting=\r\n saya=2E=\r\n",
    head=plain("utf-8", "quoted-printable"),
    text="Izin =ZZ hosting saya.",
)
mail("quoted_printable_lower_case", b"t=c3=a9h\r\n", head=plain("utf-8", "Quoted-Printable"), text="téh")
mail("coding_unknown", SAID, head=plain("utf-8", "x-aneh"))
mail("uuencoded", b"begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n", head=plain("utf-8", "x-uuencode"), text="Cat")
mail("uuencoded_broken", b"begin 644 a.txt\r\nM\r\n", head=plain("utf-8", "uuencode"), text="")

# --- headers ---------------------------------------------------------------------------------------------

mail("subject_8bit_utf8", subject="Izin abdi téh")
mail("subject_8bit_windows", subject="Izin abdi t\udce9h", shown="Izin abdi téh")
mail("subject_encoded", subject="=?utf-8?Q?Izin_abdi_t=C3=A9h?=", shown="Izin abdi téh")
mail("subject_encoded_never_closed", subject="=?utf-8?Q?Izin_abdi")
mail("subject_encoded_unknown_charset", subject="=?x-aneh?Q?Izin?=", shown="Izin")
mail("subject_encoded_broken_base64", subject="=?utf-8?B?SXppbg?=", shown="Izin")
mail("subject_letter_in_two_pieces", subject="=?utf-8?B?dMM=?= =?utf-8?B?qWg=?=", shown="téh")
mail(
    "subject_with_a_hidden_header",
    subject="=?utf-8?Q?Izin=0D=0ABcc:_orang@lain.test?=",
    shown="Izin Bcc: orang@lain.test",
)
mail("subject_with_nul", subject="=?utf-8?Q?Iz=00in?=", shown="Izin")
mail("subject_turned_around", subject="=?utf-8?B?SXppbuKAruKAjw==?=", shown="Izin")
mail("subject_folded", subject="Izin\r\n  hosting\r\n\tsaya", shown="Izin hosting saya")
mail("subject_empty", subject="")
mail("subject_endless", subject="Izin " * 4_000, shown=("Izin " * 400).strip())
mail("subject_twice", head="Subject: Yang kedua")
mail("name_encoded_in_quotes", head='Reply-To: "=?utf-8?q?Siti?=" <x@y.test>')
mail("all_twice", head="From: orang@lain.test\nMessage-ID: <dua@warga.test>\nDate: kemarin", sender="amplop@warga.test")
mail("date_absurd", head="Date: Fri, 99 Foo 99999 99:99:99 +9999")
mail("header_without_colon", head="Ini bukan kepala surat", text=f"Ini bukan kepala surat\n\n{SAID}")
mail("header_without_name", head=": kosong")
mail("header_with_8bit_name", head="X-T\udce9h: ya", text=f"X-Téh: ya\n\n{SAID}")
mail("header_with_nul", head="X-Aneh: a\0b\0")
mail("header_of_one_long_line", head="X-Panjang: " + "a" * 70_000)
mail("headers_a_thousand", head="\n".join(f"X-{n}: {n}" for n in range(1_000)))
mail("received_a_hundred", head="\n".join("Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0700" for _ in range(100)))

# --- ends of lines, control signs ------------------------------------------------------------------------

raw(
    "bare_lf", b"From: bare-lf@warga.test\nSubject: Izin hosting\n\nIzin hosting\nsaya.\r\n", text="Izin hosting\nsaya."
)
raw(
    "bare_cr", b"From: bare-cr@warga.test\rSubject: Izin hosting\r\rIzin hosting\rsaya.\r\n", text="Izin hosting\nsaya."
)
raw(
    "ends_mixed", b"From: ends-mixed@warga.test\nSubject: Izin hosting\r\n\nSatu\rdua\ntiga\r\n", text="Satu\ndua\ntiga"
)
mail("dots_on_lines", ".\n..\n.titik", text=".\n..\n.titik")
mail("nul_in_the_text", b"Izin\0 hosting\0\r\n", text="Izin hosting")
mail("control_signs", b"Izin \x1b[31mhosting\x07\x08\x7f\r\n", text="Izin [31mhosting")
mail("every_byte", bytes(n for n in range(256) if n not in b"\r\n") + b"\r\n",
     head=plain("us-ascii"), text=bytes(n for n in range(256) if n not in b"\r\n" and (n >= 32 or n == 9) and n != 127)
     .decode("cp1252", "replace").strip())  # fmt: skip
mail("one_line_of_a_hundred_thousand", b"izin " * 20_000 + b"\r\n", text=("izin " * 20_000).strip())
mail("blank_lines_without_end", b"\r\n" * 3_000 + line(SAID, "ascii"))
raw("blank_line_first", "\n" + SAID, sender="amplop@warga.test", subject="")
raw("mbox_line_first", b"From siti Mon Mar  2 10:00:00 2026\r\n" + crlf(
    f"From: mbox-line-first@warga.test\nSubject: Izin hosting\n\n{SAID}"
))  # fmt: skip
raw("headers_alone", "From: headers-alone@warga.test\nSubject: Izin hosting", text="")
raw("nothing", b"\r\n", text="", subject="", sender="amplop@warga.test")
raw("spaces_alone", b" \t \r\n \r\n", text="", subject="", sender="spasi@warga.test", envelope="spasi@warga.test")
raw("not_a_mail", b"\x89PNG\r\n\x1a\n" + bytes(200) + b"\r\n", text="‰PNG", subject="", sender="amplop@warga.test")
