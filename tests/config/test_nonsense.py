"""Nonsense in the office's files is refused, and the sentence says where it stands and what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.load import load_office
from config.reading import ConfigError

Edit = Callable[[str, str, str], None]

LAW, OFFICE, DAYS = "standards/69.toml", "office.toml", "calendar.toml"

NONSENSE = [
    pytest.param(
        LAW,
        "answer_days = 14",
        "answer_days = -3",
        "numbers.answer_days",
        "must be between 1 and 366, and is -3",
        id="an answer three days before the question",
    ),
    pytest.param(
        LAW,
        "answer_days = 14",
        'answer_days = "empat belas"',
        "numbers.answer_days",
        "must be a whole number, and is 'empat belas'",
        id="a number in words",
    ),
    pytest.param(
        LAW,
        "answer_days = 14",
        "answer_days = true",
        "numbers.answer_days",
        "must be a whole number, and is True",
        id="yes instead of a number",
    ),
    pytest.param(
        LAW,
        "answer_days = 14",
        "answer_day = 14",
        "numbers.answer_days",
        "is missing; did you mean answer_day?",
        id="a required key misspelt",
    ),
    pytest.param(
        LAW,
        "silence_days = 3",
        "silense_days = 3",
        "numbers.silense_days",
        "nothing of that name is known here; did you mean silence_days?",
        id="an optional key misspelt",
    ),
    pytest.param(
        LAW,
        'sector = "perindustrian"',
        'sector = "perindustrain"',
        "sector",
        "'perindustrain' is not a sector of sectors.toml; did you mean perindustrian?",
        id="a sector that does not exist",
    ),
    pytest.param(
        LAW,
        "[components.9]",
        "[components.15]",
        "components",
        "component 9 (kompetensi) is missing: a standard has all fourteen",
        id="no component 9",
    ),
    pytest.param(
        LAW,
        "[components.9]\n",
        "[components.15]\ntitle = 'Lain'\ntext = 'Lain'\n[components.9]\n",
        "components.15",
        "nothing of that name is known here",
        id="a fifteenth component",
    ),
    pytest.param(
        LAW,
        'text = "Gratis"',
        'text = " "',
        "components.4.text",
        "must not be empty",
        id="an empty component",
    ),
    pytest.param(
        LAW,
        "   b. Pengaduan yang tidak",
        "   a. Pengaduan yang tidak",
        "components.6.text",
        "K6.5a stands there twice, so nobody can quote it",
        id="a clause twice",
    ),
    pytest.param(
        LAW,
        "8. Hasil tindaklanjut",
        "Hasil tindaklanjut",
        "components.6",
        "the rules rest on K6.8, which is missing here",
        id="a clause missing that a rule cites",
    ),
    pytest.param(
        LAW,
        'legal_kinds = ["complaint"]',
        'legal_kinds = ["complain"]',
        "clocks[2].legal_kinds",
        "'complain' is not a legal kind; did you mean complaint?",
        id="a clock for an unknown kind",
    ),
    pytest.param(
        LAW,
        'id = "completeness"',
        'id = "sp4n_verification"',
        "clocks",
        "'sp4n_verification' stands there twice",
        id="a clock twice",
    ),
    pytest.param(
        LAW,
        "[numbers]",
        "[numbers",
        "",
        "this is not TOML: ",
        id="a bracket forgotten",
    ),
    pytest.param(
        OFFICE,
        'main_standard = "69"',
        'main_standard = "70"',
        "main_standard",
        "there is no standard '70' in standards/",
        id="a main standard without a file",
    ),
    pytest.param(
        OFFICE,
        'senin = "07.30-16.00"',
        'senin = "16.00-07.30"',
        "hours.senin",
        "closes before it opens: 16.00-07.30",
        id="closing before opening",
    ),
    pytest.param(
        OFFICE,
        'senin = "07.30-16.00"',
        'senin = "pagi"',
        "hours.senin",
        "must be opening hours like 07.30-16.00, and is 'pagi'",
        id="hours in words",
    ),
    pytest.param(
        OFFICE,
        'senin = "07.30-16.00"',
        'monday = "07.30-16.00"',
        "hours.monday",
        "nothing of that name is known here",
        id="an English weekday",
    ),
    pytest.param(
        OFFICE,
        'id = "kepala"',
        'id = "pelaksana"',
        "tiers",
        "'pelaksana' stands there twice",
        id="a tier twice",
    ),
    pytest.param(
        OFFICE,
        "messenger = 1.5",
        "messenger = -1",
        "conversation.pause_seconds.messenger",
        "must be between 0 and 60, and is -1",
        id="a pause into the past",
    ),
    pytest.param(
        OFFICE,
        "retry_seconds = [5, 30,",
        'retry_seconds = [5, "30",',
        "outbox.retry_seconds",
        "is a list of whole numbers, and '30' is none",
        id="a wait in quotes",
    ),
    pytest.param(
        OFFICE,
        'language = "id"',
        'language = "jv"',
        "",
        "is missing, and it is the office's own language",
        id="a language nobody wrote",
    ),
    pytest.param(
        DAYS,
        "joint_leave = true",
        "joint_leave = true\n[[days_off]]\ndate = 2026-07-20\nreason = 'Hari Jadi'",
        "days_off[1].source",
        "is missing",
        id="a holiday without its source",
    ),
    pytest.param(
        DAYS,
        "joint_leave = true",
        "joint_leave = true\n[[days_off]]\ndate = '20 Juli'\nreason = 'Hari Jadi'\nsource = 'SE'",
        "days_off[1].date",
        "must be a date like 2026-08-17, without quotes, and is '20 Juli'",
        id="a date in words",
    ),
    pytest.param(
        DAYS,
        "joint_leave = true",
        "joint_leave = true\n[[days_off]]\ndate = 0206-07-20\nreason = 'Hari Jadi'\nsource = 'SE'",
        "days_off[1].date",
        "0206-07-20 is not a year this office counts",
        id="a year that lost its digits",
    ),
    pytest.param(
        DAYS,
        "joint_leave = true",
        "joint_leave = true\n[[days_off]]\ndate = 2026-07-20\nreason = 'Hari Jadi'\nsource = 'SE'\n"
        "[[working_days]]\ndate = 2026-07-20\nreason = 'Buka'\nsource = 'SE'",
        "days_off",
        "'2026-07-20' stands there twice",
        id="a day both off and on",
    ),
    pytest.param(
        DAYS,
        '"sabtu", "minggu"',
        '"saptu", "minggu"',
        "weekend",
        "'saptu' is not a weekday (senin ... minggu); did you mean sabtu?",
        id="a weekday misspelt",
    ),
    pytest.param(
        DAYS,
        '"sabtu", "minggu"',
        '"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"',
        "weekend",
        "leaves no day to work on",
        id="a week of rest",
    ),
    pytest.param(
        DAYS,
        "Asia/Jakarta",
        "Asia/Makassar",
        "timezone",
        "legal days are counted in Asia/Jakarta; no other zone is supported yet",
        id="another time zone",
    ),
    pytest.param(
        "sectors.toml",
        'was = "perdagangan"',
        'was = "perdagngan"',
        "pp28_2025[7].was",
        "'perdagngan' is not a sector of the first list; did you mean perdagangan?",
        id="a later sector that leads nowhere",
    ),
    pytest.param(
        "sectors.toml",
        'id = "sosial"',
        'id = "umum"',
        "local",
        "'umum' stands there twice",
        id="a sector twice",
    ),
    pytest.param(
        "components.toml",
        'id = "evaluasi"',
        'id = "evaluation"',
        "components[14].id",
        "'evaluation' is not a component; did you mean evaluasi?",
        id="a component in English",
    ),
    pytest.param(
        "components.toml",
        'sms = "waktu izin"',
        'sms = "lamanya waktu pengurusan"',
        "components[3].sms",
        "has at most 16 plain letters, for an SMS: 'lamanya waktu pengurusan'",
        id="an SMS form too long for an SMS",
    ),
    pytest.param(
        "services.toml",
        '"PBG",',
        '"PBG", "SLF",',
        "services",
        "'SLF' stands there twice",
        id="one name for two services",
    ),
    pytest.param(
        "services.toml",
        '"PBG",',
        '"PBG", "Hosting",',
        "Persetujuan Bangunan Gedung (PBG)",
        "'Hosting' is also a name of Sertifikat Standar",
        id="a service with the name of a standard",
    ),
    pytest.param(
        "channels.toml",
        'kind = "whatsapp"',
        'kind = "whatsap"',
        "ways[6].kind",
        "'whatsap' is not a kind of way; did you mean whatsapp?",
        id="a way of an unknown kind",
    ),
    pytest.param(
        "channels.toml",
        'id = "mpp"',
        'id = "kantor"',
        "boxes",
        "'kantor' stands there twice",
        id="two boxes with one name",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "sentence"), NONSENSE)
def test_nonsense_is_refused_with_a_sentence(
    directory: Path, edit: Edit, file: str, old: str, new: str, key: str, sentence: str
) -> None:
    edit(file, old, new)
    with pytest.raises(ConfigError) as refusal:
        load_office(directory)
    assert refusal.value.key == key
    assert refusal.value.sentence.startswith(sentence)


def test_the_refusal_names_the_file_the_place_and_the_reason(directory: Path, edit: Edit) -> None:
    edit(LAW, "answer_days = 14", "answer_days = -3")
    with pytest.raises(ConfigError) as refusal:
        load_office(directory)
    assert str(refusal.value) == "standards/69.toml, numbers.answer_days: must be between 1 and 366, and is -3"


@pytest.mark.parametrize("file", ["office.toml", "calendar.toml", "sectors.toml"])
def test_a_missing_file_is_named(directory: Path, file: str) -> None:
    (directory / file).unlink()
    with pytest.raises(ConfigError, match=f"{file}: is missing in "):
        load_office(directory)


def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such directory; `aduan office new` makes one"):
        load_office(tmp_path / "kantor")


def test_a_file_that_is_not_text_is_refused(directory: Path) -> None:
    (directory / "office.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load_office(directory)


def test_two_standards_of_one_number_are_refused(directory: Path) -> None:
    (directory / "standards" / "70.toml").write_text((directory / LAW).read_text())
    with pytest.raises(ConfigError, match=r"standards/70.toml, id: there is another standard '69'"):
        load_office(directory)


@pytest.mark.parametrize(
    ("file", "old", "new", "doubt"),
    [
        pytest.param(
            LAW,
            "answer_days = 14",
            "answer_days = 10",
            "standard 69: answer_days is 10, but K6.4 does not print that number",
            id="another number than the text prints",
        ),
        pytest.param(
            LAW,
            "50. ID pegawai",
            "51. ID pegawai",
            "standard 69: K8.50 is passed over in the text of component 8",
            id="a point passed over",
        ),
        pytest.param(
            "channels.toml",
            "SMS: 081809898222",
            "SMS: 081809898223",
            "way e reads 'SMS: 081809898223', but K6.2e prints 'SMS: 081809898222'",
            id="another number than the standard prints",
        ),
    ],
)
def test_what_may_be_meant_is_loaded_with_a_doubt(
    directory: Path, edit: Edit, file: str, old: str, new: str, doubt: str
) -> None:
    edit(file, old, new)
    assert load_office(directory).doubts == (doubt,)
