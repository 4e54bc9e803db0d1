"""Editing a draft: a prompt is copied, moved to another section, given its code, and laid beside the other kinds'."""

import pytest
from django.urls import reverse

from swot.models import Prompt
from tests import factories
from tests.swot.curating import address, messages, page_of, send

SEARCH = reverse("admin:swot_prompt_changelist")


def prompt(version, code):
    return Prompt.objects.get(section__version=version, code=code)


def codes(version, section="COL"):
    return [one.id for one in version.read_content().section_by_code[section].prompts]


def move(client, version, code, section):
    url = address("prompt_move", prompt(version, code).pk)
    return client.post(url, {"section": version.sections.get(code=section).pk}, follow=True)


# ---------- codes ----------


def test_a_new_question_takes_the_next_code_where_none_is_typed(cleo, draft):
    page = cleo.get(page_of(draft, "COL")).content.decode()
    assert "it becomes D-COL-4: the next number never used in any version" in page
    new = {"type": "list", "text": "And then?", "why": "Because.", "decimals": "0"}
    send(cleo, page_of(draft, "COL"), **{f"prompts-3-{name}": value for name, value in new.items()})
    assert codes(draft) == ["D-COL-1", "D-COL-2", "D-COL-3", "D-COL-4"]


def test_a_number_of_a_removed_question_or_of_another_language_is_never_given_again(cleo, draft):
    published = prompt(factories.version("district"), "D-COL-3")
    Prompt.objects.filter(pk=published.pk).update(code="D-COL-9")  # only the old version has ever asked it
    assert "it becomes D-COL-10:" in cleo.get(page_of(draft, "COL")).content.decode()
    spanish = draft.template.__class__.objects.create(kind="district", language="es").draft(draft.content())
    Prompt.objects.filter(section__version=spanish, code="D-COL-2").update(code="D-COL-11")
    send(cleo, page_of(draft, "COL"), _duplicate="D-COL-1")
    assert codes(draft) == ["D-COL-1", "D-COL-12", "D-COL-2", "D-COL-3"]


# ---------- a copy ----------


def test_a_copy_stands_after_its_question_and_what_was_typed_is_saved(cleo, draft):
    url = page_of(draft, "COL")
    response = send(cleo, url, **{"_duplicate": "D-COL-1", "prompts-1-hint": "Typed before copying"})
    assert response["Location"] == f"{url}#prompt-D-COL-4"
    assert codes(draft) == ["D-COL-1", "D-COL-4", "D-COL-2", "D-COL-3"]
    first, copy = prompt(draft, "D-COL-1"), prompt(draft, "D-COL-4")
    assert (copy.text, copy.type, copy.why, copy.lens) == (first.text, first.type, first.why, first.lens)
    assert (first.concept, copy.concept, copy.indicator) == ("joint-work", None, None)
    assert prompt(draft, "D-COL-2").hint == "Typed before copying"


def test_a_copy_of_nothing_only_saves(cleo, draft):
    before = draft.read_content()
    assert send(cleo, page_of(draft, "COL"), _duplicate="D-PLA-1").status_code == 302
    assert draft.read_content() == before


# ---------- another section ----------


def test_the_way_to_another_section_saves_first_and_says_what_moving_means(cleo, draft):
    response = send(cleo, page_of(draft, "COL"), **{"_move": "D-COL-1", "prompts-1-hint": "Typed before moving"})
    assert response["Location"] == address("prompt_move", prompt(draft, "D-COL-1").pk)
    assert prompt(draft, "D-COL-2").hint == "Typed before moving"
    page = cleo.get(response["Location"]).content.decode()
    assert "answers given to D-COL-1 are set aside" in page
    assert "as D-PLA-4" in page
    assert codes(draft) == ["D-COL-1", "D-COL-2", "D-COL-3"]


