"""Paper of a workshop: numbers before printing, squares that open that very sheet, its own run sheet, what is voted on."""

import io
import re
from dataclasses import replace

import pypdf
import pytest
from django.urls import reverse

from briefings.make import PAPERS
from briefings.paper.choice import CODES, JOIN, NUMBERED, ROOM, ROOM_KINDS, SLIPS, SMALL, Choice
from briefings.paper.make import SHEETS, html, pdf
from briefings.pdf.render import render
from clusters.ids import new_key, uuid7
from swot.document.gather import Rows
from swot.pictures.square import square
from tests import factories
from tests.briefings.build import HOSTILE
from tests.briefings.conform import faults
from tests.briefings.paper import headings, links, words
from workshops.models import PaperSheet, Step, Workshop
from workshops.paper import asking, reserve

SITE = "https://workbook.example"
LONGEST = "What would you miss if it closed, and who would miss it first of all those who live around it? " * 3


@pytest.fixture(autouse=True)
def public(settings):
    settings.PUBLIC_URL = SITE + "/"


@pytest.fixture
def stage(workbook, cast):
    return factories.workshop(workbook, by=cast.ana)


def taken(room, cast, each=2, **more):
    key = uuid7()
    reserve(room, asking(room)[:2], each, key=key, by=cast.ana, **more)
    return key


def page_of(room):
    return reverse("briefings:room-paper", args=[room.pk])


def take(room, what=NUMBERED):
    return reverse("briefings:room-take", args=[room.pk, what])


def pdf_of(room, what):
    return reverse("briefings:room-pdf", args=[room.pk, what])


def made(room, what, paper="a4", **more):
    """The HTML of a choice, what was remarked when it was rendered, and the PDF opened."""
    page = html(Choice(what, paper, **more), room.workbook.content(), rows=Rows(room.workbook), workshop=room)
    rendered = render(page, extra_css=(*PAPERS.get(paper, ()), *SHEETS))
    assert rendered.warnings == ()
    return page, pypdf.PdfReader(io.BytesIO(rendered.pdf))


def squares(page):
    return re.findall(r'<svg class="qr".*? d="([^"]*)"', page)


def leads_to(address, modules):
    return f' d="{modules}"' in square(address, title="")


# ---------- numbers ----------


def test_printing_asks_how_many_and_takes_numbers_once_a_key(ana, stage):
    step = asking(stage).first()
    given = {"step": step.pk, "each": 3, "key": new_key(), "paper": "letter", "lines": "plain", "large": "on"}
    first = ana.post(take(stage), given)
    assert first.status_code == 302
    assert [(one.number, one.step) for one in PaperSheet.objects.all()] == [(n, step) for n in (1, 2, 3)]
    assert ana.post(take(stage), given)["Location"] == first["Location"]
    assert PaperSheet.objects.count() == 3
    response = ana.get(first["Location"])
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    assert len(reader.pages) == 3
    assert round(reader.pages[0].mediabox.width) == 612
    assert ana.get(first["Location"]).content == response.content


def test_the_same_numbers_are_offered_again_beside_new_ones(ana, stage):
    assert "The same numbers again" not in ana.get(page_of(stage)).text
    step = asking(stage).first()
    for each in (3, 1):
        given = ana.post(take(stage), {"step": step.pk, "each": each, "key": new_key()})
    told = ana.get(page_of(stage)).text
    assert re.findall(r"batch=[-0-9a-f]+\">([^<]+)<", told) == ["Sheet 4", "Sheets 1 to 3"]
    batch = PaperSheet.objects.get(number=4).batch
    again = ana.get(f"{given['Location'].partition('?')[0]}?batch={batch}")
    assert len(pypdf.PdfReader(io.BytesIO(again.content)).pages) == 1
    assert PaperSheet.objects.count() == 4


