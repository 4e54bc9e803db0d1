"""The printed worksheet: every question with room to write, a section a page, tagged, drafts too, for curators."""

import io
from dataclasses import replace
from functools import cache

import pypdf
import pytest
from django.urls import reverse

from briefings import worksheet
from briefings.make import PAPERS, UnknownPaper
from briefings.pdf.render import render
from swot.curators import make_curator
from swot.models import Prompt
from tests import factories
from tests.briefings.build import HOSTILE, KINDS, content
from tests.briefings.paper import elements, headings, words

SIZES = {"a4": (595, 842), "letter": (612, 792)}


@cache
def sheet(kind, paper):
    page = worksheet.html(content(kind), paper=paper, is_draft=True)
    rendered = render(page, extra_css=(*PAPERS[paper], *worksheet.SHEETS))
    return rendered, pypdf.PdfReader(io.BytesIO(rendered.pdf))


def said(reader):
    return even(" ".join(words(reader, at) for at in range(len(reader.pages))))


def even(text):
    """A text as a narrow column has it, where a line may end at a hyphen."""
    return " ".join(text.split()).replace("- ", "-")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_question_is_on_paper_with_its_code_and_why(kind, paper):
    rendered, reader = sheet(kind, paper)
    page = said(reader)
    assert rendered.warnings == ()
    for prompt in content(kind).prompts.values():
        for text in (
            prompt.id,
            prompt.text,
            prompt.why,
            prompt.hint,
            prompt.how,
            prompt.unit,
            *prompt.options,
            *prompt.anchors,
        ):
            assert even(text) in page
    assert len(reader.pages) == len(content(kind).sections)
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == SIZES[paper]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_tagged_in_the_language_of_the_template(kind):
    _rendered, reader = sheet(kind, "a4")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert headings(reader) == [content(kind).title, *(section.title for section in content(kind).sections)]
    kinds = [one["/S"] for one in elements(reader)]
    assert kinds.count("/H3") == len(content(kind).prompts)
    assert all(one.get("/Alt") for one in elements(reader) if one["/S"] == "/Figure")


def test_each_type_has_its_room_to_write():
    page = worksheet.html(content("district"), paper="a4", is_draft=False)
    prompts = list(content("district").prompts.values())
    of = {name: [prompt for prompt in prompts if prompt.type == name] for name in ("scale", "number", "list", "choice")}
    parts = dict(zip([prompt.id for prompt in prompts], page.split('<div class="asked-here">')[1:], strict=True))
    assert all(parts[prompt.id].count("box-to-tick") == 6 for prompt in of["scale"])
    assert all(parts[prompt.id].count('class="figure"') == 1 for prompt in of["number"])
    lines = {parts[prompt.id].count("<div></div>") for prompt in of["list"] if prompt.section != "INC"}
    assert lines == {4}
    assert [parts[prompt.id].count("<div></div>") for prompt in of["list"] if prompt.section == "INC"] == [3]
    assert all(parts[prompt.id].count("box-to-tick") >= len(prompt.options) for prompt in of["choice"])
    assert "draft" not in page


def test_hostile_words_stay_words():
    first, *others = content("district").sections
    prompts = tuple(replace(prompt, text=HOSTILE, why=HOSTILE, hint=HOSTILE) for prompt in first.prompts)
    hostile = replace(content("district"), title=HOSTILE, sections=(replace(first, prompts=prompts), *others))
    assert b"%PDF" in worksheet.pdf(hostile, paper="a4", is_draft=True)[:8]


def test_there_are_two_papers():
    with pytest.raises(UnknownPaper):
        worksheet.html(content("district"), paper="a3", is_draft=True)


# ---------- its address ----------


@pytest.fixture
def draft(cast):
    first = factories.version("region")
    return first.template.draft(first.content())


def test_a_curator_prints_a_draft_as_it_stands(client, cast, draft):
    make_curator(cast.cleo)
    client.force_login(cast.cleo)
    url = reverse("briefings:worksheet", args=[draft.pk])
    assert url in client.get(reverse("admin:swot_templateversion_change", args=[draft.pk])).content.decode()
    for text in ("What is new here?", "What is newer here?"):
        Prompt.objects.filter(section__version=draft, code="R-COL-1").update(text=text)
        response = client.get(url, {"paper": "letter"})
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'inline; filename="region-en-2-worksheet.pdf"'
        page = said(pypdf.PdfReader(io.BytesIO(response.content)))
        assert text in page
        assert "draft, not published" in page
    assert client.get(url, {"paper": "a3"}).status_code == 404


@pytest.mark.parametrize("name", ["ana", "dev", "cleo"])
def test_others_find_nothing(client, cast, draft, name):
    client.force_login(getattr(cast, name))
    assert client.get(reverse("briefings:worksheet", args=[draft.pk])).status_code == 404
