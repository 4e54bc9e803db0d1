"""Who is here, anchors, infrastructure that the cluster does not own, and the entries made of them."""

from datetime import timedelta
from urllib.parse import parse_qs, urlparse

import pytest

from clusters.ids import new_key
from clusters.models import Anchor, Asset, Cluster
from swot.models import Workbook
from swot.rules.here import here
from tests import factories
from tests.swot.pages import at, text_of, undo_of

COUNTS = {"majors": 2, "small": 11, "micro": 34, "freelancers": 15, "venues": 3}
PRESS = {"name": "The press room", "owner": "Harbour Trust", "tenure": "short", "is_only_one": "on"}


@pytest.fixture
def whale(cast):
    """A counted cluster and the one that sixteen of its members lean on."""
    Cluster.objects.filter(pk=cast.cluster.pk).update(member_counts=COUNTS, people_counts={"majors": 82})
    lean = {"small": 3, "micro": 9, "freelancers": 4}
    told = {"what_if": "Two apprentices lose their place.", "source": "The register, Tomasz Wilk"}
    return Anchor.add(cast.cluster, by=cast.ana, name="Merrow Instruments", band="majors", people=58, lean=lean, **told)


def pressed(cast, **fields):
    return Asset.add(cast.cluster, by=cast.ana, **{"name": "The press room", "tenure": "short", **fields})


