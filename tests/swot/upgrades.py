"""What the tests of newer versions share: a template of three versions, and a workbook that was begun with the first."""

import json

from swot.content import canonical, from_dict
from swot.document.gather import Rows
from swot.models import Workbook
from swot.upgrading import choose, finish, offered
from tests import factories

SCALE, LIST, GONE, NUMBER = "D-PLA-3", "D-PLA-1", "D-PLA-2", "D-INC-1"


def publish(change, **fields):
    """A new version of the district template in which `change` was made to the content as a dict."""
    template = factories.version().template
    raw = json.loads(canonical(template.published.content().as_dict()))
    change(raw)
    draft = template.draft(from_dict(raw))
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save()
    draft.publish(what_changed="The steps of the scale name a time")
    return draft


def prompt(raw, code):
    """A prompt of a content as a dict."""
    return next(one for section in raw["sections"] for one in section["prompts"] if one["id"] == code)


def second(raw):
    """Another scale, a list reworded, a question gone, one new, and in the self-check one reworded and two of other weights."""
    prompt(raw, SCALE)["anchors"] = [f"{step} Once a week." for step in prompt(raw, SCALE)["anchors"]]
    prompt(raw, LIST)["text"] += " Name three."
    place = next(one for one in raw["sections"] if one["code"] == "PLA")
    place["prompts"] = [one for one in place["prompts"] if one["id"] != GONE]
    like = prompt(raw, LIST)
    place["prompts"].append(
        {**like, "id": "D-PLA-77", "text": "Which streets are dark?", "concept": None, "offers": [], "inclusion": True}
    )
    raw["check"]["questions"][0]["weight"] += 1
    raw["check"]["questions"][1]["weight"] -= 1
    raw["check"]["questions"][2]["text"] += " Say who."


def now(book):
    """The workbook as it stands."""
    return Workbook.objects.with_pages().get(pk=book.pk)


def answered(book, by):
    """The workbook with an answer to each of the questions that change."""
    book.answer(SCALE, by=by, seen=0, value=2, note="Counted on a Tuesday")
    book.add_line(LIST, "A ropeworks until 1974", by=by)
    book.add_line(GONE, "Two timber yards", by=by)
    book.answer(NUMBER, by=by, seen=0, value=70)
    return now(book)


def go_on(book, by, choice="anew"):
    """Go on with the newest version, with one choice for all questions that have it."""
    book = now(book)
    offer = offered(book)
    asked = [one for one in offer.questions(Rows(book).document) if len(one.may) > 1]
    choose(book, offer, {one.code: choice if choice in one.may else one.may[0] for one in asked}, by=by, seen=0)
    finish(book, offer, by=by)
    return now(book)
