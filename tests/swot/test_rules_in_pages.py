"""Rules of inclusion that only whole pages can hold (content 4.5): the strip everywhere, first questions, silence, words."""

import ast
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from clusters.models import Cluster
from swot.models import Entry, Reading, Workbook
from tests import factories
from tests.swot.pages import ANSWERS, at, pair, strategy

STRIP = '<section class="strip" aria-label="Local inclusion">'
KINDS = ("workspace", "district", "region", "network")
PAGES = [
    "swot:workbook",
    "swot:first-questions",
    "swot:sort",
    "swot:board",
    "swot:priorities",
    "swot:find-out",
    "swot:entry-add",
    "swot:strategies",
    "swot:strategy-add",
    "swot:actions",
    "swot:action-add",
    "swot:inclusion",
    "swot:check",
    "briefings:list",
]
ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = [path for app in ("clusters", "swot", "workshops", "briefings") for path in sorted((ROOT / app).rglob("*.py"))]
NEVER = re.compile(r"\b(stakeholders?|ecosystems?|activations?|submit(?:s|ted)?|items?|users?)\b", re.IGNORECASE)
MARKED = re.compile(r"{%-?\s*(?:translate|trans)\s+(\"[^\"]*\"|'[^']*')|_\((\"[^\"]*\")\)")
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def strip_of(response):
    """The strip of a page, which stands there exactly once."""
    assert response.text.count(STRIP) == 1
    return response.text.split(STRIP)[1].split("</section>")[0]


@pytest.mark.parametrize("name", PAGES)
def test_rule_1_the_strip_stands_on_every_page_of_a_workbook_and_cannot_be_closed(name, ana, cast, workbook):
    pair(workbook, cast.ana)
    found = strip_of(ana.get(reverse(name, args=[workbook.pk])))
    assert "0 of 5" in found
    assert not re.search(r"<button|<form|dismiss|btn-close|<details", found)


def test_rule_1_the_strip_stands_on_the_pages_of_rows_too(ana, cast, workbook):
    strategy(workbook, cast.ana)
    workbook.add_action(by=cast.ana, text="Knock")
    rows = [("entry", "S1"), ("strategy", "X1"), ("action", "A1"), ("reading-add", "I8"), ("section", "inc")]
    for name, row in rows:
        assert strip_of(ana.get(at(name, workbook, row)))


@pytest.mark.parametrize("path", ["/nothing/", "/workbooks/01900000-0000-7000-8000-000000000000/"])
def test_rule_1_the_strip_stands_where_nothing_is_found(path, ana):
    response = ana.get(path)
    assert response.status_code == 404
    assert strip_of(response)


def test_rule_1_the_strip_stands_over_a_refused_form_and_a_conflict(ana, cast, workbook):
    entry = factories.entry(workbook, by=cast.ana)
    sent = {"text": "", "quadrant": "strength", "evidence_grade": "0", "revision": entry.revision}
    refused = ana.post(at("entry", workbook, entry.ref), sent)
    stale = ana.post(at("entry", workbook, entry.ref), {**sent, "text": "Another wording of the same", "revision": 9})
    assert (refused.status_code, stale.status_code) == (422, 409)
    assert strip_of(refused)
    assert strip_of(stale)


def test_rule_1_the_strip_says_both_figures_as_soon_as_the_check_is_taken(ana, cast, workbook):
    workbook.self_check.take(by=cast.ana, seen=1, name="Check", answers=["yes", "unsure", *["no"] * 10])
    seen = strip_of(ana.get(at("board", workbook)))
    assert "3 confirmed, could be 6 of 24: calm" in seen
    assert "Not yet begun with the neighbours." in seen


@pytest.mark.parametrize("kind", KINDS)
def test_rule_2_the_strip_says_not_yet_begun_until_the_section_has_an_answer(kind, cast, ana):
    cluster = Cluster.found(by=cast.ana, name="Another", kind=kind, place="Kelda")
    book = factories.workbook(cluster, by=cast.ana)
    first = book.content().section_by_code["INC"].prompts[0].id
    assert "Not yet begun with the neighbours." in strip_of(ana.get(at("board", book)))
    book.answer(first, by=cast.ana, seen=0, status="passed over", note="Later")
    assert "Not yet begun with the neighbours." in strip_of(ana.get(at("board", book)))
    book.answer(first, by=cast.ana, seen=1, status="not yet known", note="")
    assert "Not yet begun with the neighbours." not in strip_of(ana.get(at("board", book)))


def test_rule_3_a_new_workbook_asks_three_things_before_anything_else(ana, cast, workbook):
    contents = at("workbook", workbook)
    assert ana.get(contents).context["next"].url == at("first-questions", workbook)
    asked = ana.get(at("first-questions", workbook)).text
    for question in workbook.content().words["start_questions"]:
        assert question["text"] in asked
    nobody = dict.fromkeys(("here_before", "not_in_room", "speaks_for_them"), "Nobody yet")
    workbook.first_questions.edit(by=cast.ana, seen=1, **nobody)
    page = ana.get(contents)
    assert page.context["next"].url != at("first-questions", workbook)
    for question in workbook.content().words["start_questions"]:
        assert question["nobody_shown"] in page.text


