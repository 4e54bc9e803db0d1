"""Addresses of workbooks: plural nouns, at most two levels below the workbook."""

from django.urls import path

from swot.urls_around import urlpatterns as around
from swot.views import (
    actions,
    alone,
    answers,
    board,
    crossings,
    entries,
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
    thresholds,
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
    path("workbooks/<uuid:pk>/priorities/alone/", alone.alone, name="score-alone"),
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
    # crossings, strategies and actions
    path("workbooks/<uuid:pk>/crossings/", crossings.crossings, name="crossings"),
    path("workbooks/<uuid:pk>/crossings/pair/", crossings.crossing, name="crossing"),
    path("workbooks/<uuid:pk>/strategies/", strategies.strategies, name="strategies"),
    path("workbooks/<uuid:pk>/strategies/add/", strategies.add, name="strategy-add"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/", strategies.strategy, name="strategy"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/delete/", strategies.delete, name="strategy-delete"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/restore/", strategies.restore, name="strategy-restore"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/park/", strategies.park, name="strategy-park"),
    path("workbooks/<uuid:pk>/strategies/<slug:ref>/keep/", strategies.keep, name="strategy-keep"),
    path("workbooks/<uuid:pk>/review/", actions.review, name="review"),
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
    path("workbooks/<uuid:pk>/thresholds/<slug:indicator>/", thresholds.threshold, name="threshold"),
    *around,
]
