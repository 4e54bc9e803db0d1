"""Splitting a line into several, undoing it, and what two people may do to it meanwhile."""

import re

import pytest
from django.contrib.messages import get_messages

from swot.models import Line
from tests import factories
from tests.swot.pages import at

TEXT = "The quay floods. Nobody insures it; rents rise"


@pytest.fixture
def line(workbook, cast):
    return workbook.add_line("D-PLA-1", TEXT, by=cast.ana)


def lines(book):
    return list(book.lines.filter(deleted_at=None).order_by("pk").values_list("text", flat=True))


def split(client, line, text="The quay floods\nNobody insures it", revision=None):
    sent = {"text": text, "revision": line.revision if revision is None else revision}
    return client.post(at("line-split", line.workbook, line.pk), sent)


def undo_of(response):
    return next(iter(get_messages(response.wsgi_request))).extra_tags


def test_the_box_is_broken_where_points_seem_to_end(ana, workbook, line):
    page = ana.get(at("line-split", workbook, line.pk))
    assert page.context["form"]["text"].value() == "The quay floods.\nNobody insures it\nrents rise"
    section = ana.get(at("section", workbook, "PLA")).text
    assert at("line-split", workbook, line.pk) in section


def test_each_line_of_the_box_becomes_a_line_to_sort(ana, workbook, line):
    response = split(ana, line, "  The quay   floods \n\nNobody insures it\r\nRents rise")
    assert response["Location"] == f"{at('section', workbook, 'PLA')}#D-PLA-1"
    assert lines(workbook) == ["The quay floods", "Nobody insures it", "Rents rise"]
    assert Line.objects.waiting().count() == 3
    line.refresh_from_db()
    assert line.text == "The quay floods"


def test_undo_makes_it_one_line_again_to_the_letter(ana, workbook, line):
    undo = undo_of(split(ana, line))
    response = ana.post(undo, follow=True)
    assert "It is one line again." in response.text
    assert lines(workbook) == [TEXT]


@pytest.mark.parametrize("what", ["edited", "kept", "sorted", "deleted"])
def test_undo_is_refused_once_a_part_was_changed_or_used(what, ana, workbook, cast, line):
    undo = undo_of(split(ana, line))
    part = workbook.lines.order_by("pk").last()
    if what == "sorted":
        factories.entry(workbook, by=cast.ben, line=part)
    else:
        {"edited": lambda: part.edit(by=cast.ben, seen=1, text="Changed"), "kept": lambda: part.keep(by=cast.ben, seen=1),
         "deleted": lambda: part.delete_gently(by=cast.ben, seen=1)}[what]()  # fmt: skip
    before = lines(workbook)
    assert ana.post(undo).status_code == 409
    assert lines(workbook) == before


def test_undo_is_refused_once_the_first_part_was_changed_and_without_a_split(ana, workbook, cast, line):
    assert ana.post(f"{at('line-join', workbook, line.pk)}?revision=1").status_code == 409
    undo = undo_of(split(ana, line))
    line.refresh_from_db()
    line.edit(by=cast.ben, seen=2, text="Changed")
    assert ana.post(undo).status_code == 409
    assert lines(workbook) == ["Changed", "Nobody insures it"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write what the line holds"),
        ("Only one point", "Press Enter where the second point begins"),
        ("Only one point\n\n  ", "Press Enter where the second point begins"),
        (f"One\n{'a' * 281}", "A line has at most 280 characters"),
        ("\n".join("abcdefghijklmnopqrstu"), "Split it into 20 lines at most"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(text, said, ana, workbook, line):
    response = split(ana, line, text)
    assert response.status_code == 422
    assert said in response.text
    assert response.context["form"]["text"].value() == text
    assert lines(workbook) == [TEXT]


def test_the_second_of_two_gets_409_with_both_texts(ana, workbook, cast, line):
    line.edit(by=cast.ben, seen=1, text="The quay is dry")
    response = split(ana, line, revision=1)
    assert response.status_code == 409
    assert "The quay is dry" in re.sub("</?mark>", "", response.text)
    assert "Nobody insures it" in response.text
    assert lines(workbook) == ["The quay is dry"]


def test_pressed_twice_it_is_split_once(ana, workbook, line):
    assert [split(ana, line, revision=1).status_code for _ in range(2)] == [302, 302]
    assert lines(workbook) == ["The quay floods", "Nobody insures it"]


def test_writers_split_and_nobody_else(client, workbook, cast, line):
    for name in ("line-split", "line-join"):
        assert client.post(at(name, workbook, line.pk)).status_code == 302
        for person in (cast.caro, cast.dev, cast.cleo):
            client.force_login(person)
            assert client.post(at(name, workbook, line.pk)).status_code == 404
        client.logout()
    client.force_login(cast.caro)
    assert at("line-split", workbook, line.pk) not in client.get(at("section", workbook, "PLA")).text
    client.force_login(cast.ben)
    assert client.get(at("line-join", workbook, line.pk)).status_code == 405
    assert client.put(at("line-split", workbook, line.pk)).status_code == 405
    assert split(client, line).status_code == 302
