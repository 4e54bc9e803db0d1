"""Curators take a version away as a file, see what a file would do and make a draft of it, and follow a translation's source."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from swot.importing import pack_of, propose, take
from swot.models import Prompt, TemplateVersion, WorkbookTemplate
from swot.pack.read import Pack, Stamp, read
from swot.pack.write import write
from tests import factories
from tests.swot.pack.hostile import FILES

IMPORT = reverse("admin:swot_templateversion_import")


def titled(version, title="Another title"):
    """A version's content under another title."""
    return replace(version.content(), title=title)


@pytest.fixture
def spanish(first):
    """A draft in Spanish of the first version, which has still its words but for one question; a second one is published."""
    content = replace(first.content(), language="es", version=0, fingerprint="")
    pack = Pack(content, Stamp("district.en", first.fingerprint))
    draft = take(pack, seen=propose(pack).seen)
    Prompt.objects.filter(section__version=draft, code="D-INC-1").update(text="¿Cuánto han subido los alquileres?")
    second = first.template.draft(first.content())
    Prompt.objects.filter(section__version=second, code="D-INC-1").update(text="How much have rents gone up?")
    Prompt.objects.filter(section__version=second, code="D-COL-2").update(why="Work tells.")
    Prompt.objects.filter(section__version=second, code="D-COL-1").delete()
    second.publish()
    return draft


def address(what, pk, *more):
    """The address of a page of a version."""
    return reverse(f"admin:swot_templateversion_{what}", args=[pk, *more])


def upload(client, text, name="district.json"):
    """What the page answers to a file."""
    raw = text if isinstance(text, bytes) else text.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, raw)})


def shown(response):
    """The token of what a page shows."""
    return re.search(r'name="shown" value="([^"]+)"', response.content.decode())[1]


def messages(response):
    """What the page says on top."""
    return [str(message) for message in response.context["messages"]]


# ---------- who may ----------


@pytest.mark.parametrize("name", ["ana", "ben", "caro", "dev", "cleo", None])
def test_only_curators_get_these_pages(client, cast, spanish, name):
    if name:
        client.force_login(getattr(cast, name))
    text = write(Pack(titled(TemplateVersion.objects.first())))
    for url in (IMPORT, address("file", spanish.pk, "json"), address("translation", spanish.pk)):
        assert client.get(url).status_code in ((403,) if name == "cleo" else (302, 403))
    assert upload(client, text).status_code in (302, 403)
    follow = client.post(address("follow", spanish.pk), {"from": spanish.source_id, "to": spanish.source_id + 1})
    assert follow.status_code in (302, 403)
    assert (TemplateVersion.objects.count(), TemplateVersion.objects.get(pk=spanish.pk).source_id) == (
        3,
        spanish.source_id,
    )


def test_wrong_methods_are_refused(cleo, spanish):
    for what, more in (("file", ["json"]), ("translation", [])):
        assert cleo.post(address(what, spanish.pk, *more)).status_code == 405
    assert cleo.get(address("follow", spanish.pk)).status_code == 405
    assert cleo.put(IMPORT).status_code == 405


def test_who_may_only_look_makes_no_draft(cleo, cast, first):
    token = shown(upload(cleo, write(Pack(titled(first)))))
    cast.cleo.groups.first().permissions.filter(codename="add_templateversion").delete()
    assert cleo.post(IMPORT, {"shown": token}).status_code == 403
    assert TemplateVersion.objects.count() == 1


def test_who_may_not_add_a_template_is_told(cleo, cast, first):
    cast.cleo.groups.first().permissions.filter(codename="add_workbooktemplate").delete()
    response = upload(cleo, write(Pack(factories.library("network"))))
    assert "not make a draft of it" in response.content.decode()
    assert b'name="shown"' not in response.content


# ---------- taking away ----------


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_version_is_downloaded_and_the_same_file_is_nothing_to_do(cleo, first, form):
    response = cleo.get(address("file", first.pk, form))
    assert response["Content-Disposition"] == f'attachment; filename="district.en.1.{form}"'
    assert read(response.content, form) == Pack(factories.library("district"))
    assert cleo.get(address("file", first.pk, form)).content == response.content
    page = upload(cleo, response.content, f"x.{form}").content.decode()
    assert "holds exactly this already: there is nothing to do" in page
    assert 'name="shown"' not in page


def test_what_is_no_form_or_no_version_is_not_there(cleo, first):
    assert cleo.get(address("file", first.pk, "xml")).status_code == 404
    assert cleo.get(address("file", 999, "json")).status_code == 404
    assert cleo.get(address("translation", 999)).status_code == 404


def test_the_pages_lead_to_it(cleo, first):
    page = cleo.get(address("change", first.pk)).content.decode()
    assert address("file", first.pk, "yaml") in page
    assert address("translation", first.pk) not in page
    assert IMPORT in cleo.get(reverse("admin:swot_workbooktemplate_changelist")).content.decode()


