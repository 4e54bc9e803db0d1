"""Every edition × kind × paper × state looked at: `python -m tests.briefings.every_pdf [--large] [--keep FOLDER] [word …]`.

By hand before a release; it takes a quarter of an hour. Words choose cells ("full", "letter", "many"); --keep leaves
the PDFs behind, for `tests.briefings.contact_sheets`. The last line counts the faults, and so does the exit status.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> int:
    """Print a line a cell; how many cells are at fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        django.setup()
        from tests.briefings import matrix

        cells = [cell for cell in matrix.ALL if set(given.words) <= set(cell)]
        wrong = sum(bool(look(matrix, cell, large=given.large, keep=given.keep)) for cell in cells)
    say(f"{len(cells)} PDFs, {wrong} at fault")
    return wrong


def look(matrix, cell, *, large, keep):
    """One cell: its pages, its size, how long it took, and everything wrong with it."""
    start = time.monotonic()
    try:
        rendered = matrix.printed(*cell, large=large)
    except Exception as error:
        say(f"{' '.join(f'{word:10}' for word in cell)} {type(error).__name__}: {error}")
        return [error]
    seconds, found = time.monotonic() - start, matrix.faults_of(rendered, large=large)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{'-'.join(cell)}{'-large' * large}.pdf").write_bytes(rendered.pdf)
    told = f"{rendered.pages:3} pages {len(rendered.pdf) // 1000:4} kB {seconds:5.1f} s"
    say(f"{' '.join(f'{word:10}' for word in cell)} {told}  {'; '.join(found) or 'no fault'}")
    return found


def say(line):
    """A line at once, so that one can watch."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(min(main(), 1))
