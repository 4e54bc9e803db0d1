"""A kept page is the page: after any change, what memory gives is what an empty memory draws, for whoever reads."""

import re
from datetime import timedelta
from difflib import unified_diff

import pytest
from django.core.cache import caches
from django.urls import reverse

from clusters.models import Cluster, Membership
from clusters.templatetags import kept
from swot import upgrading
from swot.following import follow
from swot.models import Comment, Reading, Source, TemplateVersion, Workbook
from swot.shelf import change_source
from tests import factories
from tests.access.world import world
from tests.swot.upgrades import go_on, publish, second

SECTIONS = ("PLA", "INC", "CON")
PAGES = ("workbook", "board", "inclusion", "strategies", "evidence")
CHANGING = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=|"x-csrftoken": )"[^"]+"'), r"\1TOKEN"),
    (re.compile(r'name="key" value="[^"]+"'), "KEY"),
)


class Stage:
    """Ana's workbook with one of everything that a section shows, and the pages that are read of it."""

    def __init__(self, client, of):
        self.client, self.cast, self.book, self.cluster = client, of.cast, of.workbook, of.cluster
        self.strategy, self.action, self.comment = of.strategy, of.action, of.comment
        by = self.ana = of.cast.ana
        self.source = Source.objects.get(pk=of.source.pk)
        told = {"prompt": "D-PLA-1", "source": self.source, "evidence_grade": 3}
        self.entry = factories.entry(self.book, by=by, text="Nine studios stand within a walk", **told)
        self.twin = factories.entry(
            self.book, by=by, text="Nine leases end at once", prompt="D-PLA-1", quadrant="threat"
        )
        self.loose = self.book.add_entry("Six kilns stand cold", by=by, section="PLA", prompt="D-PLA-1")
        self.line = self.book.add_line("D-PLA-1", "A ropeworks until 1974", by=of.cast.ben)
        self.book.answer("D-PLA-3", by=of.cast.ben, seen=0, value=2, note="Counted on a Tuesday")
        self.book.answer("D-INC-1", by=by, seen=0, value=70, note="Three leases, read by Ben")
        self.addresses = [
            *(reverse("swot:section", args=[self.book.pk, code]) for code in SECTIONS),
            *(reverse(f"swot:{name}", args=[self.book.pk]) for name in PAGES),
            reverse("clusters:home"),
        ]

    def now(self, row):
        """The row as it stands."""
        if isinstance(row, Workbook):
            return Workbook.objects.with_pages().get(pk=row.pk)
        return type(row)._base_manager.get(pk=row.pk)

    def seen(self, row):
        return {"by": self.cast.ben, "seen": self.now(row).revision}

    def pages(self):
        """Every page as the leader and the viewer read it, without what is another one each time."""
        found = {}
        for person in (self.ana, self.cast.caro):
            self.client.force_login(person)
            for url in self.addresses:
                text = self.client.get(url).text
                for sign, plain in CHANGING:
                    text = sign.sub(plain, text)
                found[str(person.pk), url] = text
        return found


def forget(monkeypatch):
    """Empty the memory."""
    monkeypatch.setattr(kept, "SHELF", kept.Shelf(kept.MOST))
    caches["parts"].clear()


@pytest.fixture
def stage(client, db, monkeypatch):
    forget(monkeypatch)
    return Stage(client, world())


def edit(name, **fields):
    """Change a row of the stage by its own verb."""
    return lambda s: s.now(getattr(s, name)).edit(**s.seen(getattr(s, name)), **fields)


def do(name, verb, **fields):
    return lambda s: getattr(s.now(getattr(s, name)), verb)(**s.seen(getattr(s, name)), **fields)


def answer(code, **fields):
    def change(s):
        standing = s.book.answers.filter(prompt__code=code).first()
        s.book.answer(code, by=s.ana, seen=standing.revision if standing else 0, **fields)

    return change


def take_back_and_give_anew(s):
    """A list answer goes with its last line; the next one begins with the same revision, and says otherwise."""
    line = s.book.add_line("D-CON-2", "Two ferries a day", by=s.ana)
    s.pages()
    line.delete_gently(by=s.ana, seen=1)
    s.pages()
    s.book.answer("D-CON-2", by=s.ana, seen=0, status="passed over", note="Nobody has asked the ferry")


def rename(s):
    s.cast.ben.name = "Benedict"
    s.cast.ben.save(update_fields=["name"])


def take_check(s):
    check, row = s.book.content().check, s.now(s.book).self_check
    row.take(by=s.ana, seen=row.revision, name=check.title, answers=["unsure"] * len(check.questions))


