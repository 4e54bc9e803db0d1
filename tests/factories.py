"""Things to test with, made by plain functions with keyword arguments."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from clusters.access import Role
from clusters.ids import new_key, uuid7
from clusters.models import Cluster, Membership, User
from swot import content
from swot.document.gather import Rows
from swot.document.store import store
from swot.models import TemplateVersion, Workbook, WorkbookTemplate
from swot.pack.read import read
from swot.shelf import add_source
from workshops.models import Contribution, Participant, Step, Workshop
from workshops.opening import prepare
from workshops.run_sheets import run_sheet
from workshops.writing import join, write

LIBRARY = Path(__file__).resolve().parent.parent / "swot" / "library"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = count(1)


@dataclass(frozen=True)
class Cast:
    """Everybody in a test, and the cluster that Ana leads."""

    ana: User
    ben: User
    caro: User
    dev: User
    cleo: User
    cluster: Cluster


def user(name: str = "", **fields) -> User:
    """A person with the password "correct horse battery"; one of the staff has an app for codes, as they must."""
    name = name or f"Person {next(_numbers)}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    person = User.objects.create_user(email, "correct horse battery", name=name, **fields)
    if person.is_staff:
        app(person)
    return person


def app(person: User, secret: str = SECRET) -> Authenticator:
    """An app for codes, set up by somebody."""
    return TOTP.activate(person, secret).instance


def cast() -> Cast:
    """Ana leads, Ben edits, Caro views; Dev is a stranger; Cleo is staff and curates."""
    ana, ben, caro, dev = (user(name) for name in ("Ana", "Ben", "Caro", "Dev"))
    cluster = Cluster.found(by=ana, name="Lantern Quarter", kind="district", place="Kelda", country="Ireland")
    Membership.objects.create(cluster=cluster, user=ben, role=Role.EDITOR)
    Membership.objects.create(cluster=cluster, user=caro, role=Role.VIEWER)
    return Cast(ana, ben, caro, dev, user("Cleo", is_staff=True), cluster)


@cache
def library(kind: str, language: str = "en") -> content.TemplateContent:
    """The shipped template of a kind, as values."""
    return read((LIBRARY / f"{kind}.{language}.json").read_bytes()).content


def version(kind: str = "district") -> TemplateVersion:
    """The published version of a kind's template, published now if there is none."""
    found = TemplateVersion.objects.current(kind)
    if found:
        return found
    return _published(kind, "en")


def spanish() -> TemplateVersion:
    """The published version of the district in Spanish, published now if there is none."""
    return TemplateVersion.objects.current("district", "es") or _published("district", "es")


def _published(kind: str, language: str) -> TemplateVersion:
    template, _ = WorkbookTemplate.objects.get_or_create(kind=kind, language=language)
    draft = template.draft(library(kind, language))
    draft.publish()
    return draft


def workbook(cluster: Cluster, *, by: User, **fields) -> Workbook:
    """An empty workbook of a cluster."""
    return Workbook.begin(cluster, version(cluster.kind), by=by, **fields)


def entry(book: Workbook, *, by: User, text: str = "Nine of 46 tenants get weekly work next door", **fields):
    """A strength in the place section, unless told otherwise."""
    fields = {"section": "PLA", "quadrant": "strength", **fields}
    return book.add_entry(text, by=by, **fields)


def source(book: Workbook, *, by: User, name: str = "City rent survey, Quay Street", **fields):
    """A checked source in the library of a workbook's cluster, good until May 2030."""
    fields = {"grade": 3, "speaks_of": date(2029, 5, 1), "good_until": date(2030, 5, 1), "key": new_key(), **fields}
    return add_source(book, by=by, name=name, **fields)


def stored(document, *, leader: User) -> Workbook:
    """A document as rows."""
    return store(document, version(document.cluster.kind), leader=leader)


def warm(book: Workbook) -> None:
    """Read a workbook once, so that its published template is in memory before queries are counted."""
    _ = Rows(book).document


def workshop(book: Workbook, *, by: User, sheet: str = "ninety", **fields) -> Workshop:
    """A workshop that is running on the first step in which people write."""
    told = {name: fields.pop(name) for name in ("title", "where") if name in fields}
    room = prepare(book, run_sheet(sheet), by=by, held_on=date(2030, 6, 1), **told)
    step = room.steps.filter(kind="collect").first()
    Step.objects.filter(pk=step.pk).update(input_open=True)
    Workshop.objects.filter(pk=room.pk).update(**{"status": "running", "step": step, **fields})
    return Workshop.objects.with_it().get(pk=room.pk)


def guest(room: Workshop, **fields) -> Participant:
    """Somebody in the room, on a phone."""
    return join(room, uuid7(), **fields)[0]


def contribution(room: Workshop, *, by: Participant, text: str = "We share a press", **fields) -> Contribution:
    """A note written in the step that is on."""
    words = {"text": text, "quadrant": "strength", "tested": "", **fields}
    return write(room, uuid7(), seq=1, by=by, step=room.step_id, **words)[0]
