"""Files that nobody means well with, made by code: for the evidence library, and texts for a template or a workbook."""

import io
import json
import struct
import zipfile

from swot.rules.files import LARGEST

PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"
PAGE = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9)
)
LAUGHS += b"]><l>&a8;</l>"
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
TYPES, WORD, TABLE, MACROS = "[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "word/vbaProject.bin"


def packed(members, how=zipfile.ZIP_DEFLATED):
    """A ZIP file of names and what is in them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def bomb():
    """A few kilobytes that would unpack to 200 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, "x")
        with archive.open(WORD, "w") as member:
            for _ in range(200):
                member.write(b"\0" * 1_000_000)
    return file.getvalue()


def nested():
    """A bomb within a bomb within a bomb."""
    inside = packed([("x", b"\0" * 10_000_000)])
    for _ in range(3):
        inside = packed([(f"{n}.zip", inside) for n in range(10)])
    return packed([(TYPES, "x"), (WORD, inside)])


def many():
    """A hundred thousand members."""
    return packed([(TYPES, ""), (WORD, ""), *((f"{n:05}", "") for n in range(100_000))], zipfile.ZIP_STORED)


def overlapping():
    """A directory that names one member sixty thousand times."""
    whole = bytearray(packed([(WORD, b"\0" * 1_000)], zipfile.ZIP_STORED))
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = bytes(whole[start:end])
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, len(entry) * 60_000, start, 0)
    return bytes(whole[:start]) + entry * 60_000 + tail


def lying():
    """A member that says of itself to be four gigabytes large."""
    whole = bytearray(packed([(TYPES, "x"), (WORD, "x")], zipfile.ZIP_STORED))
    at = whole.index(b"PK\x01\x02")
    whole[at + 20 : at + 28] = b"\xff\xff\xff\xfe\xff\xff\xff\xfe"
    return bytes(whole)


def locked():
    """A member that says that it is encrypted, in a way that is none."""
    whole = bytearray(packed([(TYPES, "x"), (WORD, "x")], zipfile.ZIP_STORED))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.index(mark)
        whole[at + flags] |= 1
        whole[at + flags + 2] = 99
    return bytes(whole)


def open_text(first):
    """An OpenDocument text whose first member says what it likes."""
    return packed([("mimetype", first), ("content.xml", LAUGHS)], zipfile.ZIP_STORED)


# Name to how it is called and made, and whether it may be kept: then it is given back as it came, and as nothing but a file.
EVIDENCE = {
    "a bomb in a text": ("a.docx", bomb, True),
    "a bomb in bombs": ("a.docx", nested, True),
    "a hundred thousand members": ("a.docx", many, False),
    "one member sixty thousand times": ("a.docx", overlapping, False),
    "a member of four gigabytes": ("a.docx", lying, True),
    "an encrypted member": ("a.docx", locked, True),
    "half a ZIP": ("a.docx", lambda: packed([(TYPES, ""), (WORD, "x" * 99)])[:-30], False),
    "a ZIP that is only its end": ("a.docx", lambda: b"PK\x03\x04PK\x05\x06" + b"\0" * 18, False),
    "members that climb": ("a.docx", lambda: packed([(f"../../{TYPES}", ""), ("/etc/passwd", "x")]), False),
    "members that climb beside good ones": (
        "a.docx",
        lambda: packed([(TYPES, ""), (WORD, ""), ("../../x", "x")]),
        True,
    ),
    "macros": ("a.docx", lambda: packed([(TYPES, ""), (WORD, ""), (MACROS, "x")]), False),
    "macros in capitals": ("a.docx", lambda: packed([(TYPES, ""), (WORD, ""), (MACROS.upper(), "x")]), False),
    "entities in a table": ("a.xlsx", lambda: packed([(TYPES, LAUGHS), (TABLE, LAUGHS)]), True),
    "an entity from outside": ("a.xlsx", lambda: packed([(TYPES, OUTSIDE), (TABLE, OUTSIDE)]), True),
    "a text called a table": ("a.xlsx", lambda: packed([(TYPES, ""), (WORD, "")]), False),
    "an open text of another kind": ("a.odt", lambda: open_text("text/html"), False),
    "an open text with entities": ("a.odt", lambda: open_text("application/vnd.oasis.opendocument.text"), True),
    "a page called PDF": ("a.pdf", lambda: PAGE, False),
    "a page before a PDF": ("a.pdf", lambda: PAGE + PDF, False),
    "a PDF before a page": ("a.pdf", lambda: PDF + PAGE, True),
    "a PDF that opens something": ("a.pdf", lambda: PDF + b"1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj", True),
    "a PDF that is a ZIP as well": ("a.pdf", lambda: PDF + packed([(TYPES, ""), (WORD, "")]), True),
    "a ZIP behind a PDF called DOCX": ("a.docx", lambda: PDF + packed([(TYPES, ""), (WORD, "")]), False),
    "a program called PDF": ("a.pdf", lambda: b"MZ\x90\0" + b"\0" * 200, False),
    "a program": ("a.exe", lambda: b"MZ\x90\0", False),
    "a picture of ten thousand million points": (
        "a.png",
        lambda: PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 100_000, 100_000) + b"\x08\x06\0\0\0",
        True,
    ),
    "a picture with a page in it": ("a.png", lambda: PNG + PAGE, True),
    "a JPEG with a page in it": ("a.jpg", lambda: JPEG + b"\xff\xfe" + PAGE, True),
    "a JPEG called PNG": ("a.png", lambda: JPEG, False),
    "a GIF called PNG": ("a.png", lambda: b"GIF89a=1;alert(1)", False),
    "a drawing": ("a.svg", lambda: SVG, False),
    "a drawing called PNG": ("a.png", lambda: SVG, False),
    "a drawing called a text": ("a.txt", lambda: SVG, False),
    "a page called a text": ("a.txt", lambda: b"\n\n  " + PAGE, False),
    "a page in UTF-16 called a text": ("a.txt", lambda: "<html><script>x</script>".encode("utf-16"), False),
    "a page behind a mark": ("a.csv", lambda: b"\xef\xbb\xbf" + PAGE, False),
    "a page": ("a.html", lambda: PAGE, False),
    "a script of the server": ("a.csv", lambda: b"<?php system($_GET[1]); ?>", False),
    "two endings": ("a.pdf.html", lambda: PDF, False),
    "an ending within": ("a.php.jpg", lambda: JPEG, True),
    "no ending": ("pdf", lambda: PDF, False),
    "a hidden name": (".htaccess", lambda: b"Options +ExecCGI", False),
    "a name that climbs": ("../../etc/passwd.pdf", lambda: PDF, True),
    "a name with a NUL": ("a.pdf\0.html", lambda: PDF, False),
    "a name turned round": ("a\u202efdp.exe", lambda: PDF, False),
    "a name of a new line": ("a\r\nSet-Cookie: x=1.pdf", lambda: PDF, True),
    "a name as long as a disk takes": ("a" * 250 + ".pdf", lambda: PDF, True),
    "formulas": ("a.csv", lambda: b"=cmd|' /C calc'!A0,@SUM(1)\n", True),
    "bytes called a text": ("a.txt", lambda: b"abc\0def", False),
    "nothing": ("a.pdf", lambda: b"", False),
    "ten megabytes and one": ("a.pdf", lambda: PDF + b"x" * (LARGEST + 1 - len(PDF)), False),
    "ten megabytes of one line": ("a.csv", lambda: b"x," * (LARGEST // 2), True),
}


def aliases():
    """Nine lists, each of nine times the one before: 387 million words of a few bytes."""
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines).encode()


