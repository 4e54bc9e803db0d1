"""The people, clusters and workbooks that are measured with."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path

from django.core.management import call_command
from django.db.models import Model
from django.test import Client

from clusters.access import Role
from clusters.models import Cluster, Membership, User
from swot import content
from swot.document.read import read
from swot.document.store import store
from swot.document.versions import published_content, version_of
from swot.models import Entry, FirstQuestions, SelfCheck, TemplateVersion, Workbook

CASES = Path(content.__file__).resolve().parent / "library" / "demo"
HOST = "127.0.0.1"
BATCH = 5000


class NotEmpty(Exception):
    """The database named by DATABASE_URL holds somebody's work."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL names a database with people in it. Benchmarks only run in an empty one.")


def build() -> list[Workbook]:
    """An empty database made ready: tables, templates and the demo cases; their workbooks, the district first."""
    call_command("migrate", verbosity=0)
    if User.objects.exists():
        raise NotEmpty
    call_command("load_library", publish=True, verbosity=0, stdout=StringIO())
    leader = User.objects.create_user("leader@example.org", name="Ana Duarte")
    documents = [read(path.read_bytes(), contents=published_content) for path in sorted(CASES.glob("*.json"))]
    return [store(document, version_of(document.template), leader=leader) for document in documents]


def owner(clusters: int, shared: Workbook) -> User:
    """Somebody with so many clusters, each with an open workbook; the first is the one of `shared`."""
    user = User.objects.create_user(f"owner-of-{clusters}@example.org", name=f"Owner of {clusters}")
    Membership.objects.create(cluster=shared.cluster, user=user, role=Role.LEADER)
    made = [Cluster(name=f"Cluster {number:05}", kind="district", place="Kelda") for number in range(1, clusters)]
    found(made, user)
    return user


def found(clusters: list[Cluster], user: User) -> list[Workbook]:
    """Clusters led by one person with their open workbooks, made in bulk."""
    version = TemplateVersion.objects.current("district")
    facts = {"version": version, "title": "2026 workbook", "slug": "workbook", "as_of": date(2026, 11, 1)}
    books = [Workbook(cluster=cluster, begun_by=user, **facts) for cluster in clusters]
    put(iter(clusters))
    put(Membership(cluster=cluster, user=user, role=Role.LEADER) for cluster in clusters)
    put(iter(books))
    put(FirstQuestions(workbook=book) for book in books)
    put(SelfCheck(workbook=book) for book in books)
    return books


def put(rows: Iterator[Model]) -> None:
    """Store rows of one model, some thousands at a time."""
    while batch := list(islice(rows, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)


def crowd(clusters: int, entries: int) -> None:
    """Other people's clusters, a hundred each, with so many entries in every workbook."""
    for first in range(0, clusters, 100):
        user = User.objects.create_user(f"other-{first}@example.org", name=f"Other {first}")
        books = found([Cluster(name=f"Other {first + number}", kind="district") for number in range(100)], user)
        put(entry_of(book, number) for book in books for number in range(1, entries + 1))


def entry_of(book: Workbook, number: int) -> Entry:
    """One strength of a workbook, as people write them."""
    section = book.version.pks().sections["PLA"]
    text = f"{number} of 46 tenants get weekly work next door"
    place = {"workbook": book, "ref": f"S{number}", "section_id": section, "quadrant": "strength"}
    return Entry(text=text, key=f"{book.pk}-{number}", impact=3, certainty=2, evidence_grade=2, **place)


def signed_in(user: User) -> Client:
    """A browser in this process in which somebody is signed in; its session is in the database."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    return client
