"""Which of the fourteen components a matter is about."""

import pytest

from core.rules.grouping import Kind
from nlp.classifier import Classifier

MAIN = {
    "waktu": [
        "Izin hosting saya belum terbit, sudah 3 minggu.",
        "izin sy blm jadi2 pak",
        "statusnya masih proses terus dari bulan lalu",
        "kapan selesainya izin reklame saya, sudah dua bulan menunggu",
        "sdh 2mgg msh verifikasi trs",
        "permohonan PBG kami sejak 4 Februari sampai sekarang tidak ada kepastian",
        "lambatnya penerbitan SIP membuat saya tidak bisa praktik",
        "berapa lama proses izin apotek?",
    ],
    "sarana": [
        "website oss error terus tidak bisa dibuka",
        "otp tidak masuk ke hp saya",
        "gak bisa login ke akun oss",
        "AC ruang tunggu mati, panas sekali",
        "mesin antrian di MPP rusak",
        "toilet kantor kotor dan bau",
        "upload berkas gagal terus, loadingnya muter",
    ],
    "prosedur": [
        "disuruh bolak balik terus ke loket yang beda",
        "saya dilempar lempar dari dinas ke kecamatan",
        "urusannya dipersulit, prosedur berbelit belit",
        "kenapa harus datang sendiri, tidak bisa diwakilkan, saya di luar kota",
        "bagaimana cara mengurus pencabutan NIB?",
    ],
    "produk": [
        "nama saya di NIB salah ketik",
        "SIP bidan saya ditolak tanpa alasan",
        "alamat di sertifikat standar saya salah, tidak sesuai ktp",
        "kbli di nib saya salah",
        "sertifikat yang keluar atas nama orang lain",
    ],
    "biaya": [
        "petugas minta 500 ribu supaya cepat",
        "katanya gratis kok disuruh bayar 200rb",
        "ada pungli di loket",
        "retribusi PBG mahal sekali, tidak ada rincian",
        "banyak calo di parkiran nawarin jasa percepatan",
        "biaya izin hosting berapa?",
        "diminta uang rokok sama petugas survei",
    ],
    "kompetensi": [
        "petugas loket judes dan membentak ibu saya",
        "pegawainya malah main hp, tidak dilayani",
        "loket kosong, petugas tidak ada di tempat",
        "tiap petugas beda jawaban, tidak paham aturan sendiri",
        "the officer was rude and unprofessional",
    ],
    "persyaratan": [
        "syaratnya berubah ubah, kemarin minta surat domisili sekarang minta rekomendasi",
        "berkas kurang terus, ada aja yang kurang",
        "kenapa harus ada tanda tangan tetangga, tidak ada di daftar syarat",
        "syarat bikin NIB apa saja?",
        "berkas apa saja yang perlu disiapkan untuk izin klinik?",
    ],
    "pengaduan": [
        "laporan saya tidak ditanggapi",
        "sudah lapor 3 kali tidak ada tindak lanjut",
        "email pengaduan tidak dibalas, telepon tidak diangkat",
        "aduan saya ditutup padahal belum selesai",
    ],
    "dasar_hukum": [
        "aturan mana yang dipakai, dasar hukumnya apa",
        "perda nomor berapa yang mewajibkan itu, petugas tidak bisa menunjukkan",
        "ketentuan ini bertentangan dengan PP 5 tahun 2021",
    ],
    "pengawasan": [
        "tidak ada pengawasan dari atasan, ada permainan orang dalam",
        "mohon inspektorat turun, banyak penyelewengan",
    ],
    "jumlah_pelaksana": [
        "petugasnya cuma satu untuk semua pengunjung",
        "loket yang buka hanya satu, kekurangan petugas",
    ],
    "jaminan_pelayanan": [
        "janji pelayanan tidak ditepati, maklumat pelayanan cuma pajangan",
        "pelayanan tidak sesuai standar pelayanan yang ditempel di dinding",
    ],
    "jaminan_keamanan": [
        "data pribadi saya bocor setelah daftar di sini",
        "helm saya hilang di parkiran kantor, tidak ada cctv",
        "lantai licin, ibu saya terpeleset di tangga",
    ],
    "evaluasi": [
        "hasil survei kepuasan tidak pernah ditindaklanjuti",
        "disuruh isi survei tiap datang, buat apa disurvei",
    ],
}
NONE = [
    "jalan depan rumah rusak",
    "lampu jalan mati di Gang Mawar",
    "selokan mampet, banjir terus kalau hujan",
    "sampah menumpuk di pasar",
    "tetangga saya buka bengkel tanpa izin, berisik sampai malam",
    "parkir liar di depan toko bikin macet",
    "pabrik buang limbah ke sungai",
    "kafe sebelah musik keras sampai jam 2 pagi",
    "Terima kasih banyak atas bantuannya",
    "Pinjaman online cepat cair",
]


MAY_BE_WRONG = 0.02


def test_the_main_component_is_what_the_officer_would_repair(classifier: Classifier) -> None:
    told = [(text, main) for main, texts in MAIN.items() for text in texts]
    wrong = [(text, main) for text, main in told if classifier.classify(text).components[:1] != (main,)]
    assert len(wrong) <= len(told) * MAY_BE_WRONG, wrong


@pytest.mark.parametrize("text", NONE)
def test_a_matter_of_another_office_or_of_nobody_has_no_component(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).components == ()


@pytest.mark.parametrize(
    ("text", "components"),
    [
        ("petugas minta 500 ribu supaya cepat", ("biaya", "pengawasan")),
        ("calo berkeliaran di loket", ("biaya", "pengawasan")),
        ("izin belum terbit 2 bulan, petugasnya kurang", ("waktu", "jumlah_pelaksana")),
        ("izin belum terbit sudah 3 bulan, petugasnya judes dan membentak", ("waktu", "kompetensi")),
    ],
)
def test_further_components_stand_behind_the_one_they_explain(
    classifier: Classifier, text: str, components: tuple[str, ...]
) -> None:
    assert classifier.classify(text).components == components


def test_every_component_can_be_found(classifier: Classifier) -> None:
    found = {classifier.classify(text).components[0] for texts in MAIN.values() for text in texts}
    assert found == set(MAIN)


def test_a_polite_question_about_an_overdue_permit_is_about_time(classifier: Classifier) -> None:
    tags = classifier.classify("kenapa izin apotek saya belum jadi ya, padahal sudah sebulan?")
    assert (tags.kind, tags.components) == (Kind.COMPLAINT, ("waktu",))
