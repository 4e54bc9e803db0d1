"""The frame of every page: the strip that cannot be left out, the two ways of swapping, nothing inline."""

import json
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
SIGNED_IN = SimpleNamespace(is_authenticated=True, pk=7, name="Ana Duarte", email="ana@example.org")


class Ask(forms.Form):
    """A form with one thing to fill in."""

    text = forms.CharField()


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "tests.frame_urls"


def page(template: str = "workbook_base.html", **context: object) -> str:
    """A page of Ana's workbook."""
    cluster = SimpleNamespace(pk=uuid4(), name="Ropewalk Quarter")
    workbook = SimpleNamespace(pk=uuid4(), title="2026 workbook", illustrative=False, about="", cluster=cluster)
    windows = [SimpleNamespace(state=state) for state in ("lit", "half", "dark", "dark", "dark")]
    strip = SimpleNamespace(
        windows=windows,
        answered=2,
        count="2 of 5",
        check_sentence="8 confirmed, could be 23 of 24: watch",
        not_known_enough=True,
        rest="Not answered yet: who decides.",
        begun=True,
    )
    return render_to_string(
        template, {"workbook": workbook, "strip": strip, "here": "board", "user": SIGNED_IN, **context}
    )


def test_the_strip_of_a_workbook_says_count_check_and_what_is_missing() -> None:
    text = " ".join(unescape(re.sub(r"<[^>]+>", "", page())).split())
    assert "2 of 5 answered" in text
    assert "Not known enough. 8 confirmed, could be 23 of 24: watch. Not answered yet: who decides." in text


def test_outside_a_workbook_the_strip_names_the_five_questions_and_counts_nothing() -> None:
    outside = render_to_string("base.html")
    assert "who was here first, who might be priced out, who decides, who benefits, who keeps watch" in outside
    assert "of 5" not in outside
    assert outside.count('class="frame"') == 5


@pytest.mark.parametrize("template", ["404.html", "403.html", "403_csrf.html", "500.html", "pages/data.html"])
def test_pages_without_a_context_carry_the_strip_too(template: str) -> None:
    assert 'aria-label="Local inclusion"' in render_to_string(template)


def test_the_place_in_the_running_head_is_marked_once() -> None:
    assert page().count('aria-current="page"') == 1


def test_an_illustrative_workbook_says_so_on_every_page_and_a_live_one_does_not() -> None:
    case = SimpleNamespace(
        pk=uuid4(),
        title="A case",
        illustrative=True,
        about="From reports.",
        cluster=SimpleNamespace(pk=uuid4(), name="X"),
    )
    assert "Illustrative, from public sources" in page(workbook=case)
    assert "From reports." in page("workbook_rail.html", workbook=case)
    assert "Illustrative" not in page()


@pytest.mark.parametrize("template", ["base.html", "workbook_base.html", "workbook_rail.html"])
def test_an_error_is_in_the_title_and_summed_up_once(template: str) -> None:
    assert "<title>Error: " in page(template, form=Ask({}))
    assert page(template, form=Ask({})).count('class="error-summary"') == 1
    assert "<title>Error: " not in page(template, form=Ask())


def test_htmx_swaps_stale_and_faulty_answers_and_keeps_no_history() -> None:
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", render_to_string("base.html"))
    assert found
    config = json.loads(found[1])
    first = {
        status: next(rule for rule in config["responseHandling"] if re.search(rule["code"], status))
        for status in ("200", "204", "403", "404", "409", "422", "429", "500")
    }
    assert [status for status, rule in first.items() if rule["swap"]] == ["200", "403", "404", "409", "422"]
    assert config["historyCacheSize"] == 0
    assert config["allowEval"] is False


def test_signing_out_is_a_form_for_those_who_are_in() -> None:
    assert 'action="/account_logout/"' in page()
    assert "account_logout" not in render_to_string("base.html")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_inline(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(
        r"<[^>]*\sstyle=|<style|\shx-on|\son(?:click|load|error|submit|change|input|focus|blur|key\w+|mouse\w+|pointer\w+|toggle)=|javascript:",
        source,
    )
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
