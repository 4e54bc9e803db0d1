"""Lines of list answers: written, sorted at once, changed, kept, deleted and brought back, with and without script."""

import pytest
from django.urls import reverse

PART = {"HTTP_HX_REQUEST": "true"}


def url(name, book, *rest):
    return reverse(f"swot:{name}", args=[book.pk, *rest])


def add(client, book, prompt="D-PLA-1", part=False, **data):
    data = {"text": "A ropeworks until 1974", "key": "key-1", "use": "later", **data}
    return client.post(url("line-add", book, prompt), data, **(PART if part else {}))


@pytest.fixture
def line(cast, workbook):
    """Ben's line about the ropeworks."""
    return workbook.add_line("D-PLA-1", "A ropeworks until 1974", by=cast.ben)


def test_a_line_is_added_and_leads_back_to_its_prompt(cast, workbook, ana):
    response = add(ana, workbook)
    assert response["Location"] == f"{url('section', workbook, 'PLA')}#D-PLA-1"
    added = workbook.lines.get()
    assert (added.text, added.written_by, added.kept) == ("A ropeworks until 1974", cast.ana, False)
    page = ana.get(response["Location"])
    assert "A ropeworks until 1974" in page.text
    assert page.context["steps"][1]["state"] == "started"


def test_a_line_sent_twice_is_added_once(workbook, ana):
    for _ in range(2):
        add(ana, workbook)
    assert workbook.lines.count() == 1


def test_by_htmx_the_prompt_comes_back_alone_with_an_empty_box_and_a_new_key(workbook, ana):
    response = add(ana, workbook, part=True)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="D-PLA-1"' in response.text
    assert 'id="D-PLA-2"' not in response.text
    assert 'value="key-1"' not in response.text
    assert 'id="mini-now" hx-swap-oob="true"' in response.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": " "}, "Write what you want to add"),
        ({"text": "x" * 281}, "A line has at most 280 characters"),
        ({"use": "sort"}, "Answer both questions, or choose a place yourself."),
        ({"use": "sort", "helps": "helps"}, "Answer both questions, or choose a place yourself."),
        ({"use": "sort", "quadrant": "threat", "text": "x" * 201}, "This has 201 characters, and an entry holds 200"),
    ],
)
@pytest.mark.parametrize("part", [True, False])
def test_what_cannot_be_added_is_refused_and_kept_as_typed(part, data, sentence, workbook, ana):
    response = add(ana, workbook, part=part, **data)
    assert response.status_code == 422
    assert sentence in response.text
    assert "error-summary" in response.text
    assert data.get("text", "A ropeworks").strip() in response.text
    assert workbook.lines.count() == 0


@pytest.mark.parametrize(
    ("helps", "ours", "quadrant"),
    [
        ("helps", "ours", "strength"),
        ("hurts", "ours", "weakness"),
        ("helps", "theirs", "opportunity"),
        ("hurts", "theirs", "threat"),
    ],
)
def test_two_questions_make_the_line_an_entry_at_once(helps, ours, quadrant, workbook, ana):
    add(ana, workbook, use="sort", helps=helps, ours=ours, evidence_grade="2", inclusion="on")
    entry = workbook.entries.get()
    assert (entry.quadrant, entry.tested, entry.evidence_grade, entry.inclusion) == (quadrant, quadrant, 2, True)
    assert (entry.section.code, entry.prompt.code, entry.line) == ("PLA", "D-PLA-1", workbook.lines.get())
    page = ana.get(url("section", workbook, "PLA"))
    assert next(iter(page.context["parts"])).waiting == []
    assert url("entry", workbook, entry.ref) in page.text
    assert "Backed" in page.text


def test_another_place_may_be_chosen_and_what_the_questions_said_is_kept(workbook, ana):
    add(ana, workbook, use="sort", helps="helps", ours="ours", quadrant="opportunity")
    entry = workbook.entries.get()
    assert (entry.quadrant, entry.tested) == ("opportunity", "strength")


def test_what_both_helps_and_hurts_becomes_twins_once(workbook, ana):
    for _ in range(2):
        add(ana, workbook, use="sort", helps="both", ours="theirs")
    one, two = workbook.entries.order_by("pk")
    assert (one.quadrant, two.quadrant) == ("opportunity", "threat")
    assert one.twin == two
    assert two.twin == one
    assert (one.tested, two.tested) == ("", "")


