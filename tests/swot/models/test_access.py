"""Every row of a workbook opens to those in its cluster, by their role, and to nobody once something above it is deleted."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clusters.access import Role, ScopedQuerySet
from clusters.models import Cluster, Membership
from swot.models import (
    Action,
    Answer,
    Ask,
    Comment,
    Crossing,
    Entry,
    FindOut,
    FirstQuestions,
    Line,
    Offer,
    Outcome,
    OutsideLink,
    Presence,
    Reading,
    Score,
    SelfCheck,
    SetAsideCheck,
    Snapshot,
    Source,
    Strategy,
    Upgrade,
    Workbook,
)
from tests import factories
from tests.swot.models.paths import on_the_path

pytestmark = pytest.mark.django_db
OF_WORKBOOK = (
    Answer,
    Ask,
    FindOut,
    FirstQuestions,
    SelfCheck,
    Snapshot,
    Crossing,
    Score,
    Outcome,
    Offer,
    SetAsideCheck,
    Upgrade,
    Presence,
)
WITH_OWN_DATE = (Action, Entry, Line, Strategy, Comment, OutsideLink)
OF_CLUSTER = (Reading, Source)
ROWS = (*OF_WORKBOOK, *WITH_OWN_DATE, *OF_CLUSTER, Workbook)
MAY = {
    "ana": ("visible_to", "editable_by", "led_by"),
    "ben": ("visible_to", "editable_by"),
    "caro": ("visible_to",),
    "dev": (),
    "cleo": (),
    "nobody": (),
}


def one_of_each(book: Workbook, by: Any) -> None:
    entries = [factories.entry(book, by=by, quadrant=quadrant) for quadrant in ("strength", "threat")]
    strategy = book.add_strategy(by=by, entries=entries)
    book.add_action(by=by, strategy=strategy)
    book.add_line("D-PLA-1", "A ropeworks", by=by)
    book.ask("council", by=by, seen=0)
    book.plan_to_find_out("check 1", by=by, seen=0)
    Reading.add(book, "I2", by=by, value=4)
    Snapshot.take(book, "{}", by=by)
    Presence.seen(book, by=by, place="")
    on_the_path(book, *entries, by=by)
    upgrade = Upgrade.objects.create(workbook=book, source=book.version, target=book.version)
    SetAsideCheck.objects.create(workbook=book, version=book.version, upgrade=upgrade, taken_on=book.as_of)


@pytest.fixture
def book(workbook, cast):
    """Ana's workbook with one of everything, and Dev's beside it with the same."""
    one_of_each(workbook, cast.ana)
    theirs = Cluster.found(by=cast.dev, name="Harbour Yard", kind="district")
    one_of_each(factories.workbook(theirs, by=cast.dev), cast.dev)
    return workbook


def of(model: Any, book: Workbook) -> set[Any]:
    """The keys of a workbook's rows."""
    if model is Workbook:
        return {book.pk}
    above = {"cluster": book.cluster} if model in OF_CLUSTER else {"workbook": book}
    return set(model.objects.filter(**above).values_list("pk", flat=True))


def opened(model: Any, scope: str, person: Any, book: Workbook) -> set[Any]:
    """Those of a workbook's rows that a scope opens to a person."""
    return set(getattr(model.objects.all(), scope)(person).values_list("pk", flat=True)) & of(model, book)


def person_of(cast: factories.Cast, name: str) -> Any:
    return AnonymousUser() if name == "nobody" else getattr(cast, name)


def test_every_scoped_model_is_tried_here():
    models = apps.get_app_config("swot").get_models()
    assert {model for model in models if isinstance(model._default_manager.all(), ScopedQuerySet)} == set(ROWS)


@pytest.mark.parametrize("name", MAY)
@pytest.mark.parametrize("model", ROWS)
def test_each_person_is_opened_what_their_role_opens(book, cast, model, name):
    person, every = person_of(cast, name), of(model, book)
    assert every
    found = {scope: opened(model, scope, person, book) for scope in MAY["ana"]}
    assert found == {scope: every if scope in MAY[name] else set() for scope in MAY["ana"]}


