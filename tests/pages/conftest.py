"""What tests of pages share: the desk, on an office of the test's own."""

import pytest

from core.rules.roles import Role
from tests.core.procedures.officers import complained, settle_tags
from tests.desk import DeskUnderTest
from tests.office import OfficeUnderTest
from tests.pages.case_at_desk import CaseAtDesk


@pytest.fixture
def desk(office: OfficeUnderTest) -> DeskUnderTest:
    return DeskUnderTest.of(office)


@pytest.fixture
async def case(office: OfficeUnderTest, desk: DeskUnderTest) -> CaseAtDesk:
    number = await complained(office)
    await settle_tags(office, number)
    return CaseAtDesk(office, await desk.as_officer("budi", Role.OFFICER), number)
