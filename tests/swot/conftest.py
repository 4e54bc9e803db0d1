"""Templates as curators meet them: a published version, and a draft after it."""

import pytest

from tests import factories


@pytest.fixture
def first(cast):
    """The published version of the district's template."""
    return factories.version("district")


@pytest.fixture
def draft(first):
    """The second version of the district's template, a draft that asks what the first one asks."""
    return first.template.draft(first.content())
