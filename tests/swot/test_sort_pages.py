"""Sort: what waits, its place by two questions, and the way back."""

from urllib.parse import urlsplit

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from clusters.ids import new_key
from clusters.models import Cluster
from swot.document.gather import Rows
from swot.models import Change, Entry, Line
from swot.tray import Tray
from tests import factories

PROMPT = "D-PLA-1"


@pytest.fixture
def line(workbook, cast):
    return workbook.add_line(PROMPT, "Three families have mended boats here since 1950", by=cast.ana)


def url(workbook):
    return reverse("swot:sort", args=[workbook.pk])


def said(thing, **fields):
    """What the form sends for a line or an entry."""
    is_line = isinstance(thing, Line)
    start = {"thing": f"line-{thing.pk}" if is_line else thing.ref, "revision": thing.revision, "text": thing.text}
    return {**start, "key": new_key(), "do": "keep", "evidence_grade": "0", **fields}


def undo_of(response):
    """The address of the undo in the message that was left."""
    return next(iter(get_messages(response.wsgi_request))).extra_tags


def test_first_waiting_line_is_shown_with_who_we_are(ana, workbook, line):
    page = ana.get(url(workbook))
    assert page.context["loose"].text == line.text
    assert b"An owner, gallery or venue that has not signed up counts as outside" in page.content


def test_lines_that_set_the_frame_are_never_offered(ana, workbook, cast):
    workbook.add_line("D-AIM-1", "Whether to buy the print works", by=cast.ana)
    assert ana.get(url(workbook)).context["loose"] is None


def test_queue_is_what_the_queryset_calls_waiting(workbook, cast, line):
    kept = workbook.add_line(PROMPT, "Kept as background", by=cast.ana)
    kept.keep(by=cast.ana, seen=1)
    factories.entry(workbook, by=cast.ana, line=workbook.add_line(PROMPT, "Used", by=cast.ana))
    gone = factories.entry(workbook, by=cast.ana, line=workbook.add_line(PROMPT, "Used once", by=cast.ana))
    gone.delete_gently(by=cast.ana, seen=1)
    workbook.add_line("D-AIM-1", "The frame", by=cast.ana)
    tray = Tray(Rows(workbook), workbook.content())
    assert [loose.row for loose in tray.waiting] == list(Line.objects.waiting().filter(workbook=workbook))
    assert [loose.text for loose in tray.waiting] == [line.text, "Used once"]


@pytest.mark.parametrize(
    ("helps", "ours", "quadrant", "ref"),
    [
        ("helps", "ours", "strength", "S1"),
        ("hurts", "ours", "weakness", "W1"),
        ("helps", "theirs", "opportunity", "O1"),
        ("hurts", "theirs", "threat", "T1"),
    ],
)
def test_two_answers_give_a_line_its_place(ana, workbook, line, helps, ours, quadrant, ref):
    response = ana.post(url(workbook), said(line, helps=helps, ours=ours))
    assert response.status_code == 302
    entry = Entry.objects.get()
    assert (entry.ref, entry.quadrant, entry.tested, entry.line, entry.section.code) == (
        ref,
        quadrant,
        quadrant,
        line,
        "PLA",
    )


def test_another_place_is_allowed_and_the_difference_is_kept(ana, workbook, line):
    ana.post(url(workbook), said(line, helps="helps", ours="ours", quadrant="opportunity", horizon="within 1 year"))
    entry = Entry.objects.get()
    assert (entry.quadrant, entry.tested, entry.horizon) == ("opportunity", "strength", "within 1 year")
    page = ana.get(reverse("swot:entry", args=[workbook.pk, entry.ref]))
    assert [hint.key for hint in page.context["hints"]] == ["quadrant"]


def test_horizon_is_dropped_inside(ana, workbook, line):
    ana.post(url(workbook), said(line, helps="hurts", ours="ours", horizon="1-3 years"))
    assert Entry.objects.get().horizon == ""


def test_both_writes_a_twin_on_the_other_side(ana, workbook, line):
    ana.post(url(workbook), said(line, helps="both", ours="theirs", twin_text="The same could push out two of them"))
    first, second = Entry.objects.order_by("pk")
    assert (first.quadrant, second.quadrant) == ("opportunity", "threat")
    assert (first.twin, second.twin) == (second, first)
    assert (first.text, second.text) == (line.text, "The same could push out two of them")


