"""Names as people really have them: days, numbers and permits among them, with titles and initials. No companies."""

import pytest

from bots.companies import company_answered, company_writing
from bots.names import name_in_answer, who_writes

NAMES = [
    *("Hari Wibowo", "Oki Setiawan", "Gede Pratama", "Mei Lestari", "Juni Arti", "Kamis Subagyo", "Tiga Sembiring"),
    *("Izin Permana", "A. Rahman", "St. Aisyah", "Anak Agung Gde Rai", "Ng. Suparno", "Minggu Sitepu", "Suharto"),
    *("Dede", "Moh. Ali", "Moch. Ali", "I Made", "I Gede Sukarta", "Hj. Siti Maryam, S.Pd", "dr. Andini Pratiwi"),
    *("R.A. Kartini", "Nurul Fadilah", "Abdul Rahman bin Auf", "Yohanes Situmorang, S.H.", "Tan Mei Ling"),
    *("Sabar Sitorus", "Selamat Riyadi", "Cut Nyak Dien", "Jean-Luc Picard"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_real_name_is_taken_in_an_answer_and_behind_nama_saya(name: str) -> None:
    assert name_in_answer(name) == name
    assert who_writes(f"Nama saya {name}").name == name
    assert who_writes(f"nama: {name}\nizin saya belum terbit").name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_real_name_is_taken_in_small_letters_behind_nama_saya(name: str) -> None:
    assert who_writes(f"nama saya {name.lower()}, izin blm jadi").name.lower() == name.lower()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_below_a_closing_counts(name: str) -> None:
    assert who_writes(f"Izin saya belum terbit.\nHormat saya,\n{name}").name == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("a.n. budi", "Budi"),
        ("A/n Budi Santoso", "Budi Santoso"),
        ("an budi", "Budi"),
        ("H.Dedi", "H. Dedi"),
        ("hari", "Hari"),
        ("juli", "Juli"),
        ("tiga sembiring", "Tiga Sembiring"),
        ("i made", "I Made"),
        ("m. ali", "M. Ali"),
        ("drs amat sobari", "Drs Amat Sobari"),
        ("PT Maju Jaya, Budi Santoso", "Budi Santoso"),
        ("Budi Santoso dari PT Maju Jaya", "Budi Santoso"),
        ("Agus. Plered", "Agus"),
        ("~dadang~", "Dadang"),
        ("Dadang 🙏", "Dadang"),
        ("call me Emma", "Emma"),
        ("Emma Watson here", "Emma Watson"),
        ("nami abdi cecep", "Cecep"),
        ("abdi koswara ti wanayasa", "Koswara"),
        ("SUMARTINI", "Sumartini"),
        ("bpk. slamet riyadi", "Slamet Riyadi"),
    ],
)
def test_an_answer_in_any_dress_holds_its_name(answer: str, name: str) -> None:
    assert name_in_answer(answer) == name


