"""Other scripts: each sign has one face that prints it, and only pages that have such signs pay for the face."""

import re

import pytest
from fontTools.ttLib import TTFont

from briefings.pdf import scripts
from briefings.pdf.render import render, sheets
from tests.briefings.build import ROOT, empty, entry, printed
from tests.briefings.conform import faults
from tests.briefings.hostile import hostile
from tests.briefings.paper import opened

STATIC = ROOT / "static"
FACE = re.compile(r"@font-face \{ font-family: ([^;]+);.*?url\(([^)]+)\);\s+unicode-range: ([^;]+);", re.S)
# Digits and marks of keycaps, which Pango asks the family of that name for.
OF_KEYCAPS = {*map(ord, "#*0123456789©®")}
TYPED = {
    "arabic": "ترتفع الإيجارات",
    "cyrillic": "Цены растут",
    "devanagari": "किराया बढ़ रहा है",
    "emoji": "👩🏽‍🚀 🏳️‍🌈 🇮🇪 👨‍👩‍👧‍👦 1️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "greek": "Τα ενοίκια",
    "han": "租金上涨。家賃が上がる",
    "hebrew": "השכירות עולה",
    "thai": "ค่าเช่าเพิ่มขึ้น",
    "vietnamese": "Tiền thuê tăng",
}
SHEETS = [name for name in scripts.sheets() if name != scripts.LATIN]


def page(*texts, lang="en"):
    """A page of print that says these texts."""
    said = "".join(f"<p><bdi>{text}</bdi> <b>{text}</b> <span class=ui>{text}</span>" for text in texts)
    return f"<html lang={lang}><title>x</title>{said}"


def faces(sheet):
    """Family, file and signs of each face of a style sheet."""
    text = (STATIC / sheet).read_text(encoding="utf-8")
    for family, url, ranges in FACE.findall(text):
        spans = ((int(one[1], 16), int(one[2] or one[1], 16)) for one in scripts.SPAN.finditer(ranges))
        signs = {code for first, last in spans for code in range(first, last + 1)}
        yield family.strip('"'), ((STATIC / sheet).parent / url).resolve(), signs


@pytest.mark.parametrize("sheet", scripts.sheets())
def test_a_face_has_every_sign_that_its_sheet_declares(sheet):
    found = list(faces(sheet))
    assert len(found) == (STATIC / sheet).read_text(encoding="utf-8").count("@font-face")
    for _family, path, signs in found:
        assert signs <= set(TTFont(path).getBestCmap()), path.name


def test_no_sign_is_declared_by_two_sheets():
    seen = {}
    for sheet in scripts.sheets():
        for code in {code for first, last, _sheet in scripts.spans_of(sheet) for code in range(first, last + 1)}:
            assert code in OF_KEYCAPS or code not in seen, f"{code:x} in {sheet} and {seen[code]}"
            seen[code] = sheet


def test_every_family_follows_the_faces_of_the_briefings():
    named = (ROOT / "briefings" / "pdf" / "fonts.conf").read_text(encoding="utf-8")
    families = {family for sheet in scripts.sheets() for family, _path, _signs in faces(sheet)}
    assert all(f"<string>{family}</string>" in named for family in families)


def test_there_is_a_text_for_every_sheet():
    assert [f"css/scripts/{name}.css" for name in TYPED] == SHEETS


@pytest.mark.parametrize("name", TYPED)
def test_a_script_is_printed_with_its_own_face_and_read_back(name):
    assert scripts.sheets_for(TYPED[name]) == (f"css/scripts/{name}.css",)
    made = render(page(TYPED[name]))
    assert made.warnings == ()
    names = {path.stem.rsplit("-", 2)[0] for _family, path, _signs in faces(f"css/scripts/{name}.css")}
    used = {str(font) for font in fonts_of(made.pdf)}
    assert names
    assert any(family in font for family, _path, _signs in faces(f"css/scripts/{name}.css") for font in used)


def fonts_of(pdf):
    """The names of the fonts on page one, without what tells subsets apart."""
    for font in opened(pdf).pages[0]["/Resources"]["/Font"].values():
        yield font.get_object()["/BaseFont"].split("+")[1].replace("-", " ")