def test_a_line_can_be_changed(workbook, line, ana):
    page = ana.get(url("line", workbook, line.pk))
    assert "A ropeworks until 1974" in page.text
    assert ana.post(url("line", workbook, line.pk), {"text": " ", "revision": 1}).status_code == 422
    assert ana.post(url("line", workbook, line.pk), {"text": "Until 1976", "revision": 1}).status_code == 302
    line.refresh_from_db()
    assert line.text == "Until 1976"


@pytest.mark.parametrize(
    ("use", "texts"),
    [("mine", ["Mine"]), ("theirs", ["Until 1975"]), ("both", ["Until 1975", "Mine"])],
)
def test_two_who_change_a_line_at_once_lose_nothing(use, texts, cast, workbook, line, ana):
    line.edit(by=cast.ben, seen=1, text="Until 1975")
    first = ana.post(url("line", workbook, line.pk), {"text": "Mine", "revision": 1})
    assert first.status_code == 409
    assert "Ben changed this while you were writing" in first.text
    assert 'name="revision" value="2"' in first.text
    ana.post(url("line", workbook, line.pk), {"text": "Mine", "revision": 2, "use": use})
    assert [row.text for row in workbook.lines.order_by("pk")] == texts
    assert any(change.left_as.get("text") == "Mine" for change in workbook.changes.all())


def test_a_line_is_kept_as_background_and_offered_again(workbook, line, ana):
    ana.post(url("line-keep", workbook, line.pk), {"revision": 1})
    assert "Background" in ana.get(url("section", workbook, "PLA")).text
    response = ana.post(url("line-keep", workbook, line.pk), {"revision": 2, "kept": "no"}, **PART)
    assert response.status_code == 200
    line.refresh_from_db()
    assert not line.kept


def test_a_deleted_line_comes_back_by_undo(workbook, line, ana):
    response = ana.post(url("line-delete", workbook, line.pk), {"revision": 1}, follow=True)
    undo = f"{url('line-restore', workbook, line.pk)}?revision=2"
    assert f'action="{undo}"' in response.text
    assert "A ropeworks" not in response.text
    assert ana.get(url("line", workbook, line.pk)).status_code == 404
    assert "A ropeworks" in ana.post(undo, follow=True).text
    assert "A ropeworks" in ana.post(undo, follow=True).text


@pytest.mark.parametrize("name", ["line-keep", "line-delete"])
@pytest.mark.parametrize("part", [True, False])
def test_a_line_somebody_changed_meanwhile_is_shown_and_left(part, name, cast, workbook, line, ana):
    line.edit(by=cast.ben, seen=1, text="Until 1975")
    response = ana.post(url(name, workbook, line.pk), {"revision": 1}, **(PART if part else {}))
    assert response.status_code == 409
    assert "Somebody changed this line first: “Until 1975”" in response.text
    line.refresh_from_db()
    assert not line.kept
    assert line.deleted_at is None


def test_an_undo_that_comes_too_late_does_nothing(cast, workbook, line, ana):
    line.delete_gently(by=cast.ana, seen=1)
    assert ana.post(url("line-restore", workbook, line.pk), {"revision": 1}).status_code == 409
    assert workbook.lines.get().deleted_at is not None


def test_lines_that_set_the_frame_are_never_offered_for_sorting(cast, workbook, ana):
    workbook.add_line("D-AIM-1", "The council decides on the local plan", by=cast.ana)
    page = ana.get(url("section", workbook, "AIM"))
    assert "Sets the frame" in page.text
    assert "D-AIM-1-sort" not in page.text


def test_only_writers_touch_lines_and_only_those_of_the_workbook(cast, workbook, line, client):
    addresses = [url("line-add", workbook, "D-PLA-1")]
    addresses += [url(name, workbook, line.pk) for name in ("line", "line-keep", "line-delete", "line-restore")]
    for address in addresses:
        assert client.post(address).status_code == 302
    for person in (cast.caro, cast.dev):
        client.force_login(person)
        assert [client.post(address).status_code for address in addresses] == [404] * 5
    client.force_login(cast.ben)
    assert client.post(url("line-keep", workbook, line.pk + 1)).status_code == 404
    assert [client.get(one).status_code for one in addresses] == [405, 200, 405, 405, 405]
