"""How people describe themselves on joining: chosen from a list, counted, never tied to what they write."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

# The description of those who choose none.
UNSAID = "other"


def descriptions(kind: str) -> list[dict[str, Any]]:
    """The list that a workshop of this kind of cluster begins with; `local` are the people already here."""
    own = {
        "workspace": [
            ("work", _("I work in the building"), False),
            ("live", _("I live nearby"), True),
            ("trade", _("I trade nearby, outside the creative trades"), True),
        ],
        "district": [
            ("work", _("I work in the district"), False),
            ("live", _("I live here"), True),
            ("trade", _("I trade here, outside the creative trades"), True),
        ],
        "region": [
            ("work", _("I work in the main city"), False),
            ("town", _("I live or work in one of the smaller towns"), True),
            ("hands", _("I am employed by one of the firms"), True),
        ],
        "network": [
            ("member", _("I am a member"), False),
            ("new", _("I joined within the last year"), True),
            ("alone", _("I work on my own, far from the others"), True),
        ],
    }
    shared = [
        ("college", _("College or school"), False),
        ("city", _("City or agency"), False),
        ("owner", _("I own a building here"), False),
        (UNSAID, _("I would rather not say"), False),
    ]
    chosen = own[kind] + [one for one in shared if kind != "network" or one[0] != "owner"]
    return [{"key": key, "text": text, "local": local} for key, text, local in chosen]


def in_room(local: int, joined: int, missing: Sequence[str]) -> str:
    """Who is in the room, as the second half of the strip: "In the room: 6 of 47 are people already here.".

    `missing` are descriptions of people already here that nobody chose: they are named, since they are who to ask in.
    """
    if not joined:
        return _("In the room: nobody has come in yet.")
    told = {"local": local, "joined": joined}
    said = _("In the room: %(local)d of %(joined)d are people already here.") % told
    if not missing:
        return said
    named = ", ".join(_("“%(who)s”") % {"who": who} for who in missing)
    return _("%(said)s Nobody says: %(named)s.") % {"said": said, "named": named}
