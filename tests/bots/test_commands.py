"""The words that work, and the many sentences that only contain them."""

import pytest

from bots.commands import Word, recognise

COMMANDS = {
    Word.HELP: (
        "BANTUAN",
        "bantuan",
        "Bantuan.",
        "/bantuan",
        "/start",
        "HELP",
        "bantun",
        "bantuann",
        "menu",
        "bantosan",
    ),
    Word.STATUS: (
        "STATUS",
        "status",
        "Status?",
        "*STATUS*",
        "stauts",
        "satus",
        "sttaus",
        "statuss",
        "/status",
        "STATUS 🙏",
    ),
    Word.WHY: ("KENAPA", "Kenapa?", "kenapa???", "knapa", "kenap", "mengapa", "why", "naha", "Kunaon?"),
    Word.CANCEL: ("BATAL", "batal", "btal", "batall", "Batalkan", "cancel", "batalkeun", "bolay"),
    Word.SKIP: ("LEWATI", "lewati", "lewti", "leawti", "lewat", "skip", "Skip.", "liwat"),
    Word.ANONYMOUS: ("ANONIM", "anonim", "Anonim?", "anonym", "anonin", "anonymous"),
    Word.CONFIDENTIAL: ("RAHASIA", "rahasia", "rahsia", "rahasya", "confidential", "rusiah"),
    Word.DONE: ("SELESAI", "selesai", "slesai", "selesei", "done", "réngsé", "rengse"),
    Word.OFFICER: ("PETUGAS", "petugas", "Petugas!", "petgas", "ptugas", "officer", "patugas"),
    Word.REOPEN: ("BUKA", "buka", "Buka.", "reopen"),
    Word.CODE: ("KODE", "kode", "Kode?", "code"),
}

SENTENCES = """
Kenapa belum selesai?
kenapa blm selesai2 pak
Kenapa izin saya ditolak?
kenapa ya
kenapa lama
Kenapa harus bayar
kenapa tidak dibalas
status izin saya?
status permohonan saya gimana
Status saya masih verifikasi
status pak
cek status
minta status izin hosting
STATUS BELUM BERUBAH DARI BULAN LALU
statusnya masih diproses
izin saya dibatalkan
izin saya dibatalkan sepihak
batalkan izin tetangga saya
jangan dibatalkan pak
batal terbit katanya
permohonan saya batal karena apa
tidak jadi batal
Batal?
anonim saja ya pak, petugasnya galak
anonim ya
saya mau anonim
boleh anonim?
tolong anonim
anonim saja
rahasiakan nama saya
rahasia perusahaan kami bocor
Rahasia?
ini rahasia kan?
mohon dirahasiakan
rahasia ya pak
data saya rahasia
belum selesai
sudah selesai
Selesai?
kapan selesai
selesaikan masalah ini
selesaikan!
izin saya sudah selesai tapi salah nama
selesai jam berapa pelayanannya
masalahnya belum selesai juga
petugas loket 2 kasar
petugasnya tidak ada
petugas minta uang
mana petugas
mau bicara dengan petugas
ada petugas?
petugas siapa yang pegang berkas saya
bantuan sosial saya tidak cair
minta bantuan
bantuan modal UMKM bagaimana caranya
bantu saya pak
mohon bantuannya
lewati loket 3 dulu katanya
lewat mana kalau ke kantor
sudah lewat 7 hari kerja
jam 1 lewat 20 loket masih kosong
berkas saya dilewati terus
Help me please, my permit is late
why is it so late
please cancel the fine
the officer was rude
is it done yet
naha can rengse
naha lami pisan
patugas loket na jutek
batas waktunya kapan
Batam
kelapa
natal
modal
semua petugas cuti bersama ya
kenapa statusnya selesai padahal belum
status: selesai
batal, eh jangan
Buka?
buka jam berapa
kapan buka
kode billing saya salah
kode KBLI apa
KENAPA izin 26-00123-81 ditolak
BATAL terbit 26-00123-81 katanya
kenapa 26-00123-81 belum dijawab
status 26-00123-81 belum berubah
26 orang antri 00123 kali 71
081809898222
3214000000000017
status 26-00123-81 dong
nomor 26-00123-81 belum ada kabar
izin saya belum terbit
STATUS
izin saya belum terbit
BATAL
""".strip().splitlines()
# The last four lines are two joined messages: a command is a command only alone.
JOINED = ["\n".join(SENTENCES[-4:-2]), "\n".join(SENTENCES[-2:])]
SENTENCES = [*SENTENCES[:-4], *JOINED]


