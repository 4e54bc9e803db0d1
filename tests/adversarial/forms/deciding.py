"""Groups, votes, and what goes from a room to the workbook."""

from clusters.ids import new_key
from tests import factories
from tests.access.workshops import room
from tests.adversarial.forms import Form
from workshops.models import HandCount, Step, Workshop

PRESS = ("key", "base", "seen", "verb")


def pressed(world, verb, **sent):
    """A press of a page's button, in a room where no vote is open: else groups stay as they are."""
    Step.objects.filter(workshop=room(world)).update(vote_open=False)
    at = Workshop.objects.get(pk=room(world).pk)
    return {"key": new_key(), "base": at.revision, "seen": at.place, "verb": verb, **sent}


def note(world):
    """A note that is shown and in no group."""
    stage = room(world)
    found = stage.contributions.filter(state="shown", group=None).order_by("-pk").first()
    return found or factories.contribution(stage, by=factories.guest(stage))


def group(world):
    """A group that stands."""
    stage = room(world)
    found = stage.groups.filter(dissolved_at=None, merged_into=None).order_by("-pk").first()
    number = stage.groups.count() + 1
    return found or stage.groups.create(number=number, title="Presses", quadrant="strength", place=0)


def voted(world):
    """A step with a vote on one group."""
    step = room(world).steps.get(kind="vote")
    Step.objects.filter(pk=step.pk).update(vote_on=[group(world).pk], budget=3)
    return Step.objects.get(pk=step.pk)


def sent(world):
    code = f"n{note(world).pk}"
    return pressed(world, "send", take=code, **{f"section_{code}": "PLA", f"asked_{code}": "on"})


def hands(world):
    step = voted(world)
    pk = step.vote_on[0]
    count = HandCount.objects.filter(step=step, group=pk).first()
    seen = {f"seen_{pk}": count.revision if count else 0, f"was_{pk}": count.marks if count else 0}
    more = {"voters": 9, "was_voters": step.hand_voters, "seen_step": step.revision}
    return pressed(world, "hands", step=step.pk, **{f"marks_{pk}": 3}, **seen, **more)


FORMS = {
    "workshops:groups": Form(
        good=lambda w: pressed(w, "group", notes=note(w).pk),
        words=("title",),
        narrow=(*PRESS, "notes", "groups", "to", "quadrant", "of", "group"),
        row=lambda w: room(w).groups.latest("number"),
        flat=("title",),
    ),
    "workshops:groups rename": Form(
        good=lambda w: pressed(w, "rename", group=group(w).pk),
        words=("title",),
        narrow=(*PRESS, "group"),
        row=lambda w: group(w),
        flat=("title",),
        loses=True,
    ),
    "workshops:groups place": Form(
        good=lambda w: pressed(w, "place", notes=note(w).pk, quadrant="threat"),
        narrow=(*PRESS, "notes", "groups", "quadrant"),
        loses=True,
    ),
    "workshops:votes": Form(
        good=lambda w: pressed(w, "open-vote", budget=3), narrow=(*PRESS, "budget", "what", "on"), loses=True
    ),
    "workshops:votes hands": Form(
        good=hands,
        narrow=(*PRESS, "step", "voters", "was_voters", "seen_step", "marks_1", "was_1", "seen_1"),
        loses=True,
    ),
    "workshops:send": Form(
        good=sent,
        narrow=(*PRESS, "take", "text_n1", "section_n1", "asked_n1", "here_n1"),
        query=("page",),
        loses=True,
    ),
    "workshops:send back": Form(
        good=lambda w: pressed(w, "unsend", take=f"n{note(w).pk}"), narrow=(*PRESS, "take", "revision_n1"), loses=True
    ),
}
