"""One entry: add, edit, conflicts, twins, deletion."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from clusters.ids import new_key
from swot.forms.entries import EntryForm
from swot.forms.places import AddForm
from swot.models import Change, Entry
from tests import factories

BLANK = {"quadrant": "strength", "evidence_grade": "0", "impact": "", "certainty": "", "horizon": ""}


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana)


def at(entry, name="entry"):
    return reverse(f"swot:{name}", args=[entry.workbook_id, entry.ref])


def typed(entry, **fields):
    return {**BLANK, "text": entry.text, "revision": entry.revision, "key": new_key(), **fields}


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def undo_of(response):
    return next(iter(get_messages(response.wsgi_request))).extra_tags


def test_everything_of_an_entry_can_be_edited(ana, entry):
    fields = {
        "quadrant": "threat",
        "evidence_grade": "2",
        "evidence_text": "Two letters",
        "evidence_source": "The archive",
        "evidence_date": "2026-05-01",
        "evidence_url": "https://example.org/a",
        "impact": "4",
        "certainty": "4",
        "horizon": "1-3 years",
        "inclusion": "on",
        "inclusion_who": "Boat menders",
    }
    assert ana.post(at(entry), typed(entry, **fields)).status_code == 302
    entry.refresh_from_db()
    kept = {name: getattr(entry, name) for name in fields}
    expected = {**fields, "evidence_grade": 2, "impact": 4, "certainty": 4, "inclusion": True}
    assert {**kept, "evidence_date": str(kept["evidence_date"])} == expected


def test_certainty_is_lowered_to_its_evidence_and_says_so(ana, entry):
    response = ana.post(at(entry), typed(entry, evidence_grade="1", certainty="5"))
    entry.refresh_from_db()
    assert entry.certainty == 3
    assert told(response) == ["Saved. Certainty is lowered from 5 to 3: evidence that is “heard” allows no more."]


def test_wording_hints_are_shown_and_never_block(ana, entry):
    assert ana.post(at(entry), typed(entry, text="Good location")).status_code == 302
    page = ana.get(at(entry))
    assert [hint.key for hint in page.context["hints"]] == ["short", "stock"]


def test_near_duplicate_of_another_entry_is_hinted_at_but_not_of_itself(ana, workbook, cast, entry):
    assert [hint.key for hint in ana.get(at(entry)).context["hints"]] == []
    other = factories.entry(workbook, by=cast.ana, quadrant="opportunity")
    assert [hint.key for hint in ana.get(at(other)).context["hints"]] == ["like"]


def test_too_long_is_422_with_what_was_typed(ana, entry):
    response = ana.post(at(entry), typed(entry, text="word " * 45, evidence_text="still here"))
    assert response.status_code == 422
    assert "Error:" in response.content.decode()
    assert response.context["form"]["evidence_text"].value() == "still here"


@pytest.mark.parametrize("fields", [{"impact": "6"}, {"evidence_url": "javascript:alert(1)"}, {"text": " "}])
def test_nonsense_is_422(ana, entry, fields):
    assert ana.post(at(entry), typed(entry, **fields)).status_code == 422


def test_refusal_is_422_at_the_quadrant(ana, workbook, cast, entry):
    chance = factories.entry(workbook, by=cast.ana, quadrant="opportunity", text="The city buys from small firms now")
    workbook.add_strategy(by=cast.ana, entries=[entry, chance], text="Sell together")
    response = ana.post(at(entry), typed(entry, quadrant="weakness"))
    assert response.status_code == 422
    assert response.context["form"].errors["quadrant"] == [
        "S1 stands behind strategy X1. Take it out of the strategy first."
    ]


def test_second_writer_gets_409_with_both_texts(ana, cast, entry):
    mine = typed(entry, text="Mine says it so, in seven words", impact="5")
    entry.edit(by=cast.ben, seen=1, text="Ben says it so, in seven words", impact=2)
    response = ana.post(at(entry), mine)
    assert response.status_code == 409
    conflict = response.context["conflict"]
    told = {one.label: (one.mine, one.theirs) for one in conflict.differences}
    assert told["What is so, for whom, and how we know"] == (
        "Mine says it so, in seven words",
        "Ben says it so, in seven words",
    )
    labels = dict(EntryForm.base_fields["impact"].choices)
    assert told["How much does it matter?"] == (labels[5], labels[2])
    assert len(told) == 2
    entry.refresh_from_db()
    assert entry.text == "Ben says it so, in seven words"


def conflict_of(ana, cast, entry, use):
    """Ben was first; Ana chooses, as the panel sends it: her text and the revision once more at the end."""
    mine = typed(entry, text="Mine says it so, in seven words")
    entry.edit(by=cast.ben, seen=1, text="Ben says it so, in seven words")
    ana.post(at(entry), mine)
    ana.post(at(entry), {**mine, "revision": 2, "use": use})
    entry.refresh_from_db()


@pytest.mark.parametrize(("use", "stands"), [("mine", "Mine"), ("theirs", "Ben"), ("both", "Ben")])
def test_after_a_conflict_one_text_stands_and_both_are_in_the_history(ana, cast, entry, use, stands):
    conflict_of(ana, cast, entry, use)
    assert entry.text == f"{stands} says it so, in seven words"
    written = {change.left_as.get("text", "")[:4] for change in Change.objects.all()}
    assert {"Mine", "Ben "} <= written
    assert Entry.objects.count() == (2 if use == "both" else 1)


def test_sending_the_same_twice_is_no_conflict(ana, entry):
    sent = typed(entry, text="Eleven of 46 tenants get weekly work next door")
    assert [ana.post(at(entry), sent).status_code for _ in range(2)] == [302, 302]
    entry.refresh_from_db()
    assert entry.revision == 2


def test_saving_by_itself_answers_with_a_fragment(ana, cast, entry):
    headers = {"HX-Request": "true", "X-Autosave": "1"}
    saved = ana.post(at(entry), typed(entry, certainty="5"), headers=headers)
    assert saved.status_code == 200
    assert b'name="revision" value="2"' in saved.content
    assert b"Certainty is lowered from 5 to 2" in saved.content
    assert b"<html" not in saved.content
    late = ana.post(at(entry), typed(entry, text="Too late, by seven words or so"), headers=headers)
    wrong = ana.post(at(entry), {**typed(entry), "text": ""}, headers=headers)
    assert [late.status_code, wrong.status_code] == [409, 422]


def test_add_makes_one_entry_however_often_it_is_sent(ana, workbook):
    address = reverse("swot:entry-add", args=[workbook.pk])
    page = ana.get(f"{address}?section=INC&text=Two+families+left")
    assert page.context["form"]["section"].value() == "INC"
    sent = {"key": new_key(), "text": "Two families left the lane this year", "section": "INC"}
    sent |= {"helps": "hurts", "ours": "theirs", "evidence_grade": "1"}
    assert [ana.post(address, sent).status_code for _ in range(3)] == [302, 302, 302]
    entry = Entry.objects.get()
    assert (entry.ref, entry.section.code, entry.evidence_grade) == ("T1", "INC", 1)


def test_add_without_words_is_422(ana, workbook):
    assert ana.post(reverse("swot:entry-add", args=[workbook.pk]), {"key": "k", "section": "INC"}).status_code == 422


def test_success_alarm_asks_who_could_be_pushed_out(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, quadrant="opportunity", text="Property values rise along the quay")
    page = ana.get(at(entry))
    assert b"Who could be pushed out by this?" in page.content
    assert page.context["twin_form"]["quadrant"].value() == "threat"


def test_twin_is_written_once(ana, entry):
    sent = {"text": "Those without a studio get none of it", "quadrant": "weakness", "key": new_key()}
    assert [ana.post(at(entry, "entry-twin"), sent).status_code for _ in range(2)] == [302, 302]
    twin = Entry.objects.exclude(pk=entry.pk).get()
    assert (twin.quadrant, twin.twin, twin.section) == ("weakness", entry, entry.section)


def test_twin_that_is_there_is_linked_and_parted(ana, workbook, cast, entry):
    other = factories.entry(workbook, by=cast.ana, quadrant="threat")
    ana.post(at(entry, "entry-twin"), {"twin": other.ref})
    entry.refresh_from_db()
    assert entry.twin == other
    ana.post(at(entry, "entry-part"), {"revision": entry.revision})
    entry.refresh_from_db()
    other.refresh_from_db()
    assert (entry.twin, other.twin) == (None, None)


def test_parting_offers_an_undo_that_makes_them_twins_again_unless_one_was_changed(ana, workbook, cast, entry):
    other = factories.entry(workbook, by=cast.ana, quadrant="threat")
    entry.link_twin(other, by=cast.ana)
    page = ana.post(at(entry, "entry-part"), {"revision": entry.revision}, follow=True).text
    undo = re.search(r'action="([^"]+/rejoin/[^"]+)"', page)[1].replace("&amp;", "&")
    assert "twins again" in ana.post(undo, follow=True).text
    entry.refresh_from_db()
    other.refresh_from_db()
    assert (entry.twin, other.twin) == (other, entry)
    entry.part(by=cast.ana)
    assert "has been changed since" in ana.post(undo, follow=True).text
    entry.refresh_from_db()
    assert entry.twin is None


def test_entry_of_the_same_quadrant_cannot_be_its_twin(ana, workbook, cast, entry):
    other = factories.entry(workbook, by=cast.ana)
    assert ana.post(at(entry, "entry-twin"), {"twin": other.ref}).status_code == 422
    assert ana.post(at(entry, "entry-twin"), {}).status_code == 422


def test_delete_and_undo_bring_entry_and_twin_back_together(ana, workbook, cast, entry):
    other = factories.entry(workbook, by=cast.ana, quadrant="threat")
    entry.link_twin(other, by=cast.ana)
    undo = undo_of(ana.post(at(entry, "entry-delete"), {"revision": entry.revision}))
    assert ana.get(at(entry)).status_code == 404
    ana.post(undo)
    entry.refresh_from_db()
    assert (entry.deleted_at, entry.twin) == (None, other)


def test_delete_is_refused_while_a_strategy_stands_on_it(ana, workbook, cast, entry):
    chance = factories.entry(workbook, by=cast.ana, quadrant="opportunity", text="The city buys from small firms now")
    workbook.add_strategy(by=cast.ana, entries=[entry, chance], text="Sell together")
    response = ana.post(at(entry, "entry-delete"), {"revision": 1})
    assert told(response) == ["S1 stands behind strategy X1. Take it out of the strategy first."]
    assert b"Sell together" in ana.get(at(entry)).content


@pytest.mark.parametrize("name", ["entry-delete", "entry-part"])
def test_stale_delete_and_part_are_409(ana, workbook, cast, entry, name):
    entry.link_twin(factories.entry(workbook, by=cast.ana, quadrant="threat"), by=cast.ana)
    assert ana.post(at(entry, name), {"revision": 1}).status_code == 409
    entry.refresh_from_db()
    assert (entry.deleted_at, entry.twin is None) == (None, False)


def test_stale_restore_says_so_and_leaves_it_deleted(ana, entry):
    entry.delete_gently(by=entry.changed_by, seen=1)
    assert ana.post(f"{at(entry, 'entry-restore')}?seen=1").status_code == 302
    entry.refresh_from_db()
    assert entry.deleted_at is not None


def test_viewer_reads_the_facts_alone(client, cast, entry):
    client.force_login(cast.caro)
    page = client.get(at(entry))
    assert page.status_code == 200
    assert b'<form method="post" action="/workbooks' not in page.content
    assert client.post(at(entry), typed(entry)).status_code == 404
    assert client.get(reverse("swot:entry-add", args=[entry.workbook_id])).status_code == 404


@pytest.mark.parametrize("who", ["caro", "dev"])
@pytest.mark.parametrize("name", ["entry-twin", "entry-part", "entry-rejoin", "entry-delete", "entry-restore"])
def test_verbs_are_closed_to_viewers_and_strangers(client, cast, entry, who, name):
    client.force_login(getattr(cast, who))
    assert client.post(at(entry, name), {"revision": 1}).status_code == 404


def test_stranger_404_nobody_to_sign_in_unknown_ref_404(client, cast, entry):
    assert client.get(at(entry))["Location"].startswith(reverse("account_login"))
    client.force_login(cast.dev)
    assert client.get(at(entry)).status_code == 404
    client.force_login(cast.ben)
    assert client.get(at(entry)).status_code == 200
    assert client.get(reverse("swot:entry", args=[entry.workbook_id, "S99"])).status_code == 404


@pytest.mark.parametrize("name", ["entry-twin", "entry-part", "entry-rejoin", "entry-delete", "entry-restore"])
def test_verbs_are_never_a_get(ana, entry, name):
    assert ana.get(at(entry, name)).status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_else_is_there(ana, workbook, cast, entry, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door")
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(at(entry))


@pytest.mark.parametrize(
    ("kind", "begins", "said"), [("network", "within 1 year", "weeks and months"), ("district", "", "three to seven")]
)
def test_when_begins_as_the_kind_has_it_and_says_how_far_to_think(kind, begins, said):
    form = AddForm(content=factories.library(kind))
    assert form["horizon"].value() == begins
    assert said in form["horizon"].help_text
