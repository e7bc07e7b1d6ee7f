"""What a text is: grievance, question, proposal, praise, or none of them."""

import pytest

from core.rules.grouping import Kind
from nlp.classifier import Classifier

COMPLAINTS = [
    "Izin hosting saya belum terbit, sudah 3 minggu.",
    "petugas minta 500 ribu supaya cepat",
    "jalan depan rumah rusak",
    "izin sy blm jadi2 pak",
    "Kenapa izin saya belum terbit? Sudah dua bulan.",
    "Mohon bantuannya, berkas saya di loket sudah sebulan tidak ada kabar. Terima kasih.",
    "Apakah wajar mengurus NIB sampai empat minggu belum selesai?",
    "Dengan hormat, permohonan SIUP kami sejak 3 Maret belum diproses. Atas perhatiannya kami ucapkan terima kasih.",
    "tolong diperbaiki web oss nya, dari pagi error terus, makasih",
    "Petugas loket 4 judes banget sama ibu saya",
    "kok ditolak lagi ditolak lagi",
    "Nama saya di sertifikat salah ketik, mohon diperbaiki",
    "lampu jalan mati sudah sebulan, kapan diperbaiki?",
    "SAMPAH NUMPUK DI DEPAN GANG TIDAK DIANGKUT",
    "laporan saya bulan lalu tidak ditanggapi",
    "dilempar lempar terus dari dinas ke dinas",
    "sdh bolak balik 5x tp berkas kurang trs",
    "my permit was rejected without any reason",
    "izin abdi teu acan kaluar tos 3 minggu",
]
QUESTIONS = [
    "biaya izin hosting berapa?",
    "syarat bikin NIB apa saja?",
    "mau tanya, buka hari sabtu tidak?",
    "kak kalau mau perpanjang SIP perawat ke mana ya",
    "Mohon informasi persyaratan izin apotek. Terima kasih.",
    "brp lama proses siup pak",
    "Bagaimana cara mendaftar NIB untuk warung kopi",
    "numpang tanya jam buka kantor hari jumat",
    "Apakah izin reklame bisa diurus secara online?",
    "izin bertanya min, alamat kantor di mana",
    "bade tumaros, saratna naon wae kanggo ngadamel NIB?",
    "How much is the fee for a hosting license?",
    "What documents do I need for a restaurant permit?",
    "Saya mau urus izin apotek, berkas apa saja yang perlu disiapkan",
    "apakah ada biaya untuk bikin nib",
]
SUGGESTIONS = [
    "Usul saya, tambah loket khusus lansia",
    "Saran, sebaiknya ada layanan keliling ke desa-desa",
    "Alangkah baiknya kalau di ruang tunggu disediakan dispenser",
    "gimana kalau antriannya dibikin lewat WA aja, biar gampang",
    "Mohon dipertimbangkan layanan malam untuk pekerja pabrik",
    "ada baiknya dibuatkan contoh formulir yang sudah terisi",
    "I suggest adding an English page to your website",
]
THANKS = [
    "Terima kasih banyak atas bantuannya",
    "Terima kasih",
    "makasih min",
    "nuhun pisan kang",
    "Saya mengucapkan terima kasih kepada petugas loket 2 yang ramah",
    "Alhamdulillah NIB saya langsung jadi, pelayanannya cepat dan memuaskan",
    "Mantap pelayanannya, petugasnya ramah",
    "Thank you for your great service",
]
OTHERS = [
    "Assalamualaikum",
    "Assalamu'alaikum warahmatullahi wabarakatuh",
    "selamat pagi pak",
    "halo kak",
    "tes",
    "test 123",
    ".",
    "👍",
    "🙏🙏🙏",
    "Pinjaman cepat tanpa jaminan, cair hari ini",
    "slot gacor maxwin klik link",
    "Dijual rumah di Sadang, nego, minat wa",
]
TABLE = [
    *((text, Kind.COMPLAINT) for text in COMPLAINTS),
    *((text, Kind.QUESTION) for text in QUESTIONS),
    *((text, Kind.SUGGESTION) for text in SUGGESTIONS),
    *((text, Kind.THANKS) for text in THANKS),
    *((text, Kind.OTHER) for text in OTHERS),
]


MAY_BE_WRONG, MAY_BE_DOUBTED = 0.02, 0.05


def test_plain_messages_are_known_for_what_they_are(classifier: Classifier) -> None:
    wrong = [(text, kind) for text, kind in TABLE if classifier.classify(text).kind is not kind]
    assert len(wrong) <= len(TABLE) * MAY_BE_WRONG, wrong


def test_plain_messages_are_known_without_a_doubt(classifier: Classifier) -> None:
    doubted = [text for text, _ in TABLE if "kind" in classifier.classify(text).unsure]
    assert len(doubted) <= len(TABLE) * MAY_BE_DOUBTED, doubted


@pytest.mark.parametrize("text", ["", " ", ".", "...", "👍", "😀😀", "!!!", "tes", "halo", "Assalamualaikum", "\u200b"])
def test_a_message_without_words_or_with_a_greeting_only_leaves_nothing_to_confirm(
    classifier: Classifier, text: str
) -> None:
    tags = classifier.classify(text)
    assert tags.kind is Kind.OTHER
    assert not tags.unsure
    assert tags.components == ()


@pytest.mark.parametrize("text", ["xyzzy plugh", "Siti Aminah", "我的许可证还没有发", "belum"])
def test_words_that_say_nothing_to_us_may_be_a_complaint_so_an_officer_looks(classifier: Classifier, text: str) -> None:
    tags = classifier.classify(text)
    assert tags.kind is Kind.COMPLAINT or "kind" in tags.unsure  # never surely thanks or nothing


@pytest.mark.parametrize(
    "text",
    [
        "Izin apotek saya belum terbit sudah 3 bulan. Terima kasih.",
        "izin apotek sy blm terbit 3 bln, makasih ya pak",
        "Terima kasih sebelumnya. Izin apotek saya sudah 3 bulan belum terbit.",
        "Izin apotek saya sejak Januari belum keluar. Demikian, atas perhatiannya diucapkan terima kasih.",
    ],
)
def test_thanks_at_the_end_of_a_complaint_leave_it_a_complaint(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).kind is Kind.COMPLAINT


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Izin saya kenapa belum jadi, sudah 2 bulan?", "Izin saya kenapa belum jadi, sudah 2 bulan."),
        ("Berapa biaya izin reklame?", "Berapa biaya izin reklame"),
        ("jalan desa rusak parah?", "jalan desa rusak parah"),
    ],
)
def test_a_question_mark_decides_nothing(classifier: Classifier, asked: str, told: str) -> None:
    assert classifier.classify(asked).kind is classifier.classify(told).kind
