"""What a message already says: who, for whom, which service, received when or never, and whether it says anything."""

from datetime import date

import pytest

from bots.companies import company_in
from bots.dates import DateTrouble, date_in
from bots.name_words import is_nobody, offered_by_profile, only_contact, refuses
from bots.names import name_in_answer, who_writes
from bots.reading import read
from bots.service_received import received_in_answer
from bots.services import service_in
from bots.small_talk import Speech
from bots.vocabulary import COMMON, GIVEN_NAMES, words_of
from core.rules.report import Receipt
from tests.bots.transcript import office

ON = date(2026, 3, 20)
"""A Friday."""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saya Siti Aminah dari Munjul, izin belum terbit", "Siti Aminah"),
        ("saya siti aminah dari munjul izin blm jadi", "Siti Aminah"),
        ("sy siti aminah dr munjul, izin blm jadi", "Siti Aminah"),
        ("SAYA SITI AMINAH DARI MUNJUL IZIN BELUM JADI", "Siti Aminah"),
        ("nama: budi santoso\nalamat: Plered", "Budi Santoso"),
        ("Nama Lengkap : Wawan Kurniawan", "Wawan Kurniawan"),
        ("Perkenalkan, nama saya Neng Euis", "Neng Euis"),
        ("nama saya udoyo prakoso pak", "Udoyo Prakoso"),
        ("Dengan ini saya Drs. H. Dedi Mulyono, M.M. mengadukan", "Drs. H. Dedi Mulyono, M.M."),
        ("Melalui pesan ini saya, Hendra Sastranegara, pemilik ruko", "Hendra Sastranegara"),
        ("ini Budi dari sadang pak", "Budi"),
        ("saya R. Suryadi", "R. Suryadi"),
        ("Izin saya belum terbit.\nHormat kami,\nBudi", "Budi"),
        ("Izin belum terbit.\n\nHormat saya,\n(Ratna Dewi, S.E.)", "Ratna Dewi, S.E."),
        ("Kumaha izin abdi, teu acan rengse. Hatur nuhun, Asep", "Asep"),
        ("Mohon dijawab. Terima kasih, Budi Santoso.", "Budi Santoso"),
        ("izin belum jadi, makasih, budi", "Budi"),
        ("Izin belum terbit\n- Siti", "Siti"),
        ("Jalan rusak parah pak. Yanto", "Yanto"),
        ("izin hosting saya belum terbit\nsiti aminah", "Siti Aminah"),
        ("Mohon ditindaklanjuti. a.n. Siti Aminah", "Siti Aminah"),
        ("nami abdi Asep Sunandar ti Plered", "Asep Sunandar"),
        ("My name is John Smith and my permit is late", "John Smith"),
        ("I am Anna from Bandung", "Anna"),
        ("Saya Budi, izin istri saya belum terbit", "Budi"),
    ],
)
def test_a_name_given_as_ones_own_is_taken(text: str, name: str) -> None:
    assert who_writes(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "anak saya Rina belum dapat KTP",
        "toko saya Berkah Jaya belum dapat NIB",
        "izin usaha saya Seblak Mantul belum keluar",
        "nama saya salah di sertifikat",
        "Nama saya ketuker di NIB",
        "nama saya lepat dina ijin",
        "Terima kasih, mohon ditindaklanjuti",
        "terima kasih, pak",
        "Hormat kami, warga Munjul",
        "saya datang dari jauh pak",
        "saya warga dari Munjul",
        "Saya Kecewa Sekali Dengan Pelayanan Ini",
        "saya mewakili PT Maju Jaya",
        "saya Hamba Allah",
        "This is ridiculous",
        "saya NIB nya belum keluar",
        "SAYA UDAH BILANG TIGA KALI NAMA SAYA PAKAI Y BUKAN I",
        "petugas yang melayani namanya siapa ya",
        "saya ini orang kecil",
        "Saya sudah tiga kali datang",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert who_writes(text).name == ""


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("saya ucok baba dari sadang mau lapor", "Ucok Baba"),
        ("izin hosting a.n. Siti Aminah belum terbit", "Siti Aminah"),
        ("permohonan atas nama Budi Santoso belum jadi", "Budi Santoso"),
    ],
)
def test_a_doubtful_name_is_offered_for_confirmation(text: str, maybe: str) -> None:
    who = who_writes(text)
    assert (who.name, who.maybe) == ("", maybe)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("siti", "Siti"),
        ("Siti aminah", "Siti Aminah"),
        ("SITI AMINAH", "Siti Aminah"),
        ("nama saya siti aminah pak", "Siti Aminah"),
        ("saya siti aminah bu", "Siti Aminah"),
        ("ya saya Budi", "Budi"),
        ("oh maaf, Endang Suhendar", "Endang Suhendar"),
        ("budi 081234567890", "Budi"),
        ("siti aminah, purwakarta", "Siti Aminah"),
        ("asep ti plered", "Asep"),
        ("Siti Aminah S.E., M.M.", "Siti Aminah, S.E., M.M."),
        ("R. Suryadi", "R. Suryadi"),
        ("H. Dedi", "H. Dedi"),
        ("ibu rina", "Rina"),
        ("panggil aja ucok", "Ucok"),
        ("ucok", "Ucok"),
        ("Nama: Asep", "Asep"),
        ("siti aminah tolong cepat ya", "Siti Aminah"),
        ("O'Neil", "O'Neil"),
        ("Siti Aminah\ntolong cepat ya pak", "Siti Aminah"),
        ("my name is John Miller", "John Miller"),
        ("nami abdi Euis", "Euis"),
        ("bukan, saya anaknya, Rina", "Rina"),
    ],
)
def test_an_answer_to_the_question_for_the_name(answer: str, name: str) -> None:
    assert name_in_answer(answer) == name


