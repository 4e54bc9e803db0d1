"""What is not as it should be is told in a sentence, and only that."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from briefings.models import Briefing
from briefings.safekeeping.sound import faults
from clusters.models import Cluster
from swot.models import Change, Prompt, Snapshot
from swot.models.workbook import Numbering
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(workbook, cast):
    """A workbook in which something of everything was done."""
    entry = factories.entry(workbook, by=cast.ana)
    entry.edit(by=cast.ana, seen=1, text="Nine of 46 tenants get weekly work")
    entry.move(by=cast.ana, seen=2, quadrant="opportunity")
    gone = factories.entry(workbook, by=cast.ana)
    gone.delete_gently(by=cast.ana, seen=1)
    source = factories.source(workbook, by=cast.ana, file_name="x.pdf", file_size=8)
    source.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    snapshot = Snapshot.take(workbook, "{}", by=cast.ana)
    told = {"number": 1, "edition": "agency", "issued_on": timezone.localdate(), "sheets": {}}
    Briefing.objects.create(workbook=workbook, snapshot=snapshot, **told)
    return workbook


def test_what_people_did_is_sound(full):
    told = StringIO()
    call_command("check_data", stdout=told)
    assert told.getvalue() == "All is sound.\n"


def plant(row, **values):
    """Change a row behind the back of everything."""
    type(row).objects.filter(pk=row.pk).update(**values)


FAULTS = {
    "does not say what its last change says": lambda book: plant(book.entries.first(), text="Another"),
    "given": lambda book: Numbering.objects.filter(letter="S").update(last=0),
    "is told of S77, which was never given": lambda book: plant(Change.objects.first(), what="S77"),
    "is dated in the future": lambda book: plant(Change.objects.first(), at="2199-01-01T00:00Z"),
    "is not what it was when it was taken": lambda book: plant(Snapshot.objects.first(), document="{ }"),
    "is not what it was when it was published": lambda book: plant(Prompt.objects.first(), text="Another question"),
    "is missing": lambda book: default_storage.delete(book.cluster.sources.first().file.name),
    "is not as large as it was": lambda book: plant(book.cluster.sources.first(), file_size=3),
    "which is not there": lambda book: plant(Briefing.objects.first(), sheets={"editions": 7}),
}


@pytest.mark.parametrize("said", FAULTS)
def test_each_fault_is_told(full, said):
    FAULTS[said](full)
    found = list(faults())
    assert found, said
    assert all(said in sentence for sentence in found), found
    with pytest.raises(CommandError, match="Not as it should be"):
        call_command("check_data", stdout=StringIO())


def test_a_briefing_of_another_workbook_is_told(full, cast):
    other = factories.workbook(Cluster.found(by=cast.dev, name="Another", kind="district"), by=cast.dev)
    plant(Snapshot.objects.first(), workbook=other)
    assert "shows another workbook" in " ".join(faults())
