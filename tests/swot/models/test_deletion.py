"""Nothing of a cluster goes with a person; with a workbook goes all that hangs on it, and nothing else."""

import pytest
from django.apps import apps
from django.db.models import CASCADE, PROTECT, SET_NULL

from clusters.models import Cluster, Finding, Invitation, Membership, User
from swot.models import (
    Action,
    Answer,
    Change,
    Entry,
    Line,
    Presence,
    Prompt,
    Reading,
    Snapshot,
    Strategy,
    TemplateVersion,
    Workbook,
)
from tests import factories

pytestmark = pytest.mark.django_db
OURS = ("clusters", "swot", "workshops", "briefings")
TEMPLATE = {"WorkbookTemplate", "TemplateVersion", "Section", "Prompt", "CheckQuestion", "Indicator", "Trap"}


@pytest.fixture
def full(cast):
    """A workbook that Ben filled, in Ana's cluster."""
    finding = Finding.objects.create(
        cluster=cast.cluster, found_by=cast.ben, result="district", recommended_kind="district"
    )
    book = factories.workbook(cast.cluster, by=cast.ben, finding=finding)
    entries = [factories.entry(book, by=cast.ben, quadrant=quadrant) for quadrant in ("strength", "threat")]
    entries[0].link_twin(entries[1], by=cast.ben)
    book.add_action(by=cast.ben, strategy=book.add_strategy(by=cast.ben, entries=entries))
    book.add_line("D-PLA-1", "A ropeworks", by=cast.ben)
    Reading.add(book, "I2", by=cast.ben, value=4)
    Snapshot.take(book, "{}", by=cast.ben)
    Invitation.send(cast.cluster, email="eva@example.org", role="viewer", by=cast.ben)
    return book


def links(to):
    """The foreign keys of our models that lead to one of the named models."""
    fields = [
        field
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.many_to_one or (field.one_to_one and field.concrete)
    ]
    return [field for field in fields if field.related_model.__name__ in to]


WRITTEN = (
    (Answer, "changed_by"),
    (Line, "written_by"),
    (Entry, "changed_by"),
    (Strategy, "changed_by"),
    (Action, "changed_by"),
    (Reading, "read_by"),
    (Snapshot, "made_by"),
    (Change, "by"),
    (Workbook, "begun_by"),
    (Finding, "found_by"),
    (Invitation, "invited_by"),
)


@pytest.mark.parametrize(("model", "author"), WRITTEN)
def test_what_a_person_wrote_stays_when_they_go(full, cast, model, author):
    before = model.objects.count()
    assert getattr(model.objects.first(), author) == cast.ben
    cast.ben.delete()
    assert model.objects.count() == before
    assert {getattr(row, author) for row in model.objects.all()} == {None}


def test_a_person_takes_only_their_memberships_along(full, cast):
    gone = cast.ben.delete()[1]
    assert {name: number for name, number in gone.items() if name.split(".")[0] in OURS} == {
        "clusters.User": 1,
        "clusters.Membership": 1,
    }
    assert Membership.objects.filter(cluster=cast.cluster).count() == 2


def test_every_link_to_a_person_lets_go_but_their_membership_and_where_they_are_now(cast):
    found, theirs = (
        {(field.model, field.remote_field.on_delete, field.null) for field in links({"User"})},
        (Membership, Presence),
    )
    assert {(model, rule) for model, rule, _null in found if rule is not SET_NULL} == {(one, CASCADE) for one in theirs}
    assert all(null for model, _rule, null in found if model not in theirs)
    assert len(found) > 10


def test_no_row_of_a_workbook_goes_with_a_template(cast):
    outside = [field for field in links(TEMPLATE) if field.model.__name__ not in TEMPLATE]
    assert {field.remote_field.on_delete for field in outside} == {PROTECT}
    assert {field.model for field in outside} >= {Workbook, Answer, Line, Entry}


def test_a_purged_workbook_takes_all_that_hangs_on_it_and_nothing_else(full, cast):
    rows = {model: model.objects.count() for model in (Reading, Finding, Prompt, TemplateVersion, User, Cluster)}
    full.delete()
    for model in (Answer, Line, Entry, Strategy, Action, Change, Snapshot):
        assert model.objects.count() == 0
    assert {model: model.objects.count() for model in rows} == rows


def test_a_purged_cluster_takes_its_workbooks_and_leaves_people_and_templates(full, cast):
    people, prompts = User.objects.count(), Prompt.objects.count()
    cast.cluster.delete()
    assert (Workbook.objects.count(), Entry.objects.count(), Reading.objects.count()) == (0, 0, 0)
    assert (Membership.objects.count(), Finding.objects.count(), Invitation.objects.count()) == (0, 0, 0)
    assert (User.objects.count(), Prompt.objects.count()) == (people, prompts)


def test_a_follower_outlives_the_workbook_before_it(full, cast):
    Workbook.objects.filter(pk=full.pk).update(closed_at=full.begun_at)
    after = factories.workbook(cast.cluster, by=cast.ana, previous=full)
    full.delete()
    assert Workbook.objects.get(pk=after.pk).previous is None


def test_a_workbook_outlives_the_finding_that_led_to_it(full):
    Finding.objects.all().delete()
    assert Workbook.objects.get(pk=full.pk).finding is None


def test_the_parts_of_a_cluster_outlive_it(cast):
    part = Cluster.found(by=cast.dev, name="The ropery", kind="workspace", part_of=cast.cluster)
    cast.cluster.delete()
    assert Cluster.objects.get(pk=part.pk).part_of is None
