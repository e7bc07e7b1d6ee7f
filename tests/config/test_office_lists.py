"""The closed lists: sectors, components, services, tiers, further clocks."""

from config.load import OfficeFiles
from core.rules.grouping import COMPONENTS

SECTORS_OF_2021 = (
    "kelautan_perikanan pertanian lingkungan_kehutanan energi_mineral ketenaganukliran perindustrian perdagangan pupr "
    "transportasi kesehatan pendidikan_kebudayaan pariwisata keagamaan pos_telekomunikasi pertahanan_keamanan "
    "ketenagakerjaan"
)
LOCAL = "umum kependudukan perpajakan pertanahan sosial luar"
NEW_IN_2025 = {"ekonomi_kreatif", "informasi_geospasial", "perkoperasian", "penanaman_modal"}
SPLIT_IN_2025 = {"lingkungan_hidup", "kehutanan", "sistem_elektronik"}


def test_the_first_law_has_sixteen_sectors_and_six_matters_are_local(purwakarta: OfficeFiles) -> None:
    assert list(purwakarta.sectors.first_law) == SECTORS_OF_2021.split()
    assert list(purwakarta.sectors.local) == LOCAL.split()
    assert list(purwakarta.sectors.by_id) == [*SECTORS_OF_2021.split(), *LOCAL.split()]


def test_the_later_law_has_twenty_two_sectors_and_each_leads_to_one_of_the_first(purwakarta: OfficeFiles) -> None:
    later = purwakarta.sectors.later
    assert len(later) == 22
    assert set(later) == set(SECTORS_OF_2021.split()) - {"lingkungan_kehutanan"} | NEW_IN_2025 | SPLIT_IN_2025
    assert all(sector.was in purwakarta.sectors.by_id for sector in later.values())
    assert {sector.was for sector in later.values()} >= set(SECTORS_OF_2021.split())
    assert {id_ for id_, sector in later.items() if sector.was == "lingkungan_kehutanan"} == {
        "kehutanan",
        "lingkungan_hidup",
    }


def test_our_own_matters_are_forwarded_to_nobody_and_civil_registration_is(purwakarta: OfficeFiles) -> None:
    sectors = purwakarta.sectors.by_id
    assert (sectors["umum"].forward_to, sectors["umum"].agency) == ("", "")
    assert sectors[purwakarta.main.sector].forward_to == ""
    assert sectors["pupr"].forward_to == "", "building permits are ours"
    assert "Tata Ruang" in sectors["pupr"].agency, "roads and lamps are not"
    assert "Kependudukan" in sectors["kependudukan"].forward_to


def test_the_fourteen_components_have_words_for_citizens(purwakarta: OfficeFiles) -> None:
    assert tuple(component.id for component in purwakarta.components) == COMPONENTS
    assert [component.number for component in purwakarta.components] == list(range(1, 15))
    for component in purwakarta.components:
        assert set(component.name) == {"id", "en"}
        assert set(component.plain) == {"id", "su", "en"}
        assert len(component.sms) <= 16


def test_services_without_a_standard_are_known_by_the_names_citizens_write(purwakarta: OfficeFiles) -> None:
    names = purwakarta.service_names
    assert "IMB" in names["Persetujuan Bangunan Gedung (PBG)"]
    assert "PIRT" in names["Sertifikat Produksi Pangan Industri Rumah Tangga (SPP-IRT)"]
    assert not set(names) & {standard.service for standard in purwakarta.standards.values()}
    assert len(names) > 50


def test_tiers_run_from_pelaksana_to_the_kepala(purwakarta: OfficeFiles) -> None:
    tiers = [tier.id for tier in purwakarta.office.tiers]
    assert (tiers[0], tiers[-1]) == ("pelaksana", "kepala")


def test_clocks_of_other_rules_are_off_until_the_office_wants_them(purwakarta: OfficeFiles) -> None:
    clocks = {clock.id: (clock.days, clock.calendar_days, clock.on) for clock in purwakarta.clocks["69"]}
    assert clocks == {"sp4n_verification": (3, False, False), "completeness": (14, True, False)}


def test_mail_is_read_at_once_and_a_messenger_waits_for_the_next_line(purwakarta: OfficeFiles) -> None:
    conversation = purwakarta.office.conversation
    assert conversation.pause_on("email") == 0
    assert conversation.pause_on("whatsapp") == conversation.pause_on("telegram") == 1.5
    assert conversation.most_questions == 3


def test_a_messenger_has_more_room_for_replies_than_mail(purwakarta: OfficeFiles) -> None:
    conversation = purwakarta.office.conversation
    assert conversation.most_replies_on("email") == (20, 60)
    assert conversation.most_replies_on("telegram") == (60, 200)


def test_the_privacy_notice_names_the_foreign_services(purwakarta: OfficeFiles) -> None:
    carried = {channel for carrier in purwakarta.office.privacy.carriers for channel in carrier.channels}
    assert carried >= {"whatsapp", "telegram", "email", "instagram", "x", "sms"}


def test_each_box_has_a_place_and_each_way_a_name_of_its_own_at_the_desk(purwakarta: OfficeFiles) -> None:
    assert [box.id for box in purwakarta.boxes] == ["kantor", "mpp"]
    assert all(box.place for box in purwakarta.boxes)
    counters = [way.short for way in purwakarta.ways if way.kind == "counter"]
    assert len(set(counters)) == len(counters) == 2