def test_both_in_a_chosen_place_puts_the_twin_where_the_answer_says(ana, workbook, line):
    ana.post(url(workbook), said(line, helps="both", ours="ours", quadrant="threat"))
    assert list(Entry.objects.order_by("pk").values_list("quadrant", flat=True)) == ["threat", "strength"]


def test_entry_of_the_tray_gets_its_place_and_keeps_its_ref(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, quadrant="")
    ana.post(url(workbook), said(entry, helps="hurts", ours="theirs", inclusion="on"))
    entry.refresh_from_db()
    assert (entry.ref, entry.quadrant, entry.inclusion) == ("N1", "threat", True)


def test_long_line_is_asked_to_be_shortened_and_stays_as_typed(ana, workbook, cast):
    line = workbook.add_line(PROMPT, "word " * 52, by=cast.ana)
    response = ana.post(url(workbook), said(line, helps="helps", ours="ours"))
    assert response.status_code == 422
    assert b"This has 259 characters, and an entry holds 200" in response.content
    assert response.context["form"]["text"].value().strip() == line.text.strip()
    assert not Entry.objects.exists()


def test_no_answer_and_no_place_is_told(ana, workbook, line):
    response = ana.post(url(workbook), said(line))
    assert response.status_code == 422
    assert b"Answer both questions, or choose a place yourself." in response.content


