"""Many rows at once: entries, and in proportion all that hangs on a workbook, so that pages are looked at when full."""

from datetime import timedelta
from itertools import product

from django.utils import timezone

from clusters.access import Role
from clusters.models import Anchor, Asset, Cluster, Membership, User
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import (
    Action,
    Answer,
    Comment,
    Crossing,
    Entry,
    FindOut,
    Line,
    Offer,
    Outcome,
    OutsideLink,
    Reading,
    Score,
    Snapshot,
    Source,
    Strategy,
    Workbook,
)

QUADRANTS = {"strength": "S", "weakness": "W", "opportunity": "O", "threat": "T", "": "N"}
WORDS = ("text", "who_gains", "who_could_lose", "how_we_will_know", "with_the_grain", "who_must_agree")


def put(model, rows):
    """Store rows of one model, whichever are not there yet."""
    return model._base_manager.bulk_create(list(rows), ignore_conflicts=model in (Answer, FindOut, Crossing))


def fill(stage, numbers, around=()):
    """Entries of these numbers in the workbook, the one before it, and those around it, with all that hangs on them."""
    book = stage.workbook
    for each in (book, book.previous, *around):
        entries(each, stage.cast, numbers)
    of_cluster(book, stage.cast, numbers)
    of_workbook(book, stage.cast, numbers)
    neighbours(book, stage.cast, numbers, around)
    last_time_again(book, stage.cast)


def entries(book, cast, numbers):
    """Lines in every list, entries in every section and quadrant, some of one line each, some on a source, some twins."""
    pks, content = book.version.pks(), book.content()
    lists = [prompt.id for prompt in content.prompts.values() if prompt.type == "list"]
    rest = [prompt for prompt in content.prompts.values() if prompt.type in ("scale", "yesno")]
    at = [(number, lists[number % len(lists)], list(QUADRANTS)[number % 5]) for number in numbers]
    stamp = {"workbook": book, "changed_by": cast.ben}
    said = {"scale": 2, "yesno": "no"}
    put(Answer, (Answer(**stamp, prompt_id=pks.prompts[one.id], value=said[one.type]) for one in rest[: len(numbers)]))
    lines = put(
        Line,
        (
            Line(workbook=book, prompt_id=pks.prompts[code], text=f"Line {number}, and more", written_by=cast.ben)
            for number, code, _ in at
        ),
    )
    source = {"evidence_source": "Records", "evidence_grade": 2, "impact": 4, "certainty": 4}
    found = put(
        Entry,
        (
            Entry(
                **stamp,
                **source,
                ref=f"{QUADRANTS[quadrant]}{1000 + number}",
                section_id=pks.sections[code.split("-")[1]],
                prompt_id=pks.prompts[code],
                line=lines[place] if number % 3 else None,
                text=f"Firm {number} of the quay buys from next door",
                quadrant=quadrant,
                horizon="1-3 years" if quadrant in ("opportunity", "threat") else "",
                inclusion=number % 4 == 0,
            )
            for place, (number, code, quadrant) in enumerate(at)
        ),
    )
    for one, other in zip(found[::10], found[1::10], strict=False):
        if one.quadrant and other.quadrant:
            Entry.objects.filter(pk=one.pk).update(twin=other)
            Entry.objects.filter(pk=other.pk).update(twin=one)


def of_cluster(book, cast, numbers):
    """Sources that entries cite, people, readings, members that others lean on, infrastructure, sources of clusters inside."""
    cluster, today = book.cluster, book.cluster.today
    told = {"cluster": cluster, "changed_by": cast.ben}
    sources = put(
        Source,
        (
            Source(
                **told, name=f"Survey {number}", grade=3, speaks_of=today, good_until=today - timedelta(days=number % 9)
            )
            for number in numbers
        ),
    )
    for place, entry in enumerate(Entry.objects.filter(workbook=book, source=None).order_by("pk")):
        Entry.objects.filter(pk=entry.pk).update(source=sources[place % len(sources)])
    people = put(User, (User(email=f"p{number}@example.org", name=f"Person {number}") for number in numbers))
    put(Membership, (Membership(cluster=cluster, user=one, role=Role.EDITOR) for one in people))
    codes = [one.id for one in book.content().indicators]
    put(
        Reading,
        (
            Reading(cluster=cluster, indicator=codes[n % len(codes)], value=n % 90, as_of=today, read_by=cast.ben)
            for n in numbers
        ),
    )
    put(Anchor, (Anchor(**told, name=f"Firm {number}", people=number) for number in numbers))
    put(Asset, (Asset(**told, name=f"Kiln {number}", tenure="short", ends_on=today) for number in numbers))


