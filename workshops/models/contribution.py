"""What somebody wrote in a workshop, on a phone or on paper: kept as written, never refused because it came late."""

from uuid import UUID, uuid5

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusters.ids import uuid7
from clusters.revised import Revised
from swot.models.entry import Quadrant

LONGEST = 280
# Lines printed on a sheet: under one question, and in four fields together.
LINES_OF_ONE, LINES_OF_FOUR = 10, 16


class State(models.TextChoices):
    """Where a note stands. Only a shown one is ever on a screen."""

    SHOWN = "shown", gettext_lazy("shown")
    HELD = "held", gettext_lazy("held back")
    HIDDEN = "hidden", gettext_lazy("kept off the screen")
    LATE = "late", gettext_lazy("came late")
    WITHDRAWN = "withdrawn", gettext_lazy("taken back by who wrote it")


class Contribution(models.Model):
    """One note. `key` and `seq` are made where it was written: sent again it is the same note, and the newer words win.

    `place` is the workshop's when it last changed. Who wrote it is never shown, and forgotten after 30 days; a note from
    paper has its `sheet` and no participant. `tested` is the quadrant that two questions chose, where one moved it.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="contributions")
    step = models.ForeignKey("workshops.Step", models.SET_NULL, null=True, related_name="contributions")
    participant = models.ForeignKey(
        "workshops.Participant", models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    sheet = models.ForeignKey(
        "workshops.PaperSheet", models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    group = models.ForeignKey("workshops.Group", models.SET_NULL, null=True, blank=True, related_name="contributions")
    key = models.UUIDField()
    seq = models.PositiveBigIntegerField(default=1)
    text = models.CharField(max_length=LONGEST)
    quadrant = models.CharField(max_length=11, choices=Quadrant.choices, blank=True)
    tested = models.CharField(max_length=11, choices=Quadrant.choices, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SHOWN)
    place = models.PositiveBigIntegerField()
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_to = models.ForeignKey("swot.Entry", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_note_a_key")]
        indexes = [models.Index(fields=["workshop", "place"])]

    def __str__(self) -> str:
        return self.text[:40]


class PaperSheet(Revised):
    """A sheet of paper with its number, typed in by a scribe: its lines have keys of their own, so twice does no harm.

    Sheets that were printed together share their `batch`. `printed_as` is the number of the step as it stands on the
    paper, wherever the step stands in the run sheet since; with `is_four` it has four fields instead of one list.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="paper_sheets")
    step = models.ForeignKey("workshops.Step", models.SET_NULL, null=True, related_name="paper_sheets")
    number = models.PositiveIntegerField()
    batch = models.UUIDField(default=uuid7)
    printed_as = models.PositiveSmallIntegerField(default=0)
    is_four = models.BooleanField(default=False)
    table = models.PositiveSmallIntegerField(null=True, blank=True)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    typed_by = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    typed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="one_paper_a_number")]
        indexes = [models.Index(fields=["workshop", "batch"])]

    def __str__(self) -> str:
        return f"sheet {self.number}"

    @property
    def code(self) -> str:
        """What stands under its square, to be read aloud and typed: "P-06-14" is sheet 14, printed for step 6."""
        return f"P-{self.printed_as:02}-{self.number:02}"

    @property
    def printed_lines(self) -> int:
        """How many lines are printed on it."""
        return LINES_OF_FOUR if self.is_four else LINES_OF_ONE

    def field_of(self, line: int) -> str:
        """The quadrant that a line is printed in, "" where that is for the scribe to read."""
        if self.is_four and line <= LINES_OF_FOUR:
            return Quadrant.values[(line - 1) * len(Quadrant.values) // LINES_OF_FOUR]
        asked = self.step.quadrants if self.step else []
        return asked[0] if len(asked) == 1 else ""

    def line_key(self, line: int) -> UUID:
        """The key of a line, the same whenever the sheet is typed: a name-based UUID (RFC 9562, version 5).

        It is made under the batch, which no phone is ever told, so that nobody writes under it beforehand.
        """
        return uuid5(self.batch, f"sheet {self.number} line {line}")
