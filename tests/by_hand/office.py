"""Opens every Word text and spreadsheet in LibreOffice and counts what came through: `python -m tests.by_hand.office FOLDER`.

Needs `soffice` (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui). In FOLDER it leaves the files it made and what
LibreOffice made of them, to be looked at. Ends with 1 where a heading, a table, a row or a text is lost, or a formula lives.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TextIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
django.setup()

import pypdf  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402

from briefings.editions import READERS  # noqa: E402
from briefings.formats.word.kept import as_docx  # noqa: E402
from briefings.formats.xlsx import xlsx  # noqa: E402
from tests.adversarial.corpus import FORMULAS  # noqa: E402
from tests.briefings.build import CASES, TODAY, case, content, empty, entry  # noqa: E402
from tests.briefings.formats.words import asked, opened, text_of, words_of  # noqa: E402
from tests.briefings.paper import elements  # noqa: E402

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
# Commas, quotes, UTF-8, as shown, every sheet.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
HEADINGS = {"Heading 1": "/H1", "Heading 2": "/H2", "Heading 3": "/H3", "Matrix Heading": "/H3"}


def say(line: str, to: TextIO = sys.stdout) -> None:
    """One line for whoever ran this."""
    to.write(f"{line}\n")


def office(form: str, folder: Path, *files: Path) -> None:
    """Have LibreOffice write files in another form, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def made(folder: Path) -> dict[Path, bytes]:
    """Every edition of every worked case as a Word text."""
    files = {folder / f"{name}-{key}.docx": as_docx(asked(case(name), key)) for name in CASES for key in READERS}
    for path, body in files.items():
        path.write_bytes(body)
    return files


def text_faults(path: Path, body: bytes) -> list[str]:
    """What of a text did not come through, with the figures printed beside its name."""
    text, pdf = opened(body), pypdf.PdfReader(path.with_suffix(".pdf"))
    styles = {one.style_id: HEADINGS[one.name] for one in text.styles if one.name in HEADINGS}
    paragraphs = list(text.element.body.iter(qn("w:p")))
    wanted = Counter(styles[one.style] for one in paragraphs if one.style in styles)
    wanted["/Table"] = len(list(text.element.body.iter(qn("w:tbl"))))
    found = Counter(one["/S"] for one in elements(pdf))
    on_paper = "".join("".join(page.extract_text() for page in pdf.pages).split())
    lost = {word for word in words_of(text_of(text)) if word not in on_paper}
    counts = ", ".join(f"{name[1:]} {found[name]} of {count}" for name, count in sorted(wanted.items()))
    say(f"{path.stem}: {len(pdf.pages)} pages, {counts}, {len(lost)} words lost, title {pdf.metadata.title!r}")
    faults = [f"{path.stem}: {name} {found[name]} of {count}" for name, count in wanted.items() if found[name] < count]
    return faults + [f"{path.stem}: {word!r} is lost" for word in sorted(lost)]


def sheet_faults(folder: Path) -> list[str]:
    """What of the spreadsheets did not come through, or lives."""
    faults = []
    texts = (*FORMULAS, "=HYPERLINK(1)", "+cmd|x", " =1+1")
    hostile = empty(entries=tuple(entry(f"S{n}", "strength", text) for n, text in enumerate(texts, 1)))
    for name, document in ((CASES[0], case(CASES[0])), (CASES[1], case(CASES[1])), ("hostile", hostile)):
        path = folder / f"{name}.xlsx"
        path.write_bytes(xlsx(document, content(document.cluster.kind), today=TODAY))
        office(EVERY_SHEET, folder, path)
        with (folder / f"{name}-Entries.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        given = {one.id: " ".join(one.text.split()) for one in document.entries}
        shown = {row[0]: " ".join(row[2].split()) for row in rows}
        say(f"{name}: {len(list(folder.glob(f'{name}-*.csv')))} sheets, {len(rows)} of {len(given)} entries")
        faults += [
            f"{name}: {ref} says {shown.get(ref)!r}, not {text!r}"
            for ref, text in given.items()
            if shown.get(ref) != text
        ]
    return faults


def main(folder: Path) -> int:
    """Make, convert, compare."""
    if shutil.which("soffice") is None:
        say("NOTHING WAS CHECKED: soffice is not installed. Debian has it in libreoffice-writer-nogui.", to=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    files = made(folder)
    office(TAGGED, folder, *files)
    faults = [fault for path, body in files.items() for fault in text_faults(path, body)] + sheet_faults(folder)
    say("\n".join(faults) or "Nothing was lost, and no formula lives.")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).resolve()))
