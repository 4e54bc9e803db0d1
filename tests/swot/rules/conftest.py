"""What the tests of the rules share."""

import pytest

from swot.content import Prompt


@pytest.fixture
def make_prompt():
    """Builds a prompt with the fields given."""

    def make(**parts):
        return Prompt(**{"id": "X-CON-9", "section": "CON", "type": "list", "text": "Who?", "why": "", **parts})

    return make
