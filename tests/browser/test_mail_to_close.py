"""A complaint by real mail, from its arrival to the close with proof that the answer arrived."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from email.message import EmailMessage
from functools import partial

import pytest
from playwright.async_api import Page, expect

from aduan.demo.office import MAIL_ADDRESS
from aduan.receiving import mail_receiver
from aduan.running import _is_ours
from aduan.smtp import open_door
from tests.browser.at_the_desk import answers, chooses, examines, passes_the_door, settles_tags, signs_in, takes
from tests.browser.open_office import OpenOffice, PostedOffice

WORDS = """Nama saya Teti Herawati. Izin hosting saya diajukan tiga minggu lalu dan belum terbit,
padahal menurut standar tujuh hari kerja. Mohon bantuannya."""


@pytest.fixture
async def mail_door(open_office: OpenOffice) -> AsyncIterator[int]:
    """The port at which the office takes mail in."""
    office = open_office.office
    door = await open_door(
        "127.0.0.1",
        office.parts.settings.smtp_port,
        receive=mail_receiver(office.parts),
        accepts=partial(_is_ours, office.parts),
        now=office.parts.now,
    )
    yield office.parts.settings.smtp_port
    await door.close()


def hand_in(port: int) -> None:
    mail = EmailMessage()
    mail["From"] = "Teti Herawati <teti.herawati@warga.test>"
    mail["To"] = MAIL_ADDRESS
    mail["Subject"] = "Izin hosting belum terbit"
    mail["Message-ID"] = "<teti-1@warga.test>"
    mail.set_content(WORDS)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as door:
        door.send_message(mail)


def letters_to_teti(office: PostedOffice) -> list[str]:
    sent = [mail.message() for mail in office.sink.mails if "teti.herawati@warga.test" in mail.recipients]
    return [str(mail.get_body(("plain",)).get_content()) for mail in sent]  # type: ignore[union-attr]


async def test_a_mail_becomes_a_case_is_answered_and_closed_with_proof(open_office: OpenOffice, mail_door: int) -> None:
    office = open_office.office
    await asyncio.to_thread(hand_in, mail_door)
    await office.send_what_is_due()
    assert "sudah tercatat" in letters_to_teti(office)[-1]

    budi = await signs_in(open_office, "budi")
    await budi.get_by_role("link", name="Izin hosting belum terbit").click()
    await takes(budi, "Budi Santoso")
    await settles_tags(budi, "Perindustrian")
    await examines(budi)
    await chooses(budi, "Diselesaikan di dalam kantor")
    await reads_the_preview(budi)
    await answers(budi, "Sertifikat Anda terbit hari ini.")
    await expect(budi.locator(".talk")).to_contain_text("Sertifikat Anda terbit hari ini.")
    await office.send_what_is_due()
    letter = letters_to_teti(office)[-1]
    assert "Sertifikat Anda terbit hari ini." in letter
    assert "Ombudsman" in letter

    await tries_to_close(budi)
    await expect(budi.get_by_role("alert")).to_contain_text("Belum bisa")
    await expect(budi.locator("#penutupan")).to_contain_text("dianggap sampai pada Rabu, 4 Maret")
    await reports_upward(budi)
    office.later(days=3)
    await budi.reload()
    await passes_the_door(budi, "budi")
    await expect(budi.get_by_text("Semua syarat sudah ada.")).to_be_visible()
    await budi.get_by_role("button", name="Tutup laporan").click()
    await expect(budi.locator(".case-head")).to_contain_text("ditutup")
    await budi.get_by_role("link", name="Antrian").click()
    await expect(budi.get_by_role("link", name="Izin hosting belum terbit")).to_have_count(0)


async def reads_the_preview(page: Page) -> None:
    await page.get_by_label("Temuan dan jawaban").fill("Sertifikat Anda terbit besok.")
    await page.get_by_role("button", name="Pratinjau").click()
    await expect(page.locator("#pratinjau")).to_contain_text("Sertifikat Anda terbit besok.")


async def tries_to_close(page: Page) -> None:
    await page.reload()
    await page.get_by_role("button", name="Tutup laporan").click()


async def reports_upward(page: Page) -> None:
    part = page.locator("#laporan-atasan")
    await part.get_by_text("Tulis laporan kepada Pejabat Pengelola Pengaduan").click()
    await expect(part.get_by_label("Isi laporan")).not_to_be_empty()
    await part.get_by_role("button", name="Simpan laporan").click()
    await expect(part.get_by_role("link", name="Pelaksana (Petugas Pengaduan) kepada")).to_be_visible()
