"""Elements of WordprocessingML in one line each."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def el(name: str, /, *children: Any, **attributes: Any) -> Any:
    """An element of the namespace `w` with its children; its attributes are of `w` too, None leaves one out."""
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{key}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def value(name: str, given: Any) -> Any:
    """An element that holds one value, `<w:name w:val="…"/>`; None where there is none."""
    return None if given is None else el(name, val=given)
