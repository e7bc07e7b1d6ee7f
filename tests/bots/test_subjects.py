"""The subject of a reply by mail: one number and one Re, however often it went to and fro."""

import pytest

from bots.hearing import with_subject
from bots.replies import subject_of_reply

NUMBER, OFFICE = "26-00001-59", "DPMPTSP Kabupaten Purwakarta"


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Izin hosting", "[26-00001-59] Re: Izin hosting"),
        ("Re: Izin hosting", "[26-00001-59] Re: Izin hosting"),
        ("Re: [26-00001-59] Re: Izin hosting", "[26-00001-59] Re: Izin hosting"),
        ("Bls: RE: [26-00001-59] Re: [26-00001-59] Izin hosting", "[26-00001-59] Re: Izin hosting"),
        ("[26-00002-56] Re: Izin hosting", "[26-00001-59] Re: Izin hosting"),
        ("Laporan 26-00002-56 belum dijawab", "[26-00001-59] Re: Laporan 26-00002-56 belum dijawab"),
        ("", "[26-00001-59] DPMPTSP Kabupaten Purwakarta"),
        ("Re: [26-00001-59]", "[26-00001-59] DPMPTSP Kabupaten Purwakarta"),
    ],
)
def test_numbers_and_res_do_not_pile_up(subject: str, reply: str) -> None:
    assert subject_of_reply(subject, NUMBER, OFFICE) == reply


def test_without_a_case_there_is_no_number() -> None:
    assert subject_of_reply("Re: Halo", "", OFFICE) == "Re: Halo"


def test_the_subject_of_our_own_mail_says_nothing_new() -> None:
    assert with_subject("[26-00001-59] Re: Izin hosting", "ini tambahannya") == "ini tambahannya"
    assert with_subject("Izin hosting", "belum terbit") == "Izin hosting\nbelum terbit"
