"""The preview: a draft on the real pages, with the worked example; nothing of it is kept, shown or remembered elsewhere."""

import html
import re

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.templatetags.static import static
from django.urls import reverse

from clusters.kinds import Kind
from clusters.templatetags import kept
from swot.admin.preview import START
from swot.models import Line, Prompt, TemplateVersion
from tests import factories

BANNER = "This is a preview: nothing is kept."
INSTEAD = "That is not part of the preview, or was not kept."
# What is written once a request by the framework itself.
NOT_OURS = {"sessions.Session"}


def at(version, more="", start=START):
    return reverse("admin:swot_templateversion_preview", args=[version.pk, start + more])


def text_of(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def rows():
    """How many rows there are of everything, with the drafts as they stand."""
    counts = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    states = list(TemplateVersion.objects.order_by("pk").values_list("pk", "state", "fingerprint"))
    return {label: count for label, count in counts.items() if label not in NOT_OURS}, states


# ---------- what is shown ----------


@pytest.mark.parametrize("kind", Kind.values)
def test_every_section_of_a_draft_is_shown_on_the_real_page(cleo, kind):
    first = factories.version(kind)
    draft = first.template.draft(first.content())
    before = rows()
    for code, section in first.content().section_by_code.items():
        response = cleo.get(at(draft, f"sections/{code}/"))
        assert (response.status_code, response.templates[0].name) == (200, "swot/section.html")
        page = text_of(response)
        assert BANNER in page
        assert all(prompt.text in page for prompt in section.prompts if not prompt.show_if)
    assert rows() == before


@pytest.mark.parametrize(
    "more", ["", "board/", "priorities/", "sort/", "inclusion/", "strategies/", "search/", "entries/S1/"]
)
def test_the_other_pages_show_the_example(cleo, draft, more):
    response = cleo.get(at(draft, more))
    assert response.status_code == 200
    assert BANNER in text_of(response)
    assert "798" in text_of(response)


def test_every_link_stays_in_the_preview_but_the_way_back(cleo, draft):
    page = cleo.get(at(draft, "sections/INC/")).content.decode()
    prefix = at(draft, start="")
    links = {url for url in re.findall(r'(?:href|action|hx-\w+)="(/[^"]*)"', page) if not url.startswith("/static/")}
    way_back = reverse("admin:swot_templateversion_change", args=[draft.pk])
    assert {url for url in links if not url.startswith(prefix)} == {way_back}
    following = next(url for url in links if "/sections/COL/" in url)
    assert BANNER in text_of(cleo.get(following))


def test_a_change_of_the_draft_shows_at_once(cleo, draft):
    for text in ("What do you do together?", "What do you do for each other?", "What do you do together?"):
        Prompt.objects.filter(section__version=draft, code="D-COL-1").update(text=text)
        assert text in text_of(cleo.get(at(draft, "sections/COL/")))


def test_answers_that_do_not_fit_are_left_out(cleo, draft):
    url = at(draft, "sections/COL/")
    answered = cleo.get(url).context["rows"].document.answers
    mine = [answer.prompt_id for answer in answered if answer.prompt_id.startswith("D-COL")]
    Prompt.objects.filter(section__version=draft, code=mine[0]).update(type="text")
    Prompt.objects.filter(section__version=draft, code=mine[1]).delete()
    left = [answer.prompt_id for answer in cleo.get(url).context["rows"].document.answers]
    assert left == [answer.prompt_id for answer in answered if answer.prompt_id not in mine[:2]]


def test_a_draft_that_cannot_be_shown_says_what_stands_in_the_way(cleo, draft):
    TemplateVersion.objects.filter(pk=draft.pk).update(words={})
    response = cleo.get(at(draft, "inclusion/"))
    assert response.status_code == 422
    assert "This page cannot be shown yet." in text_of(response)
    assert "The kind's words lack “noun”." in text_of(response)


# ---------- what is sent ----------


def test_an_answer_is_shown_as_saved_and_is_not_kept(cleo, draft):
    before = rows()
    response = cleo.post(at(draft, "answers/D-COL-3/"), {"revision": "1", "value": "5"})
    assert (response.status_code, response.request["REQUEST_METHOD"]) == (200, "POST")
    assert response.context["rows"].document.answers != cleo.get(at(draft)).context["rows"].document.answers
    line = cleo.post(at(draft, "answers/D-COL-1/lines/"), {"text": "A line nobody keeps", "key": "a-key"})
    assert line.status_code == 200
    assert "A line nobody keeps" in text_of(line)
    assert BANNER in text_of(line)
    assert "A line nobody keeps" not in text_of(cleo.get(at(draft, "sections/COL/")))
    assert rows() == before


def test_a_part_of_a_page_is_answered_alone(cleo, draft):
    sent = {"text": "A line nobody keeps", "key": "a-key"}
    part = cleo.post(at(draft, "answers/D-COL-1/lines/"), sent, headers={"HX-Request": "true"})
    assert "A line nobody keeps" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert not Line.objects.exists()


def test_numbers_in_addresses_still_lead_there_after_others_wrote(cleo, cast, draft, workbook):
    page = cleo.get(at(draft, "sections/PLA/")).content.decode()
    url = re.search(r'"(/[^"]*/lines/\d+/)"', page)[1]
    for number in range(3):
        workbook.add_line("D-PLA-1", f"Line {number}", by=cast.ana)
    response = cleo.get(url)
    assert response.status_code == 200
    assert BANNER in text_of(response)
    assert Line.objects.count() == 3


def test_faulty_forms_come_back_with_their_sentence(cleo, draft):
    response = cleo.post(at(draft, "answers/D-COL-1/lines/"), {"text": "", "key": "a-key"})
    assert response.status_code == 422
    assert BANNER in text_of(response)


# ---------- nothing of it anywhere else ----------


def test_no_letter_is_sent_and_no_file_is_written(cleo, draft, settings, django_capture_on_commit_callbacks):
    file = SimpleUploadedFile("rents.pdf", b"%PDF-1.4", content_type="application/pdf")
    with django_capture_on_commit_callbacks(execute=True):
        response = cleo.post(at(draft, "evidence/add/"), {"name": "Rents", "grade": "1", "file": file}, follow=True)
        cleo.post(at(draft, "comments/S1/"), {"text": "Look", "owner": "someone", "key": "a-key"})
    assert INSTEAD in text_of(response)
    assert not mail.outbox
    assert not settings.MEDIA_ROOT.exists() or not list(settings.MEDIA_ROOT.iterdir())


@pytest.mark.parametrize(
    "path",
    [
        f"{START}workbook.json",
        f"{START}calendar.ics",
        f"{START}briefings/",
        f"{START}sections/XXX/",
        f"{START}lines/1/",
        "clusters/",
        "accounts/logout/",
        "admin/",
        "x",
        "workbooks/",
    ],
)
def test_what_is_no_page_of_the_workbook_leads_back_with_a_sentence(cleo, draft, path):
    response = cleo.get(at(draft, start="") + path)
    assert (response.status_code, response["Location"]) == (302, at(draft))
    assert INSTEAD in text_of(cleo.get(at(draft)))


def test_the_key_of_a_real_workbook_opens_the_example_alone(cleo, cast, draft, workbook):
    workbook.add_line("D-COL-1", "Ana's own words", by=cast.ana)
    page = text_of(cleo.get(at(draft, start=f"workbooks/{workbook.pk}/sections/COL/")))
    assert BANNER in page
    assert "Ana's own words" not in page


def test_no_part_of_it_stays_in_memory(cleo, client, cast, draft, workbook, monkeypatch):
    monkeypatch.setattr(kept, "SHELF", kept.Shelf(kept.MOST))
    assert static("css/site.css") == "/static/css/site.css"
    cleo.get(at(draft, "sections/COL/"))
    assert not kept.SHELF.kept
    client.force_login(cast.ana)
    page = client.get(reverse("swot:section", args=[workbook.pk, "COL"])).content.decode()
    assert kept.SHELF.kept
    assert "/preview/" not in page
    assert BANNER not in page
    assert 'href="/static/' in page


def test_a_draft_filled_again_and_published_after_a_preview_is_read_anew(cleo, client, cast, draft):
    Prompt.objects.filter(section__version=draft, code="D-COL-2").update(type="text")
    content = draft.read_content()
    cleo.get(at(draft, "sections/COL/"))
    draft.fill(content)
    assert cleo.get(at(draft, "sections/COL/")).status_code == 200
    draft.publish()
    assert draft.content().fingerprint == draft.content().reckon_fingerprint()
    book = factories.workbook(cast.cluster, by=cast.ana)
    book.add_line("D-COL-1", "A real one", by=cast.ana)
    client.force_login(cast.ana)
    assert "A real one" in text_of(client.get(reverse("swot:section", args=[book.pk, "COL"])))


def test_addresses_are_those_of_the_site_again_after_a_page_fails(cleo, draft, monkeypatch):
    def fails(*_given):
        raise ZeroDivisionError

    monkeypatch.setattr("swot.admin.preview.example", fails)
    before = rows()
    with pytest.raises(ZeroDivisionError):
        cleo.get(at(draft))
    assert reverse("clusters:home") == "/"
    assert rows() == before


def test_a_published_version_is_shown_too(cleo, cast):
    response = cleo.get(at(factories.version("workspace"), "sections/COL/"))
    assert BANNER in text_of(response)


def test_signing_out_in_a_preview_signs_nobody_out(cleo, draft):
    assert cleo.post(at(draft, start="accounts/logout/")).status_code == 302
    assert cleo.get(at(draft)).status_code == 200


# ---------- who may ----------


@pytest.mark.parametrize("name", ["ana", "ben", "caro", "dev", "cleo", None])
def test_it_is_for_curators(client, cast, draft, name):
    if name:
        client.force_login(getattr(cast, name))
    for path in (at(draft), at(draft, "sections/COL/")):
        assert client.get(path, follow=name is not None).status_code == (403 if name else 302)
        assert client.post(path).status_code in (302, 403)


def test_a_version_that_is_not_there_is_not_found(cleo, draft):
    url = at(draft).replace(f"/{draft.pk}/preview", "/99/preview")
    assert cleo.get(url).status_code == 404