# ---------- a file ----------


def test_a_file_is_shown_first_and_then_a_draft(cleo, first):
    response = upload(cleo, write(Pack(titled(first, "Barrio <b>creativo</b>")), "yaml"), "a.YML")
    page = response.content.decode()
    assert (response.status_code, TemplateVersion.objects.count()) == (200, 1)
    assert "Barrio &lt;b&gt;creativo&lt;/b&gt;" in page
    assert "One difference" in page
    done = cleo.post(IMPORT, {"shown": shown(response)}, follow=True)
    draft = TemplateVersion.objects.get(state="draft")
    assert messages(done) == ["The file is a draft now. Workbooks stay as they are until you publish it."]
    assert draft.read_content().title == "Barrio <b>creativo</b>"
    assert done.redirect_chain[0][0] == address("change", draft.pk)


def test_confirming_twice_makes_one_draft(cleo, first):
    token = shown(upload(cleo, write(Pack(titled(first)))))
    assert [cleo.post(IMPORT, {"shown": token}).status_code for _ in range(2)] == [302, 409]
    assert TemplateVersion.objects.count() == 2


def test_a_new_template_comes_from_a_file(cleo, cast):
    cleo.post(IMPORT, {"shown": shown(upload(cleo, write(Pack(factories.library("network")))))})
    assert str(WorkbookTemplate.objects.get()) == "network.en"


def test_an_open_draft_is_replaced_only_by_a_tick(cleo, first):
    draft = first.template.draft(titled(first, "Of a curator"))
    response = upload(cleo, write(Pack(titled(first))))
    refused = cleo.post(IMPORT, {"shown": shown(response)})
    assert refused.status_code == 422
    assert "A draft of this template is open" in refused.content.decode()
    assert draft.read_content().title == "Of a curator"
    assert cleo.post(IMPORT, {"shown": shown(refused), "replace": "yes"}).status_code == 302
    assert TemplateVersion.objects.get(pk=draft.pk).read_content().title == "Another title"


def test_a_draft_written_in_meanwhile_is_shown_again_and_not_replaced(cleo, first):
    draft = first.template.draft(titled(first, "Of a curator"))
    token = shown(upload(cleo, write(Pack(titled(first)))))
    Prompt.objects.filter(section__version=draft, code="D-INC-1").update(why="Written meanwhile.")
    response = cleo.post(IMPORT, {"shown": token, "replace": "yes"})
    assert response.status_code == 409
    assert "Look again at what would happen now" in response.content.decode()
    assert "Written meanwhile." in response.content.decode()
    assert draft.read_content().prompts["D-INC-1"].why == "Written meanwhile."


@pytest.mark.parametrize("token", ["", "x", "a:b:c", ".eJw:1:x"])
def test_a_page_that_was_changed_on_its_way_does_nothing(cleo, first, token):
    response = cleo.post(IMPORT, {"shown": token})
    assert (response.status_code, TemplateVersion.objects.count()) == (422, 1)
    assert "Choose the file again" in response.content.decode()


@pytest.mark.parametrize("name", ["not UTF-8", "not JSON", "too big", "too deep", "nul", "code twice", "100,000 keys"])
def test_a_hostile_file_is_told_with_its_place(cleo, first, name):
    make, words = FILES[name]
    response = upload(cleo, make())
    assert response.status_code == 422
    assert words in response.content.decode().replace("&quot;", '"').replace("&#x27;", "'")
    assert (TemplateVersion.objects.count(), WorkbookTemplate.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file first."),
        ({"file": "words"}, "Choose a file first."),
        ({"file": SimpleUploadedFile("a.json", b"")}, "The file is empty."),
        ({"file": SimpleUploadedFile("a.exe", b"{}")}, "must end in .json, .yaml or .yml"),
        ({"file": SimpleUploadedFile("a.yaml", b"a: no")}, "put a text in quotation marks"),
    ],
)
def test_what_is_no_template_gets_a_sentence(cleo, first, sent, words):
    response = cleo.post(IMPORT, sent)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_looking_at_a_file_costs_the_same_whatever_it_changes(cleo, first, django_assert_num_queries):
    one = write(Pack(titled(first)))
    many = one.replace('"minutes": 10', '"minutes": 11').replace('"why": "', '"why": "So: ')
    upload(cleo, one)
    for text in (one, many):
        with django_assert_num_queries(7):
            assert upload(cleo, text).status_code == 200


# ---------- a translation ----------