def start_of(page, words):
    """What the first link of a page to the form of a new entry carries."""
    href = page.split(words)[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    return {name: values[0] for name, values in parse_qs(urlparse(href).query).items()}


# ---------- composition ----------


def test_the_page_has_the_picture_the_numbers_and_what_if(ana, workbook, whale):
    page = text_of(ana.get(at("composition", workbook)))
    assert "65 members" in page
    assert "If Merrow Instruments leaves" in page
    assert "16 of the other 64 lose their first customer or supplier" in page
    assert "Two apprentices lose their place." in page
    assert "The register, Tomasz Wilk" in page
    assert page.count('role="img"') == 2


def test_an_uncounted_cluster_is_asked_to_count(ana, workbook):
    page = text_of(ana.get(at("composition", workbook)))
    assert "The members are not counted yet." in page
    assert 'role="img"' not in page


@pytest.mark.parametrize("leaves", ["nobody", "no-such-key", "%00"])
def test_nobody_may_leave(ana, workbook, whale, leaves):
    assert "If Merrow Instruments leaves" not in text_of(ana.get(at("composition", workbook), {"leaves": leaves}))


def test_counts_under_five_are_not_printed(ana, workbook, whale):
    page = text_of(ana.get(at("composition", workbook)))
    hidden = '<span class="d-print-none">{}</span><span class="d-none d-print-inline">fewer than five</span>'
    assert page.count(hidden.format(3)) == 2
    assert hidden.format(11) not in page


def test_if_one_leaves_becomes_an_entry_by_a_click_and_says_so(ana, workbook, whale):
    start = start_of(text_of(ana.get(at("composition", workbook))), ">Make this an entry")
    assert (start["quadrant"], start["section"], start["made_of"]) == ("threat", "PLA", f"anchor:{whale.key}")
    form = text_of(ana.get(at("entry-add", workbook), start))
    assert "16 of the other 64" in form
    assert ana.post(at("entry-add", workbook), {**start, "key": new_key()}).status_code == 302
    entry = workbook.entries.get()
    assert (entry.origin, entry.quadrant) == ({"anchor": whale.key}, "threat")
    page = text_of(ana.get(at("composition", workbook)))
    assert "It is entry T1" in page
    assert "Make this an entry" not in page


def test_nothing_is_added_by_looking(ana, cast, workbook, whale):
    pressed(cast, is_only_one=True)
    for name in ("composition", "assets"):
        ana.get(at(name, workbook))
    assert not workbook.entries.exists()


def test_voices_are_totals_without_names(client, cast, workbook):
    for by in (cast.ana, cast.ben, cast.ben):
        factories.entry(workbook, by=by, inclusion=by == cast.ana)
    factories.entry(workbook, by=cast.ana, origin={"cluster": "Merrow Coast", "ref": "W3"})
    client.force_login(cast.caro)
    page = text_of(client.get(at("composition", workbook)))
    voices = page[page.index("Whose voice stands behind") :]
    for label in ("Leaders", "Editors", "Offered by the cluster above, in our words"):
        assert label in voices
    assert "Through the link for people outside" not in voices
    assert not any(name in voices for name in ("Ben", "Dev"))


def test_a_voice_that_left_the_team_is_still_one_of_the_team(ana, cast, workbook):
    factories.entry(workbook, by=cast.ben)
    cast.cluster.memberships.filter(user=cast.ben).delete()
    assert "Others of the team" in text_of(ana.get(at("composition", workbook)))


# ---------- anchors and infrastructure ----------


def test_an_anchor_is_added_once_changed_deleted_and_brought_back(ana, cast, workbook):
    sent = {"name": "Quay Joinery", "people": 24, "lean_micro": 6, "as_of": "2026-10-01", "key": new_key()}
    for _ in range(2):
        assert ana.post(at("anchor-add", workbook), sent).status_code == 302
    row = Anchor.objects.get()
    assert (row.people, row.lean, str(row.as_of)) == (24, {"micro": 6}, "2026-10-01")
    assert ana.post(at("anchor", workbook, row.pk), {"name": "Quay", "revision": 1}).status_code == 302
    answer = ana.post(at("anchor-delete", workbook, row.pk), {"revision": 2}, follow=True)
    undo = undo_of(answer)
    assert not Anchor.objects.live().exists()
    assert ana.post(undo).status_code == 302
    assert Anchor.objects.live().get().name == "Quay"


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("anchor-add", {"name": "", "what_if": "kept words"}, "Write its name."),
        ("anchor-add", {"name": "Quay", "people": -4, "what_if": "kept words"}, "kept words"),
        ("anchor-add", {"name": "Quay", "as_of": "never", "what_if": "kept words"}, "Give a date"),
        ("asset-add", {"name": "", "tenure": "short", "note": "kept words"}, "Write what it is."),
        ("asset-add", {"name": "Kiln", "note": "kept words"}, "We do not know” is an answer."),
        ("asset-add", {"name": "Kiln", "tenure": "stolen", "note": "kept words"}, "kept words"),
    ],
)
def test_a_row_that_is_not_in_order_comes_back_with_all_words(ana, workbook, name, sent, said):
    answer = ana.post(at(name, workbook), sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "kept words" in text_of(answer)


@pytest.mark.parametrize("kind", ["anchor", "asset"])
def test_the_second_writer_of_a_row_is_409_with_both_texts(ana, cast, workbook, whale, kind):
    row = whale if kind == "anchor" else pressed(cast)
    row.edit(by=cast.ben, seen=row.revision, name="As Ben wrote it")
    answer = ana.post(at(kind, workbook, row.pk), {"name": "As I wrote it", "tenure": "short", "revision": 1})
    assert answer.status_code == 409
    assert "As I wrote it" in text_of(answer)
    assert "As Ben wrote it" in text_of(answer).replace("<ins>", "").replace("</ins>", "")
    assert ana.post(at(f"{kind}-delete", workbook, row.pk), {"revision": 1}).status_code == 409


def test_rows_of_another_cluster_are_not_there(ana, cast, workbook):
    other = Cluster.found(by=cast.dev, name="Elsewhere", kind="district")
    row, thing = Anchor.add(other, by=cast.dev, name="Theirs"), Asset.add(other, by=cast.dev, name="Theirs too")
    for kind, pk in (("anchor", row.pk), ("asset", thing.pk)):
        assert ana.get(at(kind, workbook, pk)).status_code == 404
        assert ana.post(at(f"{kind}-delete", workbook, pk), {"revision": 1}).status_code == 404
    sent = {"text": "Ours and no more", "section": "INF", "quadrant": "threat", "made_of": f"asset:{thing.key}"}
    ana.post(at("entry-add", workbook), {**sent, "key": new_key()})
    assert workbook.entries.get().origin is None


def test_an_asset_offers_a_dated_threat_that_becomes_an_entry_by_a_click(ana, cast, workbook):
    row = pressed(cast, ends_on=cast.cluster.today + timedelta(days=500), owner="Harbour Trust")
    page = text_of(ana.get(at("assets", workbook)))
    assert "It offers a threat" in page
    start = start_of(page, ">Make this an entry")
    assert (start["horizon"], start["made_of"], start["section"]) == ("1-3 years", f"asset:{row.key}", "INF")
    assert ana.post(at("entry-add", workbook), {**start, "key": new_key()}).status_code == 302
    entry = workbook.entries.get()
    assert (entry.origin, entry.horizon, entry.section.code) == ({"asset": row.key}, "1-3 years", "INF")
    page = text_of(ana.get(at("assets", workbook)))
    assert "As an entry" in page
    assert "Make this an entry" not in page
    entry.delete_gently(by=cast.ana, seen=entry.revision)
    assert "Make this an entry" in text_of(ana.get(at("assets", workbook)))


def test_what_is_owned_offers_nothing_and_the_only_one_stands_first(ana, cast, workbook):
    pressed(cast, name="The kiln", tenure="owned")
    pressed(cast, name="The lane", tenure="goodwill")
    pressed(cast, name="The hall", tenure="long", is_only_one=True)
    page = text_of(ana.get(at("assets", workbook)))
    order = ["The hall", "The lane", "The kiln"]
    assert sorted(order, key=page.index) == order
    assert page.count("It offers a threat") == 2


def test_a_viewer_reads_without_forms_and_a_closed_workbook_too(client, cast, workbook, whale):
    pressed(cast)
    client.force_login(cast.caro)
    for name in ("composition", "assets"):
        page = text_of(client.get(at(name, workbook)))
        assert "Make this an entry" not in page
        assert "Change the record" not in page
    Workbook.objects.filter(pk=workbook.pk).update(closed_at=workbook.begun_at)
    client.force_login(cast.ana)
    assert "Make this an entry" not in text_of(client.get(at("assets", workbook)))
    assert client.post(at("asset-add", workbook), PRESS).status_code == 409
    assert Asset.objects.count() == 1


def test_the_pages_take_as_many_queries_for_thirty_rows_as_for_one(ana, cast, workbook, whale,
                                                                  django_assert_max_num_queries):  # fmt: skip
    both = [factories.entry(workbook, by=cast.ana), factories.entry(workbook, by=cast.ana, quadrant="threat")]
    workbook.add_strategy(by=cast.ana, entries=both, text="Hold on")
    for more in (1, 29):
        for place in range(more):
            pressed(cast, name=f"Room {place} of {more}")
            Anchor.add(cast.cluster, by=cast.ana, name=f"Firm {place} of {more}", lean={"micro": 1})
            factories.entry(workbook, by=cast.ben)
        for name in ("composition", "assets", "anchor-add", "asset-add", "entry-add"):
            ana.get(at(name, workbook))
            with django_assert_max_num_queries(12):
                ana.get(at(name, workbook))


def test_no_sum_that_is_printed_tells_a_count_under_five(ana, workbook, whale):
    page = text_of(ana.get(at("composition", workbook)))
    assert '<span class="d-print-none">65</span><span class="d-none d-print-inline">over 60</span>' in page
    assert '<span class="d-print-none">16</span><span class="d-none d-print-inline">over 9</span>' in page
    assert "9 of the other 60 lose their first customer or supplier" in page
    assert "its dots would tell how many there are in a group under five" in page
    assert page.count('<span class="d-print-none">') == page.count('<span class="d-none d-print-inline">')


def test_where_nothing_is_hidden_the_page_is_printed_as_it_stands(ana, workbook, cast):
    Cluster.objects.filter(pk=cast.cluster.pk).update(member_counts={"micro": 34, "freelancers": 15})
    page = text_of(ana.get(at("composition", workbook)))
    assert "49 members" in page
    assert "d-print-none" not in page.split('id="h-voices"')[0].split('id="h-pic"')[1]


@pytest.mark.parametrize(
    ("numbers", "words"), [({"a": 3, "b": 4}, "five or more"), ({"a": 2, "b": 1}, "fewer than five"), ({"a": 9}, "")]
)
def test_a_sum_is_told_without_its_small_parts(numbers, words):
    bands = [{"key": key, "label": key, "count_in": "organisations"} for key in "ab"]
    assert str(here(bands, numbers, {}, []).members.in_print) == words
