"""The four kinds of creative cluster: an enumeration with facts, because the four are the mission."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How near the members are to one another, which decides everything after."""

    WORKSPACE = "workspace", _("workspace")
    DISTRICT = "district", _("district")
    REGION = "region", _("region")
    NETWORK = "network", _("network")

    @property
    def heading(self) -> Promise:
        """Its full name, for headings."""
        return _FACTS[self.value]["heading"]

    @property
    def in_sentence(self) -> Promise:
        """Its name inside a sentence, with the article."""
        return _FACTS[self.value]["in_sentence"]

    @property
    def nearness(self) -> Promise:
        """How one reaches another member, in a few words."""
        return _FACTS[self.value]["nearness"]

    @property
    def proximity_test(self) -> Promise:
        """The test of nearness, as a sentence to the leader."""
        return _FACTS[self.value]["proximity_test"]


_FACTS = {
    "workspace": {
        "heading": _("Creative workspace under one roof"),
        "in_sentence": _("a creative workspace under one roof"),
        "nearness": _("No coat needed"),
        "proximity_test": _("You can go and see another member without putting on a coat."),
    },
    "district": {
        "heading": _("Creative district in a town or city"),
        "in_sentence": _("a creative district"),
        "nearness": _("You walk"),
        "proximity_test": _("You need a coat, but you can walk from your workplace to meet someone."),
    },
    "region": {
        "heading": _("Regional creative cluster"),
        "in_sentence": _("a regional creative cluster"),
        "nearness": _("There and back in a working day"),
        "proximity_test": _("You can get to a meeting and back within a business day."),
    },
    "network": {
        "heading": _("Online creative network"),
        "in_sentence": _("an online creative network"),
        "nearness": _("Place is not what joins you"),
        "proximity_test": _("You log on; most members have never met."),
    },
}