@pytest.mark.parametrize(
    "answer",
    [
        "izin saya belum jadi",
        "kapan dijawab?",
        "sudah lama pak",
        "petugasnya galak banget",
        "kecewa",
        "hadeuh parah",
        "bodo amat",
        "081234567890",
        "siti@example.com",
        "Hamba Allah",
        "warga",
        "rahasia dong",
        "untuk apa nama?",
        "",
        "???",
        "leres",
        "iya betul",
    ],
)
def test_an_answer_that_holds_no_name(answer: str) -> None:
    assert name_in_answer(answer) == ""


@pytest.mark.parametrize(
    "answer", ["gausah", "ga usah pak", "tidak mau", "gak mau sebut nama", "no", "skip aja", "moal"]
)
def test_a_refusal_to_be_named(answer: str) -> None:
    assert refuses(answer)


@pytest.mark.parametrize("answer", ["siti", "tidak terbit juga", "mau lapor", "nama saya siti"])
def test_no_refusal(answer: str) -> None:
    assert not refuses(answer)


@pytest.mark.parametrize("text", ["Hamba Allah", "hamba alloh", "warga", "Warga Munjul", "NN", "anonymous", "no name"])
def test_nobody_is_no_identity(text: str) -> None:
    assert is_nobody(text)


@pytest.mark.parametrize("text", ["0812 3456 7890", "081809898222", "3214010101900001", "siti@example.com", "@siti_99"])
def test_contact_is_no_identity(text: str) -> None:
    assert only_contact(text) or "@siti" in text
    assert name_in_answer(text) == ""


@pytest.mark.parametrize(
    ("profile", "offered"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("siti 🌸", "Siti"),
        ("~Asep~", "Asep"),
        ("Ibu Rina", "Rina"),
        ("Toko Berkah", ""),
        ("PT Maju Jaya", ""),
        ("hamba Allah", ""),
        ("user123", ""),
        ("0812", ""),
        ("🙂", ""),
        ("", ""),
    ],
)
def test_a_profile_name_may_be_offered(profile: str, offered: str) -> None:
    assert offered_by_profile(profile) == offered


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Kami mewakili PT Maju Jaya, izin belum terbit", "PT Maju Jaya"),
        ("saya staf CV Awan Priangan mau lapor", "CV Awan Priangan"),
        ("permohonan atas nama PT Maju Jaya belum selesai", "PT Maju Jaya"),
        ("kami pengurus Koperasi Simpan Pinjam di Jatiluhur", "Koperasi Simpan Pinjam"),
        ("izin ayah saya belum keluar", "ayah"),
        ("izin usaha milik almarhumah istri saya", "istri"),
        ("Izin hosting pun bapa teu acan rengse", "bapa"),
        ("my father's permit has not been issued", "father"),
        ("izin hosting a.n. Siti Aminah belum terbit", "Siti Aminah"),
        ("izin saya belum keluar", ""),
        ("anak saya sakit", ""),
        ("dia bukan PT perorangan", ""),
    ],
)
def test_whose_matter_it_is(text: str, whose: str) -> None:
    assert read(text, ON, office()).on_behalf_of == whose


