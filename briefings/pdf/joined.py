"""A table that goes on over pages is one table to a reader by ear: one head, and all its rows."""

from typing import Any

from briefings.pdf.painted import boxes


def join(document: Any, elements: dict[bytes, Any]) -> set[bytes]:
    """Hang the rows of later pages on the table where it begins; the references of what is left over then, heads and all.

    WeasyPrint makes a table of each page's part. `elements` are all elements of the tags by reference.
    """
    over: set[bytes] = set()
    for first, *rest in _parts(document, elements):
        head = _head(first, elements)
        for table in rest:
            same = {name.string: head[at] for at, name in enumerate(_head(table, elements)) if at < len(head)}
            for kid in (elements[reference] for reference in table["K"]):
                if kid["S"] == "/THead":
                    over.add(kid.reference)
                else:
                    kid["P"] = first.reference
                    first["K"].append(kid.reference)
                    _name_anew(kid, same, elements)
            over.add(_emptied(table, elements))
    return over


def _parts(document: Any, elements: dict[bytes, Any]) -> list[list[Any]]:
    """The elements of every table, one a page, in the order of the pages."""
    found: dict[Any, list[Any]] = {}
    for page in document.pages:
        for box in boxes(page._page_box):
            if box.element_tag == "table" and box.is_table_wrapper:
                # WeasyPrint leaves the element of a cell at its box.
                marks = (inner.mark for inner in boxes(box) if hasattr(inner, "mark"))
                if (table := next(marks, None)) is not None:
                    while table["S"] != "/Table":
                        table = elements[table["P"]]
                    found.setdefault(box.element, []).append(table)
    return list(found.values())


def _head(table: Any, elements: dict[bytes, Any]) -> list[Any]:
    """The names of the header cells in the head of a table, in their order; nothing where it has no head."""
    return [one["ID"] for part in _kids(table, elements) if part["S"] == "/THead" for one in _cells(part, elements)]


def _cells(part: Any, elements: dict[bytes, Any]) -> list[Any]:
    return [cell for row in _kids(part, elements) for cell in _kids(row, elements) if cell["S"] in ("/TH", "/TD")]


def _kids(element: Any, elements: dict[bytes, Any]) -> list[Any]:
    return [elements[reference] for reference in element["K"] if reference in elements]


def _name_anew(part: Any, same: dict[str, Any], elements: dict[bytes, Any]) -> None:
    """Cells whose header was printed again belong to the one where the table begins."""
    for cell in _cells(part, elements):
        if named := cell["A"].get("Headers"):
            named[:] = [same.get(name.string, name) for name in named]


def _emptied(element: Any, elements: dict[bytes, Any]) -> bytes:
    """An element of which nothing is left, or the highest that holds nothing else."""
    while (above := elements.get(element["P"])) is not None:
        if len(above["K"]) > 1:
            above["K"].remove(element.reference)
            break
        element = above
    reference: bytes = element.reference
    return reference
