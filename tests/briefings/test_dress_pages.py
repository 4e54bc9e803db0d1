"""Composing: what is left out stays in the workbook, local inclusion cannot be, nothing is saved by looking."""

import io

import pypdf
import pytest
from django.urls import reverse

from briefings.models import Briefing, Dress
from swot.models import Change

pytestmark = pytest.mark.django_db
LETTER = "Dear colleagues, <b>please</b> read the second page first."


def dress(workbook, key="agency"):
    return reverse("briefings:dress", args=[workbook.pk, key])


def kept(*gone):
    """Everything that may stand in the agency's edition, less some."""
    return [key for key in ("measures", "cost_risk", "unusual_on_paper", "since_last", "figures") if key not in gone]


def save(ana, workbook, *, revision=0, stands=(), **more):
    told = {"stands": list(stands), "letter": LETTER, "contact": "Ana, 020 1234", "revision": revision, **more}
    return ana.post(dress(workbook), told)


def standing(ana, workbook):
    form = ana.get(dress(workbook)).context["form"]
    return form.initial["stands"]


def words(response):
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_every_part_that_may_go_has_a_box_and_no_other(ana, workbook):
    page = ana.get(dress(workbook))
    boxes = dict(page.context["form"].fields["stands"].choices)
    assert "inclusion" not in boxes
    assert {"measures", "cost_risk"} <= set(boxes)
    assert "People already here" in page.context["always"]
    assert set(boxes) == set(page.context["form"].initial["stands"])


def test_what_was_typed_and_left_out_is_printed_so_in_the_draft(ana, workbook):
    every = standing(ana, workbook)
    response = save(ana, workbook, stands=[key for key in every if key != "measures"])
    assert response.status_code == 302
    printed = words(ana.get(reverse("briefings:draft", args=[workbook.pk])))
    assert "please" in printed
    assert "Ana, 020 1234" in printed
    assert "How we will count it" not in printed
    assert "People already here" in printed
    assert Change.objects.filter(verb="dressed").count() == 1


def test_local_inclusion_stands_whatever_is_sent(ana, workbook):
    save(ana, workbook, stands=[])
    row = Dress.objects.get()
    assert "inclusion" not in row.left_out
    assert "People already here" in words(ana.get(reverse("briefings:draft", args=[workbook.pk])))


@pytest.mark.parametrize("part", ["inclusion", "nothing of the kind"])
def test_a_part_without_a_box_is_refused_and_nothing_is_lost(part, ana, workbook):
    response = save(ana, workbook, stands=[part])
    assert response.status_code == 422
    assert "please" in response.text
    assert not Dress.objects.exists()


def test_looking_saves_nothing(ana, workbook):
    response = save(ana, workbook, stands=standing(ana, workbook), do="look")
    assert response.status_code == 200
    assert "Dear colleagues, &lt;b&gt;please&lt;/b&gt;" in response.text
    assert not Dress.objects.exists()


def test_script_gets_the_look_alone_and_the_length_alone(ana, workbook):
    told = {"stands": standing(ana, workbook), "letter": "", "contact": "", "revision": 0}
    look = ana.post(dress(workbook), {**told, "do": "look"}, headers={"HX-Request": "true"})
    assert look.text.strip().startswith('<div id="look">')
    length = ana.post(dress(workbook), {**told, "do": "length"}, headers={"HX-Request": "true"})
    assert "2 pages" in length.text
    assert "<meter" in length.text
    assert "<section" not in length.text


def test_the_length_is_that_of_the_draft_that_is_then_ready(ana, workbook):
    told = {"stands": standing(ana, workbook), "letter": "", "contact": "", "revision": 0}
    page = ana.post(dress(workbook), {**told, "do": "length"})
    draft = pypdf.PdfReader(io.BytesIO(ana.get(reverse("briefings:draft", args=[workbook.pk])).content))
    assert page.context["pages"] == len(draft.pages)


def test_of_two_who_compose_the_second_sees_both_letters(ana, workbook):
    save(ana, workbook)
    response = save(ana, workbook, letter="Another letter")
    assert response.status_code == 409
    assert "Another letter" in response.text
    assert "Dear colleagues" in response.text
    both = save(ana, workbook, revision=1, letter="Another letter", use="both")
    assert both.status_code == 302
    assert Dress.objects.get().letter == f"{LETTER}\nAnother letter"


def test_an_issued_briefing_keeps_what_it_was_dressed_in(ana, workbook):
    save(ana, workbook, stands=[key for key in standing(ana, workbook) if key != "measures"])
    ana.post(reverse("briefings:issue", args=[workbook.pk]), {"for": "agency"})
    briefing = Briefing.objects.get()
    assert briefing.dressed == {"left_out": ["measures"], "letter": LETTER, "contact": "Ana, 020 1234"}
    first = ana.get(reverse("briefings:pdf", args=[briefing.pk])).content
    save(ana, workbook, revision=1, stands=standing(ana, workbook), letter="Other words")
    assert ana.get(reverse("briefings:pdf", args=[briefing.pk])).content == first
    assert "Left out" in ana.get(reverse("briefings:issued", args=[briefing.pk])).text


def test_an_edition_that_is_not_there_is_not_found(ana, workbook):
    assert ana.get(dress(workbook, "ministers")).status_code == 404


def test_a_page_of_composing_takes_the_same_queries_with_many_entries(
    ana, cast, workbook, django_assert_max_num_queries
):
    ana.get(dress(workbook))
    with django_assert_max_num_queries(24) as few:
        ana.get(dress(workbook))
    for number in range(40):
        workbook.add_entry(f"Entry {number}", by=cast.ana, section="PLA")
    with django_assert_max_num_queries(24) as many:
        ana.get(dress(workbook))
    assert len(few) == len(many)


def test_a_letter_is_printed_where_no_decision_is_named_yet(ana, workbook):
    assert not workbook.asks.exists()
    save(ana, workbook, stands=standing(ana, workbook))
    printed = words(ana.get(reverse("briefings:draft", args=[workbook.pk])))
    assert "No decision has been named yet" in printed
    assert "read the second page first" in printed


@pytest.mark.parametrize("key", ["agency", "council", "funder", "community", "full"])
def test_how_a_letter_could_begin_has_room_where_the_writer_fills_in(key, ana, workbook):
    hint = ana.get(dress(workbook, key)).context["form"].fields["letter"].help_text
    assert hint.startswith("It could begin: “")
    assert not {"{", "}"} & set(hint)