def first_questions(s):
    row = s.now(s.book).first_questions
    row.edit(by=s.ana, seen=row.revision, here_before="The ropeworks", speaks_for_them="Jon Bell")


def source_ends(s, days):
    change_source(s.book, s.now(s.source), **s.seen(s.source), good_until=s.book.cluster.today + timedelta(days=days))


def review_is_due(s, days=0):
    book = s.now(s.book)
    book.look_again_on(book.as_of + timedelta(days=days), by=s.ana, seen=book.revision)


def count(s, indicator, value):
    told = {"value": value, "status": "ok", "as_of": s.book.cluster.today, "source": "Rent survey"}
    Reading.add(s.book, indicator, by=s.ana, **told)


def change_threshold(s):
    own = {"watch": 80, "act": 90, "reason": "Leases here are short"}
    s.now(s.book).set_threshold("I2", by=s.ana, seen=s.now(s.cluster).revision, **own)


def in_a_month(s):
    return s.book.cluster.today + timedelta(days=30)


def become(s, person, role):
    Membership.objects.get(user=person, cluster=s.cluster).change_role(role)


def say(s, about):
    Comment.say(s.now(s.book), about, "Seven, not six", key=f"more-{about}", by=s.cast.ben)


def cite(s):
    s.now(s.book).add_strategy(by=s.ana, entries=[s.now(s.entry), s.now(s.twin)], text="Keep the nine together")


def plan(s):
    s.now(s.book).plan_to_find_out("D-PLA-3", by=s.ana, seen=0, owner="Jon Bell", due=in_a_month(s))


def still_holds(s):
    row = s.book.answers.standing().get(prompt__code="D-PLA-1")
    s.now(s.book).still_holds("D-PLA-1", by=s.ana, seen=row.revision)


def use_again(s):
    book = s.now(s.book)
    upgrading.use_again(book, book.answers.get(aside="anew", prompt__code="D-PLA-3"), by=s.ana)


def take_back(s):
    book = s.now(s.book)
    upgrading.undo(book, upgrading.undoable(book).pk, by=s.ana)


def version_closes(s, days):
    closes = s.book.cluster.today + timedelta(days=days)
    TemplateVersion.objects.filter(pk=s.now(s.book).version_id).update(closes_on=closes)


GROUPS = {
    "newer versions": {
        "a newer version on offer": lambda s: publish(second),
        "the workbook goes on with it": lambda s: go_on(s.book, s.ana),
        "a reworded answer still holds": still_holds,
        "an answer set aside is used again": use_again,
        "the newer version is taken back": take_back,
        "gone on with once more": lambda s: go_on(s.book, s.ana, "park"),
        "a version that closes in a week": lambda s: version_closes(s, 7),
        "a version that is closed": lambda s: version_closes(s, 0),
    },
    "answers and lines": {
        "a scale answered otherwise": answer("D-PLA-3", value=5, note="Counted on a Friday"),
        "a scale not known": answer("D-PLA-3", status="not yet known", value=None),
        "a scale passed over": answer("D-PLA-3", status="passed over", value=None, note="Nobody walked it"),
        "what was said last time": answer("D-PLA-3", status="answered", value=3, note=""),
        "a number past its threshold": answer("D-INC-1", value=3),
        "a number within it": answer("D-INC-1", value=100),
        "a yes and no": answer("D-INC-3", value="no"),
        "a list answer given anew": take_back_and_give_anew,
        "a line reworded": edit("line", text="A ropeworks until 1981"),
        "a line kept aside": do("line", "keep"),
        "a line offered again": do("line", "keep", kept=False),
        "a line split": do("line", "split", parts=["A ropeworks", "A tannery"]),
        "a line deleted": do("line", "delete_gently"),
        "a list not known": answer("D-PLA-1", status="not yet known", value=None),
        "the first questions": first_questions,
        "the self-check": take_check,
        "an indicator read": lambda s: count(s, "I8", 5),
        "an indicator past its threshold": lambda s: count(s, "I2", 2),
        "a threshold changed": change_threshold,
        "a plan to find out": plan,
    },
    "entries and sources": {
        "an entry reworded": edit("entry", text="Ten studios stand within a walk"),
        "an entry better known": edit("twin", evidence_grade=2, evidence_source="The land register"),
        "an entry about people already here": edit("entry", inclusion=True, inclusion_who="Binders"),
        "a loud success": edit("entry", text="Rents and visitors and press all rose by a third this year"),
        "an entry scored": edit("entry", impact=5, certainty=4),
        "twins": lambda s: s.now(s.entry).link_twin(s.now(s.twin), by=s.ana),
        "a twin reworded": edit("twin", text="Nine leases end in one summer"),
        "twins parted": lambda s: s.now(s.entry).part(by=s.ana),
        "an entry moved": do("twin", "move", quadrant="opportunity"),
        "an entry sorted": do("loose", "move", quadrant="strength"),
        "an entry deleted": do("loose", "delete_gently"),
        "an entry brought back": do("loose", "bring_back"),
        "a source renamed": lambda s: change_source(s.book, s.now(s.source), **s.seen(s.source), name="The other one"),
        "a source that ends tomorrow": lambda s: source_ends(s, 1),
        "a source gone stale": lambda s: source_ends(s, -1),
        "a source let go of": edit("entry", source=None),
        "a source deleted": do("source", "delete_gently"),
        "a strategy on an entry": cite,
        "a strategy whole": edit("strategy", who_gains="Nine tenants", who_could_lose="Two bars"),
        "a strategy parked": do("strategy", "park"),
        "an action": lambda s: s.book.add_action(by=s.ana, text="Ask the owner", inclusion=True, due=in_a_month(s)),
        "an action dated": lambda s: edit("action", inclusion=True, due=in_a_month(s))(s),
        "an action done": lambda s: edit("action", done_on=s.book.cluster.today)(s),
    },
    "people and places": {
        "a comment": lambda s: say(s, "PLA"),
        "a comment on an entry": lambda s: say(s, s.entry.ref),
        "a comment settled": do("comment", "settle"),
        "a person renamed": rename,
        "a viewer made an editor": lambda s: become(s, s.cast.caro, "editor"),
        "an editor made a viewer": lambda s: become(s, s.cast.caro, "viewer"),
        "a cluster renamed": lambda s: s.now(s.cluster).edit(seen=s.now(s.cluster).revision, name="Ropewalk"),
        "a workbook renamed": lambda s: s.now(s.book).swap(seen=s.now(s.book).revision, title="The long workbook"),
        "a review due": review_is_due,
        "a review put off": lambda s: review_is_due(s, 30),
        "a workbook closed and followed": lambda s: follow(s.now(s.book), by=s.ana),
    },
}


