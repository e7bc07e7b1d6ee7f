"""The example office's people: one account for each role, without a second factor. Their names are invented."""

from datetime import datetime

from core.procedures.passwords import hashed
from core.rules.roles import Role
from core.store import officers
from core.store.database import Begin
from core.store.officers import NewOfficer
from pages.officers.desk import DemoAccount
from pages.officers.people import ROLES

PASSWORD = "contoh"
PUPR = "Dinas Pekerjaan Umum dan Tata Ruang Kabupaten Purwakarta"

ACCOUNTS = (
    NewOfficer(
        "budi", "Budi Santoso", Role.OFFICER, tier="pelaksana", mail_address="budi@petugas.test", second_factor=False
    ),
    NewOfficer(
        "siti", "Siti Rahma", Role.OFFICER, tier="pelaksana", mail_address="siti@petugas.test", second_factor=False
    ),
    NewOfficer(
        "rini",
        "Rini Kartika",
        Role.TEAM_LEADER,
        tier="pengelola",
        mail_address="rini@petugas.test",
        second_factor=False,
    ),
    NewOfficer(
        "kepala", "Asep Hidayat", Role.KEPALA, tier="kepala", mail_address="kepala@petugas.test", second_factor=False
    ),
    NewOfficer("teknis", "Dedi Supriatna", Role.TECHNICAL_TEAM, agency=PUPR, second_factor=False),
    NewOfficer("apip", "Lilis Suryani", Role.APIP, second_factor=False),
    NewOfficer("inspektorat", "Tuti Herlina", Role.INSPECTORATE, second_factor=False),
    NewOfficer("admin", "Yayan Mulyana", Role.ADMINISTRATOR, second_factor=False),
)


async def open_accounts(begin: Begin, now: datetime) -> None:
    """Only where nobody has an account: a printed password has no place among real ones. All share one hash."""
    password_hash = await hashed(PASSWORD)
    async with begin() as db:
        if await officers.any_there(db):
            return
        for account in ACCOUNTS:
            await officers.add(db, account, password_hash, now)


def shown_accounts() -> tuple[DemoAccount, ...]:
    """For the sign-in page of the example office."""
    return tuple(DemoAccount(one.username, one.name, _role(one)) for one in ACCOUNTS)


def printed_accounts() -> str:
    """For the terminal."""
    return ", ".join(one.username for one in ACCOUNTS)


def _role(account: NewOfficer) -> str:
    return ROLES[Role(account.role)] + (" (PUPR)" if account.agency else "")
