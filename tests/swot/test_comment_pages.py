"""Comments: threads on a section, an entry or a strategy; calling, asking, settling, taking back."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusters.ids import new_key
from swot.document.read import read
from swot.document.versions import published_content
from swot.models import Comment
from tests import factories
from tests.swot.pages import at, strategy, text_of

WORDS = "We lend ladders and vans both ways"


def say(book, by, about="COL", text=WORDS, **fields):
    return Comment.say(book, about, text, key=new_key(), by=by, **fields)[0]


def from_outside(book, **fields):
    said = {"name": "Rosa, market trader", "outside": True, **fields}
    return Comment.say(book, "COL", WORDS, key=new_key(), **said)[0]


def sent(text=WORDS, **fields):
    return {"text": text, "key": new_key(), **fields}


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def undo_of(response):
    return next(iter(get_messages(response.wsgi_request))).extra_tags


@pytest.mark.parametrize("about", ["COL", "S1", "X1"])
def test_a_comment_belongs_to_a_section_an_entry_or_a_strategy_and_is_said_once(ana, workbook, cast, about):
    strategy(workbook, cast.ana)
    form = sent()
    for _again in range(2):
        assert ana.post(at("comments-about", workbook, about), form).status_code == 302
    row = Comment.objects.get()
    assert (row.about, row.text, row.by, row.parent) == (about, WORDS, cast.ana, None)
    assert WORDS in text_of(ana.get(at("comments-about", workbook, about)))
    assert WORDS in text_of(ana.get(at("comments", workbook)))


@pytest.mark.parametrize("about", ["S9", "ZZZ", "S1"])
def test_what_is_not_there_has_no_comments(ana, workbook, about):
    assert ana.get(at("comments-about", workbook, about)).status_code == 404
    assert ana.post(at("comments-about", workbook, about), sent()).status_code == 404


def test_a_comment_without_words_is_422(ana, workbook):
    response = ana.post(at("comments-about", workbook, "COL"), sent(""))
    assert (response.status_code, "Write what you want to say" in text_of(response)) == (422, True)


def test_a_section_shows_the_comments_on_its_entries_too(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana)
    say(workbook, cast.ben, about="S1")
    assert WORDS in text_of(ana.get(at("comments-about", workbook, "PLA")))
    assert WORDS not in text_of(ana.get(at("comments-about", workbook, "COL")))


def test_words_are_shown_as_words_with_the_names_they_call(ana, workbook, cast):
    say(workbook, cast.ben, text="<b>@Ana</b> & @nobody, see <script>alert(1)</script>")
    page = text_of(ana.get(at("comments-about", workbook, "COL")))
    assert "&lt;b&gt;<strong>@Ana</strong>&lt;/b&gt; &amp; @nobody" in page
    assert "<script>alert" not in page


def test_whoever_may_read_may_say_something_and_answer(client, workbook, cast):
    client.force_login(cast.caro)
    assert client.post(at("comments-about", workbook, "COL"), sent("Which press?")).status_code == 302
    first = say(workbook, cast.ana)
    assert client.post(at("comment-answer", workbook, first.pk), sent("The proofing press")).status_code == 302
    assert Comment.objects.filter(by=cast.caro).count() == 2
    assert "Whoever may read this workbook may comment" in text_of(client.get(at("comments", workbook)))


def test_a_viewer_settles_their_own_thread_and_no_other(client, workbook, cast):
    own, other = say(workbook, cast.caro), say(workbook, cast.ana)
    client.force_login(cast.caro)
    assert client.post(at("comment-settle", workbook, own.pk), {"revision": 1}).status_code == 302
    for name in ("comment-settle", "comment-assign", "comment-reopen", "comment-edit", "comment-delete"):
        assert client.post(at(name, workbook, other.pk), {"revision": 1, "text": "x"}).status_code == 404


def test_strangers_get_nothing(client, workbook, cast):
    row = say(workbook, cast.ana)
    client.force_login(cast.dev)
    for name in ("answer", "edit", "assign", "settle", "reopen", "delete", "restore"):
        assert client.post(at(f"comment-{name}", workbook, row.pk), sent(revision=1)).status_code == 404


def test_a_comment_of_another_workbook_is_not_there(ana, workbook, cast):
    other = type(cast.cluster).found(by=cast.dev, name="Elsewhere", kind="district")
    row = say(factories.workbook(other, by=cast.dev), cast.dev)
    for name in ("answer", "edit", "assign", "settle", "reopen", "delete"):
        assert ana.post(at(f"comment-{name}", workbook, row.pk), sent(revision=1)).status_code == 404


def test_settled_threads_fold_away_stay_readable_and_open_again(ana, workbook, cast):
    row = say(workbook, cast.ben)
    response = ana.post(at("comment-settle", workbook, row.pk), {"revision": 1})
    page = text_of(ana.get(at("comments", workbook)))
    assert "Settled by Ana" in page
    assert WORDS in page
    assert ana.post(undo_of(response)).status_code == 302
    row.refresh_from_db()
    assert (row.settled_at, row.settled_by) == (None, None)


def test_an_answer_may_settle_and_settling_needs_no_words(ana, workbook, cast):
    one, other = say(workbook, cast.ben), say(workbook, cast.ben)
    ana.post(at("comment-answer", workbook, one.pk), sent("Asked", settle="1", revision=1))
    ana.post(at("comment-answer", workbook, other.pk), sent("", settle="1", revision=1))
    assert Comment.objects.filter(settled_by=cast.ana).count() == 2
    assert [row.text for row in one.answers.all()] == ["Asked"]
    assert ana.post(at("comment-answer", workbook, one.pk), sent("")).status_code == 422


def test_a_button_pressed_on_an_older_thread_does_nothing(ana, workbook, cast):
    row = say(workbook, cast.ben)
    row.assign(by=cast.ben, seen=1, owner=cast.caro, due=None)
    for name in ("comment-settle", "comment-assign"):
        response = ana.post(at(name, workbook, row.pk), {"revision": 1})
        assert (response.status_code, "Caro sees to it" in text_of(response)) == (409, True)
    row.refresh_from_db()
    assert (row.settled_at, row.owner) == (None, cast.caro)


def test_somebody_is_asked_to_see_to_it_by_a_day(ana, workbook, cast):
    row = say(workbook, cast.ben)
    form = {"owner": cast.caro.pk, "due": "2999-11-26", "revision": 1}
    assert ana.post(at("comment-assign", workbook, row.pk), form).status_code == 302
    assert "Caro, by 26 November" in text_of(ana.get(at("comments", workbook)))
    wrong = {**form, "owner": cast.dev.pk, "revision": 2}
    assert ana.post(at("comment-assign", workbook, row.pk), wrong).status_code == 422
    assert ana.post(at("comment-assign", workbook, row.pk), {"revision": 2}).status_code == 302
    row.refresh_from_db()
    assert (row.owner, row.due) == (None, None)


def test_words_from_outside_wait_in_sight_until_somebody_answers(ana, workbook):
    row = from_outside(workbook, written_at=timezone.now() - timedelta(days=7))
    page = text_of(ana.get(at("comments", workbook)))
    assert "Waiting 7 days for an answer" in page
    assert "ini-out" in page
    for name in ("comment-settle", "comment-delete"):
        response = ana.post(at(name, workbook, row.pk), {"revision": 1})
        assert told(response)[-1] == "Answer first: words from outside stay in sight until somebody answers."
    ana.post(at("comment-answer", workbook, row.pk), sent("We put it in the list", settle="1", revision=1))
    row.refresh_from_db()
    assert row.settled_at


def test_ones_own_words_can_be_changed_and_the_second_of_two_tabs_sees_both(ana, workbook, cast):
    row = say(workbook, cast.ana)
    assert ana.post(at("comment-edit", workbook, row.pk), {"text": "Changed", "revision": 1}).status_code == 302
    response = ana.post(at("comment-edit", workbook, row.pk), {"text": "Otherwise", "revision": 1})
    page = text_of(response)
    assert (response.status_code, "Changed" in page, "Otherwise" in page) == (409, True, True)
    assert ana.post(at("comment-edit", workbook, row.pk), {"text": " ", "revision": 2}).status_code == 422


def test_a_comment_taken_back_leaves_its_answers_and_can_be_brought_back(ana, workbook, cast):
    row = say(workbook, cast.ana, text="First words")
    say(workbook, cast.ben, text="An answer", parent=row)
    response = ana.post(at("comment-delete", workbook, row.pk), {"revision": 1})
    page = text_of(ana.get(at("comments", workbook)))
    assert "First words" not in page
    assert "This comment was taken back" in page
    assert "An answer" in page
    ana.post(undo_of(response))
    assert "First words" in text_of(ana.get(at("comments", workbook)))


def test_a_leader_takes_back_what_others_said_and_an_editor_does_not(client, workbook, cast):
    row = say(workbook, cast.caro)
    for person, status in ((cast.ben, 404), (cast.ana, 302)):
        client.force_login(person)
        assert client.post(at("comment-delete", workbook, row.pk), {"revision": 1}).status_code == status


def test_comments_on_a_deleted_entry_can_still_be_read(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana)
    say(workbook, cast.ben, about="S1")
    entry.delete_gently(by=cast.ana, seen=1)
    page = text_of(ana.get(at("comments", workbook)))
    assert "S1, deleted meanwhile" in page
    assert ana.get(at("comments-about", workbook, "S1")).status_code == 200
    assert ana.post(at("comments-about", workbook, "S1"), sent()).status_code == 422


def test_open_comments_are_counted_where_they_belong(ana, workbook, cast):
    strategy(workbook, cast.ana)
    for about in ("PLA", "S1", "X1"):
        say(workbook, cast.ben, about=about)
    settled = say(workbook, cast.ben, about="S1", called=[cast.ana.pk])
    settled.settle(by=cast.ben, seen=1)
    assert "2 open comments" in text_of(ana.get(at("section", workbook, "PLA")))
    assert "1 open comment<" in text_of(ana.get(at("entry", workbook, "S1")))
    assert "1 open comment<" in text_of(ana.get(at("strategies", workbook)))
    home = at("workbook", workbook)
    assert "3 open comments</a>" in text_of(ana.get(home))
    say(workbook, cast.ben, about="S1", called=[cast.ana.pk])
    assert "4 open comments, 1 calls you" in text_of(ana.get(home))


def test_a_closed_workbook_is_read_and_nothing_is_said_in_it(ana, workbook, cast):
    row = say(workbook, cast.ana)
    type(workbook).objects.filter(pk=workbook.pk).update(closed_at=timezone.now())
    page = text_of(ana.get(at("comments-about", workbook, "COL")))
    assert WORDS in page
    assert 'name="text"' not in page
    assert ana.post(at("comments-about", workbook, "COL"), sent()).status_code == 409
    assert ana.post(at("comment-answer", workbook, row.pk), sent()).status_code == 409
    assert Comment.objects.count() == 1


def test_those_who_are_called_or_asked_get_a_letter_once_it_is_saved(
    ana, workbook, cast, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_SET_UP = True
    cast.cluster.edit(seen=1, name="Lantern\r\nBcc: x@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        ana.post(at("comments-about", workbook, "COL"), sent("@Ben & @Ana, @Dev: is it 5 < 6?"))
    letter = mail.outbox[0]
    assert [one.to for one in mail.outbox] == [["ben@example.org"]]
    assert letter.subject == "Ana calls you in a comment, Lantern Bcc: x@example.org"
    assert "@Ben & @Ana, @Dev: is it 5 < 6?" in letter.body
    row = Comment.objects.get()
    assert f"http://testserver{at('comments-about', workbook, 'COL')}#c{row.pk}" in letter.body
    with django_capture_on_commit_callbacks(execute=True):
        ana.post(at("comment-assign", workbook, row.pk), {"owner": cast.caro.pk, "due": "2999-11-26", "revision": 1})
    assert mail.outbox[1].to == ["caro@example.org"]
    assert "By 26 November 2999" in mail.outbox[1].body
    with django_capture_on_commit_callbacks(execute=True):
        ana.post(at("comment-edit", workbook, row.pk), {"text": "@Ben and @Caro", "revision": 2})
    assert mail.outbox[2].to == ["caro@example.org"]
    assert len(mail.outbox) == 3


def test_without_email_nobody_gets_a_letter(ana, workbook, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_SET_UP = False
    with django_capture_on_commit_callbacks(execute=True) as later:
        ana.post(at("comments-about", workbook, "COL"), sent("@Ben"))
    assert (later, mail.outbox) == ([], [])


@pytest.mark.parametrize("name", ["settle", "reopen", "assign", "answer", "delete", "restore"])
def test_buttons_answer_to_a_post_alone(ana, workbook, cast, name):
    row = say(workbook, cast.ana)
    assert ana.get(at(f"comment-{name}", workbook, row.pk)).status_code == 405


@pytest.mark.parametrize("many", [1, 3, 300])
@pytest.mark.parametrize("name", ["comments", "comments-about", "workbook", "section", "strategies"])
def test_a_page_costs_the_same_whatever_the_number_of_comments(ana, workbook, cast, name, many):
    strategy(workbook, cast.ana)
    for _number in range(many):
        row = say(workbook, cast.ben, about="S1", called=[cast.ana.pk])
        say(workbook, cast.caro, about="S1", parent=row)
    address = at(name, workbook, *{"comments-about": ["PLA"], "section": ["PLA"]}.get(name, []))
    ana.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert ana.get(address).status_code == 200
    assert len(seen) <= 12


def test_an_export_with_comments_reads_again_even_when_what_they_were_about_is_gone(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana)
    say(workbook, cast.ben, about="S1")
    from_outside(workbook)
    entry.delete_gently(by=cast.ana, seen=1)
    response = ana.get(at("export", workbook), {"comments": "1"})
    document = read(response.content, contents=published_content)
    assert [thread.about for thread in document.comments] == ["COL"]


def test_a_comment_may_begin_with_words_from_the_address(ana, workbook):
    page = ana.get(at("comments-about", workbook, "COL"), {"text": "Who can renew it?"})
    assert page.context["form"]["text"].value() == "Who can renew it?"
