"""What is wrong with a PDF as PDF/A-3a and PDF/UA-1: two validators, and what they do not look at, by our own eyes."""

import io
import tempfile
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pymupdf
from fontTools.ttLib import TTFont
from lxml import etree

NAMES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ext": "http://www.aiim.org/pdfa/ns/extension/",
}
PRINT = 4
# Takes equal words near an edge of three pages for running heads, such as "1-3 years." beneath three entries; we know
# where the margins are and look at every word in them (`_margins`).
GUESSED = "PAG-001"
MARGIN, EDGE = 19 / 25.4 * 72, 5 / 25.4 * 72


def faults(body, *, attached=()):
    """Everything wrong with a PDF, a line each; `attached` are the names of the files it has to carry, and no others."""
    return [*by_outloud(body), *by_pdfua(body), *by_our_eyes(body, attached)]


def by_outloud(body):
    """Findings of the conformance layer of outloud, warnings too; a rule that broke down is one."""
    with OnDisk(body) as path:
        result = outloud.check(path, layers=["conformance"])
    if result.error:
        yield f"outloud: {result.error}"
    found = [one for one in result.findings if one.rule != GUESSED]
    yield from (f"outloud {one.rule}: {one.message} ({one.evidence})" for one in found)
    yield from (f"outloud {one.rule}: {one.status}" for one in result.runs if one.status == "crashed")


def by_pdfua(body):
    """Findings of pdfua."""
    with OnDisk(body) as path:
        yield from (f"pdfua {one.rule_id}: {one.message}" for one in pdfua.validate(path).findings)


class OnDisk:
    """A PDF as a file, for validators that open files."""

    def __init__(self, body):
        self.body = body

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "a.pdf"
        path.write_bytes(self.body)
        return str(path)

    def __exit__(self, *_error):
        self.folder.cleanup()


def by_our_eyes(body, attached=()):
    """What the validators leave out."""
    yield from _beyond(body)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        yield from _document(pdf)
        yield from _metadata(pdf)
        yield from _files(pdf, sorted(attached))
        for number, page in enumerate(pdf.pages, start=1):
            yield from (f"page {number}: {fault}" for fault in _page(page, number, pdf))
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
                yield from _object(one)


def _beyond(body):
    """Words that run out of their page, or nearly."""
    with pymupdf.open(stream=body) as pdf:
        for number, page in enumerate(pdf, start=1):
            words = (one for one in page.get_text("words") if one[0] < EDGE or one[2] > page.rect.width - EDGE)
            yield from (f"page {number}: “{word}” runs over the edge" for *_where, word, _b, _l, _w in words)


def _document(pdf):
    root = pdf.Root
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "encrypted, or without an identifier"
    if not str(root.get("/Lang", "")) or not root.get("/MarkInfo", {}).get("/Marked"):
        yield "no language, or not marked"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not displayed"
    if len(pdf.pages) > 1 and "/Outlines" not in root:
        yield "no bookmarks"
    if {"/OpenAction", "/AA", "/JavaScript", "/AcroForm", "/OCProperties"} & set(root.keys()):
        yield "something that acts by itself"
    intents = root.get("/OutputIntents", [])
    if [str(one.S) for one in intents] != ["/GTS_PDFA1"] or int(intents[0].DestOutputProfile.N) != 3:
        yield "not one output intent of three colours"
    elif intents[0].DestOutputProfile.read_bytes()[36:40] != b"acsp":
        yield "the output intent is no colour profile"
    if "/EmbeddedFiles" not in root.get("/Names", {}) and "/AF" in root:
        yield "files that are not named"


