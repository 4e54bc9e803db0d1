"""A form sent to what somebody deleted meanwhile: a sentence, the words that were typed, and the way to bring it back."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Anchor, Asset
from swot.following import follow, reopen_last
from swot.models import Comment
from tests import factories
from tests.access.around import above
from tests.access.world import world
from tests.swot.forms_in import FormsIn

TYPED = "Eleven <b>looms</b> & a forge work here"
# Of each kind: the address of its form, its key there, and a field that takes words.
KINDS = {
    "entry": ("entry", "ref", "text"),
    "line": ("line", "pk", "text"),
    "strategy": ("strategy", "ref", "text"),
    "action": ("action", "ref", "text"),
    "source": ("source", "pk", "name"),
    "comment": ("comment-edit", "pk", "text"),
    "anchor": ("anchor", "pk", "name"),
    "asset": ("asset", "pk", "name"),
}


@pytest.fixture
def stage(db):
    return world()


def row_of(stage, kind):
    """One that can be deleted."""
    ana = stage.cast.ana
    made = {
        "entry": lambda: factories.entry(stage.workbook, by=ana, text="Two kilns stand cold", prompt="D-PLA-1"),
        "anchor": lambda: Anchor.add(stage.cluster, by=ana, key="anchor", name="Merrow Instruments", people=58),
        "asset": lambda: Asset.add(stage.cluster, by=ana, key="asset", name="The press room"),
        "comment": lambda: Comment.say(stage.workbook, "PLA", "Six groups", key="mine", by=stage.cast.ben)[0],
    }
    if kind in made:
        return made[kind]()
    return getattr(stage, kind)


def deleted(stage, kind):
    """One that Ben has open and Ana deletes: its row, its address, and the form of it as Ben fills it in."""
    row = row_of(stage, kind)
    name, by, field = KINDS[kind]
    if kind == "strategy":
        stage.action.delete_gently(by=stage.cast.ana, seen=1)
    url = reverse(f"swot:{name}", args=[stage.workbook.pk, getattr(row, by)])
    page = signed_in(stage.cast.ben).get(url)
    form = next(one for one in FormsIn(page.text, url).forms if field in one.held and one.action == url)
    sent = {**form.held, **form.chosen, field: TYPED}
    row.delete_gently(by=stage.cast.ana, seen=row.revision)
    return row, url, {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"HX-Request": "true", "X-Autosave": "1"}])
@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_says_who_deleted_it_and_gives_the_words_back(kind, headers, stage):
    _row, url, sent = deleted(stage, kind)
    answer = signed_in(stage.cast.ben).post(url, sent, headers=headers)
    assert answer.status_code == 409
    assert "Ana deleted “" in answer.text
    assert TYPED in unescape(answer.text)
    assert "<b>" not in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert ("<form" in answer.text) == ("X-Autosave" not in headers)
    if headers:
        assert answer["HX-Retarget"] == "#messages"


@pytest.mark.parametrize("kind", KINDS)
def test_one_button_brings_it_back_with_the_words(kind, stage):
    row, url, sent = deleted(stage, kind)
    ben = signed_in(stage.cast.ben)
    answer = ben.post(url, sent)
    form = next(one for one in FormsIn(answer.text, url).forms if ("bring", "back", "") in one.buttons)
    after = ben.post(form.action, {**form.held, "bring": "back"})
    row.refresh_from_db()
    assert row.deleted_at is None
    if after.status_code == 302:
        assert getattr(row, KINDS[kind][2]) == TYPED
    else:
        assert after.status_code == 422
        assert kind in ("strategy", "action")
        assert TYPED in unescape(after.text)


def test_words_that_somebody_changed_before_deleting_are_not_written_over(stage):
    row, url, sent = deleted(stage, "line")
    row.bring_back(by=stage.cast.ana, seen=row.revision)
    row.edit(by=stage.cast.ana, seen=row.revision, text="A ropeworks until 1979")
    row.delete_gently(by=stage.cast.ana, seen=row.revision)
    ben = signed_in(stage.cast.ben)
    form = next(one for one in FormsIn(ben.post(url, sent).text, url).forms if one.action == url)
    after = ben.post(url, {**form.held, "bring": "back"})
    assert after.status_code == 409
    assert "A ropeworks until 1979" in after.text
    assert TYPED in unescape(after.text)
    row.refresh_from_db()
    assert (row.text, row.deleted_at) == ("A ropeworks until 1979", None)


def test_a_button_without_words_offers_to_bring_it_back_alone(stage):
    row, url, _sent = deleted(stage, "line")
    ben = signed_in(stage.cast.ben)
    answer = ben.post(f"{url}keep/", {"revision": 1})
    form = next(one for one in FormsIn(answer.text, url).forms if "/restore/" in one.action)
    assert answer.status_code == 409
    assert ben.post(form.action).status_code == 302
    row.refresh_from_db()
    assert (row.deleted_at, row.kept) == (None, False)


def test_who_deleted_it_in_another_window_is_told_so(stage):
    _row, url, sent = deleted(stage, "entry")
    assert "You deleted “" in signed_in(stage.cast.ana).post(url, sent).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_a_viewer_and_a_reader_are_told_nothing(kind, stage):
    _row, url, sent = deleted(stage, kind)
    for person in (stage.cast.dev, stage.cast.caro, stage.cast.cleo):
        answer = signed_in(person).post(url, {**sent, "bring": "back"})
        assert answer.status_code == 404
        assert TYPED not in unescape(answer.text)
    assert signed_in(stage.cast.ben).get(url).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_never_was_stays_404(kind, stage):
    name, by, field = KINDS[kind]
    url = reverse(f"swot:{name}", args=[stage.workbook.pk, "Q99" if by == "ref" else 987654])
    assert signed_in(stage.cast.ben).post(url, {field: TYPED}).status_code == 404


def test_a_viewer_who_answers_a_comment_gets_the_words_and_cannot_bring_it_back(stage):
    row = row_of(stage, "comment")
    row.delete_gently(by=stage.cast.ben, seen=1)
    url = reverse("swot:comment-answer", args=[stage.workbook.pk, row.pk])
    answer = signed_in(stage.cast.caro).post(url, {"text": TYPED, "bring": "back"})
    assert answer.status_code == 409
    assert TYPED in unescape(answer.text)
    assert "Bring it back" not in answer.text
    row.refresh_from_db()
    assert row.deleted_at is not None


def test_words_about_an_entry_that_is_gone_are_given_back_and_said_once_it_is_back(stage):
    row, _url, _sent = deleted(stage, "entry")
    url = reverse("swot:comments-about", args=[stage.workbook.pk, row.ref])
    ben = signed_in(stage.cast.ben)
    answer = ben.post(url, {"text": TYPED, "key": "about-it"})
    assert answer.status_code == 409
    assert TYPED in unescape(answer.text)
    assert ben.post(url, {"text": TYPED, "key": "about-it", "bring": "back"}).status_code == 302
    assert stage.workbook.comments.get(about=row.ref).text == TYPED


def test_an_offer_deleted_above_gives_the_words_back_and_tells_nobodys_name(stage):
    offer = above(stage)
    url = reverse("swot:offer-decide", args=[stage.workbook.pk, offer.pk])
    offer.delete_gently(by=stage.cast.ana, seen=offer.revision)
    answer = signed_in(stage.cast.ben).post(url, {"text": TYPED, "why": "It is so here"})
    assert answer.status_code == 409
    assert TYPED in unescape(answer.text)
    assert "Somebody deleted “" in answer.text
    assert "Bring it back" not in answer.text


def test_a_workbook_that_was_taken_back_gives_the_words_back(cast):
    last = factories.workbook(cast.cluster, by=cast.ana, title="The last one")
    book = follow(last, by=cast.ana)
    url = reverse("swot:line-add", args=[book.pk, "D-PLA-1"])
    reopen_last(book, by=cast.ana)
    answer = signed_in(cast.ben).post(url, {"text": TYPED, "key": "late"})
    assert answer.status_code == 409
    assert "Ana deleted “" in answer.text
    assert TYPED in unescape(answer.text)
    for person in (cast.caro, cast.dev):
        assert signed_in(person).post(url, {"text": TYPED}).status_code == 404
    assert signed_in(cast.ben).get(reverse("swot:workbook", args=[book.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["strategy", "action", "anchor", "asset"])
def test_saving_on_the_page_that_refused_to_delete_saves(kind, stage):
    """The form on the page of a deletion that came too late leads to the row, not to the deletion again."""
    row = row_of(stage, kind)
    name, by, field = KINDS[kind]
    url = reverse(f"swot:{name}", args=[stage.workbook.pk, getattr(row, by)])
    if kind == "strategy":
        stage.action.delete_gently(by=stage.cast.ana, seen=1)
    page = signed_in(stage.cast.ben).post(f"{url}delete/", {"revision": 99})
    assert page.status_code == 409
    assert any(one.action == url and field in one.held for one in FormsIn(page.text, f"{url}delete/").forms)
