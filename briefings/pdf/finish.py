"""What a renderer leaves out of the tags of a PDF and a reader by ear needs, in one walk over its objects."""

from collections.abc import Sequence
from typing import Any

import pydyf

from briefings.pdf.attached import Attachment, attach
from briefings.pdf.identity import identify
from briefings.pdf.joined import join

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
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    loose = _settle_margins(pdf, elements[root["K"][0]], elements) | join(document, elements)
    _take_out(loose, elements, pdf.objects[int(root["ParentTree"].split()[0])]["Nums"])
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


def _settle_margins(pdf: pydyf.PDF, top: Any, elements: dict[bytes, Any]) -> set[bytes]:
    """Hang what runs along the first page behind its content; that of the others is loose (see `painted.listen`).

    WeasyPrint makes elements for all margins and hangs them on nothing.
    """
    first, kept, hung, loose = pdf.page_references[0], set(top["K"]), [], set()
    for reference, one in elements.items():
        if one.get("P") == top.reference and reference not in kept:
            if one["Pg"] != first:
                loose.add(reference)
            elif one["K"]:
                hung.append(reference)
    behind = sum(elements[reference]["Pg"] == first for reference in top["K"])
    top["K"][behind:behind] = hung
    return loose


def _take_out(loose: set[bytes], elements: dict[bytes, Any], marked: list[Any]) -> None:
    """Empty loose elements and all that hangs on them; no mark leads to them any more."""
    for reference, one in elements.items():
        # Each comes after the one it hangs on.
        if one.get("P") in loose:
            loose.add(reference)
    for reference in loose:
        elements[reference].clear()
    for marks in marked[1::2]:
        if isinstance(marks, list):
            marks[:] = ["null" if reference in loose else reference for reference in marks]