def differing(warm, fresh):
    """The lines of each page in which memory and an empty memory differ."""
    pages = [(key, warm[key].splitlines(), page.splitlines()) for key, page in fresh.items() if warm[key] != page]
    return [(key, list(unified_diff(old, new, lineterm="", n=0))) for key, old, new in pages]


@pytest.mark.parametrize("group", GROUPS)
def test_after_every_change_memory_gives_what_an_empty_memory_draws(group, stage, monkeypatch):
    before, wrong, silent = stage.pages(), {}, []
    for name, change in GROUPS[group].items():
        change(stage)
        warm = stage.pages()
        forget(monkeypatch)
        fresh = stage.pages()
        wrong |= {f"{name}: {key}": lines for key, lines in differing(warm, fresh)}
        silent += [name] if before == fresh else []
        before = fresh
    assert wrong == {}
    assert silent == []


def test_a_language_is_never_given_in_another(stage, settings, monkeypatch):
    english = stage.pages()
    settings.LANGUAGE_CODE = "fr"
    french = stage.pages()
    forget(monkeypatch)
    assert differing(french, stage.pages()) == []
    assert [key for key, page in french.items() if page == english[key]] == []


def test_two_workbooks_alike_in_all_but_words_show_nothing_of_each_other(stage, client):
    """The second has the same answers, refs and revisions, made by Dev in Dev's own cluster."""
    dev, words = stage.cast.dev, "Nine studios stand within a walk"
    other = factories.workbook(Cluster.found(by=dev, name="Ropewalk", kind="district"), by=dev)
    factories.entry(other, by=dev, text="Ten mills stand idle", prompt="D-PLA-1")
    other.answer("D-PLA-3", by=dev, seen=0, value=2, note="Heard at the chapel")
    ours = "".join(stage.pages().values())
    theirs = ""
    client.force_login(dev)
    for url in stage.addresses:
        theirs += client.get(url.replace(str(stage.book.pk), str(other.pk))).text
    assert words in ours
    assert "Ten mills stand idle" in theirs
    names = [stage.book.cluster.name, str(stage.book.pk), str(stage.cluster.pk), "Ana", words, "Counted on a Tuesday"]
    assert [name for name in names if name in theirs] == []
    assert [name for name in ("Ropewalk", str(other.pk), "Dev", "Ten mills", "chapel") if name in ours] == []
