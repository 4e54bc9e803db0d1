"""The Word text of a briefing. How its page is printed takes a whole layout to find out, so that is kept for a while."""

import json
from hashlib import sha256

from briefings.formats.asked import Asked
from briefings.formats.word.make import docx
from briefings.make import html, printed
from clusters.templatetags.kept import Shelf

LAID_OUT = Shelf(20)


def as_docx(asked: Asked) -> bytes:
    """The DOCX of a briefing, word for word as its PDF. Raises as `make.pdf` does."""
    first = html(asked.document, asked.content, **asked.said)
    key = sha256(f"{asked.paper}\0{first}".encode()).hexdigest()
    kept = LAID_OUT.get(key)
    if kept is None:
        kept = json.dumps(printed(asked.document, asked.content, **asked.said))
        LAID_OUT.put(key, kept)
    page, pages = json.loads(kept)
    return docx(page, paper=asked.paper, today=asked.today, pages=pages)
