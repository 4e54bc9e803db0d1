"""What others made is what the table says it is."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


def table(text: str) -> dict[str, str]:
    """File and SHA-256 of each row."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {row[2]: row[4] for row in rows[2:]}


LISTED = table((VENDOR / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LISTED)
def test_a_listed_file_is_the_one_that_was_taken_over(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == LISTED[name]


def test_no_file_is_kept_without_a_row() -> None:
    kept = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert kept - {"README.md"} == set(LISTED)


def test_every_folder_carries_its_licence() -> None:
    assert all(any(folder.glob("LICENSE*")) for folder in VENDOR.iterdir() if folder.is_dir())


def test_no_style_sheet_asks_for_a_source_map_that_is_not_there() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in (Path(settings.BASE_DIR) / "static").rglob("*.css")]
    assert sheets
    assert not [sheet for sheet in sheets if "sourceMappingURL" in sheet]
