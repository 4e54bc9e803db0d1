"""What guests of a room send from pages without script: the code, who they are, notes, ballots."""

from clusters.ids import new_key
from tests import factories
from tests.access.workshops import room
from tests.adversarial.forms import Form, newest
from workshops.models import Contribution, Participant


def note(world):
    """Where a note of the guest is changed."""
    own = guest(world)
    row = own.contributions.first() or factories.contribution(room(world), by=own)
    return {"pk": room(world).pk, "key": row.key}


def guest(world):
    """Whom the browser "guest" is known as."""
    return room(world).participants.first() or factories.guest(room(world))


def written(world, **more):
    """A note as it is sent, for the step that is on."""
    return {"seq": "1", "step": str(room(world).step_id), "quadrant": "strength", **more}


GROUP = 1_000_000  # the group that stands to the vote
MARK = f"marks_{GROUP}"
PLACES = ("seq", "step", "helps", "ours", "quadrant")
FORMS = {
    "workshops:join": Form(good=lambda w: {"code": room(w).code}, narrow=("code",), person="nobody"),
    "workshops:me": Form(
        good=lambda w: {"key": new_key(), "who": "live", "code": room(w).code},
        words=("name",),
        narrow=("key", "who", "code"),
        row=lambda w: newest(Participant.objects),
        person="guest",
        loses=True,
    ),
    "workshops:room": Form(
        good=lambda w: written(w, key=new_key()),
        words=("text",),
        narrow=(*PLACES, "twin_text", "key"),
        query=("language",),
        row=lambda w: newest(Contribution.objects),
        flat=("text",),
        person="guest",
        loses=True,
    ),
    "workshops:finished": Form(
        good=lambda w: {"on": "on"},
        narrow=("on",),
        args=lambda w: {"pk": room(w).pk, "step": room(w).step_id},
        person="guest",
    ),
    "workshops:note": Form(
        good=lambda w: written(w, seq="9"),
        words=("text",),
        narrow=(*PLACES, "do"),
        row=lambda w: Contribution.objects.get(key=note(w)["key"]),
        flat=("text",),
        args=note,
        person="guest",
        loses=True,
    ),
    "workshops:ballot": Form(
        good=lambda w: {"seq": "1", MARK: "1"},
        narrow=("seq", MARK),
        args=lambda w: {"pk": room(w).pk, "step": room(w).step_id},
        person="guest",
        loses=True,
    ),
}
