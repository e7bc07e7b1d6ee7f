"""A moment in the example office in which every page has something to show."""

from dataclasses import dataclass
from datetime import timedelta

from core.rules.follow_up import Category
from core.rules.roles import Role
from core.store.viewers import Viewer
from tests.browser.open_office import OpenOffice
from tests.core.procedures.officers import OfficerAtWork, settle_tags

LATE = "Verifikasi sertifikat standar hosting kami sudah 12 hari kerja"
BRIBE = "siapkan 500 ribu"
LOST = "Berkas izin laundry saya hilang"
ELSEWHERE = "KTP saya sudah 4 bulan"
CERTIFICATE = "tulis menunggu verifikasi"
HUNTED = "Ada calo di parkiran"


@dataclass(frozen=True)
class Scene:
    """Case numbers by what happened to them."""

    examined: str
    """By Budi: the worksheet is done, an answer is half written."""

    answered: str
    hidden: str
    elsewhere: str
    fresh: str
    approval: str
    """The Kepala is asked for APIP."""

    report: str
    """The address of a written report to the superior."""

    paper: str
    """A letter that was typed in, with the code its citizen follows it by."""

    code: str
    opening: int
    """The minutes of a complaint box."""


async def officer(opened: OpenOffice, username: str, number: str) -> OfficerAtWork:
    """One of the example office's people, at work on a case."""
    columns = "SELECT id, name, role, tier, agency FROM officers WHERE username = :username"
    [(officer_id, name, role, tier, agency)] = await opened.office.rows(columns, username=username)
    return OfficerAtWork(opened.office, Viewer(officer_id, name, Role(role), tier, agency), number)


async def staged(opened: OpenOffice) -> Scene:
    """Some hours of work by the office's people."""
    office = opened.office
    examined = await opened.number_of(LATE)
    answered = await opened.number_of("PIRT saya kok")
    hidden, asked = await opened.number_of(BRIBE), await opened.number_of(HUNTED)
    for number in (examined, answered, asked):
        await settle_tags(office, number)
    budi = await officer(opened, "budi", examined)
    await budi.examines()
    await budi.chooses(Category.INTERNAL)
    await budi.reports("Sertifikat standar tertahan karena pejabat penandatangan dinas luar. Hari ini ditandatangani.")
    siti = await officer(opened, "siti", answered)
    await siti.examines()
    await siti.chooses(Category.INTERNAL)
    await siti.answers("Berkas PIRT Anda sudah kami perbaiki dan dapat diunduh lagi.")
    rini = await officer(opened, "rini", asked)
    await rini.examines()
    await rini.asks_for_apip("Ada dugaan calo bekerja dengan sepengetahuan petugas keamanan kantor.")
    paper = await letter_typed_in(opened)
    await box_opened(opened)
    await office.send_what_is_due()
    office.at(office.now + timedelta(minutes=20))
    return Scene(
        examined=examined,
        answered=answered,
        hidden=hidden,
        elsewhere=await opened.number_of(ELSEWHERE),
        fresh=await opened.number_of(CERTIFICATE),
        approval=asked,
        paper=paper,
        code=office.parts.tokens.code(paper),
        opening=await office.value("SELECT max(id) FROM box_openings"),
        report=f"/desk/cases/{examined}/reports/{await office.value('SELECT max(id) FROM reports_upward')}",
    )


async def letter_typed_in(opened: OpenOffice) -> str:
    """A letter that Siti found in the post."""
    siti = await opened.as_officer("siti")
    await siti.goto("/desk/paper")
    await siti.get_by_role("radio", name="Surat", exact=True).check(force=True)
    await siti.locator("#matter").fill(
        "Permohonan rekomendasi reklame toko kami dua kali dikembalikan dengan alasan yang berbeda."
    )
    await siti.locator("#name").fill("Enung Nurhayati")
    await siti.get_by_role("button", name="Catat dan cetak tanda terima").click()
    await siti.wait_for_url("**/receipt*")
    await siti.context.close()
    return siti.url.split("/")[-2]


async def box_opened(opened: OpenOffice) -> None:
    """The box at the office, opened by Siti with Dadang: two letters, one of them without a name."""
    siti = await opened.as_officer("siti")
    await siti.goto("/desk/paper/box")
    await siti.locator("#box").select_option(index=1)
    await siti.locator("#witness").fill("Dadang Sunarya")
    await siti.locator("#counted").fill("2")
    await siti.locator("[id='r1.matter']").fill("Kursi di ruang tunggu banyak yang patah.")
    await siti.locator("[id='r1.name']").fill("Mimin Mintarsih")
    await siti.locator("[id='r2.matter']").fill("Loket informasi sering kosong pada jam istirahat.")
    await siti.get_by_role("button", name="Catat semua").click()
    await siti.wait_for_url("**/openings/*")
    await siti.context.close()
