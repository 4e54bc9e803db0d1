"""A change of kind: the old workbook whole, the new one empty, every entry asked again and none carried silently."""

import json

import pytest

from clusters.access import Role
from clusters.ids import new_key
from clusters.models import Cluster, Finding, Membership
from swot.document.gather import gather
from swot.document.read import read
from swot.document.versions import published_content
from swot.document.write import to_json
from swot.models import Outcome, Source, Workbook
from tests import factories
from tests.swot.pages import at, text_of, undo_of

AGREED = {"kind": "workspace", "agreed": "on"}
TEXT = "Nine of 46 tenants get weekly work next door"


@pytest.fixture
def old(cast):
    """A district's workbook with three entries, one of them citing a source; the workspace template is published."""
    factories.version("workspace")
    book = factories.workbook(cast.cluster, by=cast.ana)
    source = Source.add(cast.cluster, by=cast.ana, name="The register", grade=2)
    told = {"evidence_grade": 2, "evidence_text": "Counted in June", "source": source, "impact": 4, "certainty": 3}
    factories.entry(book, by=cast.ana, inclusion=True, inclusion_who="Two families", **told)
    factories.entry(book, by=cast.ana, text="Rents rose by a third", quadrant="threat", horizon="within 1 year")
    factories.entry(book, by=cast.ana, text="Not sorted at all", quadrant="")
    return book


@pytest.fixture
def new(ana, cast, old):
    """The workspace's workbook that followed."""
    assert ana.post(at("change-kind", old), {**AGREED, "revision": 1}).status_code == 302
    return Workbook.objects.get(cluster=cast.cluster, closed_at=None)


def carried(**fields):
    asked = {"do": "carry", "key": new_key(), "text": TEXT, "section": "PLA", "helps": "helps", "ours": "ours"}
    return {**asked, "evidence_grade": 2, "revision": 0, **fields}


def whole(book):
    book = Workbook.objects.with_pages().get(pk=book.pk)
    return json.loads(to_json(gather(book), book.content()))


# ---------- the change ----------


def test_the_old_workbook_is_kept_whole_and_closed_and_the_new_one_begins_empty(ana, cast, old):
    before = whole(old)
    answer = ana.post(at("change-kind", old), {**AGREED, "revision": 1}, follow=True)
    assert "Every entry of before is asked again." in text_of(answer)
    now, kept = Workbook.objects.get(cluster=cast.cluster, closed_at=None), Workbook.objects.get(pk=old.pk)
    assert Cluster.objects.get(pk=cast.cluster.pk).kind == "workspace"
    assert (now.previous, now.content().kind, now.entries.count(), now.answers.count()) == (kept, "workspace", 0, 0)
    assert kept.closed_at is not None
    assert json.loads(now.last_time.document) == before
    assert whole(old)["entries"] == before["entries"]
    assert now.changes.filter(verb="changed kind").get().left_as["kind"] == "workspace"
    assert "ask the entries of before again" in text_of(ana.get(at("workbook", now)))


def test_the_old_workbook_is_still_of_its_kind_where_it_is_taken_elsewhere(ana, old, new):
    taken = ana.get(at("export", old)).content
    assert json.loads(taken)["cluster"]["kind"] == "district"
    assert read(taken, contents=published_content).template.key == "district.en"
    assert json.loads(ana.get(at("export", new)).content)["cluster"]["kind"] == "workspace"


