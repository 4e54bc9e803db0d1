"""Addresses of clusters, the people in them and the kind finder."""

from django.urls import path

from clusters.views import accounts, around, clusters, findings, first_account, kind_finder, people

app_name = "clusters"

urlpatterns = [
    path("", clusters.home, name="home"),
    path("account/", accounts.account, name="account"),
    path("first-account/", first_account.first_account, name="first-account"),
    # kind finder
    path("kind-finder/", kind_finder.kind_finder, name="kind-finder"),
    path("kind-finder/result/", kind_finder.kind_finder_result, name="kind-finder-result"),
    # clusters
    path("clusters/new/", clusters.create, name="create"),
    path("clusters/<uuid:pk>/", clusters.detail, name="detail"),
    path("clusters/<uuid:pk>/edit/", clusters.edit, name="edit"),
    # the clusters around one, and its kind
    path("clusters/<uuid:pk>/around/", around.around, name="around"),
    path("clusters/<uuid:pk>/around/agree/", around.agree, name="agree"),
    path("clusters/<uuid:pk>/around/<uuid:other>/end/", around.untie, name="untie"),
    path("clusters/<uuid:pk>/findings/add/", findings.add, name="finding-add"),
    # people
    path("clusters/<uuid:pk>/invite/", people.invite, name="invite"),
    path("clusters/<uuid:pk>/invitations/<int:invitation>/withdraw/", people.withdraw, name="withdraw"),
    path("clusters/<uuid:pk>/hand-over/", people.hand_over, name="hand-over"),
    path("clusters/<uuid:pk>/members/<int:member>/", people.member, name="member"),
    path("invitations/<str:token>/", people.invitation, name="invitation"),
]
