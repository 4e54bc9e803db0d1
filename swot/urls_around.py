"""Addresses of who is here, of the clusters around a workbook's own, and of a change of kind."""

from django.urls import path

from swot.views import anchors, assets, change_kind, composition, inside, offers, re_ask

urlpatterns: list = [
    # who is here: composition, anchors, infrastructure
    path("workbooks/<uuid:pk>/composition/", composition.composition, name="composition"),
    path("workbooks/<uuid:pk>/anchors/add/", anchors.PAGES.add, name="anchor-add"),
    path("workbooks/<uuid:pk>/anchors/<int:row>/", anchors.PAGES.change, name="anchor"),
    path("workbooks/<uuid:pk>/anchors/<int:row>/delete/", anchors.PAGES.delete, name="anchor-delete"),
    path("workbooks/<uuid:pk>/anchors/<int:row>/restore/", anchors.PAGES.restore, name="anchor-restore"),
    path("workbooks/<uuid:pk>/assets/", assets.assets, name="assets"),
    path("workbooks/<uuid:pk>/assets/add/", assets.PAGES.add, name="asset-add"),
    path("workbooks/<uuid:pk>/assets/<int:row>/", assets.PAGES.change, name="asset"),
    path("workbooks/<uuid:pk>/assets/<int:row>/delete/", assets.PAGES.delete, name="asset-delete"),
    path("workbooks/<uuid:pk>/assets/<int:row>/restore/", assets.PAGES.restore, name="asset-restore"),
    # nesting and change of kind
    path("workbooks/<uuid:pk>/offers/", offers.offers, name="offers"),
    path("workbooks/<uuid:pk>/offers/<int:of>/", offers.decide, name="offer-decide"),
    path("workbooks/<uuid:pk>/offers/<int:of>/reopen/", offers.reopen, name="offer-reopen"),
    path("workbooks/<uuid:pk>/inside/", inside.inside, name="inside"),
    path("workbooks/<uuid:pk>/inside/cite/", inside.cite, name="cite"),
    path("workbooks/<uuid:pk>/inside/<int:source>/take-back/", inside.uncite, name="uncite"),
    path("workbooks/<uuid:pk>/kind/", change_kind.change_kind, name="change-kind"),
    path("workbooks/<uuid:pk>/re-ask/", re_ask.re_ask, name="re-ask"),
    path("workbooks/<uuid:pk>/re-ask/<slug:ref>/", re_ask.decide, name="re-ask-entry"),
    path("workbooks/<uuid:pk>/re-ask/<slug:ref>/reopen/", re_ask.reopen, name="re-ask-reopen"),
]
