"""The Word text of a briefing, made of its page as the PDF prints it."""

from briefings.formats.asked import Asked
from briefings.formats.word.make import docx
from briefings.make import printed


def as_docx(asked: Asked) -> bytes:
    """The DOCX of a briefing, word for word as its PDF. Raises as `make.pdf` does."""
    page, pages = printed(asked.document, asked.content, **asked.said)
    return docx(page, paper=asked.paper, today=asked.today, pages=pages)