@pytest.mark.parametrize("name", ["arabic", "cyrillic", "greek", "han", "hebrew", "thai", "vietnamese"])
def test_words_of_a_script_are_found_in_the_pdf(name):
    text = opened(render(page(TYPED[name])).pdf).pages[0].extract_text()
    squeezed = "".join(text.split())
    assert "".join(TYPED[name].split()[-1].split()) in squeezed


def test_a_page_in_latin_letters_asks_for_no_further_face():
    assert scripts.sheets_for("Straße “Łódź” – naïve…") == scripts.sheets_for("plain") == ()
    assert sheets(printed(empty())) == ["css/print.css"]


def test_all_scripts_stand_side_by_side_and_in_any_order_give_the_same_bytes():
    latin, mixed = page("Łódź ©️ 1️⃣ plain"), page(*TYPED.values())
    first = render(latin).pdf
    made = render(mixed)
    assert made.warnings == ()
    assert (render(latin).pdf, render(mixed).pdf) == (first, made.pdf)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("<bdi>ترتفع</bdi>", '<bdi dir="rtl">ترتفع</bdi>'),
        ('<bdi class="said">(12) «שלום» x</bdi>', '<bdi class="said" dir="rtl">(12) «שלום» x</bdi>'),
        ("<bdi>&quot;שלום&quot;</bdi>", '<bdi dir="rtl">&quot;שלום&quot;</bdi>'),
        ("<bdi>Rents שלום</bdi>", "<bdi>Rents שלום</bdi>"),
        ("<bdi></bdi><p>שלום</p>", "<bdi></bdi><p>שלום</p>"),
        ("<bdi>plain</bdi>", "<bdi>plain</bdi>"),
    ],
)
def test_what_begins_from_right_to_left_is_told_so(typed, told):
    assert scripts.directed(typed) == told


def test_a_line_from_right_to_left_is_laid_out_so():
    line = "الإيجارات ترتفع (2024)، Ropewalk."
    words = opened(render(f"<html lang=ar><title>x</title><p><bdi>{line}</bdi>").pdf).pages[0].extract_text()
    assert words.index("Ropewalk") < words.index("الإيجارات") or words.index("Ropewalk") > words.index("ترتفع")


def test_words_in_a_drawing_are_joined_as_in_a_line():
    drawing = (
        '<svg viewBox="0 0 800 100" width="80mm" height="10mm"><text x="400" y="50" text-anchor="middle"'
        ' font-family="Commissioner" font-size="30">{}</text></svg>'
    )
    for text in (TYPED["arabic"], TYPED["devanagari"], TYPED["emoji"], "Łódź"):
        alone = opened(render(f"<html lang=en><title>x</title><p class=ui>{text}").pdf)
        drawn = opened(render(f"<html lang=en><title>x</title>{drawing.format(text)}").pdf)
        assert glyphs_of(drawn) == glyphs_of(alone), text


def glyphs_of(reader):
    """The glyphs shown on page one, by number."""
    page = reader.pages[0]
    drawings = [one.get_object() for one in page["/Resources"].get("/XObject", {}).values()]
    content = b"".join(one.get_data() for one in (page.get_contents(), *drawings)).decode("latin-1")
    shown = re.findall(r"\[(.*?)\] ?TJ", content, re.S)
    return re.findall(r"[0-9a-f]{4}", "".join("".join(re.findall(r"<([0-9a-f]*)>", one)) for one in shown))


def test_a_workbook_written_in_many_scripts_is_printed_whole():
    quadrants = ("strength", "weakness", "opportunity", "threat")
    entries = tuple(
        entry(f"{quadrants[at % 4][:1].upper()}{at + 1}", quadrants[at % 4], text)
        for at, text in enumerate(TYPED.values())
    )
    made = render(printed(empty(entries=entries), key="full"))
    assert made.warnings == ()


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["community", "full"])
def test_a_workbook_in_many_scripts_conforms(edition):
    made = render(printed(hostile(tuple(TYPED.values())), key=edition))
    assert made.warnings == ()
    assert list(faults(made.pdf)) == []