def _metadata(pdf):
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "no metadata"
        return
    if "/Filter" in stream:
        yield "metadata are packed"
    tree = etree.fromstring(stream.read_bytes())

    def value(name):
        found = tree.xpath(f"//@{name} | //{name}/text() | //{name}//rdf:li/text()", namespaces=NAMES)
        return str(found[0]) if len(found) == 1 else f"{len(found)} values"

    for name, expected in (("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        if value(name) != expected:
            yield f"{name} is {value(name)}"
    if not tree.xpath("//ext:schemas", namespaces=NAMES):
        yield "PDF/UA is not declared to PDF/A"
    if value("dc:title") != str(pdf.docinfo.get("/Title")):
        yield f"two titles: {value('dc:title')}"


def _files(pdf, expected):
    named = dict(pdf.attachments)
    if sorted(named) != expected or [str(one.UF) for one in pdf.Root.get("/AF", [])] != expected:
        yield f"attached are {sorted(named)}"
    every = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Filespec"]
    if len(every) != len(expected):
        yield f"{len(every)} files in it"
    for one in every:
        held, params = one.EF.F, one.EF.F.Params
        if str(one.AFRelationship) not in ("/Source", "/Data") or not str(one.Desc) or str(one.F) != str(one.UF):
            yield f"{one.UF}: not said what it is"
        if int(params.Size) != len(held.read_bytes()) or "/ModDate" not in params or "/" not in str(held.Subtype)[1:]:
            yield f"{one.UF}: size, day or kind is wrong"


def _page(page, number, pdf):
    if str(page.get("/Tabs")) != "/S" or "/StructParents" not in page:
        yield "no order of tags"
    for one in page.get("/Annots", []):
        action = one.get("/A", {})
        target = str(action.get("/URI", ""))
        if str(one.Subtype) != "/Link" or not int(one.get("/F", 0)) & PRINT or not str(one.get("/Contents", "")):
            yield f"an annotation {one.Subtype} that is not printed or has no words"
        if action and (str(action.S) != "/URI" or not target.startswith(("https://", "mailto:"))):
            yield f"a link to {target or action.S}"
        if not action and "/Dest" not in one:
            yield "a link that leads nowhere"
    marks = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) in ("BDC", "BMC", "EMC")]
    depth, artifacts = 0, 0
    for one in marks:
        depth += -1 if str(one.operator) == "EMC" else 1
        artifacts += str(one.operator) == "BDC" and str(one.operands[0]) == "/Artifact"
    if depth:
        yield "marks that are not closed"
    # A sheet for the wall lies across and has no running heads.
    is_wall = page.MediaBox[2] > page.MediaBox[3]
    if number > 1 and not is_wall and (not artifacts or any(_margins(page))):
        yield "its running heads are no artifacts"


def _margins(page):
    """For each text that is tagged, whether it stands in the margin above or below."""
    high, at, before, tagged = float(page.MediaBox[3]), pikepdf.Matrix(), [], []
    for one in pikepdf.parse_content_stream(page):
        name, given = str(one.operator), one.operands
        if name == "q":
            before.append(at)
        elif name == "Q":
            at = before.pop()
        elif name == "cm":
            at = pikepdf.Matrix(*map(float, given)) @ at
        elif name in ("BDC", "BMC"):
            tagged.append(name == "BDC" and "/MCID" in given[1])
        elif name == "EMC":
            tagged.pop()
        elif name == "Tm" and any(tagged):
            _x, y = at.transform((float(given[4]), float(given[5])))
            yield not MARGIN <= y <= high - MARGIN


def _object(one):
    kind, subtype = str(one.get("/Type", "")), str(one.get("/Subtype", ""))
    if kind == "/StructElem":
        yield from _element(one)
    elif kind == "/Font" and subtype == "/Type0":
        yield from _font(one)
    elif kind == "/Font" and not subtype.startswith("/CIDFont"):
        yield f"a font that is {subtype}"
    elif subtype == "/Image" and one.get("/Interpolate", False):
        yield "a picture that is smoothed"


def _element(one):
    kind, layout = str(one.S), one.get("/A", {})
    if kind == "/TH" and str(layout.get("/Scope")) not in ("/Column", "/Row"):
        yield "a header without a scope"
    if kind == "/Figure":
        left, bottom, right, top = (float(side) for side in layout.BBox)
        _x, _y, width, height = (float(side) for side in one.Pg.MediaBox)
        if not str(one.get("/Alt", "")).strip():
            yield "a figure without words"
        if not (0 <= left < right <= width and 0 <= bottom < top <= height):
            yield f"a figure outside of its page: {left, bottom, right, top}"


def _font(one):
    inner = one.DescendantFonts[0]
    held = inner.FontDescriptor.get("/FontFile2") or inner.FontDescriptor.get("/FontFile3")
    if held is None or "/ToUnicode" not in one:
        yield f"{one.BaseFont} is not embedded or not mapped"
        return
    for line in one.ToUnicode.read_bytes().splitlines():
        if line.endswith(b"<>"):
            yield f"{one.BaseFont} has a glyph that stands for nothing: {line!r}"
    program = TTFont(io.BytesIO(held.read_bytes()), lazy=True)
    scale, order, drawn = 1000 / program["head"].unitsPerEm, program.getGlyphOrder(), program["hmtx"]
    first = None
    for part in inner.W:
        if first is None:
            first = int(part)
            continue
        for glyph, width in enumerate(part, start=first):
            if glyph < len(order) and abs(float(width) - drawn[order[glyph]][0] * scale) > 1:
                yield f"{one.BaseFont}: glyph {glyph} is {width} wide and drawn {drawn[order[glyph]][0] * scale:.0f}"
        first = None
