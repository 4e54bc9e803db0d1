"""What people say to one another about a workbook, and the link by which people without an account say it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.ids import new_key
from clusters.revised import Revised


class HangsOnWorkbook(ScopedQuerySet):
    """Rows of the workbooks one belongs to, with a date of deletion of their own."""

    to_cluster = "workbook__cluster"
    hidden_by = ("deleted_at", "workbook__deleted_at", "workbook__cluster__deleted_at")


class OutsideLink(Revised):
    """One link that shows the inclusion page in plain words to named people without an account, for a time."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="outside_links")
    for_whom = models.TextField(gettext_lazy("for whom"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = HangsOnWorkbook.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.for_whom


class Comment(Revised):
    """One comment; the first of a thread says what it is about, who sees to it by when, and whether it is settled.

    `about` is a section's code ("INC"), an entry's or a strategy's ref ("S3", "X1"). An answer has a `parent` and the
    thread's `about`. Somebody without an account has a `name`, is `outside`, and has the `link` they came by; a thread
    that came with a document has its owner's name in `owner_name`.
    """

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="comments")
    key = models.CharField(max_length=80, default=new_key)
    about = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField()
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.TextField(blank=True)
    outside = models.BooleanField(default=False)
    link = models.ForeignKey(OutsideLink, models.SET_NULL, null=True, blank=True, related_name="comments")
    called = models.ManyToManyField("clusters.User", related_name="called_in", blank=True)
    owner = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    owner_name = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = HangsOnWorkbook.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "key"], name="one_comment_a_key")]
        indexes = [models.Index(fields=["workbook", "about"])]

    def __str__(self) -> str:
        return f"{self.about}: {self.text[:40]}"
