"""Who works at the desk: added, away, gone, standing in for the Kepala."""

import re
from datetime import date

import pytest

from aduan import officer
from core.rules.roles import Role
from tests.desk import Browser, DeskUnderTest

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
FORM = {"name": "Tono Wijaya", "username": "tono", "role": "officer", "tier": "pelaksana", "agency": ""}


@pytest.fixture
async def admin(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("admin", Role.ADMINISTRATOR)


@pytest.fixture
async def rini(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("rini", Role.TEAM_LEADER)


@pytest.fixture
async def kepala(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("kepala", Role.KEPALA)


async def case_held_by(desk: DeskUnderTest, holder: int) -> None:
    await desk.office.citizen(name="Siti Aminah").says("Izin hosting saya belum terbit, sudah 3 minggu.")
    async with desk.office.parts.engine.begin() as db:
        await db.exec_driver_sql(f"UPDATE cases SET holder_id = {int(holder)}")


async def holder(desk: DeskUnderTest) -> int | None:
    held: int | None = await desk.office.value("SELECT holder_id FROM cases")
    return held


async def test_a_new_officer_gets_a_first_password_that_works_and_sets_up_a_second_factor(desk, admin):
    page = await admin.post("/desk/people", **FORM)
    assert page.status_code == 200
    password = re.search(r'class="secret">([^<]+)<', page.text)[1]
    browser = desk.stranger()
    csrf = re.search(r'name="csrf" value="([^"]*)"', (await browser.get("/desk/sign-in")).text)[1]
    signed = await browser.post("/desk/sign-in", username="tono", password=password, csrf=csrf)
    assert "Pasang kode kedua" in signed.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"username": "T"}, "huruf kecil", id="a username too short"),
        pytest.param({"password": "pendek"}, "paling sedikit", id="a password too short"),
        pytest.param({"role": "technical_team"}, "Perangkat Daerahnya", id="a technical team of no agency"),
        pytest.param({"tier": "raja"}, "jenjang", id="a tier that is none"),
        pytest.param({"username": "admin"}, "sudah dipakai", id="a username taken"),
    ],
)
async def test_what_is_missing_is_said_and_what_was_typed_stays(admin, changed, sentence):
    page = await admin.post("/desk/people", {**FORM, **changed})
    assert page.status_code == 409
    assert sentence in page.text
    assert 'value="Tono Wijaya"' in page.text
    assert "pendek" not in page.text


async def test_nobody_removes_the_last_administrator_or_oneself(desk, admin):
    refused = await admin.post(f"/desk/people/{admin.officer_id}/let-go")
    assert refused.status_code == 409
    assert "terakhir" in refused.text
    assert (await admin.get("/desk/people")).status_code == 200


async def test_the_cases_of_an_officer_who_leaves_lie_in_the_queue_again(desk, admin):
    budi = await desk.officer("budi", Role.OFFICER)
    await case_held_by(desk, budi)
    await admin.post(f"/desk/people/{budi}/let-go")
    assert await holder(desk) is None
    [[kind, payload]] = await desk.office.rows("SELECT kind, payload FROM ledger ORDER BY id DESC LIMIT 1")
    assert (kind, payload["holder"], payload["because"]) == ("returned", budi, "inactive")


async def test_an_absence_gives_cases_back_on_its_first_day_and_not_before(desk, rini):
    budi, siti = await desk.officer("budi", Role.OFFICER), await desk.officer("siti", Role.OFFICER)
    await case_held_by(desk, budi)
    noted = await rini.post(
        "/desk/people/absences", officer=budi, deputy=siti, from_on=TOMORROW, to_on="2026-03-06", reason="Cuti"
    )
    assert noted.status_code == 303
    await desk.office.clockwork()
    assert await holder(desk) == budi
    desk.office.later(days=1)
    await desk.office.clockwork()
    assert await holder(desk) is None
    [[payload, version]] = await desk.office.rows(
        "SELECT payload, version FROM ledger JOIN cases ON cases.id = case_id WHERE ledger.kind = 'returned'"
    )
    assert payload["deputy"] == siti
    assert version == 2
    assert "Siti" in (await rini.get("/desk/people")).text


