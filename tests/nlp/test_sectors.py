"""Whose matter it is, by what it is about and not by whom it addresses."""

import pytest

from nlp.classifier import Classifier

SURE = [
    ("Izin hosting saya belum terbit", "perindustrian"),
    ("biaya izin hosting berapa?", "perindustrian"),
    ("KBLI 63112 risikonya apa ya", "perindustrian"),
    ("tanda daftar industri pabrik keramik Plered", "perindustrian"),
    ("SIPA saya belum keluar", "kesehatan"),
    ("perpanjang SIP bidan di mana", "kesehatan"),
    ("PIRT keripik singkong saya ditolak", "kesehatan"),
    ("antri di puskesmas dari subuh", "kesehatan"),
    ("SIUP toko saya belum jadi", "perdagangan"),
    ("warung dekat pasar dilarang jualan", "perdagangan"),
    ("PBG ruko belum terbit", "pupr"),
    ("IMB rumah saya ditolak", "pupr"),
    ("jalan depan rumah rusak", "pupr"),
    ("papan reklame roboh", "pupr"),
    ("air PDAM keruh", "pupr"),
    ("e-KTP belum jadi, blangko habis", "kependudukan"),
    ("akta kelahiran anak saya salah nama", "kependudukan"),
    ("KK baru belum dicetak disdukcapil", "kependudukan"),
    ("SPPT PBB rumah naik dua kali lipat", "perpajakan"),
    ("BPHTB belum divalidasi bapenda", "perpajakan"),
    ("sertifikat tanah PTSL belum dibagikan", "pertanahan"),
    ("BPN lambat mengukur tanah saya", "pertanahan"),
    ("STNK saya hilang, uji kir di mana", "transportasi"),
    ("angkot ugal-ugalan, rambu lalu lintas tidak ada", "transportasi"),
    ("tukang parkir minta 10 ribu tanpa karcis", "transportasi"),
    ("sampah tidak diangkut seminggu", "lingkungan_kehutanan"),
    ("pabrik buang limbah ke sungai", "lingkungan_kehutanan"),
    ("UKL-UPL usaha saya belum disetujui DLH", "lingkungan_kehutanan"),
    ("truk galian C lewat tiap malam", "energi_mineral"),
    ("gas melon langka di pangkalan", "energi_mineral"),
    ("izin BAPETEN untuk rontgen gigi", "ketenaganukliran"),
    ("nelayan Jatiluhur perlu kartu kusuka", "kelautan_perikanan"),
    ("pupuk subsidi petani tidak ada, kartu tani ditolak", "pertanian"),
    ("izin operasional PAUD belum turun", "pendidikan_kebudayaan"),
    ("surat izin penelitian skripsi ke mana", "pendidikan_kebudayaan"),
    ("TDUP hotel kami belum terbit", "pariwisata"),
    ("izin travel umrah PPIU", "keagamaan"),
    ("menara telekomunikasi BTS di kampung kami", "pos_telekomunikasi"),
    ("izin keramaian ke polsek atau ke mana", "pertahanan_keamanan"),
    ("gaji di bawah UMK, sudah lapor disnaker", "ketenagakerjaan"),
    ("bansos PKH tidak tepat sasaran", "sosial"),
    ("NIB saya tidak muncul di OSS", "umum"),
    ("loket DPMPTSP di MPP tutup", "umum"),
    ("Pinjaman online cepat cair tanpa jaminan", "luar"),
]
UNNAMED = ["izin sy blm jadi2 pak", "sudah dua bulan tidak ada kabar", "katanya gratis kok bayar", "berkas saya hilang"]


@pytest.mark.parametrize(("text", "sector"), SURE)
def test_the_sector_is_known_by_its_words(classifier: Classifier, text: str, sector: str) -> None:
    tags = classifier.classify(text)
    assert tags.sector == sector
    assert "sector" not in tags.unsure


@pytest.mark.parametrize("text", UNNAMED)
def test_where_no_service_is_named_the_usual_sector_stands_or_an_officer_confirms(
    classifier: Classifier, text: str
) -> None:
    tags = classifier.classify(text)
    assert tags.sector == "umum" or "sector" in tags.unsure


def test_every_sector_can_be_found(classifier: Classifier) -> None:
    assert len({classifier.classify(text).sector for text, _ in SURE}) == 22
