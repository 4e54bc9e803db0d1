"""The workbook as a file: comments go along only where they are asked for, and come back."""

import json

from django.urls import reverse

from swot.document.gather import Rows
from swot.document.read import read
from swot.document.store import store
from swot.document.versions import published_content
from swot.document.write import to_json
from swot.models import Comment, Workbook
from tests import factories


def test_comments_go_along_only_where_they_are_asked_for(ana, workbook, cast):
    Comment.say(workbook, "PLA", "Six groups, not five", key="first", by=cast.ben)
    address = reverse("swot:export", args=[workbook.pk])
    assert "comments" not in json.loads(ana.get(address).content)
    told = json.loads(ana.get(address, {"comments": "1"}).content)["comments"]
    assert [(one["about"], one["said"][0]["name"], one["said"][0]["text"]) for one in told] == [
        ("PLA", "Ben", "Six groups, not five")
    ]


def test_the_page_of_comments_offers_them(ana, workbook, cast):
    page = reverse("swot:comments", args=[workbook.pk])
    assert "?comments=1" not in ana.get(page).text
    Comment.say(workbook, "PLA", "Six groups, not five", key="first", by=cast.ben)
    assert f'{reverse("swot:export", args=[workbook.pk])}?comments=1"' in ana.get(page).text


def test_comments_that_went_along_come_back(ana, workbook, cast):
    Comment.say(workbook, "INC", "Ask the chandler too", key="first", by=cast.ana)
    text = ana.get(reverse("swot:export", args=[workbook.pk]), {"comments": "1"}).content.decode()
    document = read(text, contents=published_content)
    again = store(document, factories.version(document.cluster.kind), leader=cast.ana)
    book = Workbook.objects.with_pages().get(pk=again.pk)
    assert to_json(Rows(book).whole_with_comments, book.content()) == text
