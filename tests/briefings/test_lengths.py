"""The length each reader was promised, and what gives way so that it is kept: lists, never type."""

import io
import re
from dataclasses import replace

import pypdf
import pytest

from briefings import make
from briefings.compose import TIGHTEST, compose
from briefings.editions import READERS, edition
from briefings.fit import TERSE, fitted, kept_short, stands_alone
from briefings.parts.close import check_number
from briefings.pdf.render import render, render_pdf
from briefings.room import CLIPPED, FRONT_ROOM, ROOM, TERSEST, room
from briefings.scene import Beside
from tests.briefings.build import CASES, KINDS, TODAY, case, content, empty, entry, full_of, printed, scene, words_of
from tests.briefings.matrix import state_of
from tests.briefings.paper import case_pdf, pdf, words

BRIEF = [key for key in READERS if key != "full"]


def page(document, key="agency", **more):
    """A composed briefing."""
    return compose(document, content(document.cluster.kind), edition(key), today=TODAY, **more)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("key", BRIEF)
def test_on_a4_every_promise_is_kept(name, key):
    assert len(case_pdf(name, key).pages) <= edition(key).page_limit


@pytest.mark.parametrize("name", CASES)
def test_the_agency_gets_its_three_pages_on_letter_too(name):
    assert len(case_pdf(name, "agency", "letter").pages) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("key", ["council", "funder", "community"])
def test_on_letter_every_promise_is_kept(name, key):
    assert len(case_pdf(name, key, "letter").pages) <= edition(key).page_limit


def test_at_the_tersest_what_stands_after_page_one_gives_way_as_well():
    document = case("798-district")
    loose, tersest = (page(document, "community", terse=terse) for terse in (0, TERSEST))
    shown = [
        max(len(quad["entries"]) for part in one.parts if part.key == "matrix" for quad in part.data["quads"])
        for one in (loose, tersest)
    ]
    assert shown == [3, 2]


def test_a_workbook_with_long_lists_keeps_the_promise_too():
    document = full_of("Rents rise and workshops leave for the edge of town", count=30)
    assert len(pdf(document).pages) <= 3


def test_the_front_of_a_letter_to_neighbours_is_one_side():
    reader = case_pdf("798-district", "community")
    assert "Who to call" in words(reader, 0)
    assert "What helps and what hurts" in words(reader, 1)


def sizes(tight):
    """The sizes of type on page one at a step of tightness."""
    page = make.html(
        case(CASES[0]), content("district"), edition="agency", paper="a4", today=TODAY, tight=tight, front_only=True
    )
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(page)))
    return {float(size) for size in re.findall(rb"/\S+ ([\d.]+) Tf", reader.pages[0].get_contents().get_data())}


def test_the_tightest_page_is_set_in_the_same_sizes_of_type():
    assert sizes(5) == sizes(1)
    assert min(sizes(5)) >= 9


@pytest.mark.parametrize("key", ROOM)
def test_each_step_of_terseness_shows_as_much_or_less(key):
    assert list(ROOM[key]) == sorted(ROOM[key], reverse=True)
    assert ROOM[key][-1] >= 2


@pytest.mark.parametrize("key", FRONT_ROOM)
def test_each_step_of_tightness_shows_as_much_or_less(key):
    assert list(FRONT_ROOM[key]) == sorted(FRONT_ROOM[key], reverse=True)
    assert FRONT_ROOM[key][-1] >= 1


def test_an_edition_without_a_promise_has_room_for_everything():
    part = scene(empty(), "full").part("find_out")
    assert room(part, is_brief=False, tight=5, terse=2) is None


def test_the_limit_of_an_edition_is_never_passed():
    part = replace(scene(empty(), "funder").part("risks"), limit=2)
    assert room(part, is_brief=True, tight=0, terse=0) == 2


@pytest.mark.parametrize("key", BRIEF)
def test_at_the_tightest_no_part_is_missing(key):
    document = full_of("Rents rise")
    loose, tight = page(document, key), page(document, key, tight=5, terse=TERSEST)
    assert [part.key for part in loose.front + loose.parts] == [part.key for part in tight.front + tight.parts]


@pytest.mark.parametrize("key", BRIEF)
@pytest.mark.parametrize("tight", range(5))
def test_the_inclusion_box_has_its_lines_at_every_step(key, tight):
    box = page(case("798-district"), key, tight=tight).front_by_key["inclusion"].data
    starts = [line.split(":")[0] for line in box["lines"]]
    assert {"Displacement self-check", "Who could lose from what we plan", "Not yet known", "Next"} <= set(starts)


@pytest.mark.parametrize("tight", range(5))
def test_the_decision_is_shortened_and_never_gone(tight):
    asked = page(full_of("Tie the fund to the quay. " * 40), tight=tight).front_by_key["decision"].data["said"]
    assert asked.startswith("Tie the fund to the quay")
    assert len(asked) <= 600


@pytest.mark.parametrize("key", BRIEF)
def test_short_parts_follow_their_heading_in_the_line(key):
    running = {part.key for part in page(empty(), key).parts if part.runs_on}
    assert {"method", "versions"} <= running