def test_without_a_step_every_question_gets_its_sheets(ana, stage):
    assert ana.post(take(stage), {"each": 2, "key": new_key(), "shape": "four"}).status_code == 302
    assert PaperSheet.objects.filter(is_four=True).count() == 2 * asking(stage).count()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"each": "0"}, "Write how many, from 1 to 60"),
        ({"each": "61"}, "Write how many, from 1 to 60"),
        ({"each": ""}, "Write how many, from 1 to 60"),
        ({"each": "60"}, "Take 60 at most"),
        ({"step": "0"}, "This step was taken out of the run sheet."),
        ({"paper": "a3"}, "It is not made for that paper."),
        ({"shape": "round"}, "Choose one of the two."),
        ({"key": ""}, "Load the page again"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_takes_no_number(ana, stage, wrong, sentence):
    response = ana.post(take(stage), {"each": 2, "key": new_key(), "large": "on", **wrong})
    assert response.status_code == 422
    assert sentence in response.text
    assert "<title>Error: " in response.text
    assert not PaperSheet.objects.exists()


def test_no_number_is_taken_once_the_workshop_is_put_away(ana, stage):
    Workshop.objects.filter(pk=stage.pk).update(status="archived")
    response = ana.post(take(stage), {"each": 2, "key": new_key()})
    assert response.status_code == 409
    assert "This workshop is put away" in response.text
    assert not PaperSheet.objects.exists()


# ---------- addresses ----------


def test_the_page_offers_everything_to_editors_alone(client, cast, stage):
    for person, status in ((cast.ben, 200), (cast.caro, 404), (cast.dev, 404)):
        client.force_login(person)
        assert client.get(page_of(stage)).status_code == status
        assert client.get(pdf_of(stage, JOIN)).status_code == status
    client.force_login(cast.ben)
    page = client.get(page_of(stage)).text
    for what in ROOM_KINDS:
        assert f'action="{(take if what in (ROOM, NUMBERED) else pdf_of)(stage, what)}"' in page


def test_sheets_of_another_workshop_or_of_none_are_not_there(ana, cast, stage):
    other = factories.workshop(stage.workbook, by=cast.ana)
    for query in ({}, {"batch": uuid7()}, {"batch": taken(other, cast)}, {"batch": "x"}):
        response = ana.get(pdf_of(stage, NUMBERED), query)
        assert response.status_code == 422
        assert "There are no such sheets." in response.text
    assert ana.get(pdf_of(stage, "poster")).status_code == ana.post(take(stage, JOIN)).status_code == 404


# ---------- sheets ----------


@pytest.mark.parametrize("is_four", [False, True])
def test_the_square_of_a_sheet_opens_that_very_sheet(ana, cast, stage, is_four):
    page, reader = made(stage, NUMBERED, batch=taken(stage, cast, is_four=is_four))
    sheets = list(PaperSheet.objects.all())
    found = squares(page)
    assert len(found) == len(sheets) == len(reader.pages) == 4
    for at, (sheet, modules) in enumerate(zip(sheets, found, strict=True)):
        address = reverse("workshops:paper-sheet", args=[stage.pk, sheet.number])
        assert leads_to(SITE + address, modules)
        assert not leads_to(SITE + address, found[at - 1])
        assert sheet.code in words(reader, at)
        assert sheet.step.asked in words(reader, at)
        assert sheet.code in ana.get(address).text
    assert headings(reader) == [f"{one.code} {one.step.asked}" for one in sheets]


@pytest.mark.parametrize("paper", SMALL)
@pytest.mark.parametrize(("is_four", "large"), [(False, False), (True, False), (False, True)])
def test_a_sheet_of_the_longest_question_stands_on_one_page(cast, stage, paper, is_four, large):
    asking(stage).update(question=LONGEST[:300])
    _page, reader = made(stage, NUMBERED, paper, batch=taken(stage, cast, is_four=is_four), large=large, lines="plain")
    assert len(reader.pages) == 4


@pytest.mark.parametrize("paper", SMALL)
def test_a_usual_question_stands_on_one_page_in_four_fields_and_large_print(cast, stage, paper):
    _page, reader = made(stage, NUMBERED, paper, batch=taken(stage, cast, is_four=True), large=True)
    assert len(reader.pages) == 4


def test_lines_carry_the_numbers_and_places_that_the_page_of_the_scribe_shows(ana, cast, stage):
    taken(stage, cast, is_four=True)
    sheet = PaperSheet.objects.first()
    page = ana.get(reverse("workshops:paper-sheet", args=[stage.pk, sheet.number]))
    shown = [(line, where.value()) for line, _words, where, _shown in page.context["form"].numbered]
    fields = ("strength", "weakness", "opportunity", "threat")
    assert shown == [(n, fields[(n - 1) // 4]) for n in range(1, 17)]
    printed, _reader = made(stage, NUMBERED, batch=sheet.batch)
    first = printed.split('id="leaf-')[1]
    assert re.findall(r'<th scope="row">(\d+)</th>', first) == [str(n) for n in range(1, 17)]


# ---------- the way in ----------


@pytest.mark.parametrize("paper", SMALL)
def test_the_way_in_has_square_address_and_code_on_one_page(stage, paper):
    for what, many in ((JOIN, 1), (CODES, 8)):
        page, reader = made(stage, what, paper)
        assert len(reader.pages) == 1
        assert len(squares(page)) == many
        assert all(leads_to(stage.join_url, one) for one in squares(page))
        said = words(reader, 0)
        assert "workbook.example/join" in said
        assert said.count(stage.code[:4]) == said.count(stage.code[4:]) == many


def test_a_code_that_was_renewed_is_on_paper_printed_after_it(stage):
    before, _reader = made(stage, JOIN)
    stage.turn += 1
    after, _reader = made(stage, JOIN)
    assert squares(before) != squares(after)


# ---------- what is voted on ----------


def voted(room, many=3, **step):
    groups = [room.groups.create(number=n, title=f"Group of {n} things", place=1) for n in range(1, many + 1)]
    if step:
        Step.objects.filter(pk=room.steps.filter(kind="vote").first().pk).update(**step)
    return groups


def test_the_counting_sheet_names_the_groups_as_they_were_frozen(stage):
    first, second, third = voted(stage)
    step = stage.steps.filter(kind="vote").first()
    Step.objects.filter(pk=step.pk).update(vote_on=[first.pk, third.pk], budget=2, vote_open=True)
    stage.groups.create(number=9, title="Made since", place=2)
    page, reader = made(stage, SLIPS)
    assert (first.title, third.title) == tuple(re.findall(r"<bdi>(Group[^<]*)</bdi>", page))
    assert second.title not in page
    assert "Made since" not in page
    assert "2 marks, at most two on one group" in words(reader, 0)
    assert page.partition('class="slip"')[2].partition("</div>")[0].count("<span></span>") == 2


def test_before_a_vote_the_standing_groups_are_named_and_before_groups_there_is_room(stage):
    _page, reader = made(stage, SLIPS)
    assert "three to seven marks" in words(reader, 0)
    groups = voted(stage)
    groups[0].merged_into = groups[1]
    groups[0].save()
    page, _reader = made(stage, SLIPS)
    assert re.findall(r"<bdi>(Group[^<]*)</bdi>", page) == [groups[1].title, groups[2].title]


# ---------- the pack ----------


def test_the_pack_holds_its_own_run_sheet_the_way_in_its_sheets_and_slips(ana, cast, stage):
    step = stage.steps.first()
    Step.objects.filter(pk=step.pk).update(title="Tea first", say=["Take a cup. {nobody} fills this."], minutes=17)
    gone = stage.steps.last()
    Step.objects.filter(pk=gone.pk).update(is_skipped=True)
    response = ana.post(take(stage, ROOM), {"each": 1, "key": new_key(), "start": "14:00"})
    reader = pypdf.PdfReader(io.BytesIO(ana.get(response["Location"]).content))
    said = [words(reader, at) for at in range(len(reader.pages))]
    whole = " ".join(said)
    assert "Take a cup. {nobody} fills this." in whole
    assert "17 minutes" in whole
    assert "14:17" in whole
    assert f"{gone.title} " not in whole
    titles = headings(reader)
    assert titles[:2] == ["Facilitator’s pack of this workshop", stage.title]
    sheets = [f"{one.code} {one.step.asked}" for one in PaperSheet.objects.all()]
    rest = ["Come in with your phone", "The way in", *sheets, "Voting slips", "Counting sheet"]
    assert [title for title in titles if title in rest] == rest
    assert "Once: each has its own number" in said[0]


def test_a_pack_without_sheets_holds_the_rest(ana, stage):
    reader = pypdf.PdfReader(io.BytesIO(ana.get(pdf_of(stage, ROOM)).content))
    assert "Sheets to write on" not in words(reader, 0)
    assert headings(reader)[-1] == "Counting sheet"


def test_hostile_words_stay_words(ana, cast, stage):
    asking(stage).update(question=HOSTILE[:300])
    Workshop.objects.filter(pk=stage.pk).update(title=HOSTILE[:200])
    stage.groups.create(number=1, title=HOSTILE[:200], place=1)
    for what in (ROOM, NUMBERED, JOIN, SLIPS):
        response = ana.get(pdf_of(stage, what), {"batch": taken(stage, cast)})
        reader = pypdf.PdfReader(io.BytesIO(response.content))
        assert list(links(reader)) == []
        assert "example.invalid" in " ".join(words(reader, at) for at in range(len(reader.pages)))


# ---------- conformance ----------


@pytest.mark.parametrize("paper", SMALL)
@pytest.mark.parametrize("what", ROOM_KINDS)
def test_nothing_is_wrong_with_any_of_it(cast, stage, what, paper):
    voted(stage)
    choice = Choice(what, paper, large=paper == "letter", batch=taken(stage, cast, is_four=paper == "letter"))
    body = pdf(choice, stage.workbook.content(), rows=Rows(stage.workbook), workshop=stage)
    assert faults(body) == []
    other = replace(choice, batch=taken(stage, cast, is_four=paper != "letter"))
    assert faults(pdf(other, stage.workbook.content(), rows=Rows(stage.workbook), workshop=stage)) == []