def test_a_moved_question_has_a_code_that_fits_and_everything_names_it_by_that(cleo, draft):
    asked = prompt(draft, "D-COL-3")
    asked.show_if = {"prompt": "D-INF-2", "is": "x", "sentence": "Asked if."}
    asked.save()
    watched = draft.indicators.first()
    draft.indicators.filter(pk=watched.pk).update(prompt="D-INF-2")
    assert "D-INF-2" in str(draft.words["early_warnings"])
    response = move(cleo, draft, "D-INF-2", "PLA")
    assert messages(response) == ["D-INF-2 is D-PLA-4 now, and stands at the end of this section."]
    draft.refresh_from_db()
    assert codes(draft, "PLA")[-1] == "D-PLA-4"
    assert "D-INF-2" not in codes(draft, "INF")
    assert prompt(draft, "D-COL-3").show_if["prompt"] == "D-PLA-4"
    assert draft.indicators.get(pk=watched.pk).prompt == "D-PLA-4"
    assert "D-PLA-4" in str(draft.words["early_warnings"])
    assert [found for found in draft.problems() if "D-INF-2" in found.sentence] == []
    assert [
        place for place, one in enumerate(draft.sections.get(code="INF").prompts.all()) if one.position != place
    ] == []


def test_a_question_that_was_never_published_says_so(cleo, draft):
    send(cleo, page_of(draft, "COL"), _duplicate="D-COL-1")
    page = cleo.get(address("prompt_move", prompt(draft, "D-COL-4").pk)).content.decode()
    assert "D-COL-4 has never been published, so no answers hang on it." in page


@pytest.mark.parametrize("where", ["", "nowhere", "its own", "of another draft"])
def test_a_section_that_cannot_be_chosen_is_refused_in_a_sentence(cleo, draft, where):
    first = factories.version("network")
    other = first.template.draft(first.content()).sections.get(code="PLA").pk
    chosen = {"its own": draft.sections.get(code="COL").pk, "of another draft": other}.get(where, where)
    response = cleo.post(address("prompt_move", prompt(draft, "D-COL-1").pk), {"section": chosen})
    assert response.status_code == 422
    assert "Choose" in response.context["error"]
    assert codes(draft) == ["D-COL-1", "D-COL-2", "D-COL-3"]


def test_nothing_is_moved_out_of_a_published_version_or_by_others(client, cleo, cast, draft):
    first = factories.version("district")
    url = address("prompt_move", prompt(first, "D-COL-1").pk)
    assert (cleo.get(url).status_code, cleo.post(url, {"section": first.sections.first().pk}).status_code) == (403, 403)
    cast.cleo.groups.clear()
    assert move(client, draft, "D-COL-1", "PLA").status_code == 403
    assert client.get(address("prompt_beside", prompt(draft, "D-COL-1").pk)).status_code == 403
    client.force_login(cast.ana)
    assert move(client, draft, "D-COL-1", "PLA").status_code == 403
    assert first.is_as_published()
    assert codes(draft) == ["D-COL-1", "D-COL-2", "D-COL-3"]


# ---------- side by side ----------


def beside(client, version, code):
    return client.get(address("prompt_beside", prompt(version, code).pk))


def test_a_concept_stands_side_by_side_in_all_four_kinds(cleo, draft):
    for kind in ("workspace", "region", "network"):
        factories.version(kind)
    response = beside(cleo, draft, "D-COL-1")
    columns = response.context["columns"]
    assert [column.kind for column in columns] == ["district", "workspace", "region", "network"]
    assert [[one.code for one, *_ in column.prompts] for column in columns] == [
        ["D-COL-1"], ["W-COL-1"], ["R-COL-1"], ["V-COL-2"],
    ]  # fmt: skip
    assert "Another way to answer: number with a unit, not list of lines." in response.content.decode()


