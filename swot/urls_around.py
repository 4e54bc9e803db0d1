"""Addresses under a workbook: of who is here, of the clusters around a workbook's own, and of a change of kind."""

from django.urls import path

from swot.views import anchors, assets, change_kind, composition, inside, offers, re_ask

of_workbook: list = [
    # who is here: composition, anchors, infrastructure
    path("composition/", composition.composition, name="composition"),
    path("anchors/add/", anchors.PAGES.add, name="anchor-add"),
    path("anchors/<int:row>/", anchors.PAGES.change, name="anchor"),
    path("anchors/<int:row>/delete/", anchors.PAGES.delete, name="anchor-delete"),
    path("anchors/<int:row>/restore/", anchors.PAGES.restore, name="anchor-restore"),
    path("assets/", assets.assets, name="assets"),
    path("assets/add/", assets.PAGES.add, name="asset-add"),
    path("assets/<int:row>/", assets.PAGES.change, name="asset"),
    path("assets/<int:row>/delete/", assets.PAGES.delete, name="asset-delete"),
    path("assets/<int:row>/restore/", assets.PAGES.restore, name="asset-restore"),
    # nesting and change of kind
    path("offers/", offers.offers, name="offers"),
    path("offers/<int:of>/", offers.decide, name="offer-decide"),
    path("offers/<int:of>/reopen/", offers.reopen, name="offer-reopen"),
    path("inside/", inside.inside, name="inside"),
    path("inside/cite/", inside.cite, name="cite"),
    path("inside/<int:source>/take-back/", inside.uncite, name="uncite"),
    path("kind/", change_kind.change_kind, name="change-kind"),
    path("re-ask/", re_ask.re_ask, name="re-ask"),
    path("re-ask/<slug:ref>/", re_ask.decide, name="re-ask-entry"),
    path("re-ask/<slug:ref>/reopen/", re_ask.reopen, name="re-ask-reopen"),
]