def of_workbook(book, cast, numbers):
    """Crossings, strategies, actions, plans, scores, comments and answers to them, links, outcomes, changes."""
    found = list(Entry.objects.filter(workbook=book, deleted_at=None).order_by("pk"))
    inside = [entry for entry in found if entry.quadrant in ("strength", "weakness")]
    outside = [entry for entry in found if entry.quadrant in ("opportunity", "threat")]
    stamp = {"workbook": book, "changed_by": cast.ben}
    pairs = [pair for pair, _number in zip(product(inside, outside), numbers, strict=False)]
    put(
        Crossing,
        (
            Crossing(
                **stamp, inside=one, outside=other, mark=2, family=QUADRANTS[one.quadrant] + QUADRANTS[other.quadrant]
            )
            for one, other in pairs
        ),
    )
    words = dict.fromkeys(WORDS, "Words of some length")
    strategies = put(Strategy, (Strategy(**stamp, **words, ref=f"X{1000 + n}", family="SO") for n in numbers))
    through = Strategy.entries.through
    put(
        through,
        (
            through(strategy=row, entry=entry)
            for row, pair in zip(strategies, [*pairs] * len(strategies), strict=False)
            for entry in pair
        ),
    )
    day = book.cluster.today + timedelta(days=20)
    put(
        Action,
        (
            Action(**stamp, ref=f"A{1000 + n}", text="Ring", owner="Jon", due=day, strategy=row, inclusion=n % 5 == 0)
            for n, row in zip(numbers, strategies, strict=True)
        ),
    )
    fresh = [entry for entry in found if int(entry.ref[1:]) - 1000 in numbers]
    put(FindOut, (FindOut(workbook=book, about=entry.ref, owner="Jon", due=day) for entry in fresh))
    put(Score, (Score(workbook=book, entry=entry, by=cast.ben, impact=3, certainty=2) for entry in fresh))
    abouts = ["PLA", *(entry.ref for entry in fresh), strategies[0].ref]
    first = put(Comment, (Comment(workbook=book, about=about, text="Is it so?", by=cast.caro) for about in abouts))
    put(Comment, (Comment(workbook=book, about=one.about, parent=one, text="It is", by=cast.ben) for one in first))
    through = Comment.called.through
    put(through, (through(comment=one, user=cast.ana) for one in first))
    ends = timezone.now() + timedelta(days=9)
    put(
        OutsideLink,
        (
            OutsideLink(workbook=book, for_whom=f"Tenant {n}", token_hash=f"{n}", made_by=cast.ana, expires_at=ends)
            for n in numbers
        ),
    )
    put(
        Outcome,
        (Outcome(**stamp, about=f"S{1000 + n}", text="Then", quadrant="strength", fate="changed") for n in numbers),
    )
    for entry in fresh:
        book.note("edited", entry.ref, by=cast.ben, text=entry.text)


def neighbours(book, cast, numbers, around):
    """Decided offers of the cluster above, and clusters inside this one with workbooks of their own."""
    offered = [
        row
        for each in around
        for row in Entry.objects.filter(
            workbook=each, workbook__cluster=book.cluster.part_of_id, quadrant="strength"
        ).order_by("-pk")[: len(numbers) // 10]
    ]
    put(Offer, (Offer(workbook=book, of=row, declined_at=timezone.now(), changed_by=cast.ben) for row in offered))
    told = {"kind": "workspace", "part_of": book.cluster, "shares_alerts": True}
    clusters = put(Cluster, (Cluster(**told, name=f"Shed {number}") for number in numbers))
    put(Membership, (Membership(cluster=one, user=cast.ana, role=Role.LEADER) for one in clusters))
    for one in clusters[: 1 + len(clusters) // 10]:
        Workbook.begin(one, book.version, by=cast.ana)


def last_time_again(book, cast):
    """The snapshot of last time says what the workbook before says now."""
    last = Workbook.objects.with_pages().get(pk=book.previous_id)
    snapshot = Snapshot.take(last, to_json(gather(last), last.content()), by=cast.ana)
    Workbook.objects.filter(pk=book.pk).update(last_time=snapshot)
