"""What is kept for a time only: gone when it is over, not before, and nothing else with it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from briefings.models import Briefing, ReaderNote
from briefings.retention import RULES
from clusters.models import Anchor, Asset, Cluster, Invitation
from swot.models import Change, Comment, Entry, Line, Snapshot, Source, Workbook
from swot.settling import set_aside
from swot.shelf import add_source, change_source
from swot.uploads import Upload, keep
from tests import factories
from tests.access.world import world
from workshops.models import Contribution, Participant

LONG_AGO = timezone.now() - timedelta(days=30, minutes=1)
LATELY = timezone.now() - timedelta(days=29)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return world()


def run(*options):
    """What the command counts, by title, where it is not nothing."""
    out = StringIO()
    call_command("retain", *options, stdout=out)
    lines = [line.strip().partition(" ") for line in out.getvalue().splitlines() if line.strip()[0].isdigit()]
    assert len(lines) == len(RULES)
    return {title: int(count) for count, _space, title in lines if count != "0"}


def deleted(row, at=LONG_AGO):
    type(row)._base_manager.filter(pk=row.pk).update(deleted_at=at)
    return row


def there(row):
    return type(row)._base_manager.filter(pk=row.pk).exists()


def everything():
    """Every row there is, by model."""
    models = [model for model in apps.get_models() if model._meta.app_label in ("clusters", "swot", "briefings")]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_a_fresh_place_has_nothing_to_end(stage):
    before = everything()
    assert run() == {}
    assert everything() == before


def test_a_dry_run_counts_the_same_and_writes_nothing(stage):
    deleted(stage.action), deleted(stage.line), deleted(stage.comment)
    Invitation.objects.update(expires_at=LONG_AGO)
    before, changes = everything(), list(Change.objects.order_by("pk").values())
    said = run("--dry-run")
    assert (everything(), list(Change.objects.order_by("pk").values())) == (before, changes)
    assert said == run()
    assert set(said) >= {"deleted actions", "deleted lines", "invitations, run out or taken up"}


@pytest.mark.parametrize("name", ["line", "action", "strategy", "source", "comment"])
def test_what_was_deleted_goes_after_30_days_and_not_before(stage, name):
    row = deleted(getattr(stage, name), LATELY)
    assert run() == {}
    assert there(row)
    deleted(row)
    assert sum(run().values()) == 1
    assert not there(row)


def test_an_entry_goes_once_nothing_hangs_on_it(stage):
    alone = deleted(factories.entry(stage.workbook, by=stage.cast.ana, text="Alone and deleted"))
    cited = deleted(stage.entry)
    assert run() == {"deleted entries": 1}
    assert (there(alone), there(cited)) == (False, True)


def test_an_entry_that_a_note_of_a_room_became_stays_so_that_the_note_does_not_wait_again(stage):
    room = factories.workshop(stage.workbook, by=stage.cast.ana)
    note = factories.contribution(room, by=factories.guest(room))
    entry = deleted(factories.entry(stage.workbook, by=stage.cast.ana, text="From the room"))
    Contribution.objects.filter(pk=note.pk).update(sent_to=entry)
    assert run() == {}
    assert there(entry)


def test_what_the_record_of_changes_said_of_it_goes_too_and_of_others_stays(stage):
    row = deleted(factories.entry(stage.workbook, by=stage.cast.ana, text="Alone and deleted"))
    others = Change.objects.exclude(what=row.ref).order_by("pk")
    before = list(others.values())
    run()
    assert list(others.values()) == before
    kept = list(Change.objects.filter(workbook=stage.workbook, what=row.ref))
    assert [(change.verb, change.left_as) for change in kept] == [("added", {})]
    assert not Change.objects.filter(left_as__icontains="Alone and deleted").exists()


def test_a_comment_with_answers_that_stay_is_kept_and_goes_with_the_last(stage):
    book, ana = stage.workbook, stage.cast.ana
    first, _new = Comment.say(book, "PLA", "Who holds the keys?", key="first", by=ana)
    answer, _new = Comment.say(book, "PLA", "We do", key="answer", by=ana, parent=first)
    deleted(first)
    assert run() == {}
    deleted(answer)
    run()
    assert not there(first)
    assert not there(answer)


def thread(stage, *, answered):
    """A thread that was taken back long ago, with an answer taken back then."""
    book, ana = stage.workbook, stage.cast.ana
    first, _new = Comment.say(book, "PLA", "Who holds the keys?", key="first", by=ana)
    answer, _new = Comment.say(book, "PLA", "Nobody at all does", key="answer", by=ana, parent=first)
    return deleted(first), deleted(answer, answered)


def test_of_a_thread_taken_back_the_record_of_changes_says_nothing_more(stage):
    first, answer = thread(stage, answered=LONG_AGO)
    said = run("--dry-run")
    assert said == run() == {"deleted comments": 2}
    assert (there(first), there(answer)) == (False, False)
    assert not Change.objects.filter(left_as__icontains="Who holds the keys").exists()
    assert not Change.objects.filter(left_as__icontains="Nobody at all does").exists()


def test_an_answer_taken_back_lately_has_its_30_days_and_its_thread_waits_for_it(stage):
    first, answer = thread(stage, answered=LATELY)
    assert run() == {}
    assert (there(first), there(answer)) == (True, True)


def test_what_the_record_of_changes_said_of_rows_of_the_cluster_goes_too_and_of_others_stays(stage):
    book, ana = stage.workbook, stage.cast.ana
    source = add_source(book, by=ana, key="survey", name="Survey of the hemp lane")
    change_source(book, source, by=ana, seen=1, says="Asked in the hemp lane")
    anchor = Anchor.add(book.cluster, by=ana, key="mill", name="Mill")
    asset = Asset.add(book.cluster, by=ana, key="kiln", name="Kiln")
    set_aside(book, f"anchor {anchor.pk}", {"name": "Mill of the hemp lane"}, by=ana)
    set_aside(book, f"asset {asset.pk}", {"name": "Kiln of the hemp lane"}, by=ana)
    gone = [f"source {source.pk}", f"anchor {anchor.pk}", f"asset {asset.pk}"]
    others = Change.objects.exclude(what__in=gone).order_by("pk")
    before = list(others.values())
    for row in (source, anchor, asset):
        deleted(row)
    assert sum(run().values()) == 3
    assert not Change.objects.filter(left_as__icontains="hemp lane").exists()
    assert (Change.objects.filter(what__in=gone).count(), list(others.values())) == (4, before)


def test_a_source_takes_its_file_along(stage, django_capture_on_commit_callbacks, settings):
    kept = keep(Upload("survey.pdf", b"%PDF-1.7"))
    row = deleted(factories.source(stage.workbook, by=stage.cast.ana, name="Survey"))
    Source._base_manager.filter(pk=row.pk).update(file=kept)
    assert (settings.MEDIA_ROOT / kept).exists()
    with django_capture_on_commit_callbacks(execute=True):
        run()
    assert not (settings.MEDIA_ROOT / kept).exists()


def test_a_cluster_goes_with_all_that_hangs_on_it_and_no_other(stage):
    other = Cluster.found(by=stage.cast.dev, name="Harbour Yard", kind="region")
    mine = factories.workbook(other, by=stage.cast.dev)
    factories.entry(mine, by=stage.cast.dev)
    deleted(stage.cluster)
    assert run()["deleted clusters"] == 1
    assert not Workbook._base_manager.filter(cluster=stage.cluster.pk).exists()
    assert not Briefing.objects.exists()
    assert not Snapshot.objects.exists()
    assert there(other)
    assert there(mine)
    assert Entry.objects.filter(workbook=mine).exists()


def test_a_deleted_workbook_goes_unless_another_goes_on_from_it(stage):
    before = stage.workbook.previous
    deleted(before)
    assert run() == {}
    assert there(before)
    deleted(stage.workbook)
    assert run() == {"deleted workbooks": 2}
    assert not there(stage.workbook)


def test_invitations_go_when_they_ran_out_or_30_days_after_they_were_taken_up(stage):
    Invitation.objects.all().delete()
    for email, fields in {
        "waits@example.org": {},
        "late@example.org": {"expires_at": timezone.now() - timedelta(minutes=1)},
        "joined@example.org": {"accepted_at": LONG_AGO},
        "new@example.org": {"accepted_at": LATELY, "expires_at": LATELY},
    }.items():
        row, _token = Invitation.send(stage.cluster, email=email, role="viewer", by=stage.cast.ana)
        Invitation.objects.filter(pk=row.pk).update(**fields)
    assert run() == {"invitations, run out or taken up": 2}
    assert set(Invitation.objects.values_list("email", flat=True)) == {"waits@example.org", "new@example.org"}


def test_sessions_go_when_they_ran_out(stage, client):
    client.force_login(stage.cast.ana)
    assert run() == {}
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert run() == {"sessions that ran out": 1}


def test_guests_and_addresses_of_readers_are_forgotten(stage):
    room = factories.workshop(stage.workbook, by=stage.cast.ana)
    guest = factories.guest(room, name="Pia")
    type(room).objects.filter(pk=room.pk).update(status="closed", closed_at=LONG_AGO)
    Participant.objects.filter(pk=guest.pk).update(seen_at=LONG_AGO, joined_at=LONG_AGO)
    ReaderNote.objects.update(email="lena@example.org", written_at=timezone.now() - timedelta(days=90))
    said = run()
    assert said["workshops whose guests are forgotten"] == 1
    assert said["addresses of readers"] == ReaderNote.objects.count()
    assert not Participant.objects.exclude(name="").exists()
    assert not ReaderNote.objects.exclude(email="").exists()


def test_what_was_brought_back_meanwhile_stays(stage):
    row = deleted(Anchor.add(stage.cluster, by=stage.cast.ana, name="The hall"))
    rule = next(rule for rule in RULES if str(rule.title) == "deleted rows of who is here")
    assert rule.rows(timezone.now()).count() == 1
    deleted(row, None)
    assert rule.end(timezone.now()) == 0
    assert there(row)


def test_every_kind_of_row_that_can_be_deleted_has_a_rule():
    with_date = {
        model._meta.label
        for model in apps.get_models()
        if any(field.name == "deleted_at" for field in model._meta.fields)
    }
    ruled = {rule.rows(timezone.now()).model._meta.label for rule in RULES}
    # A closed link for neighbours is never deleted: that it was there, and how often it was used, is told.
    assert with_date - ruled == {"swot.OutsideLink"}
    assert Line._meta.label in ruled
