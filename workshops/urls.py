"""Addresses of doing a workbook together."""

from django.urls import path

from workshops.views import (
    groups,
    guest,
    lead,
    live,
    paper,
    prepare,
    press,
    screen,
    send,
    sending,
    sheets,
    steps,
    tray,
    votes,
)

app_name = "workshops"

urlpatterns = [
    path("workbooks/<uuid:pk>/together/", sheets.choose, name="list"),
    path("workbooks/<uuid:pk>/together/prepare/<slug:key>/", prepare.prepare, name="prepare"),
    path("workbooks/<uuid:pk>/together/<slug:key>/", sheets.sheet, name="sheet"),
    path("screen/<str:token>/", screen.screen, name="screen"),
    path("room/<uuid:pk>/along/", screen.along, name="along"),
    path("join/", guest.enter, name="join"),
    path("j/<str:token>/", guest.square, name="square"),
    path("room/<uuid:pk>/", guest.room, name="room"),
    path("room/<uuid:pk>/me/", guest.me, name="me"),
    path("room/<uuid:pk>/mine/", sending.list_mine, name="mine"),
    path("room/<uuid:pk>/notes/<uuid:key>/", sending.note, name="note"),
    path("room/<uuid:pk>/ballots/<int:step>/", sending.ballot, name="ballot"),
    path("room/<uuid:pk>/finished/<int:step>/", sending.finished, name="finished"),
    path("workshops/<uuid:pk>/", lead.lead, name="lead"),
    path("workshops/<uuid:pk>/do/<slug:verb>/", press.press, name="press"),
    path("workshops/<uuid:pk>/steps/", steps.steps, name="steps"),
    path("workshops/<uuid:pk>/steps/add/", steps.add, name="step-add"),
    path("workshops/<uuid:pk>/steps/<int:step>/", steps.step, name="step"),
    path("workshops/<uuid:pk>/steps/<int:step>/move/", steps.move, name="step-move"),
    path("workshops/<uuid:pk>/steps/<int:step>/remove/", steps.remove, name="step-remove"),
    path("workshops/<uuid:pk>/tray/", tray.tray, name="tray"),
    path("workshops/<uuid:pk>/groups/", groups.groups, name="groups"),
    path("workshops/<uuid:pk>/votes/", votes.votes, name="votes"),
    path("workshops/<uuid:pk>/send/", send.send, name="send"),
    path("workshops/<uuid:pk>/live/", live.lead_ticket, name="lead-ticket"),
    path("room/<uuid:pk>/live/", live.guest_ticket, name="guest-ticket"),
    path("screen/<str:token>/live/", live.screen_ticket, name="screen-ticket"),
    path("workshops/<uuid:pk>/scribe/", paper.scribe, name="scribe"),
    path("workshops/<uuid:pk>/sheets/<int:number>/", paper.sheet, name="paper-sheet"),
]
