"""Notes for the margin: two or three sentences that explain a part, never longer than what they explain."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTES: dict[str, tuple[Promise, Promise]] = {
    "figures": (_("Gaps are gaps"), _("What nobody has counted says so. It is never shown as a zero.")),
    "strategies": (
        _("One question each"),
        _("Each strategy says who would still be here if it works. One that does not is listed without detail."),
    ),
    "unusual_on_paper": (
        _("Behind each line"),
        _("Letters and numbers are entries and answers of the workbook. Ask for any of them."),
    ),
    "find_out": (_("Why we say so"), _("A reader can trust a briefing that shows its gaps.")),
    "profile": (
        _("What the numbers are"),
        _("One ruler from 1 to 5 in each of nine sections, with every step described in words."),
    ),
    "check": (_("Two figures, always"), _("Confirmed counts each yes. Could be counts each “not sure” as well.")),
    "indicators": (
        _("The unknown first"),
        _("Not knowing is louder than bad. Out-of-date figures stand before good ones."),
    ),
    "entries": (
        _("How to read the weight"),
        _("Impact times certainty. Certainty cannot pass its evidence: a hunch stops at 2."),
    ),
    "answers": (_("We do not know"), _("An answer like any other. It becomes a question with a name and a date.")),
    "versions": (_("Check number"), _("The same number on two papers means the same words.")),
    "inclusion": (_("Always here"), _("No reader’s version may leave this box out.")),
}
