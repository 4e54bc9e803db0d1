"""Infrastructure that a cluster does not own, and the threat that follows from it (content 7, spec "Pictures")."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

LONGEST = 200
OWNED, WEAK = "owned", ("short", "goodwill", "unknown")
YEAR, THREE = "within 1 year", "1-3 years"
DAYS_OF_A_YEAR = 365.25
ARTICLES = {"The", "A", "An", "Our"}


@dataclass(frozen=True)
class Held:
    """One thing that members need: `tenure` is by what right, `ends_on` until when, `is_only_one` that nothing else serves."""

    name: str
    tenure: str
    owner: str = ""
    ends_on: date | None = None
    is_only_one: bool = False


@dataclass(frozen=True)
class Threat:
    """The words to begin an entry with, and its horizon: "" where no date is near."""

    text: str
    horizon: str = ""


def threat_of(asset: Held, today: date) -> Threat | None:
    """The threat that something not owned offers: its end is near, nothing else could serve, or nothing holds it."""
    if asset.tenure == OWNED or not (asset.tenure in WEAK or asset.is_only_one):
        return None
    horizon = horizon_of(asset.ends_on, today)
    return Threat(_fitted(_words(asset, horizon), asset), horizon)


def horizon_of(ends_on: date | None, today: date) -> str:
    """How near an end is: within a year, within three, or "" for later and for none."""
    if ends_on is None:
        return ""
    years = (ends_on - today).days / DAYS_OF_A_YEAR
    return YEAR if years <= 1 else THREE if years <= 3 else ""


def _words(asset: Held, horizon: str) -> str:
    if horizon and asset.is_only_one:
        return _("Our use of %(name)s ends on %(date)s, and nothing else can serve")
    if horizon:
        return _("Our use of %(name)s ends on %(date)s")
    if asset.is_only_one:
        return _("Nothing else can serve in place of %(name)s")
    if asset.tenure == "goodwill":
        return _("We use %(name)s by goodwill, and nothing is written")
    if asset.tenure == "short":
        return _("Our agreement on %(name)s ends within three years")
    return _("We do not know by what right we use %(name)s")


def _fitted(words: str, asset: Held) -> str:
    """The sentence within the length of an entry, with the owner where there is room; a long name is cut."""
    ends = date_format(asset.ends_on, "j F Y") if asset.ends_on else ""
    name, owner = _within(asset.name), " ".join(asset.owner.split())
    plain = words % {"name": name, "date": ends}
    owned = _("%(words)s. Owner: %(owner)s") % {"words": plain, "owner": owner}
    if owner and len(owned) <= LONGEST:
        return owned
    room = LONGEST - len(words % {"name": "", "date": ends})
    return plain if len(plain) <= LONGEST else words % {"name": f"{name[: room - 1]}…", "date": ends}


def _within(name: str) -> str:
    """A name inside a sentence: "The press room" is "the press room" there."""
    first, _space, rest = " ".join(name.split()).partition(" ")
    return f"{first.lower()} {rest}" if rest and first in ARTICLES else f"{first} {rest}".strip()
