"""A template changes under a workbook, from the curator's first word to the leader's last choice, in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from briefings.models import Briefing
from clusters.models import Cluster
from swot.curators import make_curator
from swot.models import Answer, TemplateVersion
from tests import factories
from tests.browser.sweep import PHONE, WIDE, complaints, wrong
from tests.swot.upgrades import GONE, LIST, NUMBER, SCALE, answered, now

pytestmark = pytest.mark.browser


@pytest.fixture
def book(cast):
    """Ana's workbook with four answers, among six workbooks that answer the same question."""
    make_curator(cast.cleo)
    for number in range(5):
        cluster = Cluster.found(by=cast.ana, name=f"Quarter {number}", kind="district")
        other = factories.workbook(cluster, by=cast.ana)
        other.answer(SCALE, by=cast.ana, seen=0, value=3)
    book = factories.workbook(cast.cluster, by=cast.ana)
    factories.entry(book, by=cast.ana)
    return answered(book, cast.ana)


def open_prompt(page, code):
    row = page.locator(f".wb-item[data-code={code}]")
    row.locator("summary").first.click()
    return row


def draft_four_changes(page):
    """Reword one question, take one away, give a scale other steps, and add one; all in one section."""
    page.get_by_role("button", name="Duplicate to a draft").click()
    expect(page.get_by_text("Here is a draft.")).to_be_visible()
    section = TemplateVersion.objects.get(number=2).sections.get(code="PLA")
    page.locator(f"a[href='{reverse('admin:swot_section_change', args=[section.pk])}']").first.click()
    open_prompt(page, LIST).locator("[name$=-text]").fill("What was made here before, and by whom?")
    open_prompt(page, GONE).get_by_label("Remove from the draft").check()
    steps = open_prompt(page, SCALE).locator("[name$=-anchors]")
    steps.fill("\n".join(f"{line} Once a week." for line in steps.input_value().splitlines()))
    new = page.locator(".wb-item:not([data-code])").last
    new.locator("summary").first.click()
    new.locator("[name$=-type]").select_option("text")
    new.locator("[name$=-text]").fill("Which of these streets are dark?")
    new.locator("[name$=-why]").fill("People walk round them.")
    new.locator("[name$=-inclusion]").check()
    assert wrong(page) == []
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("link", name="Read what changed, then publish")).to_be_visible()


def read_preview_publish(page):
    """Read the typed difference and who is affected, preview the section, publish with a sentence."""
    page.locator("a[href$='/sections/PLA/']").first.click()
    expect(page.get_by_text("This is a preview: nothing is kept.")).to_be_visible()
    expect(page.get_by_text("Which of these streets are dark?").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Read what changed, then publish").click()
    for what in ("meaning", "removed", "added", "wording"):
        expect(page.locator(f"#changes-{what}")).to_be_visible()
    affected = page.locator(".wb-change", has_text=SCALE)
    expect(affected.get_by_text("Workbooks with an answer here: 6").first).to_be_visible()
    assert "Workbooks with an answer here: 1" not in page.content()
    assert wrong(page) == []
    page.get_by_label("What changed").fill("One question is new, one is gone, and the steps name a time.")
    page.get_by_role("button", name="Publish this version").click()
    expect(page.get_by_text(re.compile("Version 2 is published"))).to_be_visible()


def go_on(page, book, choice):
    """From the notice on the home page through the page of choices to the newer version."""
    page.goto(reverse("swot:workbook", args=[book.pk]))
    page.locator(f"main a[href='{reverse('swot:upgrade', args=[book.pk])}']").first.click()
    assert wrong(page) == []
    page.get_by_role("button", name=re.compile("Go on with version 2")).click()
    expect(page.get_by_text(re.compile("Choose what becomes of your answer")).first).to_be_visible()
    page.locator(f"[name={SCALE}][value={choice}]").check(force=True)
    page.get_by_role("button", name=re.compile("Go on with version 2")).click()
    expect(page.get_by_role("button", name=re.compile("Undo")).first).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_template_changes_and_nobody_is_surprised_and_nothing_is_dropped(width, window, cast, book):
    ana, cleo = window(cast.ana, width=width), window(cast.cleo, width=width)
    ana.goto(reverse("briefings:list", args=[book.pk]) + "?for=agency")
    ana.get_by_role("button", name="Issue this briefing").click()
    expect(ana.get_by_text(re.compile("Briefing 1 is issued"))).to_be_visible()
    paper = reverse("briefings:pdf", args=[Briefing.objects.get().pk])
    before = ana.request.get(paper).body()
    assert before.startswith(b"%PDF")
    cleo.goto(reverse("admin:swot_templateversion_change", args=[book.version_id]))
    draft_four_changes(cleo)
    read_preview_publish(cleo)
    assert now(book).version.number == 1

    go_on(ana, book, "keep")
    assert now(book).version.number == 2
    kept = Answer.objects.get(workbook=book, prompt__code=SCALE)
    assert (kept.value, kept.aside, kept.given_to.section.version.number) == (2, "", 1)
    ana.goto(reverse("swot:set-aside", args=[book.pk]))
    expect(ana.get_by_text("Two timber yards")).to_be_visible()
    assert wrong(ana) == []
    ana.goto(reverse("swot:section", args=[book.pk, "PLA"]))
    expect(ana.get_by_text("Reworded since you answered").first).to_be_visible()
    assert wrong(ana) == []

    ana.goto(reverse("swot:upgrade", args=[book.pk]))
    ana.get_by_role("button", name=re.compile("Undo: back to version 1")).click()
    ana.wait_for_load_state()
    assert now(book).version.number == 1
    assert set(Answer.objects.filter(workbook=book, aside="").values_list("prompt__code", flat=True)) == {
        SCALE,
        LIST,
        GONE,
        NUMBER,
    }

    go_on(ana, book, "park")
    parked = Answer.objects.filter(workbook=book, aside="parked").values_list("prompt__code", flat=True)
    assert sorted(parked) == sorted([GONE, SCALE])
    assert ana.request.get(paper).body() == before
    assert TemplateVersion.objects.get(number=1).is_as_published()
    assert complaints(ana) == []
