"""One step of a workshop's run sheet: what is asked or done, for how long, and what is open in it."""

from django.db import models
from django.utils.translation import gettext_lazy

from clusters.revised import Revised


class Kind(models.TextChoices):
    """What a step is for."""

    WELCOME = "welcome", gettext_lazy("Welcome")
    COLLECT = "collect", gettext_lazy("Write alone")
    REVEAL = "reveal", gettext_lazy("Show all at once")
    GROUP = "group", gettext_lazy("Group")
    VOTE = "vote", gettext_lazy("Vote")
    RESULTS = "results", gettext_lazy("Results")
    STRATEGIES = "strategies", gettext_lazy("Strategies")
    ACTIONS = "actions", gettext_lazy("Actions")
    BREAK = "break", gettext_lazy("Break")


SWITCHES = ("input_open", "others_visible", "grouping", "vote_open", "results_visible")
# What is open when a step of a kind begins; each can be switched by hand. Voting opens by a press of its own.
BEGINS_WITH = {
    Kind.COLLECT: ("input_open",),
    Kind.REVEAL: ("others_visible",),
    Kind.GROUP: ("others_visible", "grouping"),
    Kind.VOTE: ("others_visible",),
    Kind.RESULTS: ("others_visible", "results_visible"),
    Kind.STRATEGIES: ("input_open", "results_visible", "others_visible"),
    Kind.ACTIONS: ("input_open", "results_visible", "others_visible"),
}


class Step(Revised):
    """One step. A note written in it goes to `section` (and `prompt`, where it answers one), or to `quadrant`.

    `vote_on` are the groups as they were frozen when voting opened, `budget` the marks each person has. `wrote` is how
    many had written in it when it was forgotten who did.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    question = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    say = models.JSONField(default=list, blank=True)
    screen = models.TextField(blank=True)
    paper = models.TextField(blank=True)
    tip = models.TextField(blank=True)
    section = models.CharField(max_length=20, blank=True)
    prompt = models.CharField(max_length=40, blank=True)
    quadrants = models.JSONField(default=list, blank=True)
    is_skipped = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    input_open = models.BooleanField(default=False)
    others_visible = models.BooleanField(default=False)
    grouping = models.BooleanField(default=False)
    vote_open = models.BooleanField(default=False)
    results_visible = models.BooleanField(default=False)
    budget = models.PositiveSmallIntegerField(null=True, blank=True)
    vote_on = models.JSONField(default=list, blank=True)
    hand_voters = models.PositiveIntegerField(default=0)
    wrote = models.PositiveIntegerField(default=0)
    voted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> str:
        """What stands large on the screen and on phones."""
        return self.question or self.title
