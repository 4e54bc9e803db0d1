"""Addresses of workbooks: plural nouns, at most two levels below the workbook."""

from django.urls import path

from swot.views import (
    actions,
    answers,
    board,
    citing,
    comments,
    entries,
    evidence,
    export,
    find_out,
    first_questions,
    home,
    inclusion,
    lines,
    priorities,
    sections,
    sort,
    strategies,
    twins,
)

app_name = "swot"

urlpatterns: list = [
    # workbook: home, first questions, record of changes, export
    path("workbooks/", home.begin, name="begin"),
    path("workbooks/<uuid:pk>/", home.workbook, name="workbook"),
    path("workbooks/<uuid:pk>/first-questions/", first_questions.first_questions, name="first-questions"),
    path("workbooks/<uuid:pk>/workbook.json", export.as_json, name="export"),
    # sections: pages, answers, lines
    path("workbooks/<uuid:pk>/sections/<slug:code>/", sections.section, name="section"),
    path("workbooks/<uuid:pk>/answers/<slug:prompt>/", answers.answer, name="answer"),
    path("workbooks/<uuid:pk>/answers/<slug:prompt>/entry/", answers.answer_entry, name="answer-entry"),
    path("workbooks/<uuid:pk>/answers/<slug:prompt>/lines/", lines.line_add, name="line-add"),
    path("workbooks/<uuid:pk>/lines/<int:line>/", lines.line, name="line"),
    path("workbooks/<uuid:pk>/lines/<int:line>/keep/", lines.line_keep, name="line-keep"),
    path("workbooks/<uuid:pk>/lines/<int:line>/delete/", lines.line_delete, name="line-delete"),
    path("workbooks/<uuid:pk>/lines/<int:line>/restore/", lines.line_restore, name="line-restore"),
    # entries: entry, sort, board, priorities, find-out list
    path("workbooks/<uuid:pk>/sort/", sort.sort, name="sort"),
    path("workbooks/<uuid:pk>/sort/<slug:thing>/undo/", sort.undo, name="sort-undo"),
    path("workbooks/<uuid:pk>/board/", board.board, name="board"),
    path("workbooks/<uuid:pk>/priorities/", priorities.priorities, name="priorities"),
    path("workbooks/<uuid:pk>/find-out/", find_out.find_out, name="find-out"),
    path("workbooks/<uuid:pk>/find-out/plan/", find_out.plan, name="find-out-plan"),
    path("workbooks/<uuid:pk>/entries/add/", entries.add, name="entry-add"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/", entries.entry, name="entry"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/move/", board.move, name="entry-move"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/score/", priorities.score, name="entry-score"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/twin/", twins.twin, name="entry-twin"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/part/", twins.part, name="entry-part"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/delete/", entries.delete, name="entry-delete"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/restore/", entries.restore, name="entry-restore"),
    path("workbooks/<uuid:pk>/entries/<slug:ref>/source/", citing.make, name="entry-source"),
    # evidence library of the cluster
    path("workbooks/<uuid:pk>/evidence/", evidence.evidence, name="evidence"),
    path("workbooks/<uuid:pk>/evidence/add/", evidence.add, name="source-add"),
    path("workbooks/<uuid:pk>/evidence/<int:source>/", evidence.source, name="source"),
    path("workbooks/<uuid:pk>/evidence/<int:source>/file/", evidence.file, name="source-file"),
    path("workbooks/<uuid:pk>/evidence/<int:source>/delete/", evidence.delete, name="source-delete"),
    path("workbooks/<uuid:pk>/evidence/<int:source>/restore/", evidence.restore, name="source-restore"),
    # comments
    path("workbooks/<uuid:pk>/comments/", comments.comments, name="comments"),
    path("workbooks/<uuid:pk>/comments/<slug:about>/", comments.about, name="comments-about"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/answer/", comments.answer, name="comment-answer"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/edit/", comments.edit, name="comment-edit"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/assign/", comments.assign, name="comment-assign"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/settle/", comments.settle, name="comment-settle"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/reopen/", comments.reopen, name="comment-reopen"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/delete/", comments.delete, name="comment-delete"),
    path("workbooks/<uuid:pk>/comment/<int:comment>/restore/", comments.restore, name="comment-restore"),
    # strategies and actions
    path("workbooks/<uuid:pk>/strategies/", strategies.strategies, name="strategies"),
    path("workbooks/<uuid:pk>/strategies/add/", strategies.add, name="strategy-add"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/", strategies.strategy, name="strategy"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/delete/", strategies.delete, name="strategy-delete"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/restore/", strategies.restore, name="strategy-restore"),
    path("workbooks/<uuid:pk>/actions/", actions.actions, name="actions"),
    path("workbooks/<uuid:pk>/actions/add/", actions.add, name="action-add"),
    path("workbooks/<uuid:pk>/actions/<slug:ref>/", actions.action, name="action"),
    path("workbooks/<uuid:pk>/actions/<slug:ref>/done/", actions.done, name="action-done"),
    path("workbooks/<uuid:pk>/actions/<slug:ref>/reopen/", actions.reopen, name="action-reopen"),
    path("workbooks/<uuid:pk>/actions/<slug:ref>/delete/", actions.delete, name="action-delete"),
    path("workbooks/<uuid:pk>/actions/<slug:ref>/restore/", actions.restore, name="action-restore"),
    # inclusion: page, self-check, readings
    path("workbooks/<uuid:pk>/inclusion/", inclusion.inclusion, name="inclusion"),
    path("workbooks/<uuid:pk>/inclusion/check/", inclusion.check, name="check"),
    path("workbooks/<uuid:pk>/inclusion/<slug:indicator>/", inclusion.add_reading, name="reading-add"),
]