def test_a_company_ends_where_everyday_words_begin() -> None:
    assert company_in("izin PT Maju Jaya belum terbit") == "PT Maju Jaya"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("kemarin", date(2026, 3, 19)),
        ("kmrn", date(2026, 3, 19)),
        ("kemarin lusa", date(2026, 3, 18)),
        ("tadi pagi", ON),
        ("hari ini", ON),
        ("3 minggu lalu", date(2026, 2, 27)),
        ("dua minggu yang lalu", date(2026, 3, 6)),
        ("seminggu yg lalu", date(2026, 3, 13)),
        ("2 hr lalu", date(2026, 3, 18)),
        ("sebulan lalu", date(2026, 2, 20)),
        ("2 bln lalu", date(2026, 1, 20)),
        ("setahun lalu", date(2025, 3, 20)),
        ("minggu kemarin", date(2026, 3, 13)),
        ("bulan kemarin", date(2026, 2, 28)),
        ("bulan lalu", date(2026, 2, 28)),
        ("tahun lalu", date(2025, 12, 31)),
        ("tgl 5", date(2026, 3, 5)),
        ("tanggal 25", date(2026, 2, 25)),
        ("tgl 31", date(2026, 1, 31)),
        ("5 Maret", date(2026, 3, 5)),
        ("5 Desember", date(2025, 12, 5)),
        ("tanggal 5 Maret 2026", date(2026, 3, 5)),
        ("5/3/2026", date(2026, 3, 5)),
        ("5-3-26", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("5/3", date(2026, 3, 5)),
        ("29 Februari", date(2024, 2, 29)),
        ("awal Maret", date(2026, 3, 10)),
        ("pertengahan Februari", date(2026, 2, 20)),
        ("akhir Februari", date(2026, 2, 28)),
        ("bulan Maret", ON),
        ("bulan Juni", date(2025, 6, 30)),
        ("hari Senin", date(2026, 3, 16)),
        ("Senin kemarin", date(2026, 3, 16)),
        ("Jumat lalu", date(2026, 3, 13)),
        ("hari Minggu", date(2026, 3, 15)),
        ("kamari", date(2026, 3, 19)),
        ("3 minggu kapengker", date(2026, 2, 27)),
        ("sasih kamari", date(2026, 2, 28)),
        ("yesterday", date(2026, 3, 19)),
        ("last month", date(2026, 2, 28)),
        ("3 weeks ago", date(2026, 2, 27)),
        ("March 5, 2025", date(2025, 3, 5)),
    ],
)
def test_a_day_as_people_name_it(text: str, day: date) -> None:
    said = date_in(text, ON)
    assert said is not None
    assert said.on == day


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("31 Februari", DateTrouble.IMPOSSIBLE),
        ("31/2", DateTrouble.IMPOSSIBLE),
        ("30 Februari 2026", DateTrouble.IMPOSSIBLE),
        ("2026-02-31", DateTrouble.IMPOSSIBLE),
        ("tgl 40", DateTrouble.IMPOSSIBLE),
        ("9999 tahun lalu", DateTrouble.IMPOSSIBLE),
        ("besok", DateTrouble.FUTURE),
        ("bulan depan", DateTrouble.FUTURE),
        ("5 Maret 2027", DateTrouble.FUTURE),
    ],
)
def test_a_day_that_cannot_be(text: str, trouble: DateTrouble) -> None:
    said = date_in(text, ON)
    assert said is not None
    assert (said.on, said.trouble, said.words) == (None, trouble, text)


@pytest.mark.parametrize("text", ["jam 23.50", "12.30", "2/3 hari", "24/7", "nomor 26-00123-81", "izin belum jadi", ""])
def test_no_day_at_all(text: str) -> None:
    assert date_in(text, ON) is None


@pytest.mark.parametrize(
    ("answer", "receipt", "day"),
    [
        ("5", Receipt.RECEIVED, date(2026, 3, 5)),
        ("Maret", Receipt.RECEIVED, ON),
        ("januari 2025", Receipt.RECEIVED, date(2025, 1, 31)),
        ("3 minggu", Receipt.RECEIVED, date(2026, 2, 27)),
        ("senin", Receipt.RECEIVED, date(2026, 3, 16)),
        ("belum", Receipt.NEVER, None),
        ("belum pernah pak", Receipt.NEVER, None),
        ("Teu acan", Receipt.NEVER, None),
        ("not yet", Receipt.NEVER, None),
        ("sampai sekarang belum terbit", Receipt.NEVER, None),
        ("31 Februari", Receipt.UNKNOWN, None),
        ("entahlah", Receipt.UNKNOWN, None),
    ],
)
def test_an_answer_to_the_question_when(answer: str, receipt: Receipt, day: date | None) -> None:
    got, said = received_in_answer(answer, ON)
    assert got is receipt
    assert (said.on if said else None) == day


