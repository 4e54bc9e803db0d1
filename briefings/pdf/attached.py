"""Files inside a PDF: those that we hand over with it and no others, as PDF/A-3 asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import md5
from typing import Any

import pydyf


@dataclass(frozen=True)
class Attachment:
    """One file of our own making. `relationship` "Source": the PDF was made of it, "Data": figures for others to use.

    `dated` stands in it as the day it was made and changed, so that no clock shows in the bytes.
    """

    name: str
    mime: str
    data: bytes
    description: str
    dated: date
    relationship: str = "Data"

    @property
    def told(self) -> dict[str, Any]:
        """All but the bytes, and how many there are, in plain values: what goes to a worker beside them."""
        said = {"name": self.name, "mime": self.mime, "description": self.description, "size": len(self.data)}
        return {**said, "dated": self.dated.isoformat(), "relationship": self.relationship}


def taken(told: Sequence[dict[str, Any]], body: bytes) -> tuple[bytes, tuple[Attachment, ...]]:
    """What stands before the bytes of the attachments in a body, and the attachments: theirs come one after the other."""
    start = first = len(body) - sum(one["size"] for one in told)
    found = []
    for one in told:
        said = {key: one[key] for key in ("name", "mime", "description", "relationship")}
        data = body[start : start + one["size"]]
        found.append(Attachment(**said, data=data, dated=date.fromisoformat(one["dated"])))
        start += one["size"]
    return body[:first], tuple(found)


def attach(pdf: pydyf.PDF, attachments: Sequence[Attachment]) -> None:
    """Put files into a PDF that has none: named in the catalogue, by name, with what they are to it (ISO 19005-3, 6.8)."""
    if not attachments:
        return
    files = [(one.name, _file(pdf, one)) for one in sorted(attachments, key=lambda one: one.name)]
    names = pydyf.Array(part for name, file in files for part in (pydyf.String(name), file.reference))
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["AF"] = pydyf.Array(file.reference for _name, file in files)


def _file(pdf: pydyf.PDF, one: Attachment) -> pydyf.Dictionary:
    day = pydyf.String(one.dated.strftime("D:%Y%m%d000000Z"))
    checksum = md5(one.data, usedforsecurity=False).hexdigest()
    params = {"Size": len(one.data), "CheckSum": f"<{checksum}>", "CreationDate": day, "ModDate": day}
    kind = {"Type": "/EmbeddedFile", "Subtype": f"/{one.mime.replace('/', '#2f')}", "Params": pydyf.Dictionary(params)}
    stream = pydyf.Stream([one.data], pydyf.Dictionary(kind), compress=True)
    pdf.add_object(stream)
    held = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
    said = {"F": pydyf.String(one.name), "UF": pydyf.String(one.name), "Desc": pydyf.String(one.description)}
    file = pydyf.Dictionary({"Type": "/Filespec", **said, "EF": held, "AFRelationship": f"/{one.relationship}"})
    pdf.add_object(file)
    return file
