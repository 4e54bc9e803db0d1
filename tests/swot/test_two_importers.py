"""Two curators with files of one template at once: one draft, and nothing written meanwhile is replaced."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from django.db import connection, transaction

from clusters.errors import Refusal
from swot.importing import propose, take
from swot.models import Prompt, TemplateVersion
from swot.pack.read import Pack
from tests import factories

THREADS = 6
A_MOMENT = 0.5  # seconds

pytestmark = pytest.mark.django_db(transaction=True)


def alone(work, *args):
    """What a piece of work comes to in a connection of its own: a version's title, or the name of what refused it."""
    try:
        return work(*args).read_content().title
    except Refusal as refusal:
        return type(refusal).__name__
    finally:
        connection.close()


def packs(content):
    """The same template under as many titles as there are writers."""
    return [Pack(replace(content, title=f"Writer {number}")) for number in range(THREADS)]


@pytest.mark.parametrize("is_there", [True, False])
def test_of_many_files_at_once_one_becomes_the_draft(is_there, transactional_db):
    content = factories.version("district").content() if is_there else factories.library("district")
    files = packs(content)
    seen = propose(files[0]).seen
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda pack: alone(lambda: take(pack, seen=seen, replacing=True)), files))
    assert found.count("Overtaken") == THREADS - 1
    draft = TemplateVersion.objects.get(state="draft")
    assert [draft.read_content().title] == [one for one in found if one != "Overtaken"]


def test_what_is_being_written_in_the_draft_is_waited_for_and_not_lost(transactional_db):
    first = factories.version("district")
    draft = first.template.draft(replace(first.content(), title="Of a curator"))
    pack = Pack(replace(first.content(), title="Of the file"))
    seen, begun = propose(pack).seen, Event()

    def takes():
        begun.set()
        return take(pack, seen=seen, replacing=True)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Prompt.objects.filter(section__version=draft, code="D-INC-1").update(why="Written meanwhile.")
            waiting = pool.submit(alone, takes)
            begun.wait(10)
            with pytest.raises(TimeoutError):
                waiting.result(A_MOMENT)
        assert waiting.result(10) == "Overtaken"
    assert draft.read_content().prompts["D-INC-1"].why == "Written meanwhile."
