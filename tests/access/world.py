"""One of everything that has an address, in Ana's cluster."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from briefings.models import Briefing, Share
from clusters.access import Role
from clusters.models import Invitation
from swot.document.gather import gather
from swot.document.write import to_json
from swot.following import follow
from swot.models import Comment, OutsideLink, Snapshot
from swot.uploads import Upload
from tests import factories


@dataclass(frozen=True)
class World:
    """What the rows of the table take their addresses from."""

    cast: Any
    cluster: Any
    workbook: Any
    entry: Any
    threat: Any
    line: Any
    strategy: Any
    action: Any
    briefing: Any
    invitation_token: str
    membership: Any
    source: Any
    comment: Any
    outside_link: Any
    outside_token: str
    share: Any
    share_token: str
    reader_note: Any


def world() -> World:
    """Make it."""
    cast = factories.cast()
    book = after_another(cast)
    entry = factories.entry(book, by=cast.ana)
    threat = factories.entry(book, by=cast.ana, text="Asking rents on Quay Street rose by a third", quadrant="threat")
    strategy = book.add_strategy(by=cast.ana, entries=[entry, threat], text="Use next-door work to hold off rents")
    document = to_json(gather(type(book).objects.with_pages().get(pk=book.pk)), book.content())
    outside_link, outside_token = OutsideLink.make(book, for_whom="The tenants of Quay Street", days=90, by=cast.ana)
    snapshot = Snapshot.take(book, document, by=cast.ana)
    briefing = Briefing.issue(snapshot, edition="full", paper="a4", by=cast.ana)
    in_a_week = cast.cluster.today + timedelta(days=7)  # what is seen before midnight is seen after it as well
    share, share_token = Share.make(briefing, for_whom="The agency", until=in_a_week, may_answer=True, by=cast.ana)
    return World(
        cast=cast,
        cluster=cast.cluster,
        workbook=book,
        entry=entry,
        threat=threat,
        line=book.add_line("D-PLA-1", "A ropeworks until 1981", by=cast.ana),
        strategy=strategy,
        action=book.add_action(by=cast.ana, text="Ring the owner", strategy=strategy),
        briefing=briefing,
        invitation_token=Invitation.send(cast.cluster, email="eve@example.org", role=Role.EDITOR, by=cast.ana)[1],
        membership=cast.cluster.memberships.get(user=cast.caro),
        source=factories.source(book, by=cast.ana, upload=Upload("rents.csv", b"street,rent\nQuay Street,14\n")),
        comment=Comment.say(book, "PLA", "Six groups, not five", key="first-words", by=cast.ana)[0],
        outside_link=outside_link,
        outside_token=outside_token,
        share=share,
        share_token=share_token,
        reader_note=share.say(key="k", what="fact", about="", text="Is it promised?", name="Lena", email="")[0],
    )


def after_another(cast: Any) -> Any:
    """An empty workbook that follows one with an entry, a strategy and an answer, all to be looked back on."""
    last = factories.workbook(cast.cluster, by=cast.ana, title="2025 workbook")
    inside = factories.entry(last, by=cast.ana, text="Nine firms from the rope works still trade here")
    outside = factories.entry(last, by=cast.ana, text="Rents may follow the city", quadrant="threat")
    last.add_strategy(by=cast.ana, entries=[inside, outside], text="Buy the hall together")
    last.answer("D-PLA-3", by=cast.ana, seen=0, value=3)
    return follow(last, by=cast.ana)
