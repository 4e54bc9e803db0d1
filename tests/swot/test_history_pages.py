"""The history of one thing: three changes are three versions, and bringing one back is a fourth."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from swot.document.read import read
from swot.document.values import PASSED_OVER
from swot.models import Change, Strategy
from swot.models.workbook import recorded
from tests import factories
from tests.swot.pages import strategy

KINDS = ("entry", "strategy", "action", "answer", "line")


class Thing:
    """One thing of a kind, changed three times by its own verbs."""

    def __init__(self, kind, book, by):
        self.kind, self.book, self.by = kind, book, by
        getattr(self, f"_{kind}")()

    def _entry(self):
        self.row = factories.entry(self.book, by=self.by, text="Three groups speak", evidence_grade=1)
        self.row.edit(by=self.by, seen=1, text="Five groups speak", impact=4, certainty=3)
        self.row.edit(by=self.by, seen=2, quadrant="threat", horizon="1-3 years")
        self.args, self.words = [self.row.ref], ("Three", "Five", "Threat")

    def _strategy(self):
        self.row = strategy(self.book, self.by)
        self.row.edit(by=self.by, seen=1, text="Lease the yard", who_gains="Nine firms")
        other = factories.entry(self.book, by=self.by, text="Another strength")
        behind = [other, self.book.entries.get(quadrant="threat")]
        self.row.edit(by=self.by, seen=2, entries=behind, text="Lease the yard")
        self.args, self.words = [self.row.ref], ("Lease", "firms", other.ref)

    def _action(self):
        self.row = self.book.add_action(by=self.by, text="Ring the owner", owner="Ben", inclusion=True)
        self.row.edit(by=self.by, seen=1, owner="Caro", due=self.book.as_of)
        self.row.edit(by=self.by, seen=2, done_on=self.book.as_of)
        self.args, self.words = [self.row.ref], ("Ring the owner", "Caro", "Done on")

    def _answer(self):
        self.book.answer("D-PLA-3", by=self.by, seen=0, status="answered", value=3, note="", basis="Two of us")
        self.book.answer("D-PLA-3", by=self.by, seen=1, status="answered", value=4, note="Since the fire", basis="")
        self.book.answer("D-PLA-3", by=self.by, seen=2, status=PASSED_OVER, value=None, note="Not asked", basis="")
        self.row = self.book.answers.get()
        self.args, self.words = ["D-PLA-3"], ("Two of us", "fire", "Passed over")

    def _line(self):
        self.row = self.book.add_line("D-PLA-1", "A ropeworks", by=self.by)
        self.row.edit(by=self.by, seen=1, text="A ropeworks until 1981")
        self.row.keep(by=self.by, seen=2)
        self.args, self.words = [self.row.pk], ("A ropeworks", "1981", "Kept as background")

    @property
    def url(self):
        return reverse(f"swot:{self.kind}-history", args=[self.book.pk, *self.args])

    @property
    def state(self):
        self.row.refresh_from_db()
        behind = sorted(entry.pk for entry in self.row.entries.all()) if isinstance(self.row, Strategy) else None
        return recorded(self.row), behind


@pytest.fixture(params=KINDS)
def thing(request, workbook, cast):
    return Thing(request.param, workbook, cast.ana)


def back(client, thing, version, revision=None):
    revision = thing.row.revision if revision is None else revision
    return client.post(thing.url, {"back": version.change.pk, "revision": revision})


def undo_of(response):
    return next(iter(get_messages(response.wsgi_request))).extra_tags


def test_three_changes_are_three_versions_with_their_words(ana, thing):
    page = ana.get(thing.url)
    found = page.context["versions"]
    assert len(found) == 3
    assert [version.is_now for version in found] == [True, False, False]
    assert [version.can_return for version in found] == [False, True, True]
    text = page.content.decode()
    assert all(word in text for word in thing.words)
    assert "Ana" in text


def test_bringing_one_back_is_a_new_change_that_leaves_the_history_and_can_be_undone(ana, thing):
    before, first = thing.state, ana.get(thing.url).context["versions"][-1]
    changes = list(Change.objects.filter(workbook=thing.book).values_list("pk", "verb", "left_as"))
    response = back(ana, thing, first)
    assert response.status_code == 302
    assert thing.state != before
    kept = list(
        Change.objects.filter(workbook=thing.book, pk__in=[pk for pk, *_ in changes]).values_list(
            "pk", "verb", "left_as"
        )
    )
    assert kept == changes
    found = ana.get(thing.url).context["versions"]
    assert (len(found), found[0].is_now, found[-1].can_return) == (4, True, False)
    ana.post(undo_of(response))
    assert thing.state == before


def test_whoever_saw_an_older_revision_brings_nothing_back(ana, thing):
    before, first = thing.state, ana.get(thing.url).context["versions"][-1]
    response = back(ana, thing, first, revision=thing.row.revision - 1)
    assert (response.status_code, thing.state) == (409, before)
    assert "Look at it as it stands now" in response.content.decode()


def test_a_change_of_something_else_is_no_version_of_it(ana, thing, cast):
    other = thing.book.add_entry("Another", by=cast.ana, section="PLA")
    elsewhere = thing.book.changes.filter(what=other.ref).get()
    response = ana.post(thing.url, {"back": elsewhere.pk, "revision": thing.row.revision})
    assert response.status_code == 422
    assert "not in this history" in response.content.decode()


def test_viewers_read_and_bring_nothing_back(client, thing, cast):
    client.force_login(cast.caro)
    page = client.get(thing.url)
    assert (page.status_code, "Bring this back" in page.content.decode()) == (200, False)
    assert client.post(thing.url, {"back": page.context["versions"][-1].change.pk}).status_code == 404


def test_a_deleted_entry_keeps_its_history_and_is_brought_back_first(ana, workbook, cast):
    thing = Thing("entry", workbook, cast.ana)
    thing.row.delete_gently(by=cast.ana, seen=thing.row.revision)
    page = ana.get(thing.url)
    assert "Bring it back first" in page.content.decode()
    assert not any(version.can_return for version in page.context["versions"])
    first = page.context["versions"][-1]
    assert back(ana, thing, first).status_code == 409
    ana.post(page.context["shown"].restore)
    thing.row.refresh_from_db()
    assert thing.row.deleted_at is None


def test_what_came_with_a_document_begins_its_history(ana, cast, cases):
    document = read((cases / "798-district.json").read_bytes(), contents=lambda *_: factories.library("district"))
    book = factories.stored(document, leader=cast.ana)
    entry = book.entries.first()
    was = recorded(entry)
    entry.edit(by=cast.ana, seen=1, text="Said otherwise", evidence_text="Another letter")
    url = reverse("swot:entry-history", args=[book.pk, entry.ref])
    first = ana.get(url).context["versions"][-1]
    assert first.can_return
    ana.post(url, {"back": first.change.pk, "revision": 2})
    entry.refresh_from_db()
    assert recorded(entry) == was


def test_what_was_changed_before_anything_was_recorded_says_so(ana, workbook, cast):
    thing = Thing("entry", workbook, cast.ana)
    thing.row.edit(by=cast.ana, seen=3, evidence_text="A letter")
    workbook.changes.filter(verb="added").delete()
    found = ana.get(thing.url)
    assert "what stood there before was not recorded" in found.content.decode()
    assert [version.is_whole for version in found.context["versions"]] == [True, False, False]


def test_an_entry_that_a_strategy_stands_on_is_not_moved_back(ana, workbook, cast):
    made = strategy(workbook, cast.ana)
    entry = made.entries.get(quadrant="strength")
    entry_url = reverse("swot:entry-history", args=[workbook.pk, entry.ref])
    Change.objects.filter(workbook=workbook, what=entry.ref).update(
        left_as={"text": entry.text, "quadrant": "weakness"}
    )
    first = ana.get(entry_url).context["versions"][-1]
    response = ana.post(entry_url, {"back": first.change.pk, "revision": entry.revision})
    assert response.status_code == 422
    assert "stands behind strategy" in response.content.decode()


def test_what_had_saved_itself_and_is_saved_once_more_is_no_version(ana, cast, workbook):
    entry = factories.entry(workbook, by=cast.ana, text="A press")
    entry.edit(by=cast.ana, seen=1, text="Two presses")
    entry.edit(by=cast.ana, seen=2, text="Two presses")
    page = ana.get(reverse("swot:entry-history", args=[workbook.pk, entry.ref]))
    assert workbook.changes.filter(what=entry.ref).count() == 3
    assert [version.change.left_as["text"] for version in page.context["versions"]] == ["Two presses", "A press"]
    assert page.context["versions"][0].is_now
    assert "2 versions." in page.text