@pytest.mark.parametrize("model", ROWS)
def test_a_superuser_is_no_exception(book, cast, model):
    root = factories.user("Root", is_staff=True, is_superuser=True)
    assert [opened(model, scope, root, book) for scope in MAY["ana"]] == [set()] * 3


@pytest.mark.parametrize("model", ROWS)
def test_one_finds_only_what_is_ones_own(book, cast, model):
    mine = set(model.objects.visible_to(cast.dev).values_list("pk", flat=True))
    assert mine
    assert not mine & of(model, book)


@pytest.mark.parametrize("model", ROWS)
def test_each_row_says_the_role_of_the_reader_in_its_own_cluster(book, cast, model):
    other = Cluster.objects.get(name="Harbour Yard")
    Membership.objects.create(cluster=other, user=cast.ben, role=Role.VIEWER)
    Membership.objects.create(cluster=other, user=cast.caro, role=Role.LEADER)
    theirs = other.workbooks.get()
    for person, here, there in ((cast.ben, "editor", "viewer"), (cast.caro, "viewer", "leader")):
        roles = dict(model.objects.visible_to(person).values_list("pk", "role"))
        assert roles == dict.fromkeys(of(model, book), here) | dict.fromkeys(of(model, theirs), there)
    assert opened(model, "editable_by", cast.ben, theirs) == set()
    assert opened(model, "led_by", cast.caro, theirs) == of(model, theirs)


@pytest.mark.parametrize("model", ROWS)
def test_nothing_of_a_deleted_cluster_opens_to_anybody(book, cast, model):
    Cluster.objects.filter(pk=book.cluster_id).update(deleted_at=timezone.now())
    assert [opened(model, scope, cast.ana, book) for scope in MAY["ana"]] == [set()] * 3


@pytest.mark.parametrize("model", [*OF_WORKBOOK, *WITH_OWN_DATE, Workbook])
def test_nothing_of_a_deleted_workbook_opens_to_anybody(book, cast, model):
    Workbook.objects.filter(pk=book.pk).update(deleted_at=timezone.now())
    assert [opened(model, scope, cast.ana, book) for scope in MAY["ana"]] == [set()] * 3


@pytest.mark.parametrize("model", OF_CLUSTER)
def test_what_belongs_to_the_cluster_outlives_the_workbook_it_was_made_in(book, cast, model):
    Workbook.objects.filter(pk=book.pk).update(deleted_at=timezone.now())
    assert opened(model, "visible_to", cast.caro, book) == of(model, book)


@pytest.mark.parametrize("model", WITH_OWN_DATE)
def test_a_deleted_row_opens_to_nobody_and_the_others_do(book, cast, model):
    gone = model.objects.filter(workbook=book).first()
    model.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    for scope in MAY["ana"]:
        assert opened(model, scope, cast.ana, book) == of(model, book) - {gone.pk}


@pytest.mark.parametrize("model", [model for model in ROWS if model is not Workbook])
def test_a_closed_workbook_may_still_be_read(book, cast, model):
    Workbook.objects.filter(pk=book.pk).update(closed_at=timezone.now())
    assert opened(model, "visible_to", cast.caro, book) == of(model, book)


@pytest.mark.parametrize("model", ROWS)
def test_whoever_left_finds_nothing_any_more(book, cast, model):
    Membership.objects.get(user=cast.ben).leave()
    assert opened(model, "visible_to", cast.ben, book) == set()


def test_a_scope_may_be_narrowed_and_still_says_the_role(book, cast):
    rows = Entry.objects.filter(quadrant="threat").visible_to(cast.caro).order_by("-ref")
    assert [(row.ref, row.role) for row in rows] == [("T1", "viewer")]