@pytest.mark.parametrize(
    "answer",
    [
        *("hari senin", "tiga hari", "3 hari", "minggu lalu", "mei kemarin", "besok aja", "nanti saya kabari"),
        *("izin reklame", "Izin Usaha Mikro", "izin pabrik", "Plered", "Desa Cibatu RT 03", "saya dari Plered"),
        *("loketnya tutup terus", "jalan rusak", "pungutan liar", "sudah saya tulis", "lihat di atas", "ini siapa"),
        *("selamat pagi", "terima kasih", "ya ampun", "i want to complain", "never mind", "it does not matter"),
        *(
            "teu hoyong",
            "saha ieu",
            "naha kedah",
            "masih proses",
            "nama saya?",
            "nama perusahaan atau nama saya?",
            "pertanyaan saja pak",
            "Keluhan",
        ),
    ],
)
def test_what_answers_something_else_is_no_name(answer: str) -> None:
    assert name_in_answer(answer) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mesin antrean rusak. Tolong dibereskan, Agus Salim.", "Agus Salim"),
        ("tolong dibereskan, agus salim", "Agus Salim"),
        ("Izin belum jadi. Terima kasih.\nSamsul Bahri", "Samsul Bahri"),
        ("Mohon ditindaklanjuti. Hormat saya, Dewi Anggraeni", "Dewi Anggraeni"),
        ("izin belum terbit\nttd Dedi", "Dedi"),
        ("izin blm jadi pak, ttd dedi kusnadi", "Dedi Kusnadi"),
        ("Lambat sekali. Pelapor: Jajang Nurjaman", "Jajang Nurjaman"),
        ("Antre dari pagi. Dewi Sartini, Babakancikao.", "Dewi Sartini"),
        ("Baunya sampai ke mushola. Aep Saepuloh RT 03.", "Aep Saepuloh"),
        ("Sudah lewat dua bulan. Cahyo Wibisono, PT Menara Sagara.", "Cahyo Wibisono"),
        ("Izin saya belum terbit sudah 3 minggu. Hari Wibowo.", "Hari Wibowo"),
        ("Antrean\nLoket yang buka cuma satu dari lima meja, antre dari pagi. Dewi Sartini, Plered.", "Dewi Sartini"),
        ("Izin belum terbit\nSiti Aminah\nDesa Cibatu RT 02\n0812345678", "Siti Aminah"),
        ("Izin belum terbit (Rahmat Hidayat)", "Rahmat Hidayat"),
        ("Dari: Entin Kartini\nIzin saya belum terbit", "Entin Kartini"),
        ("My permit is late.\nBest regards,\nJohn Smith", "John Smith"),
        ("ijin can kaluar wae. Hatur nuhun. Koswara Sunandar", "Koswara Sunandar"),
        ("Izin kami belum terbit.\nHormat kami,\nPT Sinar Data Nusantara\nBudi Santoso", "Budi Santoso"),
        ("Mohon perhatian.\nHormat saya,\n\nttd\n\n(Drs. Amat Sobari, M.Si.)", "Drs. Amat Sobari, M.Si"),
    ],
)
def test_a_name_signed_at_the_end_counts(text: str, name: str) -> None:
    assert who_writes(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        *("Kapan sebenarnya?", "izin reklame saya", "saya mau tanya", "saya hari senin datang ke loket"),
        *("Saya Kamis datang ke kantor", "saya izin kerja dua kali", "saya tiga kali ke loket", "saya orang Plered"),
        *("nama saya dobel di sistem", "nama saya tidak usah disebut", "nama saya tertukar", "nama saya dicatut orang"),
        *(
            "My name is wrong on the certificate",
            "my name is misspelled",
            "I am a shop owner",
            "I am very disappointed",
        ),
        *("Jalan rusak. Desa Cibatu.", "Izin reklame di Plered, Purwakarta", "Saya tinggal di mana? Jawa Barat"),
        *("Saya dilayani petugas loket 2, Budi Santoso.", "Yang menangani Kepala Bidang, Dedi Kurnia."),
        *("Siapa nama petugasnya? Budi Santoso.", "Terima kasih, Pak Budi.", "petugas yang melayani namanya Budi"),
        *("Lambat sekali. Kecewa Berat", "Mohon segera. Salam Sejahtera", "OSS RBA error terus. OSS RBA"),
        *("Loket tutup. Hari Senin", "Sudah tiga bulan. Astaghfirullah", "Sudah tiga bulan. Bagaimana ini"),
    ],
)
def test_a_sentence_is_no_name(text: str) -> None:
    assert who_writes(text).name == ""


COMPANIES = [
    ("PT Sinar Data Nusantara", "PT Sinar Data Nusantara"),
    ("pt maju jaya", "PT Maju Jaya"),
    ("koperasi sinar harapan", "Koperasi Sinar Harapan"),
    ("kami PT Maju Jaya pak", "PT Maju Jaya"),
    ("nama saya PT Maju Jaya", "PT Maju Jaya"),
]


@pytest.mark.parametrize(("answer", "company"), COMPANIES)
def test_a_company_is_nobodys_name(answer: str, company: str) -> None:
    assert name_in_answer(answer) == ""
    assert who_writes(answer).name == ""
    assert company_answered(answer) == company
    assert company_writing(answer, answer.lower()) == company


@pytest.mark.parametrize(
    "text",
    [
        "nama: PT Maju Jaya\nizin kami belum terbit",
        "Izin kami belum terbit.\n\nHormat kami,\nPT Maju Jaya",
        "Izin kami belum terbit. Hormat kami, PT Maju Jaya",
        "Izin kami belum terbit.\nPT Maju Jaya",
    ],
)
def test_a_company_that_signs_tells_whose_matter_it_is_and_not_who_reports(text: str) -> None:
    who = who_writes(text)
    assert (who.name, who.maybe) == ("", "")
    assert "PT Maju Jaya" in (who.holder, company_writing(text, text.lower()))


@pytest.mark.parametrize(
    "text",
    ["surat dari PT Telkom belum ada", "PT itu tidak sah", "nama PT saya salah", "izin PT Maju Jaya belum terbit"],
)
def test_a_company_that_is_only_spoken_of_does_not_write(text: str) -> None:
    assert company_writing(text, text.lower()) == ""


def test_a_signature_tells_for_which_company_too() -> None:
    assert who_writes("Sudah lewat dua bulan. Cahyo Wibisono, PT Menara Sagara.").holder == "PT Menara Sagara"
