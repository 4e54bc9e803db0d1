"""The work that is measured, one function a line or two of the table of goals."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from briefings.make import PAPERS
from briefings.models import Briefing
from briefings.pdf.render import render, render_pdf
from clusters.models import User
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Snapshot, Workbook
from tests.bench import queries, typst_paper
from tests.bench.cold import NoBrowser, asked_for
from tests.bench.figures import Act, Pair, Row, count, in_turn, ratio
from tests.bench.paper import front, long_page, pressing
from tests.bench.server import Server
from tests.bench.stage import signed_in
from tests.bench.visitor import Reply, Visitor, Writer

BARE, FILE = "/bare/", "/bare-file/"
# The demo district is issued to its neighbours first: its self-check says so.
ISSUED = "community"
# So many entries and answers of the demo make a full workbook of some twelve pages.
LONG = 12
CACHED_KB = 60
MEMORY_MB = 120


@dataclass
class Desk:
    """One person at one workbook, on the server and in this process."""

    book: Workbook
    client: Client
    visitor: Visitor
    times: int

    @classmethod
    def of(cls, user: User, book: Workbook, server: Server, times: int) -> "Desk":
        """Somebody sits down."""
        client = signed_in(user)
        return cls(book, client, Visitor(server.port, client), times)

    def bare(self) -> Reply:
        """H."""
        return self.visitor.get(BARE)

    def against_bare(self, act: Callable[[], object], times: int = 0) -> Pair:
        """Something in turn with H."""
        return in_turn(self.bare, act, times or self.times)

    def section(self, code: str = "") -> str:
        """The address of a section, by default the second one."""
        code = code or self.book.content().sections[1].code
        return reverse("swot:section", args=[self.book.pk, code])


def section_cold(desk: Desk) -> list[Row]:
    """A section page with everything a browser needs that has never been here."""
    path = desk.section()
    try:
        paths = asked_for(desk.visitor, path)
    except NoBrowser as missing:
        return [Row("section page, cold", "≤ 4 × H", f"not measured: {missing}", None)]
    replies = [desk.visitor.get(one) for one in paths]
    fresh = sum(len(reply.body) for reply in replies if not reply.stays)
    whole = sum(len(reply.body) for reply in replies)
    pair = desk.against_bare(lambda: [desk.visitor.get(one) for one in paths], desk.times // 2)
    told = f"{fresh / 1000:.0f} kB of {whole / 1000:.0f} kB, {len(paths)} requests"
    return [
        ratio("section page, cold", pair, 4, "H"),
        count("  its queries", queries.opened(desk.client, path), 12, "queries"),
        Row("  beyond cached assets", f"≤ {CACHED_KB} kB", told, fresh <= CACHED_KB * 1000),
    ]


def section_next(desk: Desk) -> list[Row]:
    """The ten sections in turn, style and script there already."""
    paths = cycle([desk.section(section.code) for section in desk.book.content().sections])
    return [ratio("next section", desk.against_bare(lambda: desk.visitor.get(next(paths))), 3, "H")]


def save(desk: Desk) -> list[Row]:
    """One answer to a scale, as the script of the page sends it."""
    prompt = desk.book.content().sections[1].pulse
    assert prompt
    stands = desk.book.answers.filter(prompt__code=prompt.id).first()
    page = desk.visitor.get(desk.section()).body.decode()
    writer = Writer(page, stands.revision if stands else 0)
    path = reverse("swot:answer", args=[desk.book.pk, prompt.id])
    pair = desk.against_bare(lambda: writer.saved(desk.visitor.post(path, writer.fields()).body.decode()))
    return [
        ratio("save one answer", pair, 2.5, "H"),
        count("  its queries", queries.saved(desk.client, desk.book, prompt.id, writer), 6, "queries"),
    ]


def home(desk: Desk, clusters: int) -> list[Row]:
    """The list of one's clusters with their workbooks."""
    path = reverse("clusters:home")
    pair = desk.against_bare(lambda: desk.visitor.get(path))
    return [
        ratio(f"list, owner of {clusters:,}", pair, 4, "H"),
        count("  its queries", queries.opened(desk.client, path), 12, "queries"),
    ]