async def test_whoever_is_back_keeps_what_is_taken_again(desk, rini):
    budi = await desk.officer("budi", Role.OFFICER)
    await rini.post("/desk/people/absences", officer=budi, from_on=TODAY, to_on="2026-03-06", reason="Cuti", deputy="")
    absence = await desk.office.value("SELECT id FROM absences")
    await rini.post(f"/desk/people/absences/{absence}/end")
    await case_held_by(desk, budi)
    await desk.office.clockwork()
    assert await holder(desk) == budi


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"to_on": "2026-03-01"}, "tidak boleh sebelum", id="it ends before it begins"),
        pytest.param({"from_on": ""}, "Isi tanggal", id="no first day"),
        pytest.param({"deputy": "budi"}, "orang lain", id="one's own deputy"),
        pytest.param({"officer": "999"}, "masih bekerja", id="nobody"),
    ],
)
async def test_an_absence_that_makes_no_sense_is_refused_with_a_sentence(desk, rini, changed, sentence):
    budi = str(await desk.officer("budi", Role.OFFICER))
    typed = {"officer": budi, "deputy": "", "from_on": "2026-03-02", "to_on": "2026-03-06", "reason": "Cuti"}
    typed |= {name: budi if value == "budi" else value for name, value in changed.items()}
    page = await rini.post("/desk/people/absences", typed)
    assert page.status_code == 409
    assert sentence in page.text


async def test_whoever_acts_for_the_kepala_is_the_kepala_on_those_days_only(desk, kepala, rini):
    appointed = await kepala.post(
        "/desk/people/acting",
        officer=rini.officer_id,
        kind="Plh",
        decree="800/12/2026",
        from_on=TOMORROW,
        to_on=TOMORROW,
    )
    assert appointed.status_code == 303
    assert "Plh Kepala" not in (await rini.get("/desk/people")).text
    desk.office.later(days=1)
    assert "Plh Kepala" in (await rini.get("/desk/people")).text
    again = await rini.post("/desk/people/acting", officer=rini.officer_id, kind="Plt", decree="x")
    assert again.status_code == 403, "whoever acts appoints nobody"
    desk.office.later(days=1)
    assert "Plh Kepala" not in (await rini.get("/desk/people")).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"decree": ""}, "surat perintah", id="without a decree"),
        pytest.param({"from_on": "2026-03-01"}, "mulai hari ini", id="for a day gone by"),
        pytest.param({"kind": "Raja"}, "Pilih Plh", id="as something else"),
        pytest.param({"officer": "admin"}, "Pilih orang", id="the administrator, who reads no complaint"),
    ],
)
async def test_an_appointment_that_makes_no_sense_is_refused_with_a_sentence(desk, kepala, rini, changed, sentence):
    admin = await desk.officer("admin", Role.ADMINISTRATOR)
    typed = {"officer": rini.officer_id, "kind": "Plh", "decree": "800", "from_on": "2026-03-02", "to_on": "2026-03-02"}
    typed |= {name: str(admin) if value == "admin" else value for name, value in changed.items()}
    page = await kepala.post("/desk/people/acting", typed)
    assert page.status_code == 409
    assert sentence in page.text


async def test_two_never_act_for_the_kepala_on_one_day(desk, kepala, rini):
    budi = await desk.officer("budi", Role.OFFICER)
    days = {"kind": "Plh", "decree": "800", "from_on": "2026-03-02", "to_on": "2026-03-05"}
    await kepala.post("/desk/people/acting", officer=rini.officer_id, **days)
    second = await kepala.post("/desk/people/acting", officer=budi, **days)
    assert second.status_code == 409
    assert "sudah ada" in second.text
    first = await desk.office.value("SELECT id FROM acting_heads")
    await kepala.post(f"/desk/people/acting/{first}/end")
    assert (await kepala.post("/desk/people/acting", officer=budi, **days)).status_code == 303


async def test_a_new_password_ends_sessions_and_the_old_second_factor(desk, admin, rini):
    async with desk.office.parts.engine.begin() as db:
        await db.exec_driver_sql("UPDATE officers SET totp_secret = 'ABC'")
    page = await admin.post(f"/desk/people/{rini.officer_id}/password")
    assert 'class="secret"' in page.text
    assert (await rini.get("/desk/people")).status_code == 303
    assert await desk.office.value("SELECT totp_secret FROM officers WHERE username = 'rini'") == ""


async def test_the_first_officer_is_added_by_a_command(desk, office):
    told = await officer.add(
        office.parts.settings, officer.asked_for("Admin", "Yayan Mulyana", "administrator", "", "", "")
    )
    assert "as admin with the password" in told
    with pytest.raises(officer.NotAdded, match="taken"):
        await officer.add(office.parts.settings, officer.asked_for("admin", "Lain", "officer", "", "", ""))