def test_the_full_workbook_has_a_margin_with_notes_and_nothing_runs_on():
    composed = page(empty(entries=(entry("S1", "strength"),)), "full")
    assert not any(part.runs_on for part in composed.parts)
    assert any(part.note for part in composed.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_letter_to_neighbours_is_large_with_a_plain_back(kind):
    for key in READERS:
        composed = page(empty(kind), key)
        assert (composed.large, composed.has_plain_back) == (key == "community",) * 2


def test_large_type_that_was_asked_for_is_large_throughout():
    composed = page(empty(), "community", large=True)
    assert (composed.large, composed.has_plain_back) == (True, False)


def pages_of(count, front=1):
    """A page that takes so many sheets, of which page one takes `front`."""
    sheet = '<p style="break-before: page">x</p>'
    second = sheet.replace("<p", '<p id="after-page-one"')
    return f"<html lang=en><title>x</title>{sheet * front}{second}{sheet * (count - front - 1)}"


@pytest.mark.parametrize(("over", "step"), [(1, 1), (2, 2), (3, 3), (6, 6), (9, 6)])
def test_terseness_stops_at_the_first_step_that_keeps_the_promise(over, step):
    def at(*, terse):
        return pages_of(3 + over - terse)

    page, rendered = kept_short(at, 3, ())
    assert (page, rendered.pages) == (at(terse=step), 3 + over - step)


@pytest.mark.parametrize(("edition_key", "large"), [("full", False), ("agency", True)])
def test_without_a_promise_and_in_large_print_nothing_is_shortened(edition_key, large):
    def at(*, tight, terse=0, front_only=False):
        return pages_of(9 - terse)

    assert fitted(at, edition(edition_key), (), large=large)[1].pages == 9


@pytest.mark.parametrize("edition_key", ["agency", "community", "full"])
@pytest.mark.parametrize("step", range(6))
def test_tightness_stops_at_the_first_step_at_which_page_one_stands_alone(step, edition_key):
    def at(*, tight, terse=0, front_only=False):
        front = 1 if tight >= step else 2
        return pages_of(front + 1, front) + f"<!-- {tight} -->"

    page, rendered = fitted(at, edition(edition_key), ())
    assert (page, rendered.pdf) == (at(tight=step), render(at(tight=step)).pdf)


def test_where_no_step_is_enough_the_last_is_taken():
    def at(*, tight, terse=0, front_only=False):
        return pages_of(3, 2) + f"<!-- {tight} -->"

    assert fitted(at, edition("agency"), ())[0] == at(tight=TIGHTEST)


def test_a_lead_promises_five_only_where_five_are_shown():
    leads = [page(full_of("Rents rise"), tight=tight).front_by_key["matrix"].lead for tight in range(6)]
    assert [lead.startswith("The five that matter most") for lead in leads] == [True, True] + [False] * 4


@pytest.mark.parametrize(
    ("count", "heading"), [(1, "What we will do"), (3, "Three things we would do, and what each changes")]
)
def test_a_heading_promises_three_only_where_three_are_shown(count, heading):
    one = full_of("Rents rise").strategies[0]
    kept = tuple(replace(one, id=f"X{n}") for n in range(1, count + 1))
    parts = {part.key: part for part in page(empty(strategies=kept)).parts}
    assert parts["strategies"].heading == heading


@pytest.mark.parametrize("kind", KINDS)
def test_the_front_of_a_letter_is_one_side_however_long_its_texts_are(kind):
    document = state_of(kind, "longest", "community")
    front = make.html(
        document, content(kind), edition="community", paper="a4", today=TODAY, tight=TIGHTEST, front_only=True
    )
    assert stands_alone(render(front))


def test_long_texts_are_cut_only_where_no_shorter_list_keeps_the_promise():
    document = full_of("Rents rise and workshops leave for the edge of town. " * 3)
    whole, cut = (repr(parts_of(page(document, terse=terse))) for terse in (TERSEST, max(CLIPPED)))
    assert ("edge of town. Rents" in whole, "edge of town. Rents" in cut) == (True, False)
    assert list(CLIPPED) == list(range(TERSEST + 1, TERSEST + 1 + len(CLIPPED)))
    assert [step for steps in TERSE for step in steps] == [*range(1, TERSEST + 1), *CLIPPED]


def test_an_edition_without_a_promise_cuts_no_text():
    document = full_of("Rents rise and workshops leave for the edge of town. " * 3)
    loose, terse = (parts_of(page(document, "full", terse=terse)) for terse in (TERSEST, max(CLIPPED)))
    assert loose == terse


def parts_of(page):
    """What stands after page one."""
    return [part.data for part in page.parts]


@pytest.mark.slow
@pytest.mark.parametrize(("key", "kind"), list(zip(BRIEF, KINDS, strict=True)))
def test_texts_as_long_as_their_fields_keep_the_promise(key, kind):
    document = state_of(kind, "longest", key)
    assert len(pdf(document, key).pages) <= edition(key).page_limit


def test_the_check_number_is_that_of_the_whole_document_however_much_is_cut():
    document = full_of("Rents rise\u202e and workshops leave for the edge of town. " * 3)
    number = check_number(document, content("district"))
    for terse in (0, max(CLIPPED)):
        assert set(re.findall(r"Check number (\w+)", words_of(printed(document, terse=terse)))) == {number}


def test_an_entry_that_is_cut_is_not_told_as_worded_anew():
    text = "Rents rise and workshops leave for the edge of town, as they did"
    before, now = (empty(entries=(entry("S1", "strength", f"{text} {year}"),)) for year in (2024, 2025))
    for earlier, reworded in ((now, 0), (before, 1)):
        parts = {part.key: part for part in page(now, terse=max(CLIPPED), beside=Beside(earlier=earlier)).parts}
        assert parts["since_last"].data["still"] == 1 - reworded
