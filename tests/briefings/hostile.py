"""Documents that mean harm in every field, and what a PDF made of one may hold."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from itertools import count

import pikepdf
from fontTools.ttLib import TTFont

from briefings.scene import Beside, Voice
from swot.document.values import Action, Answer, Classifier, FindOut, FirstQuestions, Line, SelfCheck
from tests.adversarial import corpus
from tests.briefings.build import case, content

PRINT = (
    "@import 'http://example.invalid/a.css'; @import url(file:///etc/passwd);",
    "</style><style>@page{@top-left{content:url(http://example.invalid/p.png)}}</style>",
    '\\75\\72\\6c(http://example.invalid/x) \\3c style\\3e <p style="background:u\\72l(//example.invalid/x)">',
    '<object data="file:///etc/passwd"></object><embed src=file:///etc/hostname>',
    '<link rel=attachment href="file:///etc/passwd"><a rel=attachment href=file:///etc/passwd>x</a>',
    '<image xlink:href="http://example.invalid/x.svg"/><use href="file:///etc/passwd#x"/>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x> &e; %e;',
    '<?xml version="1.0"?><?xml-stylesheet href="http://example.invalid/a.xsl"?><xi:include href="file:///etc/passwd"/>',
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://example.invalid/x'/></svg>",
    "<a href=javascript:alert(1)>x</a><a href='file:///etc/passwd'>y</a><a href=https://example.invalid/>z</a>",
    "http://example.invalid/ ftp://example.invalid/ https://example.invalid/ mailto:x@example.invalid",
    "<svg><style>*{fill:url(http://example.invalid/#x)}</style><foreignObject><iframe src=//example.invalid>",
    "<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<bdo dir=rtl>turned</bdo></bdi></bdi></p></td></table></section></main></body></html><h1>after</h1>",
    "(x) Tj ET /JavaScript (app.alert(1)) endstream endobj %%EOF \\( \\) << >> \\r",
    "አማርኛ ქართული ᚠᚢᚦ 한국어 ⠃⠗⠇ 𓀀 𒀀 ꙮ ﷽ 🫠🫨🪿 ☭ ꧁꧂ \u1680 \u08e2 \u0605 \u2028",
    "\ufeff\u061c\u200f\u202b\u2067ترتفع\u2069\u202c \u2068x\u2069 \u206a\u206f \u034f\u115f\u3164\uffa0",
    "\U000e0001\U000e0041\U000e007f \U0001f3f4\U000e0067\U000e007f \u20e3 \ufe0f \u200d\u200d\u200d 👨\u200d\u200d👩",
    "ก็็็็็็็็็็็็็็็็็็็็ कििििििििि \u0e33\u0e33 ﷺﷺﷺ \u0489" * 3,
)


def as_stored(text):
    """A text as it is kept: all of it but nothing and halves of signs."""
    return text.replace("\0", "").encode(errors="ignore").decode()


EVERY = tuple(dict.fromkeys(map(as_stored, (*corpus.SHORT, *PRINT))))
ADDRESSES = ("url", "answer_at")
# Chosen from lists or pointing at something: no words of anybody.
CHOSEN = {
    *(
        "id",
        "key",
        "kind",
        "slug",
        "fingerprint",
        "status",
        "as_of",
        "creative_scope",
        "section",
        "quadrant",
        "horizon",
    ),
    *(
        "twin_of",
        "prompt_id",
        "line",
        "from_",
        "family",
        "from_kind",
        "cost_band",
        "reader",
        "cites",
        "cited_by",
        "template",
    ),
    *("result", "recommended_kind", "also", "chosen_kind", "points", "internal_entries", "external_entries", "figures"),
    *(
        "thresholds",
        "crossings",
        "outcomes",
        "sources",
        "set_aside",
        "checks_aside",
        "comments",
        "last_time",
        "members",
    ),
    *("people", "infrastructure", "grade"),
}
CHOSEN_IN = {(FindOut, "about"), (Action, "strategy"), (SelfCheck, "answers"), (Classifier, "answers")}
OURS = {"workbook.json", "entries.csv"}
STATIC = "https://pdf.invalid/static/"
# ISO 32000-2, 12.6.4: all actions but going to a place of the same file, and addresses, which are looked at one by one.
ACTIONS = {
    *("/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/Sound", "/Movie", "/Hide", "/Named", "/SubmitForm"),
    *(
        "/ResetForm",
        "/ImportData",
        "/JavaScript",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
    ),
}
KEYS = {"/JS", "/AA", "/OpenAction", "/AcroForm", "/XFA", "/RichMediaContent", "/FFilter", "/Ref", "/Alternates"}


@cache
def full_case():
    """A worked case with something in every part that takes words."""
    document = case("798-district")
    prompts = content("district").prompts.values()
    known = {answer.prompt_id for answer in document.answers}
    more = tuple(
        Answer(
            prompt.id, "answered", "x" if prompt.type == "text" else None, lines=(Line(f"{prompt.id}/1", "x", True),)
        )
        for prompt in prompts
        if prompt.id not in known and prompt.type in ("text", "list")
    )
    cluster = replace(document.cluster, nested_in=("x",), contains=("x", "y"), history=("x",))
    first = FirstQuestions("x", "x", "x")
    return replace(document, cluster=cluster, answers=document.answers + more, first_questions=first)


def hostile(texts, document=None):
    """A document in which every word of people is one of the texts, in turn."""
    turn = count()
    return _put(document or full_case(), lambda: texts[next(turn) % len(texts)])


def beside(texts):
    """What is typed for one briefing, of the texts in turn, with a briefing before."""
    turn = count(3)
    given = _put(
        Beside(headline="x", letter="x", answer_at="x", contact="x", voices=(Voice("x", "x", date(2026, 5, 1)),)),
        lambda: texts[next(turn) % len(texts)],
    )
    return replace(given, earlier=hostile(texts[1:] + texts[:1]), earlier_name=texts[0])


def _put(value, text, name=""):
    if isinstance(value, str):
        return text()
    if isinstance(value, tuple):
        return tuple(_put(one, text) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{one.name: _put(getattr(value, one.name), text) for one in fields(value) if is_free(value, one.name)},
        )
    return value


def is_free(value, name):
    """Whether people write a field as they like."""
    return name not in CHOSEN and (type(value), name) not in CHOSEN_IN


def wrong_in(pdf):
    """What a PDF holds that it may not: foreign files, actions, addresses, and glyphs that stand for none."""
    with pikepdf.open(pdf) as opened:
        found = [problem for one in opened.objects for problem in _wrong_in(one)]
        found += [f"file {name}" for name in opened.attachments if name not in OURS]
        found += [f".notdef on page {at}" for at, page in enumerate(opened.pages, 1) if _shows_notdef(page)]
    return found


def _wrong_in(one):
    if isinstance(one, pikepdf.Stream):
        one = one.stream_dict
    if isinstance(one, pikepdf.Array):
        return [
            problem
            for part in one
            if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect
            for problem in _wrong_in(part)
        ]
    if not isinstance(one, pikepdf.Dictionary):
        return []
    found = [f"{key} in {one.get('/Type')}" for key in one if key in KEYS]
    kind = one.get("/S")
    if isinstance(kind, pikepdf.Name) and str(kind) in ACTIONS:
        found.append(f"action {kind}")
    if "/URI" in one and kind == pikepdf.Name.URI and not re.match(r"https://[^/]|mailto:.", str(one["/URI"])):
        found.append(f"address {one['/URI']}")
    if one.get("/Type") == pikepdf.Name.Filespec and str(one.get("/UF")) not in OURS:
        found.append(f"file {one.get('/UF')}")
    for part in one.values():
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            found += _wrong_in(part)
    return found


def _shows_notdef(page):
    forms = [form for form in page.resources.get("/XObject", {}).values() if form.get("/Subtype") == "/Form"]
    streams = [(page, page.resources), *((form, form.get("/Resources", {})) for form in forms)]
    return any(_is_empty(shown, has) for stream, resources in streams for shown, has in _shown(stream, resources))


def _shown(stream, resources):
    """Each text shown in a stream, with how many glyphs its font has."""
    has = 0
    for operands, operator in pikepdf.parse_content_stream(stream):
        if str(operator) == "Tf":
            has = _glyphs_in(resources["/Font"][str(operands[0])])
        elif str(operator) in ("Tj", "TJ"):
            yield from ((shown, has) for shown in operands)


def _glyphs_in(font):
    """How many glyphs there are in a font that is put into a PDF."""
    file = font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]
    return _glyphs_of(file.read_bytes())


@lru_cache(maxsize=60)
def _glyphs_of(file):
    return TTFont(BytesIO(file), lazy=True)["maxp"].numGlyphs


def _is_empty(shown, has):
    """Whether a text shows a glyph that stands for none: the first one, or one beyond the last, as WeasyPrint writes it."""
    if isinstance(shown, pikepdf.Array):
        return any(_is_empty(one, has) for one in shown)
    if not isinstance(shown, pikepdf.String):
        return False
    raw = bytes(shown)
    return any(not 0 < int.from_bytes(raw[at : at + 2], "big") < has for at in range(0, len(raw), 2))
