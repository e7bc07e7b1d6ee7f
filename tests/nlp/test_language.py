"""Which language we answer in."""

import pytest

from nlp.language import Languages

TABLE = [
    ("Izin hosting saya belum terbit, sudah 3 minggu.", "id"),
    ("sy dh 3mgg blm jd2 gmn ya pak", "id"),
    ("bapak ibu mohon bantuannya", "id"),
    ("website oss error terus", "id"),
    ("nuhun pisan, SIP dokter gigi saya keluar 3 hari saja", "id"),
    ("tes", "id"),
    ("", "id"),
    ("👍", "id"),
    ("NIB", "id"),
    ("我的许可证还没有发", "id"),
    ("izin abdi teu acan kaluar tos 3 minggu, kumaha ieu teh", "su"),
    ("Punten pak, abdi ngadamel NIB dugi ka ayeuna teu acan aya wartosna", "su"),
    ("naha petugasna teu aya di loket? abdi tos ngantosan ti enjing", "su"),
    ("bade tumaros, saratna naon wae kanggo ngadamel NIB?", "su"),
    ("My hosting permit has not been issued for three weeks", "en"),
    ("Where is your office and when does it open?", "en"),
    ("hello, good morning, I need help with my application", "en"),
    (
        "parkiran MPP sempit pisan, motor abdi keserempet, da teu aya nu ngatur. tolong dong ini kan kantor saya juga",
        "mixed",
    ),
    (
        "I have been waiting for two months, tapi izin saya belum keluar juga, please help me pak, kenapa lama sekali",
        "mixed",
    ),
]


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages()


@pytest.mark.parametrize(("text", "language"), TABLE)
def test_the_language_is_heard(languages: Languages, text: str, language: str) -> None:
    assert languages.of(text) == language