def section_of_many(few: Desk, many: Desk) -> Row:
    """The same section, read by an owner of few and by an owner of many."""
    path = few.section()
    pair = in_turn(lambda: few.visitor.get(path), lambda: many.visitor.get(path), few.times)
    return ratio("section page, owner of most", pair, 1.1, "with 10")


def briefing(desk: Desk, times: int) -> list[Row]:
    """A briefing that nobody has made before, the same one again, and one that was issued, beside a file given barely."""
    path = reverse("briefings:draft", args=[desk.book.pk])
    with pressing(desk.book) as press:
        first = in_turn(press, lambda: desk.visitor.get(path), times, before=forget)
    again = desk.against_bare(lambda: desk.visitor.get(path))
    issued = reverse("briefings:pdf", args=[issue(desk.book).pk])
    (Path(settings.DATA_DIR) / "bare.pdf").write_bytes(desk.visitor.get(issued).body)
    against_file = in_turn(lambda: desk.visitor.get(FILE), lambda: desk.visitor.get(issued), desk.times)
    return [
        ratio("briefing PDF, first time", first, 1.15, "P"),
        ratio("  the same again", again, 2, "H"),
        ratio("  one that was issued", desk.against_bare(lambda: desk.visitor.get(issued)), 2, "H"),
        ratio("  beside a bare file", against_file, 1.2, "file"),
    ]


def issue(book: Workbook) -> Briefing:
    """An issued briefing of a workbook as it stands."""
    leader = User.objects.get(email="leader@example.org")
    snapshot = Snapshot.take(book, to_json(gather(book), book.content()), by=leader)
    return Briefing.issue(snapshot, edition=ISSUED, paper=book.cluster.paper, by=leader)


def paper(book: Workbook, times: int) -> list[Row]:
    """The PDF engine alone: tagged and finished beside bare WeasyPrint, beside Typst, and a summary beside the whole."""
    long, short = long_page(book, LONG), front(book)
    words = typst_paper.source(long)
    sheets = PAPERS[book.cluster.paper]

    def ours(said: str) -> Act:
        return lambda: render_pdf(said, extra_css=sheets)

    with pressing(book, long) as press:
        bare = in_turn(press, ours(long), times)
    typst = in_turn(lambda: typst_paper.press(words), ours(long), times)
    summary = in_turn(ours(long), ours(short), times)
    pages = render(long, extra_css=sheets).pages
    told = f"finished, {pages} pages (Typst: {typst_paper.pages_of(words)})"
    return [
        ratio(told, bare, 1.1, "P"),
        ratio("  beside Typst", typst, 16, "Typst"),
        ratio("  its summary alone", summary, 0.15, "the whole"),
    ]


def forget() -> None:
    """Throw the kept PDFs away."""
    for path in (Path(settings.DATA_DIR) / "pdf-cache").glob("*.pdf"):
        path.unlink()


def memory(desk: Desk, server: Server, requests: int) -> Row:
    """Memory after so many requests more, in turn over all pages of a workbook."""
    names = ("workbook", "board", "priorities", "strategies", "actions", "inclusion", "find-out")
    paths = [reverse(f"swot:{name}", args=[desk.book.pk]) for name in names]
    paths = cycle([*paths, reverse("clusters:home"), reverse("briefings:list", args=[desk.book.pk]), desk.section()])
    for path in islice(paths, requests):
        desk.visitor.get(path)
    found = server.memory()
    told = f"{sum(found.values()):.0f} MB: server {found['server']:.0f}, PDF worker {found['workers']:.0f}"
    return Row(
        f"memory after {desk.visitor.asked:,} requests", f"≤ {MEMORY_MB} MB", told, sum(found.values()) <= MEMORY_MB
    )


def pages(desk: Desk) -> dict[str, float]:
    """Pages of the demo workbook as multiples of H, by name."""
    names = ("section", "workbook", "board", "priorities")
    paths = {name: reverse(f"swot:{name}", args=[desk.book.pk]) for name in names[1:]}
    paths |= {"section": desk.section(), "home": reverse("clusters:home")}
    return {name: desk.against_bare(lambda path=path: desk.visitor.get(path)).ratio for name, path in paths.items()}
