"""PDFs to look into: made once for all tests, opened, and read."""

import io
from functools import cache

import pypdf

from briefings import make
from tests.briefings.build import TODAY, case, content


def pdf(document, edition="agency", paper="a4", **more):
    """The PDF of a document, opened."""
    body = make.pdf(document, content(document.cluster.kind), edition=edition, paper=paper, today=TODAY, **more)
    return opened(body)


def opened(body):
    """The bytes of a PDF, opened."""
    return pypdf.PdfReader(io.BytesIO(body))


def case_pdf(name, edition="agency", paper="a4"):
    """The PDF of a worked case, rendered once however many tests read it."""
    return once(name, edition, paper)


@cache
def once(name, edition, paper):
    """The same, whichever way it was asked for."""
    return pdf(case(name), edition, paper)


def words(reader, at):
    """The text of one page, its spaces evened."""
    return " ".join(reader.pages[at].extract_text().split())


def headings(reader):
    """The titles of all bookmarks, however deep."""

    def walk(outline):
        for one in outline:
            yield from walk(one) if isinstance(one, list) else (one.title,)

    return list(walk(reader.outline))


def elements(reader):
    """Every element of the tags, in order."""

    def walk(element):
        element = element.get_object()
        if not isinstance(element, pypdf.generic.DictionaryObject) or "/S" not in element:
            return
        yield element
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, pypdf.generic.IndirectObject):
                yield from walk(kid)

    for top in reader.trailer["/Root"]["/StructTreeRoot"]["/K"]:
        yield from walk(top)


def links(reader):
    """Where links of any page lead outside."""
    for page in reader.pages:
        for one in page.get("/Annots") or ():
            action = one.get_object().get("/A", {})
            if "/URI" in action:
                yield action["/URI"]
