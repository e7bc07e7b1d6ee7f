"""What tests of pages share: the desk, on an office of the test's own."""

import pytest

from tests.desk import DeskUnderTest
from tests.office import OfficeUnderTest


@pytest.fixture
def desk(office: OfficeUnderTest) -> DeskUnderTest:
    return DeskUnderTest.of(office)
