"""Addresses of workbooks: plural nouns, at most two levels below the workbook."""

from django.urls import path

from swot.views import (
    actions,
    answers,
    board,
    compare,
    entries,
    export,
    find_out,
    first_questions,
    following,
    home,
    inclusion,
    lines,
    priorities,
    profile,
    return_visit,
    sections,
    sort,
    still_so,
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
    path("workbooks/<uuid:pk>/answers/<slug:prompt>/still-so/", still_so.still_so, name="answer-still-so"),
    path("workbooks/<uuid:pk>/answers/<slug:prompt>/lines/", lines.line_add, name="line-add"),
    path("workbooks/<uuid:pk>/lines/<int:line>/", lines.line, name="line"),
    path("workbooks/<uuid:pk>/lines/<int:line>/keep/", lines.line_keep, name="line-keep"),
    path("workbooks/<uuid:pk>/lines/<int:line>/delete/", lines.line_delete, name="line-delete"),
    path("workbooks/<uuid:pk>/lines/<int:line>/restore/", lines.line_restore, name="line-restore"),
    # entries: entry, sort, board, priorities, profile, find-out list
    path("workbooks/<uuid:pk>/sort/", sort.sort, name="sort"),
    path("workbooks/<uuid:pk>/sort/<slug:thing>/undo/", sort.undo, name="sort-undo"),
    path("workbooks/<uuid:pk>/board/", board.board, name="board"),
    path("workbooks/<uuid:pk>/priorities/", priorities.priorities, name="priorities"),
    path("workbooks/<uuid:pk>/profile/", profile.profile, name="profile"),
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
    # return visit and comparison
    path("workbooks/<uuid:pk>/compare/", compare.compare, name="compare"),
    path("workbooks/<uuid:pk>/return/", return_visit.return_visit, name="return"),
    path("workbooks/<uuid:pk>/return/begin/", following.begin, name="return-begin"),
    path("workbooks/<uuid:pk>/return/reopen/", following.reopen, name="return-reopen"),
    path("workbooks/<uuid:pk>/return/date/", following.review_date, name="review-date"),
    path("workbooks/<uuid:pk>/return/<slug:ref>/", return_visit.mark, name="return-mark"),
    path("workbooks/<uuid:pk>/return/<slug:ref>/carry/", return_visit.carry, name="return-carry"),
    path("workbooks/<uuid:pk>/return/<slug:ref>/undo/", return_visit.undo, name="return-undo"),
]
