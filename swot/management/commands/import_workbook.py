"""Makes a new cluster and workbook from a document."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from clusters.errors import Refusal
from clusters.models import User
from swot.document.read import Refused, read
from swot.document.store import store
from swot.document.strict_json import MOST_BYTES
from swot.document.versions import published_content, version_of


class Command(BaseCommand):
    """Reads a file in the format of the document; all of it is taken, or nothing."""

    help = "Import a workbook from a JSON document. The last line printed is the new workbook's id, alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """A file and who leads the cluster it becomes."""
        parser.add_argument("file", metavar="FILE", help="a document: an export, or a worked case")
        parser.add_argument("--leader", metavar="EMAIL", required=True, help="who leads the new cluster")

    def handle(self, *args: Any, file: str, leader: str, **options: Any) -> None:
        """Read first, then write in one transaction, then tell."""
        email = _email(leader)
        try:
            document = read(_bytes(file), contents=published_content)
            with transaction.atomic():
                person, is_new = _account(email)
                book = store(document, version_of(document.template), leader=person)
        except (Refused, Refusal) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Imported “{book.title}” for {person.email}.")
        if is_new:
            self.stdout.write(
                f"This account is new and has no password. To set one: manage.py set_password_link {email}"
            )
        self.stdout.write(str(book.pk))


def _email(text: str) -> str:
    email = text.strip().lower()
    try:
        validate_email(email)
        User._meta.get_field("email").run_validators(email)
    except ValidationError as error:
        raise CommandError(f"“{text}” is not an email address. Give one like ana@example.org.") from error
    return email


def _bytes(path: str) -> bytes:
    """What the file holds; of one that is too long, only enough to see that it is."""
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _account(email: str) -> tuple[User, bool]:
    person = User.objects.filter(email__iexact=email).first()
    return (person, False) if person else (User.objects.create_user(email), True)