# What is no template and no workbook, in either form that is read.
JSON = {
    "nothing": b"",
    "blanks": b" " * 1_000,
    "no JSON": b"{'a': 1}",
    "a page": PAGE,
    "a drawing": SVG,
    "an archive": b"PK\x03\x04" + b"\0" * 500,
    "compressed": b"\x1f\x8b\x08" + b"\0" * 500,
    "a million brackets": b"[" * 1_000_000,
    "a million keys deep": b'{"a":' * 300_000,
    "brackets behind a text": b'{"a": "' + b"\\" * 999_999 + b'"',
    "not a number": b'{"title": NaN}',
    "without end": b'{"title": -Infinity}',
    "too large a number": b'{"title": 1e999}',
    "a number of a million digits": b'{"title": ' + b"9" * 1_000_000 + b"}",
    "a key twice": b'{"kind": "district", "kind": "region"}',
    "half a character": b'{"title": "\\ud800"}',
    "half a character in a key": b'{"\\udfff": 1}',
    "no UTF-8": b'{"title": "\xff\xfe"}',
    "UTF-16": '{"title": "x"}'.encode("utf-16"),
    "a NUL": b'{"title": "a\\u0000b"}',
    "keys of the program": b'{"__proto__": {"x": 1}, "__class__": "x"}',
    "an unknown key": b'{"titel": "x"}',
    "a list": b"[1, 2, 3]",
    "a text": b'"district"',
    "null": b"null",
    "three thousand parts": json.dumps({"sections": [{}] * 3_000}).encode(),
    "two thousand empty parts": json.dumps({"sections": [{}] * 2_000, "entries": [{}] * 2_000}).encode(),
    "a hundred thousand keys": json.dumps({str(n): n for n in range(100_000)}).encode(),
    "lists where texts belong": b'{"kind": [], "title": {}, "sections": "x", "entries": 7, "cluster": null}',
    "two megabytes and one": b'{"title": "' + b"x" * 2_000_000 + b'"}',
    "two megabytes of marks": ('{"title": "' + "Z" + "\u0301" * 990_000 + '"}').encode(),
    "a text without end": b'{"title": "' + b"x" * 1_900_000,
}
YAML = {
    "aliases": aliases(),
    "an alias of itself": b"a: &a [*a]",
    "a hundred thousand anchors": b"\n".join(b"k%d: &a%d x" % (n, n) for n in range(100_000)),
    "a tag that makes an object": b"a: !!python/object/apply:os.system ['id']",
    "a tag of a date": b"title: !!timestamp 2026-01-01",
    "merged keys": b"a: &a {b: 1}\nc: {<<: *a}",
    "two documents": b"a: 1\n---\nb: 2",
    "deep": b"- " * 20_000,
    "brackets": b"[" * 100_000,
    "a key twice": b"kind: district\nkind: region",
    "a key that is a list": b"? [a]\n: 1",
    "not a number": b"title: .nan",
    "a truth": b"title: yes",
    "tabs": b"\ta: 1",
    "directives": b"%TAG ! tag:evil,2026:\n---\na: !x 1",
    "a text without end": b'title: "' + b"x" * 1_900_000,
}