@pytest.mark.parametrize(("word", "text"), [(word, text) for word, texts in COMMANDS.items() for text in texts])
def test_a_word_alone_is_a_command(word: Word, text: str) -> None:
    command = recognise(text)
    assert command is not None
    assert command.word is word


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_with_such_a_word_is_no_command(text: str) -> None:
    assert recognise(text) is None


def test_sixty_sentences_are_tried() -> None:
    assert len(set(SENTENCES)) >= 60


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("STATUS 26-00123-81", "26-00123-81", ""),
        ("status 26 00123 81", "26-00123-81", ""),
        ("Status: 26-00123-81.", "26-00123-81", ""),
        ("status 260012381", "26-00123-81", ""),
        ("status no. 26-00123-81", "26-00123-81", ""),
        ("status laporan nomor 26-00123-81", "26-00123-81", ""),
        ("*STATUS* 26–00123–81", "26-00123-81", ""),
        ("26-00123-81", "26-00123-81", ""),
        ("stauts 26-1234567-71", "26-1234567-71", ""),
        ("STATUS 26-00123-81 K7QF-2M9X-4TBW", "26-00123-81", "K7QF-2M9X-4TBW"),
        ("status 26-00123-81 kode k7qf2m9x4tbw", "26-00123-81", "K7QF2M9X4TBW"),
        ("status 26-00123-81 K7QF 2M9X 4TBW", "26-00123-81", "K7QF 2M9X 4TBW"),
        ("26-00123-81 K7QF-2M9X-4TBW", "26-00123-81", "K7QF-2M9X-4TBW"),
        ("STATUS 26-00123-81 KBTRMWQXKBTR", "26-00123-81", "KBTRMWQXKBTR"),
    ],
)
def test_status_takes_a_number_and_a_code(text: str, number: str, code: str) -> None:
    command = recognise(text)
    assert command is not None
    assert (command.word, command.number, command.code) == (Word.STATUS, number, code)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("KENAPA 26-00123-81", Word.WHY),
        ("kenapa 26-00123-81?", Word.WHY),
        ("/batal 26-00123-81", Word.CANCEL),
        ("Batalkan laporan 26-00123-81", Word.CANCEL),
        ("SELESAI 26.00123.81", Word.DONE),
        ("petugas 260012381", Word.OFFICER),
        ("RAHASIA no 26-00123-81", Word.CONFIDENTIAL),
        ("buka 26-00123-81", Word.REOPEN),
        ("kode 26-00123-81", Word.CODE),
        ("why 26-00123-81", Word.WHY),
        ("naha 26-00123-81", Word.WHY),
    ],
)
def test_every_word_takes_the_number_of_a_case(text: str, word: Word) -> None:
    command = recognise(text)
    assert command is not None
    assert (command.word, command.number) == (word, "26-00123-81")


@pytest.mark.parametrize("text", ["halo pak\nSTATUS", "Assalamualaikum wr wb\nstatus"])
def test_a_greeting_may_stand_before_the_word(text: str) -> None:
    command = recognise(text)
    assert command is not None
    assert command.word is Word.STATUS


@pytest.mark.parametrize(("text", "language"), [("HELP", "en"), ("rengse", "su"), ("STATUS", ""), ("BATAL", "")])
def test_a_word_of_one_language_tells_the_language(text: str, language: str) -> None:
    command = recognise(text)
    assert command is not None
    assert command.language == language
