"""A second cluster, Dev's, in which every text there is holds one word that no page of ours knows."""

from datetime import date

from briefings.models import Briefing
from clusters.access import Role
from clusters.models import Cluster, Finding, Invitation
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Reading, Snapshot, Strategy, Workbook
from tests import factories

WORD = "Quokka"
TEXTS = ("place", "country", "scope_note", "leader_role", "members_summary")
LISTS = ("nested_in", "contains", "history")


def said(what):
    return f"{WORD} {what}"


def words(*names):
    """A text for each of some fields."""
    return {name: said(name.replace("_", " ")) for name in names}


def cluster(dev):
    """The record of the cluster, with a finding and somebody asked in."""
    finding = {"result": "Clear", "recommended_kind": "district", **words("note", "reason")}
    lists = {name: [said(name)] for name in LISTS}
    made = Cluster.found(by=dev, name=said("quarter"), kind="district", finding=finding, **words(*TEXTS), **lists)
    Invitation.send(made, email=f"{WORD.lower()}@example.org", role=Role.EDITOR, by=dev)
    return made


def written(book, dev):
    """Answers, lines, entries with evidence, a twin, a self-check, a reading."""
    first = words("here_before", "not_in_room", "speaks_for_them")
    book.first_questions.edit(by=dev, seen=1, **first)
    book.answer("D-PLA-3", by=dev, seen=0, status="answered", value=3, **words("note", "basis"))
    book.answer("D-OUT-3", by=dev, seen=0, status="passed over", value=None, **words("note", "basis"))
    book.add_line("D-PLA-1", said("line"), by=dev)
    book.self_check.take(by=dev, seen=1, name=said("check"), answers=["unsure"] * 12, basis=said("basis"))
    evidence = {"evidence_url": f"https://{WORD}.invalid/", "evidence_grade": 0, "impact": 5, "certainty": 2}
    texts = words("evidence_text", "evidence_source", "inclusion_who", "evidence_flag")
    entry = factories.entry(book, by=dev, text=said("strength"), inclusion=True, **evidence, **texts)
    threat = factories.entry(book, by=dev, text=said("threat"), quadrant="threat", **evidence, **texts)
    entry.link_twin(threat, by=dev)
    reading = {"value": said("value"), "as_of": date(2026, 1, 5), "status": "watch", **words("source", "note")}
    Reading.add(book, "I8", by=dev, **reading)
    return [entry, threat]


def decided(book, dev, entries):
    """A strategy, an action, a plan to find out, what a reader is asked, and an issued briefing."""
    strategy = book.add_strategy(by=dev, entries=entries, **words(*Strategy.REQUIRED))
    when = date(2026, 12, 4)
    book.add_action(by=dev, strategy=strategy, due=when, **words("text", "owner", "first_step", "measure"))
    book.plan_to_find_out(entries[0].ref, by=dev, seen=0, owner=said("owner"), due=when)
    book.ask("agency", by=dev, seen=0, by_date=when, **words("decision", "decided_by", "headline"))
    fresh = Workbook.objects.with_pages().get(pk=book.pk)
    snapshot = Snapshot.take(book, to_json(gather(fresh), fresh.content()), by=dev)
    return Briefing.issue(snapshot, edition="full", paper="a4", by=dev)


def met(book, dev):
    """A workshop with notes and a group; its title stands on the door, so that is no secret."""
    room = factories.workshop(book, by=dev, title="Thursday", where=said("hall"))
    note = factories.contribution(room, by=factories.guest(room), text=said("note"))
    group = room.groups.create(number=1, title=said("group"), quadrant="strength", place=1)
    type(note).objects.filter(pk=note.pk).update(group=group)


def foreign(dev):
    """The workbook and its issued briefing."""
    book = factories.workbook(cluster(dev), by=dev, title=said("workbook"), about=said("about"))
    book.finding = Finding.objects.get(cluster=book.cluster)
    book.save(update_fields=["finding"])
    met(book, dev)
    return book, decided(book, dev, written(book, dev))
