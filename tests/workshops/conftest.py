"""What a room needs in every test of it."""

import pytest

from tests import factories
from tests.workshops.phones import Phone
from workshops import limits


@pytest.fixture(autouse=True)
def nobody_was_here():
    """Nothing counts from the test before."""
    limits.clear()


@pytest.fixture
def stage(cast):
    """A workshop that runs on the first step in which people write."""
    return factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)


@pytest.fixture
def phone(stage):
    """The browser of somebody in the room."""
    return Phone(stage, who="live")


@pytest.fixture
def other(stage):
    """The browser of somebody else in the room."""
    return Phone(stage)
