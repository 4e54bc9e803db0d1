"""What a renderer leaves out of the tags of a PDF and a reader by ear needs: which way each table header points."""

from typing import Any

import pydyf

IN_HEAD, IN_BODY = "/Column", "/Row"


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    """Give every table header its scope: those of a table's head name columns, all others rows."""
    elements = {one.reference: one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and "S" in one}
    for one in elements.values():
        if one["S"] == "/TH" and "A" in one:
            one["A"]["Scope"] = IN_HEAD if _is_in_head(one, elements) else IN_BODY


def _is_in_head(element: Any, elements: dict[bytes, Any]) -> bool:
    while element is not None and element["S"] != "/Table":
        if element["S"] == "/THead":
            return True
        element = elements.get(element.get("P"))
    return False