def test_the_page_says_what_follows_and_which_ties_end(ana, cast, old):
    region = Cluster.found(by=cast.ana, name="Merrow Coast", kind="region")
    Cluster.objects.filter(pk=cast.cluster.pk).update(part_of=region)
    page = text_of(ana.get(at("change-kind", old)))
    assert "kept whole" in page
    assert "As a region it is no longer tied to:" in page
    assert "As a workspace it is no longer tied to:" not in page
    factories.version("region")
    assert ana.post(at("change-kind", old), {"kind": "region", "agreed": "on", "revision": 1}).status_code == 302
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "workspace"}, "Tick this to go on."),
        ({"agreed": "on"}, "Choose a kind."),
        ({"kind": "district", "agreed": "on"}, "district"),
        ({"kind": "network", "agreed": "on"}, "No workbook of this kind is published yet."),
    ],
)
def test_what_is_not_in_order_changes_nothing_and_keeps_the_reason(ana, cast, old, sent, said):
    answer = ana.post(at("change-kind", old), {**sent, "reason": "We moved under one roof", "revision": 1})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "We moved under one roof" in text_of(answer)
    assert Cluster.objects.get(pk=cast.cluster.pk).kind == "district"
    assert Workbook.objects.get().closed_at is None


def test_against_the_seven_questions_a_reason_is_needed_and_kept(ana, cast, old):
    Finding.objects.create(cluster=cast.cluster, result="Clear", recommended_kind="region", answers={"1": "region"})
    assert "The seven questions said region" in text_of(ana.get(at("change-kind", old)))
    assert ana.post(at("change-kind", old), {**AGREED, "revision": 1}).status_code == 422
    ana.post(at("change-kind", old), {**AGREED, "reason": "We moved under one roof", "revision": 1})
    last = cast.cluster.findings.first()
    assert (last.chosen_kind, last.reason, last.answers) == ("workspace", "We moved under one roof", {"1": "region"})
    assert Workbook.objects.get(closed_at=None).finding == last


def test_on_an_old_record_it_is_409_and_nothing_is_closed(ana, cast, old):
    cast.cluster.edit(seen=1, place="Elsewhere")
    answer = ana.post(at("change-kind", old), {**AGREED, "reason": "One roof", "revision": 1})
    assert answer.status_code == 409
    assert "One roof" in text_of(answer)
    assert (Workbook.objects.count(), Workbook.objects.get().closed_at) == (1, None)
    assert not cast.cluster.findings.exists()


def test_pressed_twice_it_is_done_once(ana, cast, old, new):
    assert ana.post(at("change-kind", old), {**AGREED, "revision": 1}).status_code == 409
    assert Workbook.objects.count() == 2


def test_only_the_leader_may(client, cast, old):
    client.force_login(cast.ben)
    assert client.post(at("change-kind", old), {**AGREED, "revision": 1}).status_code == 404
    assert Cluster.objects.get(pk=cast.cluster.pk).kind == "district"


# ---------- asked again ----------


def test_each_old_entry_is_asked_with_what_we_means_now(ana, new):
    page = text_of(ana.get(at("re-ask", new)))
    assert "3 entries wait." in page
    assert new.content().words["we_means"].capitalize()[:20] in page
    assert new.content().words["control_test"] in page
    assert "Rents rose by a third" in text_of(ana.get(at("re-ask", new), {"ref": "T1"}))
    assert not new.entries.exists()


def test_one_is_carried_with_its_evidence_and_clean_review_marks(ana, cast, new):
    assert (
        ana.post(at("re-ask-entry", new, "S1"), carried(text="In other words now", inclusion="on")).status_code == 302
    )
    entry, row = new.entries.get(), Outcome.objects.get()
    assert (entry.text, entry.quadrant, entry.section.code) == ("In other words now", "strength", "PLA")
    assert entry.origin == {"workbook": new.previous.title, "ref": "S1"}
    assert (entry.evidence_text, entry.evidence_grade, entry.source.name) == ("Counted in June", 2, "The register")
    assert (entry.impact, entry.certainty, entry.inclusion_who) == (None, None, "Two families")
    assert (row.about, row.text, row.quadrant, row.now) == ("S1", TEXT, "strength", entry)
    assert "From the workbook before" in text_of(ana.get(at("composition", new)))


def test_carried_twice_with_one_key_it_is_one(ana, new):
    sent = carried()
    for _ in range(2):
        assert ana.post(at("re-ask-entry", new, "S1"), sent).status_code == 302
    assert new.entries.count() == 1


