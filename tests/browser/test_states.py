"""Pages in the states that work brings: faulty, overtaken, empty, read only, and where curators write; axe finds nothing."""

import pytest
from django.urls import reverse

from clusters.finder_answers import FinderAnswers
from swot.curators import make_curator
from swot.importing import pack_of
from swot.models import Prompt, WorkbookTemplate
from swot.pack.write import write
from tests import factories
from tests.access.world import world
from tests.browser import path
from tests.browser.sweep import complaints, wrong

pytestmark = pytest.mark.browser

# Fills in a form and sends it as a browser without script would; a field that is not in the form is added to it.
SEND = """([selector, fields]) => {
  const form = document.querySelector(selector);
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name] || form.appendChild(Object.assign(document.createElement("input"), {name}));
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
  form.submit();
}"""


@pytest.fixture
def stage(transactional_db):
    return world()


def send(page, url, form, fields):
    """Send a form of a page; the status of the answer."""
    page.goto(url)
    with page.expect_navigation() as opened:
        page.evaluate(SEND, [form, fields])
    return opened.value.status


def rooms(stage, name, *args):
    return reverse(f"swot:{name}", args=[stage.workbook.pk, *args])


FAULTY = {
    "answer": ("section", ("INC",), "[data-autosave$=D-INC-1]", {"value": "twelve"}),
    "line": ("section", ("PLA",), ".entry-new", {"text": ""}),
    "passed over": ("section", ("PLA",), "[data-autosave$=D-PLA-3]", {"pass_over": True}),
    "sort": ("sort", (), ".loose", {}),
    "entry": ("entry", ("S1",), "[data-autosave]", {"text": ""}),
    "new entry": ("entry-add", (), ".entry-new", {"text": ""}),
    "twin": ("entry", ("S1",), "form.entry-new", {"text": ""}),
    "strategy": ("strategy-add", (), "main form", {"text": "Ask the council"}),
    "action": ("action-add", (), "main form", {"text": "", "due": "2026-02-31"}),
    "check": ("check", (), "main form", {}),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_form_comes_back_clean(name, window, stage):
    room, args, form, fields = FAULTY[name]
    page = window(stage.cast.ana)
    assert send(page, rooms(stage, room, *args), form, fields) == 422
    assert page.title().startswith("Error: ")
    assert page.locator(".error-summary").count() == 1
    assert wrong(page) == []


@pytest.mark.parametrize(
    ("name", "form", "fields"),
    [("edit", "main form", {"name": ""}), ("detail", "#invite form", {"email": "nobody"})],
)
def test_a_faulty_form_of_a_cluster_comes_back_clean(name, form, fields, window, stage):
    page = window(stage.cast.ana)
    assert send(page, reverse(f"clusters:{name}", args=[stage.cluster.pk]), form, fields) == 422
    assert wrong(page) == []


OVERTAKEN = {
    "answer": ("section", ("INC",), "[data-autosave$=D-INC-1]", {"value": "12"}),
    "first questions": ("first-questions", (), "[data-autosave]", {"here_before": "Weavers"}),
    "line": ("line", None, "main form", {"text": "A ropeworks until 1983"}),
    "entry": ("entry", ("S1",), "[data-autosave]", {"text": "Eleven tenants get work next door"}),
    "strategy": ("strategy", ("X1",), "main form", path.ANSWERS),
    "action": ("action", ("A1",), "main form", {**path.ACTION, "cost_band": "low", "strategy": "X1"}),
}


def overtake(stage):
    """What somebody else wrote meanwhile."""
    stage.workbook.answer("D-INC-1", by=stage.cast.ben, seen=0, value=40, note="Nine leases")
    row = stage.workbook.first_questions
    row.edit(by=stage.cast.ben, seen=row.revision, here_before="Dyers", not_in_room=None, speaks_for_them=None)


@pytest.mark.parametrize("name", OVERTAKEN)
def test_two_texts_side_by_side_are_clean(name, window, stage):
    overtake(stage)
    room, args, form, fields = OVERTAKEN[name]
    page = window(stage.cast.ana)
    url = rooms(stage, room, *((stage.line.pk,) if args is None else args))
    assert send(page, url, form, {"revision": "0", **fields}) == 409
    assert page.locator(".conflict").count() == 1
    assert wrong(page) == []


def test_two_records_side_by_side_are_clean(window, stage):
    page = window(stage.cast.ana)
    url = reverse("clusters:edit", args=[stage.cluster.pk])
    page.goto(url)
    stage.cluster.edit(seen=stage.cluster.revision, place="Kelda North")
    with page.expect_navigation() as opened:
        page.evaluate(SEND, ["main form", {"place": "Kelda South"}])
    assert opened.value.status == 409
    assert wrong(page) == []


def test_two_texts_that_autosave_found_are_clean(window, stage):
    overtake(stage)
    page = window(stage.cast.ana)
    page.goto(rooms(stage, "section", "INC"))
    page.locator("#D-INC-1 [name=revision]").evaluate("field => field.value = 0")
    page.locator("#D-INC-1 [name=value]").fill("12")
    page.locator("#D-INC-1 [name=value]").blur()
    page.locator("#D-INC-1 .conflict").wait_for()
    assert wrong(page) == []


EMPTY = ["strategies", "find-out", "inclusion", "actions", "board", "priorities", "profile", "sort", "workbook"]


def test_an_empty_workbook_is_clean_in_every_room(window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    page = window(cast.ana)
    addresses = [reverse(f"swot:{name}", args=[book.pk]) for name in EMPTY]
    for url in [*addresses, reverse("briefings:list", args=[book.pk])]:
        page.goto(url)
        assert (url, wrong(page)) == (url, [])


def test_a_home_without_clusters_is_clean(window, cast):
    page = window(cast.dev)
    page.goto("/")
    assert wrong(page) == []


READ = [
    "workbook",
    "sort",
    "board",
    "priorities",
    "profile",
    "find-out",
    "strategies",
    "actions",
    "inclusion",
    "first-questions",
]


def test_every_room_is_clean_for_a_viewer_and_has_nothing_to_fill_in(window, stage):
    page = window(stage.cast.caro)
    entry, section = rooms(stage, "entry", "S1"), rooms(stage, "section", "INC")
    briefings = reverse("briefings:list", args=[stage.workbook.pk])
    for url in [*(rooms(stage, name) for name in READ), entry, section, briefings]:
        page.goto(url)
        assert (url, page.locator("main form[method=post]").count(), wrong(page)) == (url, 0, [])


def test_a_wrong_password_comes_back_clean(window, cast):
    page = window()
    fields = {"login": cast.ana.email, "password": "not the password"}
    assert send(page, "/accounts/login/", "main form", fields) == 422
    assert wrong(page) == []


RESULTS = {
    "Clear": {},
    "Nested": {"q1": "workspace", "q2": "workspace", "q4": "workspace"},
    "Hybrid": {"q1": "network", "q2": "network", "q3": "network"},
    "Scattered": {"q1": "workspace", "q2": "network", "q3": "region", "q4": "network", "q5": "region"},
}


@pytest.mark.parametrize("name", RESULTS)
def test_each_result_of_the_kind_finder_is_clean(name, window, transactional_db):
    kinds = {**{f"q{number}": "district" for number in range(1, 8)}, **RESULTS[name], "nesting": "neither"}
    answers = FinderAnswers.from_query(kinds)
    assert answers.found.result == name
    page = window()
    page.goto(f"/kind-finder/result/?{answers.query()}")
    assert page.locator(".result").count() == 1
    assert wrong(page) == []


def test_a_question_that_is_passed_over_comes_back_clean(window, transactional_db):
    page = window()
    page.goto("/kind-finder/?at=3&q1=district")
    assert page.locator(".invalid-feedback").count() == 1
    assert wrong(page) == []


@pytest.fixture
def draft(cast):
    """The second version of the district template, a draft."""
    make_curator(cast.cleo)
    first = factories.version("district")
    return first.template.draft(first.content())


def test_the_pages_of_curators_are_clean(draft, window, cast):
    page = window(cast.cleo)
    pages = [("workbooktemplate_changelist",), ("workbooktemplate_change", draft.template_id)]
    pages += [("templateversion_change", draft.pk), ("section_change", draft.sections.get(code="INC").pk)]
    for name, *args in pages:
        url = reverse(f"admin:swot_{name}", args=args)
        page.goto(url)
        assert (url, wrong(page)) == (url, [])


def test_the_pages_of_files_and_translations_are_clean_and_need_no_script(draft, window, cast, tmp_path):
    first = factories.version("district")
    spanish, _new = WorkbookTemplate.objects.get_or_create(kind="district", language="es")
    translation = spanish.draft(first.content(), source=first)
    Prompt.objects.filter(section__version=draft, code="D-INC-1").update(why="Rents tell first.")
    file = tmp_path / "district.yaml"
    file.write_text(write(pack_of(draft), "yaml").replace("Rents tell first.", "Rents tell."), encoding="utf-8")
    draft.publish()
    draft.template.draft(first.content())
    page = window(cast.cleo)
    page.goto(reverse("admin:swot_templateversion_translation", args=[translation.pk]))
    assert wrong(page) == []
    page.goto(reverse("admin:swot_templateversion_import"))
    page.set_input_files("[name=file]", __file__)
    page.get_by_role("button", name="Show what it would do").click()
    assert page.get_by_text("must end in .json, .yaml or .yml").count() == 1
    assert wrong(page) == []
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Show what it would do").click()
    assert page.get_by_text("One difference").count() == 1
    assert wrong(page) == []
    plain = window(cast.cleo, script=False)
    plain.goto(reverse("admin:swot_templateversion_import"))
    plain.set_input_files("[name=file]", file)
    plain.get_by_role("button", name="Show what it would do").click()
    plain.get_by_label("Replace the open draft of version 3").check()
    plain.get_by_role("button", name="Replace the draft with the file").click()
    assert plain.get_by_text("The file is a draft now.").count() == 1
    assert complaints(plain) == []
