"""P: WeasyPrint alone, warm, in a process of its own: `python -m tests.bench.bare_paper SHEET…`.

It reads a page from standard input as often as it is sent one and answers how many bytes the PDF has. It keeps what
anybody would keep, its fonts and style sheets; it tags nothing, finishes nothing, and leaves the collector alone.
"""

import logging
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from briefings.pdf.fetcher import BASE_URL, STATIC_URL, LocalOnly
from briefings.pdf.frames import pack, unpack


def main(folder: str, names: list[str]) -> None:
    """Print until standard input ends."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fetcher, fonts = LocalOnly([Path(folder)]), FontConfiguration()
    sheets = [CSS(url=STATIC_URL + name, url_fetcher=fetcher, font_config=fonts) for name in names]
    while sys.stdin.buffer.peek(1):
        _header, body = unpack(sys.stdin.buffer.read)
        page = HTML(string=body.decode(), base_url=BASE_URL, url_fetcher=fetcher)
        pdf = page.write_pdf(stylesheets=sheets, font_config=fonts)
        sys.stdout.buffer.write(pack({"bytes": len(pdf)}))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
