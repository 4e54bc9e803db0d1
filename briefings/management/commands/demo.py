"""Fills the workbook with two worked examples, a workshop that runs, and the people to look at them with."""

import secrets
from datetime import date
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clusters.access import Role
from clusters.models import Membership, User
from swot import content as template_content
from swot.curators import make_curator
from swot.document.move_dates import move_dates
from swot.document.read import Refused, read
from swot.document.store import store
from swot.document.values import Document
from swot.document.versions import published_content, version_of
from swot.models import TemplateVersion, Workbook
from workshops.demonstration import demonstrate
from workshops.models import Workshop

CASES = Path(template_content.__file__).resolve().parent / "library" / "demo"
LEADER, EDITOR, VIEWER = "Ana Duarte", "Ben Adeyemi", "Caro Lindqvist"
CURATOR = "Mireille Okafor"


class Command(BaseCommand):
    """Each run leaves one copy of each example and gives its people new passwords, printed once."""

    help = "Load the two worked examples and a running workshop, with a leader, an editor and a viewer whose new passwords are printed."

    def add_arguments(self, parser: CommandParser) -> None:
        """A curator is made only when asked for."""
        parser.add_argument("--curator", action="store_true", help="make a curator of the templates as well")

    def handle(self, *args: Any, curator: bool, **options: Any) -> None:
        """All or nothing; the passwords are shown only here."""
        with transaction.atomic():
            leader, editor, viewer = people = [_person(name) for name in (LEADER, EDITOR, VIEWER)]
            for path in sorted(CASES.glob("*.json")):
                self.stdout.write(_example(path, leader, {editor: Role.EDITOR, viewer: Role.VIEWER}))
            workshop = _workshop(leader)
            if curator:
                people.append(_person(CURATOR))
                make_curator(people[-1])
                Authenticator.objects.filter(user=people[-1]).delete()
            keys = [_new_password(person) for person in people]
        parts = ("leader", "editor", "viewer", "curator")
        for part, person, key in zip(parts, people, keys, strict=False):
            self.stdout.write(f"{person.name}, {part}: {person.email} with the password {key}")
        if curator:
            self.stdout.write(f"{CURATOR} is asked for an app that shows codes, or a passkey, at the first sign-in")
        if workshop:
            join = f"{settings.PUBLIC_URL.rstrip('/')}/join/"
            self.stdout.write(f"A workshop is running: join it at {join} with the code {workshop.code_in_two}")


def _person(name: str) -> User:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)


def _new_password(person: User) -> str:
    """A password nobody has seen before, which ends the one of the last run."""
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.save(update_fields=["password"])
    return password


def _example(path: Path, leader: User, others: dict[User, Role]) -> str:
    """One example as a workbook of the leader's, its dates moved to today; made once."""
    document = _document(path)
    known = Workbook.objects.visible_to(leader).filter(slug=document.slug).first()
    if known:
        return f"{known.title}: here already"
    days = (date.today() - document.as_of).days
    book = store(move_dates(document, days), version_of(document.template), leader=leader)
    for person, role in others.items():
        Membership.objects.create(cluster=book.cluster, user=person, role=role)
    return f"{book.title}: imported"


def _workshop(leader: User) -> Workshop | None:
    """The workshop on the first example, running; None where that workbook was closed or deleted."""
    first = _document(sorted(CASES.glob("*.json"))[0]).slug
    book = Workbook.objects.visible_to(leader).with_pages().filter(slug=first, closed_at=None).first()
    return demonstrate(book, by=leader, today=date.today()) if book else None


def _document(path: Path) -> Document:
    if not TemplateVersion.objects.published().exists():
        raise CommandError("There is no published template yet. Load them first: manage.py load_library --publish")
    try:
        return read(path.read_bytes(), contents=published_content)
    except Refused as refused:
        raise CommandError(f"{path.name}: {refused}") from refused
