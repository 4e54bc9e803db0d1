"""Which files are taken: name and content agree, nothing that runs comes in, names are harmless."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.rules.files import LARGEST, LONGEST_NAME, MOST_MEMBERS, TYPES, clean_name, name_and_fault, type_of

END_OF_DIRECTORY = b"PK\x05\x06"
PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def packed(*names, first=b"", prefix=b""):
    """A ZIP file with these members; `first` is a stored member "mimetype" before them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return prefix + file.getvalue()


ODT = packed("content.xml", first=b"application/vnd.oasis.opendocument.text")
ODS = packed("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet")
DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")
GOOD = {
    "a.pdf": PDF,
    "a.png": PNG,
    "a.jpg": JPEG,
    "a.JPEG": JPEG,
    "a.txt": "Straße, 12 €\n".encode(),
    "b.txt": "Straße\n".encode("cp1252"),
    "c.txt": "Straße\n".encode("utf-16"),
    "a.csv": b"street;rent\r\nQuay Street;14\r\n",
    "a.odt": ODT,
    "a.ods": ODS,
    "a.docx": DOCX,
    "a.xlsx": XLSX,
}
HOSTILE = {
    "a page by another name": ("a.pdf", HTML),
    "a page as text": ("a.txt", HTML),
    "a page as text after a blank": ("a.txt", b"\n  " + HTML),
    "a page as text after a mark": ("a.txt", b"\xef\xbb\xbf" + HTML),
    "a page as text in two bytes a sign": ("a.txt", HTML.decode().encode("utf-16")),
    "a drawing that runs, as a table": ("a.csv", SVG),
    "a page by its own name": ("a.html", HTML),
    "a drawing by its own name": ("a.svg", SVG),
    "a script": ("a.js", b"alert(1)"),
    "a program": ("a.exe", b"MZ"),
    "two endings": ("a.pdf.html", PDF),
    "no ending": ("pdf", PDF),
    "a PDF behind a page (polyglot)": ("a.pdf", b"<script>alert(1)</script>" + PDF),
    "a ZIP behind a page (polyglot)": ("a.docx", packed("[Content_Types].xml", "word/document.xml", prefix=HTML)),
    "a picture of another kind": ("a.png", b"GIF89a" + b"\0" * 20),
    "a PNG named JPEG": ("a.jpg", PNG),
    "a table named as a text": ("a.docx", XLSX),
    "an open text named as a table": ("a.ods", ODT),
    "an Office file with macros": ("a.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    "a plain ZIP": ("a.xlsx", packed("anything")),
    "half a ZIP": ("a.docx", DOCX[: len(DOCX) // 2]),
    "a ZIP that lies about its end": ("a.docx", DOCX[:-10] + b"\xff\xff\xff\xff" + DOCX[-6:]),
    "bytes as text": ("a.txt", b"abc\0def"),
    "nothing": ("a.pdf", b""),
    "ten megabytes and one": ("a.pdf", PDF + b"x" * (LARGEST + 1 - len(PDF))),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_taken_whose_name_and_content_agree(name):
    assert name_and_fault(name, GOOD[name]) == (name, "")


def test_ten_megabytes_are_taken():
    assert name_and_fault("a.pdf", PDF + b"x" * (LARGEST - len(PDF)))[1] == ""


@pytest.mark.parametrize("what", HOSTILE)
def test_any_other_file_is_refused_with_a_sentence(what):
    _name, fault = name_and_fault(*HOSTILE[what])
    assert fault.endswith(".")


def test_every_type_has_a_file_that_is_taken():
    assert {type_of(name).ending for name in GOOD} == set(TYPES)


def test_a_zip_with_a_huge_directory_is_not_read():
    names = [f"{number:0200}" for number in range(MOST_MEMBERS)]
    assert name_and_fault("a.docx", packed("[Content_Types].xml", "word/document.xml", *names))[1]


def test_a_zip_that_says_two_things_of_its_directory_is_not_read_either(monkeypatch):
    names = [f"{number:060}" for number in range(2 * MOST_MEMBERS)]
    whole = bytearray(packed("[Content_Types].xml", "word/document.xml", *names))
    end = whole.rfind(END_OF_DIRECTORY)
    whole[end + 4 : end + 8] = END_OF_DIRECTORY
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert name_and_fault("a.docx", bytes(whole))[1]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\secret\\rents.csv", "rents.csv"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("rents\u202efdp.txt", "rentsfdp.txt"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("....", "file"),
        ("   two   words .pdf", "two words.pdf"),
        ("long " * 100 + ".pdf", "long " * 23 + "l.pdf"),
    ],
)
def test_a_name_is_made_harmless(name, clean):
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_any_name_becomes_one_without_folders_or_control_signs_and_stays_so(name):
    clean = clean_name(name)
    assert clean
    assert len(clean) <= LONGEST_NAME
    assert not set(clean) & set("/\\\0\r\n\t\u202e")
    assert not clean.startswith(".")
    assert clean_name(clean) == clean


@given(st.sampled_from(sorted(TYPES)), st.binary(max_size=300))
def test_any_bytes_are_judged_without_an_error(ending, content):
    assert isinstance(name_and_fault(f"a.{ending}", content)[1], str)


@given(st.binary(max_size=200), st.integers(0, len(DOCX) - 1))
def test_a_broken_zip_is_judged_without_an_error(noise, at):
    assert isinstance(name_and_fault("a.docx", DOCX[:at] + noise + DOCX[at + len(noise) :])[1], str)