def test_sending_twice_makes_one_entry(ana, workbook, line):
    sent = said(line, helps="both", ours="ours")
    assert [ana.post(url(workbook), sent).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.count() == 2


def test_line_sorted_by_somebody_else_is_409_with_what_was_typed(ana, workbook, cast, line):
    mine = said(line, helps="helps", ours="ours", text="My own words for this line")
    factories.entry(workbook, by=cast.ben, line=line)
    response = ana.post(url(workbook), mine)
    assert response.status_code == 409
    assert b"My own words for this line" in response.content
    assert Entry.objects.count() == 1


def test_line_changed_in_the_meantime_is_409(ana, workbook, cast, line):
    mine = said(line, helps="helps", ours="ours")
    line.edit(by=cast.ben, seen=1, text="Four families")
    assert ana.post(url(workbook), mine).status_code == 409
    assert not Entry.objects.exists()


def test_come_back_to_it_shows_the_next_and_returns_at_the_end(ana, workbook, cast, line):
    second = workbook.add_line(PROMPT, "The market hall", by=cast.ana)
    response = ana.post(url(workbook), said(line, do="later"), follow=True)
    assert response.context["loose"].row == second
    again = ana.post(url(workbook), said(second, do="later"), follow=True)
    assert again.context["loose"].row == line


def test_after_a_line_got_its_place_the_next_one_follows(ana, workbook, cast, line):
    second, third = (workbook.add_line(PROMPT, text, by=cast.ana) for text in ("The second", "The third"))
    response = ana.post(url(workbook), said(second, helps="helps", ours="ours"), follow=True)
    assert response.context["loose"].row == third
    assert [waiting.row for waiting in response.context["others"]] == [line]


def test_not_an_entry_keeps_the_line_and_can_be_undone(ana, workbook, line):
    undo = undo_of(ana.post(url(workbook), said(line, do="no")))
    line.refresh_from_db()
    assert line.kept
    ana.post(undo)
    line.refresh_from_db()
    assert not line.kept


def test_undo_of_a_sorted_line_lets_it_wait_again(ana, workbook, line):
    undo = undo_of(ana.post(url(workbook), said(line, helps="both", ours="ours")))
    assert ana.post(undo).status_code == 302
    assert not Entry.objects.live().exists()
    assert list(Line.objects.waiting()) == [line]


def test_undo_of_a_sorted_entry_puts_it_back_in_the_tray_without_its_twin(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, quadrant="")
    undo = undo_of(ana.post(url(workbook), said(entry, helps="both", ours="ours")))
    assert ana.post(undo).status_code == 302
    live = Entry.objects.live().get()
    assert (live.ref, live.quadrant, live.twin) == ("N1", "", None)


def test_undo_after_somebody_changed_it_is_409_and_does_nothing(ana, workbook, cast, line):
    undo = undo_of(ana.post(url(workbook), said(line, helps="helps", ours="ours")))
    entry = Entry.objects.get()
    entry.edit(by=cast.ben, seen=entry.revision, text="Ben says it otherwise, with five words")
    assert ana.post(undo).status_code == 409
    assert Entry.objects.live().exists()


def test_tray_entry_that_is_none_is_deleted_with_undo(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, quadrant="")
    undo = undo_of(ana.post(url(workbook), said(entry, do="no")))
    assert not Entry.objects.live().exists()
    ana.post(undo)
    assert Entry.objects.live().get().ref == entry.ref


def test_looking_changes_nothing(ana, workbook, line):
    before = Change.objects.count()
    ana.get(url(workbook))
    assert Change.objects.count() == before


def test_viewer_reads_and_cannot_sort(client, workbook, cast, line):
    client.force_login(cast.caro)
    page = client.get(url(workbook))
    assert page.status_code == 200
    assert b'<form method="post" action="' + url(workbook).encode() not in page.content
    assert client.post(url(workbook), said(line, helps="helps", ours="ours")).status_code == 404


def test_editor_sorts(client, workbook, cast, line):
    client.force_login(cast.ben)
    assert client.post(url(workbook), said(line, helps="helps", ours="ours")).status_code == 302


def test_stranger_finds_nothing_and_nobody_is_asked_to_sign_in(client, workbook, cast):
    undo = reverse("swot:sort-undo", args=[workbook.pk, "S1"])
    assert urlsplit(client.get(url(workbook))["Location"]).path == reverse("account_login")
    client.force_login(cast.dev)
    assert [client.get(url(workbook)).status_code, client.post(undo).status_code] == [404, 404]


def test_undo_is_never_a_get(ana, workbook):
    assert ana.get(reverse("swot:sort-undo", args=[workbook.pk, "S1"])).status_code == 405
    assert ana.put(url(workbook)).status_code == 405


def rests(ref):
    entry = Entry.objects.get(ref=ref)
    return entry.source, entry.evidence_grade


def test_a_line_and_its_twin_rest_on_the_source_that_was_chosen(ana, workbook, cast, line):
    source = factories.source(workbook, by=cast.ana)
    assert f'<option value="{source.pk}">' in ana.get(url(workbook)).text
    ana.post(url(workbook), said(line, helps="both", ours="theirs", source=source.pk))
    assert [rests(entry.ref) for entry in Entry.objects.all()] == [(source, source.grade)] * 2


def test_a_grade_that_was_said_stays_beside_a_source(ana, workbook, cast, line):
    source = factories.source(workbook, by=cast.ana)
    ana.post(url(workbook), said(line, helps="helps", ours="ours", source=source.pk, evidence_grade="1"))
    assert rests("S1") == (source, 1)


def test_an_entry_of_the_tray_shows_its_source_and_its_twin_takes_it_too(ana, workbook, cast):
    source = factories.source(workbook, by=cast.ana)
    loose = factories.entry(workbook, by=cast.ana, quadrant="", source=source, evidence_grade=0)
    assert f'<option value="{source.pk}" selected>' in ana.get(url(workbook)).text
    ana.post(url(workbook), said(loose, helps="both", ours="ours", source=source.pk))
    assert [rests(entry.ref) for entry in Entry.objects.all()] == [(source, 0)] * 2


def test_a_source_is_taken_from_an_entry_of_the_tray(ana, workbook, cast):
    source = factories.source(workbook, by=cast.ana)
    loose = factories.entry(workbook, by=cast.ana, quadrant="", source=source, evidence_grade=1)
    ana.post(url(workbook), said(loose, helps="helps", ours="ours", source="", evidence_grade="1"))
    assert rests(loose.ref) == (None, 1)


def test_a_source_of_another_cluster_cannot_be_chosen_and_no_word_is_lost(ana, workbook, cast, line):
    theirs = Cluster.found(by=cast.dev, name="Kelda Works", kind="district", place="Kelda", country="Ireland")
    other = factories.workbook(theirs, by=cast.dev)
    foreign = factories.source(other, by=cast.dev)
    answer = ana.post(url(workbook), said(line, helps="helps", ours="ours", source=foreign.pk, text="In my words"))
    assert answer.status_code == 422
    assert "In my words" in answer.text
    assert not Entry.objects.exists()


def test_without_a_library_there_is_nothing_to_choose(ana, workbook, line):
    assert 'name="source"' not in ana.get(url(workbook)).text


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_waits(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.source(workbook, by=cast.ana, name=f"Survey {number}")
        workbook.add_line(PROMPT, f"Line number {number} of what people wrote", by=cast.ana)
        factories.entry(workbook, by=cast.ana, quadrant="", text=f"Tray entry {number} that waits")
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(url(workbook))
