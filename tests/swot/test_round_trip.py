"""A workbook made through its verbs, with everything that a document holds, comes back as the same bytes."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from clusters.models import Anchor, Asset, Cluster
from swot.carrying import carry, mark, say_again
from swot.document.read import read
from swot.document.versions import published_content
from swot.following import follow
from swot.last_time import last_time
from swot.models import Comment, Crossing, OutsideLink, Reading, Source, Workbook
from swot.sorting import Twin, add_twin
from tests import factories
from tests.swot.pages import ACTION, ANSWERS


def now(row):
    """A row as it stands."""
    return (
        Workbook.objects.with_pages().get(pk=row.pk) if isinstance(row, Workbook) else type(row).objects.get(pk=row.pk)
    )


def last_years(cast):
    """A workbook with two entries, a twin, a strategy and two answers; then closed and followed."""
    book = factories.workbook(cast.cluster, by=cast.ana, title="2025 workbook")
    source = factories.source(book, by=cast.ana)
    inside = factories.entry(book, by=cast.ana, source=source, evidence_grade=3)
    outside = factories.entry(book, by=cast.ana, text="Rents may follow the city", quadrant="threat")
    add_twin(inside, Twin("Nine leases end at once", "weakness"), by=cast.ana, key="twin", section="PLA")
    book.add_strategy(by=cast.ana, entries=[inside, outside], **ANSWERS)
    book.answer("D-PLA-3", by=cast.ana, seen=0, value=3, note="Counted on a Tuesday")
    book.add_line("D-PLA-1", "A ropeworks until 1974", by=cast.ben)
    return now(follow(now(book), by=cast.ana))


def visited(book, cast):
    """What became of last time, and what came over."""
    last = last_time(book)
    mark(book, last, "S1", by=cast.ana, seen=0, fate="changed", note="Two left, three came")
    mark(book, last, "T1", by=cast.ben, seen=0, fate="faded", note="Rents stood still")
    mark(book, last, "X1", by=cast.ben, seen=0, fate="not acted on", note="Nobody had the time")
    say_again(book, last, book.content().prompts["D-PLA-1"], by=cast.ana)
    say_again(book, last, book.content().prompts["D-PLA-3"], by=cast.ana)
    return carry(book, last, "S1", by=cast.ana, seen=1, text="Ten of 46 tenants get weekly work next door")


def answered(book, cast):
    """Answers of each status, split lines, the three questions, the self-check, plans."""
    day = book.cluster.today
    book.answer("D-INC-1", by=cast.ana, seen=0, value=70, note="Three leases, read by Ben", basis="The land register")
    book.answer("D-INC-3", by=cast.ben, seen=0, status="not yet known", value=None)
    book.answer("D-CON-3", by=cast.ben, seen=0, status="passed over", value=None, note="Nobody walked it at night")
    line = book.add_line("D-COL-1", "Three kilns; one press", by=cast.ben)
    line.split(["Three kilns", "One press"], by=cast.ana, seen=1)
    book.first_questions.edit(by=cast.ana, seen=1, here_before="Rope makers", not_in_room="Night porters")
    check = book.content().check
    given = ["yes", "no", "unsure"] * (len(check.questions) // 3)
    book.self_check.take(by=cast.ana, seen=1, name=check.title, answers=given, basis="Asked at the chapel")
    book.plan_to_find_out("D-INC-3", by=cast.ana, seen=0, owner="Jon Bell", due=day + timedelta(days=9))
    return line


def decided(book, cast, entry):
    """Sources cited, twins, crossings, strategies with their transfer guard, actions, an ask, the review date."""
    day = book.cluster.today
    source = Source.objects.get()
    threat = factories.entry(
        book,
        by=cast.ben,
        text="A hotel asks for the corner yard",
        quadrant="threat",
        horizon="1-3 years",
        source=source,
        evidence_grade=3,
        impact=5,
        certainty=5,
        inclusion=True,
        inclusion_who="The three bars",
    )
    add_twin(threat, Twin("A hotel pays for the yard", "opportunity"), by=cast.ana, key="twin", section="MAR")
    book.add_entry("Six kilns stand cold", by=cast.ana, section="COL", prompt="D-COL-1")
    now(entry).edit(by=cast.ana, seen=now(entry).revision, impact=4, certainty=3)
    Crossing.put(book, entry, threat, 2, by=cast.ana, seen=0)
    guard = {"from_kind": "region", "why_here": "Few owners here as well"}
    strategy = book.add_strategy(by=cast.ana, entries=[now(entry), now(threat)], **{**ANSWERS, **guard})
    parked = book.add_strategy(by=cast.ben, entries=[now(entry), now(threat)], **ANSWERS)
    now(parked).park(by=cast.ana, seen=1)
    told = {name: ACTION[name] for name in ("text", "owner", "first_step", "cost_band", "measure")}
    book.add_action(by=cast.ana, strategy=strategy, inclusion=True, due=day + timedelta(days=30), **told)
    book.add_action(by=cast.ben, text="Ring the owner", done_on=day)
    book.ask("agency", by=cast.ana, seen=0, decision="Fund a register", decided_by="The agency", headline="Rents")
    book.look_again_on(day + timedelta(days=90), by=cast.ana, seen=now(book).revision)
    return strategy, threat


def counted(book, cast):
    """Who is here, what is not owned, thresholds, readings with further figures."""
    day = book.cluster.today
    told = {"by": cast.ana, "as_of": day}
    Anchor.add(book.cluster, **told, key="a", name="Merrow Instruments", people=58, what_if="Nine lose half their work")
    Asset.add(book.cluster, by=cast.ana, key="b", name="The press room", owner="The port", tenure="short", ends_on=day)
    seen = Cluster.objects.get(pk=book.cluster.pk).revision
    book.set_threshold("I7", by=cast.ana, seen=seen, watch=25, act=15, reason="Our streets are longer")
    figures = {"people": 12}
    Reading.add(book, "I6", **told, value=3, figures=figures, status="watch", source="Door count", note="One week")
    Reading.add(book, "I7", **told, value=22, status="ok", source="Till rolls")


def talked(book, cast, *abouts):
    """Threads: one that is answered, settled, assigned and edited, and one from outside."""
    for number, about in enumerate(abouts):
        first, _ = Comment.say(book, about, "Is it so?", key=f"first-{number}", by=cast.caro)
        first.assign(by=cast.ana, seen=1, owner=cast.ben, due=book.cluster.today)
        Comment.say(book, about, "It is", key=f"second-{number}", by=cast.ben, parent=first)
    now(first).settle(by=cast.ana, seen=now(first).revision)
    link, _token = OutsideLink.make(book, for_whom="The tenants", days=90, by=cast.ana)
    link.say(about="INC", text="We were here first", name="Ilse", key="outside")


@pytest.fixture
def book(cast):
    made = last_years(cast)
    entry = visited(made, cast)
    made = now(made)
    answered(made, cast)
    strategy, threat = decided(now(made), cast, entry)
    counted(now(made), cast)
    talked(now(made), cast, "PLA", strategy.ref, threat.ref)
    return now(made)


def exported(client, person, book):
    client.force_login(person)
    response = client.get(reverse("swot:export", args=[book.pk]), {"comments": "1"})
    assert response.status_code == 200
    return response.content


def imported(raw, leader, folder):
    """The workbook that the command makes of a file."""
    path, out = folder / "workbook.json", StringIO()
    path.write_bytes(raw)
    call_command("import_workbook", str(path), leader=leader.email, stdout=out)
    return Workbook.objects.get(pk=out.getvalue().splitlines()[-1])


def test_a_workbook_with_everything_comes_back_as_the_same_bytes(client, cast, book, tmp_path):
    first = exported(client, cast.ana, book)
    again = imported(first, cast.dev, tmp_path)
    assert again.cluster.pk != book.cluster.pk
    assert exported(client, cast.dev, again) == first


def test_everything_is_in_it(client, cast, book):
    found = read(exported(client, cast.ana, book), contents=published_content)
    lists = ("answers", "entries", "strategies", "actions", "asks", "find_out", "sources", "crossings", "outcomes")
    assert [name for name in (*lists, "readings", "comments", "thresholds") if not getattr(found, name)] == []
    assert {one.evidence.cites for one in found.entries} == {None, found.sources[0].key}
    assert {one.fate for one in found.outcomes} == {"changed", "faded", "not acted on"}
    assert (found.review_on, found.last_time.title) == (book.review_on, "2025 workbook")
    assert (found.cluster.anchors[0].name, found.cluster.infrastructure[0].name) == (
        "Merrow Instruments",
        "The press room",
    )
    assert [one.why_here for one in found.strategies] == ["Few owners here as well", ""]
    assert any(one.figures for one in found.readings)
    assert {one.twin_of for one in found.entries} > {None}
    assert {len(one.said) for one in found.comments} == {1, 2}
    assert {one.settled for one in found.comments} == {True, False}
