"""Loading the library, and the demonstration."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clusters.access import Role, lacks_second_factor
from clusters.models import Membership, User
from swot.models import Action, Prompt, TemplateVersion, Workbook, WorkbookTemplate
from tests import factories
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
KINDS = ["district", "network", "region", "workspace"]


def run(name, **options):
    """What a command prints."""
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def states(language="en"):
    """Every version in a language as kind, number and state."""
    rows = TemplateVersion.objects.filter(template__language=language).order_by("template__kind", "number")
    return list(rows.values_list("template__kind", "number", "state"))


def older(kind="district"):
    """A published version that is not the library's."""
    draft = WorkbookTemplate.objects.create(kind=kind, language="en").draft(factories.library(kind))
    Prompt.objects.filter(section__version=draft, code="D-PLA-1").update(hint="An older hint")
    draft.publish()
    return draft


def test_the_library_comes_as_drafts():
    run("load_library")
    assert states() == [(kind, 1, "draft") for kind in KINDS]


def test_publishing_has_to_be_asked_for():
    run("load_library")
    run("load_library", publish=True)
    assert states() == [(kind, 1, "published") for kind in KINDS]
    assert states("es") == [("district", 1, "published")]
    assert {version.what_changed for version in TemplateVersion.objects.all()} != {""}


def test_loading_again_does_nothing():
    run("load_library", publish=True)
    before = list(TemplateVersion.objects.values())
    assert run("load_library", publish=True).count("nothing to do") == 5
    assert list(TemplateVersion.objects.values()) == before


@pytest.mark.parametrize("publish", [False, True])
def test_another_library_becomes_a_draft_and_changes_nothing_published(publish):
    published = older()
    run("load_library", publish=publish)
    assert states()[:2] == [("district", 1, "published"), ("district", 2, "draft")]
    assert published.is_as_published()


def test_a_draft_that_a_curator_is_writing_is_never_overwritten():
    older()
    draft = WorkbookTemplate.objects.get(kind="district", language="en").draft(factories.library("district"))
    Prompt.objects.filter(section__version=draft, code="D-PLA-1").update(hint="Half written")
    run("load_library", publish=True)
    assert Prompt.objects.get(section__version=draft, code="D-PLA-1").hint == "Half written"
    assert states()[:2] == [("district", 1, "published"), ("district", 2, "draft")]


def test_what_curators_published_since_is_not_undone():
    run("load_library", publish=True)
    template = WorkbookTemplate.objects.get(kind="district", language="en")
    draft = template.draft(template.published.content())
    Prompt.objects.filter(section__version=draft, code="D-PLA-1").update(hint="A better hint")
    draft.publish(what_changed="A better hint.")
    run("load_library", publish=True)
    assert states()[:3] == [("district", 1, "published"), ("district", 2, "published"), ("network", 1, "published")]


def test_the_demonstration_needs_the_library():
    with pytest.raises(CommandError, match="load_library --publish"):
        run("demo")
    assert User.objects.count() == 0


@pytest.fixture
def library():
    """The four templates, published."""
    run("load_library", publish=True)


@pytest.mark.usefixtures("library")
def test_the_demonstration_shows_three_people_with_passwords_that_work(client):
    lines = [line for line in run("demo").splitlines() if " with the password " in line]
    assert [line.split(":")[0] for line in lines] == [
        "Ana Duarte, leader",
        "Ben Adeyemi, editor",
        "Caro Lindqvist, viewer",
    ]
    for line in lines:
        email, password = line.split(": ")[1].split(" with the password ")
        assert client.login(username=email, password=password)


@pytest.mark.usefixtures("library")
def test_every_run_leaves_one_copy_and_new_passwords():
    first, second = run("demo"), run("demo")
    assert Workbook.objects.count() == 2
    assert second.count("here already") == 2
    assert not {line for line in first.splitlines() if "password" in line} & set(second.splitlines())


@pytest.mark.usefixtures("library")
def test_all_three_see_both_examples_in_their_roles():
    run("demo")
    roles = Membership.objects.values_list("role", flat=True)
    assert sorted(roles) == sorted([Role.LEADER, Role.EDITOR, Role.VIEWER] * 2)


@pytest.mark.usefixtures("library")
def test_the_demonstration_is_of_today():
    run("demo")
    assert {book.as_of for book in Workbook.objects.all()} == {date.today()}
    assert Action.objects.filter(due__gt=date.today() + timedelta(days=7)).exists()


@pytest.mark.usefixtures("library")
def test_a_workshop_of_the_demonstration_runs_and_its_code_is_printed_each_time():
    first = run("demo")
    room = Workshop.objects.get()
    assert f"with the code {room.code_in_two}" in first
    assert room.takes_notes
    notes = sorted(room.contributions.values_list("text", flat=True))
    Workshop.objects.update(ends_at="2020-01-01T10:00Z")
    assert f"with the code {room.code_in_two}" in run("demo")
    again = Workshop.objects.get()
    assert again.takes_notes
    assert again.ends_at > timezone.now()
    assert sorted(again.contributions.values_list("text", flat=True)) == notes
    assert len(notes) == 11


@pytest.mark.usefixtures("library")
def test_a_curator_is_made_only_when_asked_for():
    assert "curator" not in run("demo")
    assert "Mireille Okafor, curator: mireille.okafor@example.org" in run("demo", curator=True)
    curator = User.objects.get(email="mireille.okafor@example.org")
    factories.app(curator)
    said = run("demo", curator=True)
    assert "Mireille Okafor is asked for an app that shows codes, or a passkey, at the first sign-in" in said
    assert lacks_second_factor(curator)
    assert User.objects.get(is_staff=True).has_perm("swot.change_templateversion")
