"""The pages of whoever types in paper: a sheet found, typed, corrected, and typed by two at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clusters.ids import new_key, uuid7
from tests import factories
from workshops.models import Contribution, PaperSheet, State, Workshop
from workshops.paper import Line, asking, reserve, type_in


@pytest.fixture
def stage(workbook, cast):
    return factories.workshop(workbook, by=cast.ana)


@pytest.fixture
def three(stage, cast):
    """Three sheets of the step that is on."""
    return reserve(stage, [stage.step], 3, key=uuid7(), by=cast.ana)


def page_of(sheet):
    return reverse("workshops:paper-sheet", args=[sheet.workshop_id, sheet.number])


def list_of(room):
    return reverse("workshops:scribe", args=[room.pk])


def sent(sheet, *lines, **more):
    """A form as a browser sends it: `lines` are words and quadrant."""
    told = {"revision": PaperSheet.objects.get(pk=sheet.pk).revision, "rows": 10, "table": 6, "people": 7}
    for line, (words, where) in enumerate(lines, 1):
        told |= {f"line_{line}": words, f"where_{line}": where}
    return {**told, "typed_by": "Joon-ho Park", **more}


PRESS, VANS = ("We share a press", "strength"), ("Vans lent both ways", "")


def shown():
    return sorted(Contribution.objects.filter(state=State.SHOWN).values_list("text", flat=True))


# ---------- one sheet ----------


def test_a_saved_sheet_leads_to_the_next_that_is_not_typed_and_the_last_to_the_list(ana, stage, three):
    for sheet, to in ((three[1], page_of(three[2])), (three[2], page_of(three[0])), (three[0], list_of(stage))):
        response = ana.post(page_of(sheet), sent(sheet, (f"From sheet {sheet.number}", "")))
        assert (response.status_code, response["Location"]) == (302, to)
    assert shown() == ["From sheet 1", "From sheet 2", "From sheet 3"]
    assert "Sheet 1 is saved: 1 line." in ana.get(list_of(stage)).text


def test_a_typed_sheet_opens_with_what_was_typed_and_sent_again_it_doubles_nothing(ana, three):
    ana.post(page_of(three[0]), sent(three[0], PRESS, ("", "threat"), VANS))
    page = ana.get(page_of(three[0])).text
    assert 'name="line_1" value="We share a press"' in page
    assert 'name="line_3" value="Vans lent both ways"' in page
    assert re.search(r'name="where_1">.*?<option value="strength" selected>', page)
    assert three[0].code in page
    assert "Sheet 1, table 6" in page
    assert "Typed, Joon-ho Park" not in page
    ana.post(page_of(three[0]), sent(three[0], PRESS, ("", ""), VANS))
    assert Contribution.objects.count() == 2


def test_a_line_that_is_cleared_is_taken_back(ana, three):
    ana.post(page_of(three[0]), sent(three[0], PRESS, VANS))
    ana.post(page_of(three[0]), sent(three[0], ("  ", "strength"), VANS))
    assert shown() == ["Vans lent both ways"]


def test_five_lines_more_keep_everything_and_save_nothing(ana, three):
    typed = sent(three[0], PRESS, ("x" * 300, "weakness"), rows=10, more=5)
    response = ana.post(page_of(three[0]), typed)
    assert response.status_code == 200
    assert 'name="line_15"' in response.text
    assert 'name="line_16"' not in response.text
    assert 'value="We share a press"' in response.text
    assert f'value="{"x" * 300}"' in response.text
    assert re.search(r'name="line_11"[^>]*autofocus', response.text)
    assert not Contribution.objects.exists()


def test_a_sheet_has_forty_lines_at_most(ana, three):
    response = ana.post(page_of(three[0]), sent(three[0], PRESS, rows=38, more=5))
    assert 'name="line_40"' in response.text
    assert 'name="line_41"' not in response.text
    assert "Add five lines" not in response.text


def test_words_below_the_lines_that_were_counted_are_not_lost(ana, three):
    ana.post(page_of(three[0]), sent(three[0], PRESS, rows="", line_12="Far down"))
    assert shown() == ["Far down", "We share a press"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"line_2": "x" * 281}, "A line has at most 280 characters"),
        ({"where_1": "north"}, "Choose one of the five places."),
        ({"people": "many"}, "Write a number, or leave it empty."),
        ({"table": "0"}, "Write a number from 1, or leave it empty."),
        ({"people": "99999"}, "Write a number up to 32767, or leave it empty."),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(ana, three, wrong, sentence):
    response = ana.post(page_of(three[0]), {**sent(three[0], PRESS, VANS), **wrong})
    assert response.status_code == 422
    assert "<title>Error: " in response.text
    assert response.text.count(sentence) == 2
    for name, text in {"line_1": "We share a press", "typed_by": "Joon-ho Park", **wrong}.items():
        if not name.startswith("where"):
            assert re.search(rf'name="{name}"[^>]*value="{text}"|value="{text}"[^>]*name="{name}"', response.text)
    assert not Contribution.objects.exists()


def test_a_note_that_was_moved_meanwhile_stays_there_unless_the_scribe_moves_it(ana, three):
    ana.post(page_of(three[0]), sent(three[0], PRESS, VANS))
    page = ana.get(page_of(three[0])).text
    stood = dict(re.findall(r'name="(initial-where_[12])" value="([a-z]*)"', page))
    assert stood["initial-where_1"] == PRESS[1]
    Contribution.objects.update(quadrant="threat")
    typed = sent(three[0], ("We share two presses", PRESS[1]), (VANS[0], "opportunity"))
    assert ana.post(page_of(three[0]), {**typed, **stood}).status_code == 302
    kept = set(Contribution.objects.values_list("text", "quadrant"))
    assert kept == {("We share two presses", "threat"), (VANS[0], "opportunity")}


def test_280_characters_are_a_line(ana, three):
    ana.post(page_of(three[0]), sent(three[0], ("x" * 280, "")))
    assert shown() == ["x" * 280]


# ---------- two scribes ----------


def test_the_second_scribe_sees_both_texts_and_loses_neither(ana, cast, three):
    mine = sent(three[0], PRESS, ("Mine alone", "threat"), rows=5)
    type_in(
        three[0],
        {1: Line("We own a press"), 7: Line("Theirs far down", "threat")},
        seen=1, by=cast.ben, table=6, people=7, typed_by="Joon-ho Park",
    )  # fmt: skip
    response = ana.post(page_of(three[0]), mine)
    assert response.status_code == 409
    assert "Ben changed this while you were writing" in response.text
    told = {one.label: (one.mine, one.theirs) for one in response.context["conflict"].differences}
    assert told["Line 1"] == ("We share a press", "We own a press")
    assert told["Line 2"] == ("Mine alone", "")
    assert told["Where line 1 stands"] == ("Inside, helps", "")
    assert "Line 7" not in told
    assert 'name="line_1" value="We share a press"' in response.text
    assert 'name="line_7" value="Theirs far down"' in response.text
    assert shown() == ["Theirs far down", "We own a press"]
    again = {name: field.value() or "" for name, field in ((f.html_name, f) for f in response.context["form"])}
    assert ana.post(page_of(three[0]), again).status_code == 302
    assert shown() == ["Mine alone", "Theirs far down", "We share a press"]


def test_the_same_sheet_sent_twice_by_an_impatient_hand_is_no_conflict(ana, three):
    typed = sent(three[0], PRESS)
    assert [ana.post(page_of(three[0]), typed).status_code for _turn in range(2)] == [302, 302]
    assert shown() == ["We share a press"]


# ---------- finding, and a number for paper without ----------


@pytest.mark.parametrize("typed", ["2", "P-06-02", "p 06 02", " 02 "])
def test_a_sheet_is_found_by_its_number_however_it_is_typed(ana, stage, three, typed):
    response = ana.get(list_of(stage), {"number": typed})
    assert (response.status_code, response["Location"]) == (302, page_of(three[1]))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("44", "There is no sheet with this number here."),
        ("", "Write the number that stands under the square."),
        ("the blue one", "such as P-06-14 or 14."),
        ("9" * 30, "such as P-06-14 or 14."),
    ],
)
def test_a_number_that_there_is_not_gets_a_sentence(ana, stage, three, typed, sentence):
    response = ana.get(list_of(stage), {"number": typed})
    assert response.status_code == 422
    assert response.text.count(sentence) == 2
    assert not typed or f'value="{typed}"' in response.text


def test_the_list_shows_each_sheet_with_its_state_the_present_step_first(ana, stage, three, cast):
    other = asking(stage).exclude(pk=stage.step_id).first()
    reserve(stage, [other], 1, key=uuid7(), by=cast.ana)
    ana.post(page_of(three[0]), sent(three[0], PRESS, VANS))
    page = ana.get(list_of(stage))
    assert [step for step, _sheets in page.context["by_step"]] == [stage.step, other]
    assert [one.lines for one in page.context["by_step"][0][1]] == [2, 0, 0]
    assert "Typed, Joon-ho Park" in page.text
    assert page.text.count("Not typed") == 3


def test_paper_without_a_number_gets_one_once_a_key(ana, stage):
    given = {"step": stage.step_id, "key": new_key()}
    first = ana.post(list_of(stage), given)
    sheet = PaperSheet.objects.get()
    assert (first.status_code, first["Location"]) == (302, page_of(sheet))
    assert ana.post(list_of(stage), given)["Location"] == page_of(sheet)
    assert sheet.code in ana.get(page_of(sheet)).text
    assert PaperSheet.objects.count() == 1


@pytest.mark.parametrize("step", ["", "0", "999999", "x", "9" * 30])
def test_a_number_needs_a_step_of_this_workshop(ana, stage, step):
    assert ana.post(list_of(stage), {"step": step, "key": new_key()}).status_code == 422
    assert not PaperSheet.objects.exists()


# ---------- when it is over, and who may ----------


def test_a_workshop_that_is_put_away_takes_nothing_more_and_gives_the_words_back(ana, stage, three):
    Workshop.objects.filter(pk=stage.pk).update(status="archived")
    response = ana.post(page_of(three[0]), sent(three[0], PRESS))
    assert response.status_code == 409
    assert "This workshop is put away" in response.text
    assert 'value="We share a press"' in response.text
    assert not Contribution.objects.exists()
    assert ana.get(page_of(three[0])).status_code == ana.get(list_of(stage)).status_code == 200


def test_editors_type_and_nobody_else(client, cast, stage, three):
    for person, status in ((cast.ben, 200), (cast.caro, 404), (cast.dev, 404)):
        client.force_login(person)
        for url in (page_of(three[0]), list_of(stage)):
            assert client.get(url).status_code == status
    assert client.post(page_of(three[0]), sent(three[0], PRESS)).status_code == 404
    assert not Contribution.objects.exists()


def test_a_sheet_of_another_workshop_is_not_found_here(ana, cast, stage, three):
    other = factories.workshop(stage.workbook, by=cast.ana)
    assert ana.get(reverse("workshops:paper-sheet", args=[other.pk, 1])).status_code == 404
    assert ana.get(reverse("workshops:paper-sheet", args=[other.pk, 10**25])).status_code == 404


def test_pages_ask_as_often_with_forty_sheets_as_with_three(ana, cast, stage, three):
    def asked(url):
        ana.get(url)
        with CaptureQueriesContext(connection) as queries:
            ana.get(url)
        return len(queries)

    urls = (list_of(stage), page_of(three[0]))
    before = [asked(url) for url in urls]
    for sheet in reserve(stage, [stage.step], 40, key=uuid7(), by=cast.ana):
        type_in(sheet, {n: Line(f"Line {n}") for n in range(1, 9)}, seen=1, by=cast.ana, table=1, people=2, typed_by="")
    assert [asked(url) for url in urls] == before
    assert max(before) <= 16
