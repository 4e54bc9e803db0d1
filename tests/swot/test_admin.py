"""The admin: curators write drafts there, nobody writes anything published, and nobody reads a workbook."""

import html
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from swot.models import Prompt, TemplateVersion, WorkbookTemplate
from tests import factories
from tests.swot.curating import address, filled, messages, page_of, send

TEMPLATES = reverse("admin:swot_workbooktemplate_changelist")


# ---------- who may ----------


def test_nobody_signs_in_on_the_ordinary_page(client, db):
    response = client.get(TEMPLATES)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={TEMPLATES}"
    assert client.get(reverse("admin:login"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["ana", "ben", "caro", "dev"])
def test_those_who_are_not_staff_get_no_admin(client, cast, name):
    client.force_login(getattr(cast, name))
    assert client.get(TEMPLATES, follow=True).status_code == 403


def test_staff_outside_the_group_see_no_templates(client, cast, draft):
    client.force_login(cast.cleo)
    for url in (TEMPLATES, address("templateversion_change", draft.pk), address("templateversion_words", draft.pk)):
        assert client.get(url).status_code == 403


def test_only_templates_sheets_and_accounts_are_in_the_admin():
    names = {model._meta.label for model in admin.site._registry}
    templates = {"swot.WorkbookTemplate", "swot.TemplateVersion", "swot.Section", "swot.Prompt"}
    assert names == templates | {"clusters.Sheet", "clusters.User"}


def test_curators_and_superusers_find_no_workbook(cleo, client, workbook):
    for person in (factories.user("Root", is_staff=True, is_superuser=True), None):
        if person:
            client.force_login(person)
        for model in apps.get_models():
            if model not in admin.site._registry:
                url = f"{reverse('admin:index')}{model._meta.app_label}/{model._meta.model_name}/"
                assert client.get(url).status_code == 404


def test_curators_do_not_see_accounts(cleo):
    assert cleo.get(reverse("admin:clusters_user_changelist")).status_code == 403


# ---------- writing a draft ----------


@pytest.mark.parametrize("code", list(factories.library("district").section_by_code))
def test_a_section_sent_back_untouched_changes_nothing(cleo, draft, code):
    before = draft.read_content()
    assert send(cleo, page_of(draft, code)).status_code == 302
    assert draft.read_content() == before


@pytest.mark.parametrize("part", ["check", "indicators", "traps"])
def test_a_part_sent_back_untouched_changes_nothing(cleo, draft, part):
    before = draft.read_content()
    assert send(cleo, address("templateversion_part", draft.pk, part)).status_code == 302
    assert draft.read_content() == before


def test_a_question_is_written_anew(cleo, draft):
    send(cleo, page_of(draft, "COL"), **{"prompts-0-text": "What do you do together?"})
    assert draft.read_content().prompts["D-COL-1"].text == "What do you do together?"
    assert factories.version("district").is_as_published()


def test_anchors_are_written_as_lines(cleo, draft):
    lines = "None\r\nOne\r\n\r\nTwo\r\nThree\r\nAll "
    send(cleo, page_of(draft, "COL"), **{"prompts-2-anchors": lines})
    assert draft.read_content().prompts["D-COL-3"].anchors == ("None", "One", "Two", "Three", "All")


def test_four_anchors_are_sent_back_with_everything_typed(cleo, draft):
    response = send(cleo, page_of(draft, "COL"), **{"prompts-2-anchors": "a\nb\nc\nd", "prompts-0-hint": "Typed"})
    assert "Write five sentences" in response.content.decode()
    assert "Typed" in response.content.decode()
    assert len(draft.read_content().prompts["D-COL-3"].anchors) == 5


def test_a_question_is_added_at_the_end(cleo, draft):
    new = {"code": "D-COL-4", "type": "list", "text": "And then?", "why": "Because.", "decimals": "0"}
    send(cleo, page_of(draft, "COL"), **{f"prompts-3-{name}": value for name, value in new.items()})
    section = draft.read_content().section_by_code["COL"]
    assert [prompt.id for prompt in section.prompts] == ["D-COL-1", "D-COL-2", "D-COL-3", "D-COL-4"]


def test_a_code_once_saved_stays(cleo, draft):
    send(cleo, page_of(draft, "COL"), **{"prompts-0-code": "D-COL-9"})
    assert "D-COL-9" not in draft.read_content().prompts


def test_a_question_is_removed_from_the_draft(cleo, draft):
    send(cleo, page_of(draft, "COL"), **{"prompts-1-DELETE": "on"})
    assert "D-COL-2" not in draft.read_content().prompts


def order(version):
    """The prompts of the collaboration section by the ends of their codes."""
    return [prompt.number for prompt in version.read_content().section_by_code["COL"].prompts]


@pytest.mark.parametrize(
    ("button", "code", "after"),
    [("_up", "D-COL-3", "132"), ("_down", "D-COL-1", "213"), ("_up", "D-COL-1", "123"), ("_down", "D-COL-3", "123")],
)
def test_buttons_move_a_question_and_keep_what_was_typed(cleo, draft, button, code, after):
    url = page_of(draft, "COL")
    response = send(cleo, url, **{button: code, "prompts-1-hint": "Typed before moving"})
    assert response["Location"] == f"{url}#prompt-{code}"
    assert "".join(order(draft)) == after
    assert draft.read_content().prompts["D-COL-2"].hint == "Typed before moving"


@pytest.mark.parametrize(("row", "place", "after"), [(2, "1", "312"), (0, "3", "231"), (0, "2", "213"), (1, "", "132")])
def test_numbers_move_a_question(cleo, draft, row, place, after):
    send(cleo, page_of(draft, "COL"), **{f"prompts-{row}-position": place})
    assert "".join(order(draft)) == after


def test_words_keep_their_shape(cleo, draft):
    url = address("templateversion_words", draft.pk)
    sent = {bound.html_name: bound.value() for bound in cleo.get(url).context["form"]}
    assert cleo.post(url, {**sent, "words.noun": "quarter"}).status_code == 302
    assert TemplateVersion.objects.get(pk=draft.pk).words == {**factories.library("district").words, "noun": "quarter"}
    response = cleo.post(url, {**sent, "words.windows": '{"first": "Who was here"}'})
    assert response.status_code == 422
    assert "The shape has changed" in response.content.decode()


# ---------- problems and publishing ----------


def test_problems_are_sentences_that_lead_to_their_place(cleo, draft):
    Prompt.objects.filter(section__version=draft, code="D-COL-1").update(why="")
    draft.indicators.update(seats=False)
    page = cleo.get(address("templateversion_change", draft.pk)).content.decode()
    links = dict(re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', page))
    assert links[f"{page_of(draft, 'COL')}#prompt-D-COL-1"] == "D-COL-1 does not say why we ask."
    part = address("templateversion_part", draft.pk, "indicators")
    assert [text for url, text in re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', page) if url == part] == [
        "Exactly one indicator must say who decides; now 0 do.",
        "Indicators",
    ]


def test_a_curator_publishes_a_draft(cleo, cast, draft):
    response = cleo.post(address("templateversion_publish", draft.pk), {"what_changed": "A test."}, follow=True)
    draft.refresh_from_db()
    assert messages(response) == ["Version 2 is published. New workbooks begin with it."]
    assert (draft.state, draft.what_changed, draft.published_by) == ("published", "A test.", cast.cleo)


@pytest.mark.parametrize(
    ("what_changed", "why", "sentence"),
    [
        (" ", "Because.", "Write one sentence on what changed. Leaders read it when the version is offered."),
        ("A test.", "", "D-COL-1 does not say why we ask."),
    ],
)
def test_publishing_is_refused_in_a_sentence(cleo, draft, what_changed, why, sentence):
    Prompt.objects.filter(section__version=draft, code="D-COL-1").update(why=why)
    url = address("templateversion_publish", draft.pk)
    response = cleo.post(url, {"what_changed": what_changed, "is_offered": "on"})
    page = html.unescape(response.content.decode())
    assert (response.status_code, sentence in page, f'value="{what_changed}"' in page) == (422, True, True)
    assert TemplateVersion.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize("verb", ["publish", "duplicate", "retire"])
def test_verbs_are_posts_of_curators(client, cleo, cast, draft, verb):
    url = address(f"templateversion_{verb}", draft.pk)
    assert cleo.get(url).status_code == 405
    cast.cleo.groups.clear()
    assert client.post(url, {"what_changed": "A test."}).status_code == 403
    assert TemplateVersion.objects.get(pk=draft.pk).state == "draft"


def test_a_published_version_is_duplicated_once(cleo):
    first = factories.version("network")
    url = address("templateversion_duplicate", first.pk)
    cleo.post(url)
    second = TemplateVersion.objects.get(template=first.template, state="draft")
    assert second.read_content().as_dict() == first.content().as_dict()
    assert messages(cleo.post(url, follow=True)) == [
        "Here is a draft. Workbooks stay as they are until you publish it.",
        "There is a draft of this template already. Finish or delete it first.",
    ]


def test_a_published_version_is_retired(cleo):
    first = factories.version("network")
    cleo.post(address("templateversion_retire", first.pk))
    assert TemplateVersion.objects.get(pk=first.pk).state == "retired"


def test_a_translation_begins_with_the_english_words(cleo):
    factories.version("network")
    cleo.post(reverse("admin:swot_workbooktemplate_add"), {"kind": "network", "language": "FR"})
    french = WorkbookTemplate.objects.get(language="fr")
    cleo.post(address("workbooktemplate_draft", french.pk))
    assert french.versions.get().read_content().key == "network.fr"


# ---------- published: to be read only ----------


def test_a_published_version_is_shown_without_a_field_to_write_in(cleo):
    first = factories.version("district")
    for url in (address("templateversion_change", first.pk), page_of(first, "COL")):
        page = cleo.get(url).content.decode()
        assert 'name="_save"' not in page
        assert "<textarea" not in page


@pytest.mark.parametrize("place", ["change", "part", "words", "section", "delete"])
def test_a_post_to_a_published_version_is_refused(cleo, place):
    first = factories.version("district")
    more = ["check"] if place == "part" else []
    url = page_of(first, "COL") if place == "section" else address(f"templateversion_{place}", first.pk, *more)
    assert cleo.post(url, {"title": "Another", "post": "yes", "words.noun": "x"}).status_code == 403
    assert TemplateVersion.objects.get(pk=first.pk).is_as_published()


def test_a_form_opened_before_publishing_is_refused_after(cleo, draft):
    url = page_of(draft, "COL")
    sent = filled(cleo, url)
    draft.publish()
    assert cleo.post(url, {**sent, "prompts-0-text": "Too late"}).status_code == 403
    assert draft.is_as_published()


def test_a_draft_is_deleted_a_published_version_is_not(cleo, draft):
    assert cleo.post(address("templateversion_delete", draft.pk), {"post": "yes"}).status_code == 302
    assert list(TemplateVersion.objects.values_list("number", "state")) == [(1, "published")]


# ---------- finding ----------


def test_all_questions_are_searched(cleo):
    factories.version("district")
    page = cleo.get(reverse("admin:swot_prompt_changelist"), {"q": "joint-work"}).content.decode()
    assert "D-COL-1" in page
    assert "D-PLA-1" not in page


def test_a_found_question_leads_to_its_section(cleo):
    first = factories.version("district")
    prompt = Prompt.objects.get(code="D-COL-1")
    response = cleo.get(address("prompt_change", prompt.pk))
    assert response["Location"] == f"{page_of(first, 'COL')}#prompt-D-COL-1"


@pytest.mark.parametrize("model", ["workbooktemplate", "templateversion", "section", "prompt"])
def test_lists_cost_the_same_for_one_and_four_templates(cleo, model, django_assert_max_num_queries):
    url = reverse(f"admin:swot_{model}_changelist")
    for kinds in (["district"], ["network", "region", "workspace"]):
        for kind in kinds:
            factories.version(kind)
        with django_assert_max_num_queries(11):
            cleo.get(url)


def test_a_section_page_costs_the_same_for_three_and_six_questions(cleo, draft, django_assert_num_queries):
    url, section = page_of(draft, "COL"), draft.sections.get(code="COL")
    cleo.get(url)
    for more in (0, 3):
        Prompt.objects.bulk_create(
            Prompt(section=section, position=9, code=f"D-COL-{10 + n}", type="list", text="More", why="More")
            for n in range(more)
        )
        with django_assert_num_queries(18):
            cleo.get(url)