@pytest.mark.parametrize(
    ("text", "receipt", "day"),
    [
        ("Izin hosting saya belum terbit, sudah 3 minggu", Receipt.NEVER, None),
        ("izin sy blm jadi2 pak", Receipt.NEVER, None),
        ("sampai sekarang masih diproses", Receipt.NEVER, None),
        ("tak kunjung terbit", Receipt.NEVER, None),
        ("ijin abdi teu acan rengse", Receipt.NEVER, None),
        ("my permit has not been issued", Receipt.NEVER, None),
        ("saya ajukan tgl 5 Maret dan belum keluar", Receipt.NEVER, None),
        ("kemarin saya datang ke loket dan dibentak", Receipt.RECEIVED, date(2026, 3, 19)),
        ("sertifikat saya terbit 5 Maret tapi salah nama", Receipt.RECEIVED, date(2026, 3, 5)),
        ("saya mengajukan tanggal 5 Maret", Receipt.UNKNOWN, None),
        ("tiap Jumat loket di kantor kosong", Receipt.UNKNOWN, None),
        ("petugas kasar", Receipt.UNKNOWN, None),
    ],
)
def test_when_the_service_was_received(text: str, receipt: Receipt, day: date | None) -> None:
    reading = read(text, ON, office())
    assert (reading.receipt, reading.received_on) == (receipt, day)


@pytest.mark.parametrize(
    ("text", "standard_id", "other"),
    [
        ("biaya izin hosting?", "69", False),
        ("ijin hostingnya belum", "69", False),
        ("sertifikat standar kbli 63112", "69", False),
        ("izin usaha hosting", "69", False),
        ("biaya izin reklame", "", False),
        ("biaya izin hosting dan izin reklame", "", True),
        ("izin sanggar senam saya", "", True),
        ("izin untuk usaha sanggar senam", "", True),
        ("izin hosting untuk restoran", "", True),
        ("izin saya belum jadi", "", False),
        ("petugas kasar", "", False),
    ],
)
def test_which_service_is_named(text: str, standard_id: str, other: bool) -> None:
    named = service_in(words_of(text), office())
    assert (named.standard_id, named.other) == (standard_id, other)


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("", Speech.NOTHING),
        ("👍", Speech.NOTHING),
        (".", Speech.NOTHING),
        ("123", Speech.NOTHING),
        ("tes", Speech.GREETING),
        ("p", Speech.GREETING),
        ("Assalamualaikum wr wb", Speech.GREETING),
        ("selamat pagi pak", Speech.GREETING),
        ("sampurasun", Speech.GREETING),
        ("ok siap pak", Speech.ASSENT),
        ("baik saya tunggu", Speech.ASSENT),
        ("makasih banyak pak", Speech.THANKS),
        ("baik terima kasih informasinya", Speech.THANKS),
        ("hatur nuhun pisan", Speech.THANKS),
        ("mau lapor pak", Speech.WISH),
        ("saya ingin mengadu", Speech.WISH),
        ("mau tanya dong min", Speech.WISH),
        ("saya mewakili CV Berkah mau lapor", Speech.WISH),
        ("Perkenalkan, saya Siti Aminah dari Munjul", Speech.NAME),
        ("jangan sebut nama saya ya", Speech.SECRECY),
        ("tolong rahasiakan nama saya", Speech.SECRECY),
        ("STOP", Speech.STOP),
        ("petugas kasar", Speech.TOLD),
        ("terima kasih tapi izin saya belum jadi", Speech.TOLD),
        ("anonim saja ya pak, petugasnya galak", Speech.TOLD),
        ("saya kecewa", Speech.TOLD),
    ],
)
def test_what_a_message_amounts_to(text: str, speech: Speech) -> None:
    assert read(text, ON, office()).speech is speech


@pytest.mark.parametrize(
    "text",
    [
        "jangan sebut nama saya ya pak",
        "tolong rahasiakan nama saya",
        "Mohon identitas saya dirahasiakan",
        "anonim saja ya pak, petugasnya galak",
        "saya takut ketahuan",
        "nama saya jangan disebut",
        "ulah disebat nami abdi",
        "lapor tanpa menyebut nama",
        "please don't mention my name",
        "keep my name secret",
    ],
)
def test_a_wish_not_to_be_named(text: str) -> None:
    assert read(text, ON, office()).wants_secrecy


@pytest.mark.parametrize(
    "text",
    ["tidak perlu anonim", "data rahasia perusahaan bocor", "nama saya salah", "bukan anonim kok", "izin belum jadi"],
)
def test_no_such_wish(text: str) -> None:
    assert not read(text, ON, office()).wants_secrecy


def test_no_word_is_both_a_name_and_none() -> None:
    assert not GIVEN_NAMES & COMMON


def test_a_very_long_letter_is_read_at_both_ends() -> None:
    letter = "Saya mengadu. " + "Kami sudah menunggu lama sekali. " * 1000 + "\nHormat kami,\nBudi Santoso"
    assert read(letter, ON, office()).name == "Budi Santoso"
