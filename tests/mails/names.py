"""Hostile names of attachments, and senders who are several, none, or somebody else."""

from tests.mails.made import SAID, mail, parts, raw
from tests.mails.shapes import TEXT


def named(name: str, disposition: str, *, becomes: str, kind: str = "application/pdf") -> None:
    piece = f"Content-Type: {kind}\nContent-Disposition: {disposition}\n\nisi"
    parts(name, "mixed", TEXT, piece, attachments=[f"{becomes} | {kind}"])


# --- names of files --------------------------------------------------------------------------------------

named("file_path", 'attachment; filename="../../../etc/passwd"', becomes="passwd")
named("file_path_windows", r'attachment; filename="C:\\Windows\\surat.pdf"', becomes="surat.pdf")
named("file_path_only", 'attachment; filename="../../"', becomes="lampiran-1.pdf")
named("file_dots", 'attachment; filename="..."', becomes="lampiran-1.pdf")
named("file_empty", 'attachment; filename=""', becomes="lampiran-1.pdf")
named("file_without_name", "attachment", becomes="lampiran-1.pdf")
named("file_nul", "attachment; filename*=utf-8''surat%00.pdf", becomes="surat.pdf")
named("file_line_break", "attachment; filename*=utf-8''surat%0D%0ASet-Cookie%3A.pdf", becomes="surat Set-Cookie:.pdf")
named("file_300_letters", f'attachment; filename="{"a" * 296}.pdf"', becomes="a" * 146 + ".pdf")
named("file_turned_around", "attachment; filename*=utf-8''surat%E2%80%AEfdp.exe", becomes="suratfdp.exe")
named("file_rfc2231", "attachment; filename*0*=utf-8''surat%20t%C3%A9h; filename*1=.pdf", becomes="surat téh.pdf")
named("file_rfc2231_unknown_charset", "attachment; filename*=x-aneh''surat%C3%A9.pdf", becomes="suratÃ©.pdf")
named("file_rfc2231_broken", "attachment; filename*0*=; filename*x=1; filename*99999=z", becomes="z")
named("file_rfc2047", 'attachment; filename="=?utf-8?B?c3VyYXQgdMOpaC5wZGY=?="', becomes="surat téh.pdf")
named("file_8bit", 'attachment; filename="surat téh.pdf"', becomes="surat téh.pdf")
named("file_script", 'attachment; filename="<script>alert(1)</script>.pdf"', becomes="script>.pdf")
named("file_hidden_on_unix", 'attachment; filename=".bashrc"', becomes="bashrc")
named("file_disposition_nonsense", "apa saja; nama=x; filename=surat.pdf", becomes="surat.pdf")
parts(
    "file_name_in_its_type",
    "mixed",
    TEXT,
    'Content-Type: application/pdf; name="surat.pdf"\n\nisi',
    attachments=["surat.pdf | application/pdf"],
)
parts(
    "two_files_of_one_name",
    "mixed",
    TEXT,
    'Content-Type: image/jpeg; name="foto.jpg"\n\nsatu',
    'Content-Type: image/jpeg; name="foto.jpg"\n\ndua',
    attachments=["foto.jpg | image/jpeg", "foto.jpg | image/jpeg"],
)
parts(
    "files_150",
    "mixed",
    TEXT,
    *[f'Content-Type: image/gif; name="{n}.gif"\n\nx{n}' for n in range(150)],
    attachments=[f"{n}.gif | image/gif" for n in range(100)],
)

# --- who wrote -------------------------------------------------------------------------------------------

REST = f"Subject: Izin hosting\n\n{SAID}"
OTHER = "amplop@warga.test"


def written_by(name: str, header: str, sender: str, **out: object) -> None:
    raw(
        name,
        f"{header}\nMessage-ID: <{name}@warga.test>\n{REST}",
        sender=sender,
        **{"envelope": f"{name}@amplop.test", **out},
    )


def envelope(name: str, header: str, **out: object) -> None:
    written_by(name, header, f"{name}@amplop.test", **out)


envelope("from_twice", "From: satu@warga.test\nFrom: dua@warga.test")
envelope("from_two_addresses", "From: satu@warga.test, dua@warga.test")
envelope("from_two_addresses_and_sender", "From: satu@warga.test, dua@warga.test\nSender: satu@warga.test")
envelope("from_missing", "To: pengaduan@aduan.test")
envelope("from_empty", "From:")
envelope("from_nonsense", "From: <<>>@@,;")
envelope("from_empty_group", "From: undisclosed-recipients:;")
envelope("from_name_alone", "From: Siti Aminah")
envelope("from_two_in_a_group", "From: Warga: satu@warga.test, dua@warga.test;")
envelope("from_confusing", "From: satu@warga.test)bind@lain.test")
envelope("from_null", "From: <>")
envelope("from_endless", "From: " + "a" * 5_000 + "@warga.test")
written_by("from_group_of_one", "From: Warga: satu@warga.test;", "satu@warga.test")
written_by("from_and_sender", "From: Siti <siti.a@warga.test>\nSender: sekretaris@warga.test", "siti.a@warga.test")
written_by("from_and_reply_to", "From: siti.b@warga.test\nReply-To: korban@lain.test", "siti.b@warga.test")
written_by("from_capitals", "From: SITI.C@Warga.TEST", "siti.c@warga.test")
written_by("from_with_comment", "From: siti.d@warga.test (Siti (Aminah))", "siti.d@warga.test")
written_by("from_quoted_comma", 'From: "Aminah, Siti" <siti.e@warga.test>', "siti.e@warga.test")
written_by("from_quoted_local_part", 'From: "siti f"@warga.test', "from_quoted_local_part@amplop.test")
written_by("from_address_as_name", 'From: "bupati@purwakarta.test" <siti.g@warga.test>', "siti.g@warga.test")
written_by("from_encoded_address", "From: =?utf-8?q?siti=40warga.test?=", "from_encoded_address@amplop.test")
written_by("from_folded", "From: Siti\r\n <siti.h@warga.test>".replace("\r", ""), "siti.h@warga.test")
written_by("from_ourselves", "From: pengaduan@aduan.test", "pengaduan@aduan.test", automatic="ourselves")
written_by("from_our_own_token", "From: pengaduan+1f-x@aduan.test", "pengaduan+1f-x@aduan.test", automatic="ourselves")
written_by("from_calls_itself_the_office", "From: DPMPTSP Purwakarta <siti.i@warga.test>", "siti.i@warga.test")
mail("id_missing", head="X-Ada: ya")
raw("id_none_at_all", f"From: id-none-at-all@warga.test\n{REST}")
raw("id_without_brackets", f"From: id-without-brackets@warga.test\nMessage-ID: tanpa kurung\n{REST}")
raw("id_endless", f"From: id-endless@warga.test\nMessage-ID: <{'a' * 5_000}@x>\n{REST}")
raw("id_with_nul", f"From: id-with-nul@warga.test\nMessage-ID: <a\0b@x>\n{REST}")
raw(
    "recipient_of_another_office",
    f"From: siti@warga.test\n{REST}",
    recipient="orang@lain.test",
    sender="siti@warga.test",
    refused=True,
)
raw(
    "recipient_relay_trick",
    f"From: siti@warga.test\n{REST}",
    recipient="orang%lain.test@aduan.test",
    sender="siti@warga.test",
    refused=True,
)