def test_what_stands_beside_is_read_from_the_newest_published_version_in_the_language_else_in_english(cleo, draft):
    network = factories.version("network")
    newer = network.template.draft(network.content())
    Prompt.objects.filter(section__version=newer, code="V-COL-2").update(text="Newer words?")
    assert "Newer words?" not in beside(cleo, draft, "D-COL-1").content.decode()
    newer.publish()
    assert "Newer words?" in beside(cleo, draft, "D-COL-1").content.decode()
    spanish = network.template.__class__.objects.create(kind="district", language="es").draft(draft.content())
    assert "Newer words?" in beside(cleo, spanish, "D-COL-1").content.decode()
    translated = network.template.__class__.objects.create(kind="network", language="es").draft(network.content())
    Prompt.objects.filter(section__version=translated, code="V-COL-2").update(text="¿Qué hacéis juntos?")
    translated.publish()
    assert "¿Qué hacéis juntos?" in beside(cleo, spanish, "D-COL-1").content.decode()
    assert "¿Qué hacéis juntos?" not in beside(cleo, draft, "D-COL-1").content.decode()


def test_where_nothing_stands_beside_the_page_says_why(cleo, draft):
    assert beside(cleo, draft, "D-COL-1").content.decode().count("No version of this kind is published yet.") == 3
    Prompt.objects.filter(section__version=draft, code="D-COL-1").update(concept="only-here")
    factories.version("region")
    assert "Not asked of this kind." in beside(cleo, draft, "D-COL-1").content.decode()
    Prompt.objects.filter(section__version=draft, code="D-COL-1").update(concept=None)
    assert "names no concept, so nothing stands beside it" in beside(cleo, draft, "D-COL-1").content.decode()


def test_side_by_side_costs_the_same_for_two_and_four_kinds(cleo, draft, django_assert_num_queries):
    beside(cleo, draft, "D-COL-1")
    url = address("prompt_beside", prompt(draft, "D-COL-1").pk)
    for kinds in (("workspace",), ("region", "network")):
        for kind in kinds:
            factories.version(kind)
        with django_assert_num_queries(8):
            cleo.get(url)


# ---------- search ----------


def found(client, **asked):
    response = client.get(SEARCH, asked)
    return [one.code for one in response.context["cl"].result_list], response.content.decode()


def test_words_are_found_wherever_they_stand_and_marked(cleo, draft):
    Prompt.objects.filter(section__version=draft, code="D-COL-1").update(
        text="Who <b>meets</b> here?", anchors=["Nobody meets", "Every zebra-crossing é"]
    )
    assert found(cleo, q="ZEBRA meets")[0] == ["D-COL-1"]
    page = found(cleo, q="meets zebra")[1]
    assert "Who &lt;b&gt;<mark>meets</mark>&lt;/b&gt; here?" in page
    assert "Every <mark>zebra</mark>-crossing é" in page
    assert found(cleo, q="zebra-crossing é")[0] == ["D-COL-1"]
    assert found(cleo, q='"meets zebra"')[0] == []


@pytest.mark.parametrize("sought", ["(", "a\\", '"', "'", "%", "_", "[", "<script>", "x" * 5000, "\\u00e9", "a\x00b"])
def test_odd_words_are_searched_for_as_they_are(cleo, draft, sought):
    assert cleo.get(SEARCH, {"q": sought}).status_code == 200


def test_a_search_keeps_to_a_version(cleo, draft):
    assert set(found(cleo, version=draft.pk)[0]) == set(draft.content().prompts)
    page = cleo.get(address("templateversion_change", draft.pk)).content.decode()
    assert f'{SEARCH}?version={draft.pk}"' in page
    assert found(cleo, version="x")[0] == found(cleo, version="9" * 40)[0] == []


def test_a_search_that_finds_nothing_helps_on(cleo, draft):
    page = found(cleo, q="zebra", type__exact="list")[1]
    assert "No question has all of “zebra”" in page
    assert 'href="?q=zebra"' in page


def test_an_address_of_no_question_leads_to_the_search(cleo):
    for gone in ("9999", "widgets.css"):
        assert cleo.get(f"{SEARCH}{gone}/change/")["Location"] == SEARCH
