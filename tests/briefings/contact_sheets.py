"""All pages of PDFs on sheets, to be looked at: `python -m tests.briefings.contact_sheets FOLDER PDF…`.

For each PDF one PNG in colour and one in grey (`NAME.png`, `NAME-grey.png`), six pages in a row.
"""

import sys
from pathlib import Path

import pymupdf
from PIL import Image

A_ROW, WIDTH, GAP = 6, 560, 12


def main(folder: Path, paths: list[Path]) -> None:
    """Make the sheets of each PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        sheet = contact(pages(path))
        sheet.save(folder / f"{path.stem}.png")
        sheet.convert("L").save(folder / f"{path.stem}-grey.png")


def pages(path: Path) -> list[Image.Image]:
    """Every page as a picture of one width."""
    with pymupdf.open(path) as pdf:
        drawn = (
            page.get_pixmap(matrix=pymupdf.Matrix(scale, scale)) for page in pdf for scale in [WIDTH / page.rect.width]
        )
        return [Image.frombytes("RGB", (one.width, one.height), one.samples) for one in drawn]


def contact(pictures: list[Image.Image]) -> Image.Image:
    """Pictures of pages in rows on one sheet."""
    high, rows = max(one.height for one in pictures), -(-len(pictures) // A_ROW)
    across = min(A_ROW, len(pictures))
    sheet = Image.new("RGB", (across * (WIDTH + GAP) + GAP, rows * (high + GAP) + GAP), "#777")
    for at, one in enumerate(pictures):
        sheet.paste(one, (GAP + at % A_ROW * (WIDTH + GAP), GAP + at // A_ROW * (high + GAP)))
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