def test_a_translation_shows_what_changed_beside_its_own_words(cleo, spanish):
    page = cleo.get(address("translation", spanish.pk)).content.decode()
    for words in (
        "compared with the city?",
        "How much have rents gone up?",
        "¿Cuánto han subido los alquileres?",
        "Work tells.",
    ):
        assert words in page
    section = spanish.sections.get(code="INC")
    assert f"{reverse('admin:swot_section_change', args=[section.pk])}#prompt-D-INC-1" in page
    assert "Changed in the source since (3)" in page


def test_it_lists_what_is_still_in_the_words_of_the_source(cleo, spanish):
    same = {(one["code"], one["label"]) for one in cleo.get(address("translation", spanish.pk)).context["untouched"]}
    assert ("D-INC-1", "question") not in same
    assert ("D-INC-1", "why we ask") in same
    assert ("D-COL-3", "sentences for 1 to 5 2") in same
    assert not {label for _code, label in same} & {"concept", "window", "type", "code"}


def test_it_is_searched_and_filtered(cleo, spanish):
    url = address("translation", spanish.pk)
    found = cleo.get(url, {"q": "RENTS gone"}).context
    assert [one.code for one in found["moved"]] == ["D-INC-1"]
    assert [one.code for one in cleo.get(url, {"what": "removed"}).context["moved"]] == ["D-COL-1"]
    page = cleo.get(url, {"q": "nothing like it"}).content.decode()
    assert page.count("Nothing fits this search.") == 2


def test_going_through_it_moves_a_draft_to_the_newer_version(cleo, spanish):
    url, newest = address("translation", spanish.pk), TemplateVersion.objects.current("district")
    response = cleo.post(address("follow", spanish.pk), {"from": spanish.source_id, "to": newest.pk}, follow=True)
    assert messages(response) == ["It now follows district.en, version 2."]
    assert TemplateVersion.objects.get(pk=spanish.pk).source == newest
    page = cleo.get(url).content.decode()
    assert "It is up to date" in page
    assert "I have gone through it" not in page
    late = cleo.post(address("follow", spanish.pk), {"from": spanish.source_id, "to": newest.pk}, follow=True)
    assert messages(late) == ["Somebody moved this translation a moment ago. Look again at what changed since."]


@pytest.mark.parametrize("to", ["", "x", "999", "9" * 30, "٣"])
def test_what_is_no_version_is_not_followed(cleo, spanish, to):
    assert cleo.post(address("follow", spanish.pk), {"from": spanish.source_id, "to": to}).status_code == 404
    assert TemplateVersion.objects.get(pk=spanish.pk).source_id == spanish.source_id


def test_a_published_translation_is_read_only(cleo, spanish):
    spanish.publish()
    page = cleo.get(address("translation", spanish.pk)).content.decode()
    assert "duplicate it to a draft and follow there" in page
    assert "I have gone through it" not in page
    newest = TemplateVersion.objects.current("district")
    answer = cleo.post(address("follow", spanish.pk), {"from": spanish.source_id, "to": newest.pk})
    assert answer.status_code == 403
    assert TemplateVersion.objects.get(pk=spanish.pk).source_id == spanish.source_id


def test_a_duplicate_keeps_its_source_and_a_first_draft_names_the_english_one(cleo, spanish):
    spanish.publish()
    cleo.post(address("duplicate", spanish.pk))
    assert spanish.template.versions.get(state="draft").source_id == spanish.source_id
    cleo.post(reverse("admin:swot_workbooktemplate_add"), {"kind": "district", "language": "fr"})
    french = WorkbookTemplate.objects.get(language="fr")
    cleo.post(reverse("admin:swot_workbooktemplate_draft", args=[french.pk]))
    draft = french.versions.get()
    assert draft.source == TemplateVersion.objects.current("district")
    assert "It is up to date" in cleo.get(address("translation", draft.pk)).content.decode()
    assert pack_of(draft).translated_from.key == "district.en"


def test_a_translation_that_names_nothing_may_begin_to_follow(cleo, spanish):
    TemplateVersion.objects.filter(pk=spanish.pk).update(source=None)
    newest = TemplateVersion.objects.current("district")
    assert "nothing can be compared" in cleo.get(address("translation", spanish.pk)).content.decode()
    cleo.post(address("follow", spanish.pk), {"from": "", "to": newest.pk})
    assert TemplateVersion.objects.get(pk=spanish.pk).source == newest


def test_the_english_one_translates_no_other(cleo, first):
    assert "a translation of no other" in cleo.get(address("translation", first.pk)).content.decode()


def test_a_translation_page_costs_the_same_whatever_changed(cleo, spanish, django_assert_num_queries):
    url = address("translation", spanish.pk)
    cleo.get(url)
    with django_assert_num_queries(14):
        cleo.get(url)
    third = spanish.source.template.draft(TemplateVersion.objects.current("district").content())
    Prompt.objects.filter(section__version=third).update(why="Because it tells.", hint="Think.")
    third.publish()
    cleo.get(url)
    with django_assert_num_queries(14):
        cleo.get(url)
