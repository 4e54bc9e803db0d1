"""A workbook in Spanish from its beginning to the paper: begun, answered, sorted, checked, printed."""

import io

import pypdf
import pytest
from django.urls import reverse

from briefings import make, worksheet
from briefings.editions import READERS
from briefings.fit import stands_alone
from briefings.pdf.render import render
from clusters.ids import new_key
from swot.document.gather import gather
from swot.models import Entry, Line, Workbook
from tests import factories
from tests.swot.spoken_in import said, unmarked


@pytest.fixture
def book(ana, cast):
    """Begun by Ana in Spanish, through its pages."""
    factories.version()
    factories.spanish()
    ana.post(reverse("swot:begin"), {"cluster": cast.cluster.pk, "language": "es"})
    book = Workbook.objects.get()
    first = {
        "here_before": "Impresores y el mercado de telas",
        "not_in_room": "Inquilinos",
        "speaks_for_them": "Rosa Lima",
    }
    send(ana, book, "first-questions", revision=1, **first)
    send(ana, book, "answer", "D-PLA-3", value="4", revision=0)
    send(ana, book, "answer", "D-AIM-2", value="No lo sabemos", revision=0)
    send(ana, book, "answer", "D-INF-2", value="18", revision=0)
    send(ana, book, "line-add", "D-PLA-1", text="Cuatro talleres de acabados siguen abiertos", key=new_key())
    line = Line.objects.get()
    thing = {"thing": f"line-{line.pk}", "revision": line.revision, "text": line.text, "key": new_key()}
    send(ana, book, "sort", do="keep", evidence_grade="2", helps="helps", ours="ours", **thing)
    send(ana, book, "check", revision=1, q1="yes", q2="unsure", q3="no")
    return Workbook.objects.with_pages().get()


def send(client, book, name, *args, **typed):
    answer = client.post(reverse(f"swot:{name}", args=[book.pk, *args]), typed)
    assert answer.status_code == 302, (name, answer.content.decode()[-2000:])


def test_the_answers_entry_and_check_stand_in_the_document(book):
    document = gather(book)
    answers = {answer.prompt_id: answer for answer in document.answers}
    assert (answers["D-PLA-3"].value, answers["D-INF-2"].value) == (4, 18)
    assert answers["D-AIM-2"].status == "not yet known"
    assert Entry.objects.get().quadrant == "strength"
    assert document.check.answers[:3] == ("yes", "unsure", "no")


def test_a_number_offers_its_entry_in_spanish(ana, book):
    page = ana.get(reverse("swot:section", args=[book.pk, "INF"])).content.decode()
    assert ("Pocos espacios de trabajo tienen aquí asegurados más de cinco años.", "es") in said(page)


def test_the_strip_speaks_in_the_words_of_the_template(ana, book):
    page = ana.get(reverse("swot:inclusion", args=[book.pk])).content.decode()
    assert ("¿Quién estaba aquí antes que nosotros?", "es") in said(page)
    assert ("3 confirmados, podrían ser 22 de 24: en calma", "es") in said(page)
    assert unmarked(page, book.content()) == []


@pytest.mark.parametrize("key", READERS)
def test_each_briefing_is_printed_with_page_one_alone(book, key):
    told = {"edition": key, "paper": "a4", "today": book.cluster.today}
    page = make.html(gather(book), book.content(), **told)
    assert unmarked(page, book.content()) == []
    assert '<html lang="en"' in page
    assert 'lang="es"' in page
    reader = pypdf.PdfReader(io.BytesIO(make.pdf(gather(book), book.content(), **told)))
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert stands_alone(render(page))
    assert "en calma" in "".join(each.extract_text() for each in reader.pages)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_worksheet_is_marked_and_printed(paper):
    content = factories.library("district", "es")
    page = worksheet.html(content, paper=paper, is_draft=False)
    assert unmarked(page, content) == []
    assert '<html lang="en"' in page
    reader = pypdf.PdfReader(io.BytesIO(worksheet.pdf(content, paper=paper, is_draft=False)))
    assert "Lugar y personas" in "".join(each.extract_text() for each in reader.pages)