@pytest.mark.parametrize(
    "said", ["Nobody", "nobody loses.", "No one will lose", "No-one", "None.", "Nobody could lose"]
)
@pytest.mark.parametrize("field", ["who_could_lose"])
def test_rule_7_nobody_loses_asks_for_a_reason(said, field, ana, cast, workbook):
    pair(workbook, cast.ana)
    sent = {**ANSWERS, "inside": "S1", "outside": "T1", field: said}
    response = ana.post(at("strategy-add", workbook), sent)
    assert response.status_code == 422
    assert "Say why nobody loses" in response.text


@pytest.mark.parametrize(
    "said", ["Nobody: the hall has been empty since 2019", "None of the nine, all have long leases"]
)
def test_rule_7_nobody_loses_with_its_reason_is_kept(said, ana, cast, workbook):
    pair(workbook, cast.ana)
    sent = {**ANSWERS, "inside": "S1", "outside": "T1", "who_could_lose": said}
    assert ana.post(at("strategy-add", workbook), sent).status_code == 302
    assert workbook.strategy_set.get().who_could_lose == said


def test_rule_8_the_share_of_open_actions_stands_where_they_are_planned(ana, cast, workbook):
    for number in range(6):
        workbook.add_action(by=cast.ana, text="Knock", inclusion=number == 0)
    page = ana.get(at("actions", workbook)).text
    assert "1 of 6 open actions are about people already here." in page
    assert "That is fewer than one in five." in page


@pytest.mark.parametrize("quadrant", ["strength", "opportunity"])
def test_rule_11_the_alarm_asks_and_offers_a_twin_threat_that_is_not_made_by_itself(quadrant, ana, cast, workbook):
    told = factories.entry(
        workbook, by=cast.ana, quadrant=quadrant, text="Visitors to the autumn fair have doubled here"
    )
    response = ana.get(at("entry", workbook, told.ref))
    assert "Who could be pushed out by this?" in response.text
    assert response.context["twin_form"].initial["quadrant"] == "threat"
    assert response.context["twin_form"].initial["text"].startswith("The same success could push out")
    assert Entry.objects.count() == 1


def silent(client, book):
    """Whether the contents page says that nothing has changed."""
    words = "Nothing about people already here has changed for 90 days."
    return words in client.get(at("workbook", book)).text


def aged(days):
    """Everything there is, as if it had been written so many days ago."""
    then = timezone.now() - timedelta(days=days)
    Workbook.objects.update(begun_at=then)
    Entry.objects.update(changed_at=then)
    Reading.objects.update(read_at=then)


@pytest.mark.parametrize(("days", "said"), [(89, False), (91, True)])
def test_rule_13_ninety_days_of_silence_are_said_in_words(days, said, ana, cast, workbook):
    factories.entry(workbook, by=cast.ana, inclusion=True)
    aged(days)
    factories.entry(workbook, by=cast.ana, text="Something else about the lift")
    assert silent(ana, workbook) is said


@pytest.mark.parametrize("broken_by", ["entry", "action", "reading"])
def test_rule_13_an_inclusion_entry_action_or_indicator_breaks_the_silence(broken_by, ana, cast, workbook):
    aged(91)
    assert silent(ana, workbook)
    if broken_by == "entry":
        factories.entry(workbook, by=cast.ana, inclusion=True)
    elif broken_by == "action":
        workbook.add_action(by=cast.ana, text="Knock", inclusion=True)
    else:
        Reading.add(workbook, "I8", by=cast.ana, value=None, as_of=workbook.cluster.today)
    assert not silent(ana, workbook)


def said_in(path):
    """What a template or a module says to people, through gettext."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        blocks = [re.sub(r"{{.*?}}|{%.*?%}|<[^>]+>", " ", block) for block in BLOCK.findall(text)]
        return blocks + ["".join(found) for found in MARKED.findall(text)]
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in GETTEXT]
    parts = [part.value for call in named for part in call.args if isinstance(part, ast.Constant)]
    return [re.sub(r"%\(\w+\)\w", " ", part) for part in parts if isinstance(part, str)]


@pytest.mark.parametrize("path", [*TEMPLATES, *CODE], ids=lambda path: str(path.relative_to(ROOT)))
def test_rule_14_no_word_of_the_interface_is_one_of_those_never_used(path):
    found = [(word.group(), said) for said in said_in(path) if (word := NEVER.search(said))]
    assert found == []


def test_rule_14_the_interface_is_read_by_this_test():
    said = [words for path in [*TEMPLATES, *CODE] for words in said_in(path)]
    assert len(said) > 900
    assert any("people already here" in words for words in said)


def texts_in(value):
    """Every text of a library."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(part)


@pytest.mark.parametrize("kind", KINDS)
def test_rule_14_no_question_why_or_hint_uses_a_word_that_is_never_used(kind):
    raw = json.loads((ROOT / "swot" / "library" / f"{kind}.en.json").read_text(encoding="utf-8"))
    spoken = {key: raw[key] for key in ("sections", "check", "indicators")}
    jargon = re.compile(r"\b(stakeholders?|ecosystems?|synerg\w+|leverag\w+|best practices?)\b", re.IGNORECASE)
    assert [text for text in texts_in(spoken) if jargon.search(text)] == []


def test_rule_15_no_table_has_a_column_for_a_protected_fact():
    protected = {
        "gender",
        "sex",
        "ethnicity",
        "race",
        "religion",
        "age",
        "disability",
        "orientation",
        "nationality",
        "birth",
    }
    models = [Cluster, Workbook, Entry, Reading, type(factories.User())]
    assert not {field.name for model in models for field in model._meta.get_fields()} & protected