def test_left_behind_makes_no_entry_and_can_be_asked_again(ana, new):
    answer = ana.post(at("re-ask-entry", new, "T1"), {"do": "leave"}, follow=True)
    assert "T1, left behind" in text_of(answer)
    assert not new.entries.exists()
    undo = undo_of(answer)
    assert ana.post(undo).status_code == 302
    assert "3 entries wait." in text_of(ana.get(at("re-ask", new)))
    assert ana.post(at("re-ask-entry", new, "T1"), carried(text="Rents rise", revision=3)).status_code == 302


def test_undoing_a_carrying_takes_the_entry_away(ana, new):
    answer = ana.post(at("re-ask-entry", new, "S1"), carried(), follow=True)
    undo = undo_of(answer)
    assert ana.post(undo).status_code == 302
    assert not new.entries.filter(deleted_at=None).exists()
    assert ana.post(undo).status_code == 409


def test_the_second_to_decide_is_409_and_keeps_their_words(client, cast, new):
    client.force_login(cast.ben)
    client.post(at("re-ask-entry", new, "S1"), carried(text="As Ben put it"))
    client.force_login(cast.ana)
    answer = client.post(at("re-ask-entry", new, "S1"), carried(text="As Ana would put it"))
    assert answer.status_code == 409
    assert "As Ana would put it" in text_of(answer)
    assert "It was carried as S1." in text_of(answer)
    assert client.post(at("re-ask-entry", new, "S1"), {"do": "leave"}).status_code == 409
    assert new.entries.get().text == "As Ben put it"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("helps", "", "Answer both questions"), ("text", "", "Write what is so"), ("section", "XYZ", "XYZ")],
)
def test_an_answer_that_is_not_in_order_is_422_with_the_words(ana, new, field, value, said):
    answer = ana.post(at("re-ask-entry", new, "S1"), carried(**{"text": "In other words", field: value}))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert field == "text" or "In other words" in text_of(answer)
    assert not new.entries.exists()


def test_both_faces_make_twins(ana, new):
    ana.post(at("re-ask-entry", new, "S1"), carried(helps="both", twin_text="They may all leave at once"))
    assert {entry.quadrant for entry in new.entries.all()} == {"strength", "weakness"}
    assert all(entry.twin for entry in new.entries.all())


def test_there_is_nothing_to_ask_again_without_a_change_of_kind(ana, cast, workbook):
    assert ana.get(at("re-ask", workbook)).status_code == 404
    assert ana.post(at("re-ask-entry", workbook, "S1"), carried()).status_code == 404


def test_an_unknown_entry_is_404(ana, new):
    assert ana.post(at("re-ask-entry", new, "S99"), carried()).status_code == 404
    assert ana.post(at("re-ask-reopen", new, "S1")).status_code == 404


def test_a_viewer_reads_what_waits_without_forms(client, cast, new):
    client.force_login(cast.caro)
    page = text_of(client.get(at("re-ask", new)))
    assert TEXT in page
    assert "Carry it" not in page


def test_a_parent_whose_child_changes_kind_is_not_told_more(cast, old, new):
    region = Cluster.found(by=cast.dev, name="Merrow Coast", kind="region")
    Membership.objects.create(cluster=region, user=cast.ana, role=Role.VIEWER)
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of is None
    assert not Outcome.objects.filter(workbook__cluster=region).exists()


def test_the_pages_take_as_many_queries_for_thirty_entries_as_for_one(ana, cast, new, django_assert_max_num_queries):
    ana.post(at("re-ask-entry", new, "S1"), carried())
    new.add_strategy(by=cast.ana, entries=[new.entries.get(), factories.entry(new, by=cast.ana, quadrant="threat")])
    for more in (0, 29):
        for place in range(more):
            factories.entry(new, by=cast.ana, text=f"One more point, number {place}")
        for name in ("re-ask", "change-kind"):
            ana.get(at(name, new))
            with django_assert_max_num_queries(12):
                ana.get(at(name, new))
