"""What a renderer leaves out of the tags of a PDF and a reader by ear needs, in one walk over its objects."""

from collections.abc import Sequence
from typing import Any

import pydyf

from briefings.pdf.attached import Attachment, attach
from briefings.pdf.identity import identify

IN_HEAD, IN_BODY = "/Column", "/Row"
POINTS_A_PIXEL = 0.75


def finish(document: Any, pdf: pydyf.PDF, attachments: Sequence[Attachment] = ()) -> None:
    """Scope for table headers, places of figures, running heads read once; both conformances; files of ours."""
    elements = {one.reference: one for one in pdf.objects if _is_element(one)}
    heights = dict(zip(pdf.page_references, (page.height for page in document.pages), strict=True))
    for one in elements.values():
        if one["S"] == "/TH" and "A" in one:
            one["A"]["Scope"] = IN_HEAD if _is_in_head(one, elements) else IN_BODY
        elif one["S"] == "/Figure":
            _place(one["A"], heights[one["Pg"]])
    _settle_margins(pdf, elements)
    for one in pdf.objects:
        # Smoothed pictures look otherwise in each reader: PDF/A has none (ISO 19005-3, 6.2.8.1).
        if isinstance(one, pydyf.Stream) and one.extra.get("Subtype") == "/Image":
            one.extra["Interpolate"] = "false"
    identify(pdf)
    attach(pdf, attachments)


def _is_element(one: Any) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _is_in_head(element: Any, elements: dict[bytes, Any]) -> bool:
    while element is not None and element["S"] != "/Table":
        if element["S"] == "/THead":
            return True
        element = elements.get(element.get("P"))
    return False


def _place(layout: Any, height: float) -> None:
    # WeasyPrint counts in pixels from the top, a PDF in points from the bottom.
    left, top, right, bottom = layout["BBox"]
    layout["BBox"] = pydyf.Array(POINTS_A_PIXEL * side for side in (left, height - bottom, right, height - top))


def _settle_margins(pdf: pydyf.PDF, elements: dict[bytes, Any]) -> None:
    """Hang what runs along the first page behind its content, and take out that of the others (see `painted.listen`).

    WeasyPrint makes elements for all margins and hangs them on nothing.
    """
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    top, first = elements[root["K"][0]], pdf.page_references[0]
    kept, hung, loose = set(top["K"]), [], set()
    for reference, one in elements.items():
        # Each comes after the one it hangs on.
        if one.get("P") == top.reference and reference not in kept:
            if one["Pg"] == first:
                hung += [reference] if one["K"] else []
            else:
                loose.add(reference)
        elif one.get("P") in loose:
            loose.add(reference)
    behind = sum(elements[reference]["Pg"] == first for reference in top["K"])
    top["K"][behind:behind] = hung
    for reference in loose:
        elements[reference].clear()
    for marked in pdf.objects[int(root["ParentTree"].split()[0])]["Nums"][1::2]:
        if isinstance(marked, list):
            marked[:] = ["null" if reference in loose else reference for reference in marked]
