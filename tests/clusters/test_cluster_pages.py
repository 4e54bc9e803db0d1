"""The list of clusters, a new one, its page and its record."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.ids import new_key
from clusters.models import Cluster
from tests import factories

YARD = "?q1=workspace&q2=workspace&q3=district&q4=workspace&q5=district&q6=district&q7=district&nesting=inside"


def detail(cluster):
    return reverse("clusters:detail", args=[cluster.pk])


def typed(**more):
    return {"key": new_key(), "name": "Ropewalk Quarter", "kind": "district", "time_zone": "Europe/Dublin", **more}


def record(cluster, **more):
    fields = {"name": cluster.name, "time_zone": cluster.time_zone, "place": cluster.place, "country": cluster.country}
    return {**fields, "revision": cluster.revision, **more}


# ---------- the list ----------


def test_home_says_how_to_begin_to_somebody_without_a_cluster(client, cast):
    client.force_login(cast.dev)
    page = client.get("/").content.decode()
    assert "You belong to no cluster yet." in page
    assert "Lantern Quarter" not in page


def test_home_lists_ones_clusters_with_the_open_workbook(ana, cast, workbook):
    page = ana.get("/").content.decode()
    assert f'href="{detail(cast.cluster)}"' in page
    assert f'href="{reverse("swot:workbook", args=[workbook.pk])}"' in page


@pytest.mark.parametrize("more", [0, 30])
def test_home_asks_the_database_the_same_whatever_the_number(ana, cast, workbook, more, django_assert_num_queries):
    for number in range(more):
        Cluster.found(by=cast.ana, name=f"Cluster {number:02}", kind="region")
    with django_assert_num_queries(4):
        page = ana.get("/")
    assert len(page.context["page"]) == min(20, 1 + more)


def test_home_is_paged(ana, cast):
    for number in range(30):
        Cluster.found(by=cast.ana, name=f"A {number:02}", kind="region")
    assert "Page 2 of 2" in ana.get("/?page=2").content.decode()


def test_home_does_not_count_deleted_clusters(ana, cast):
    for number in range(20):
        Cluster.found(by=cast.ana, name=f"A {number:02}", kind="region")
    Cluster.objects.filter(name__in=["A 00", "A 01"]).update(deleted_at=timezone.now())
    page = ana.get("/").context["page"]
    assert (page.paginator.count, page.has_other_pages()) == (19, False)


def test_home_marks_illustrative_workbooks(ana, cast):
    factories.workbook(cast.cluster, by=cast.ana, status="invented example")
    assert "Illustrative, from public sources" in ana.get("/").content.decode()


# ---------- a new one ----------


def test_a_cluster_is_made_and_led_by_its_maker(client, cast):
    client.force_login(cast.dev)
    answer = client.post("/clusters/new/", typed())
    cluster = Cluster.objects.get(name="Ropewalk Quarter")
    assert answer["Location"] == detail(cluster)
    assert (cluster.kind, cluster.time_zone) == ("district", "Europe/Dublin")
    assert cluster.memberships.get().user == cast.dev
    assert cluster.memberships.get().role == "leader"
    assert not cluster.findings.exists()


def test_sent_twice_it_is_made_once(ana):
    same = typed()
    assert ana.post("/clusters/new/", same)["Location"] == ana.post("/clusters/new/", same)["Location"]
    assert Cluster.objects.filter(name="Ropewalk Quarter").count() == 1


def test_the_key_of_another_ones_cluster_gives_nothing(client, cast):
    client.force_login(cast.dev)
    answer = client.post(f"/clusters/new/{YARD}", typed(key=str(cast.cluster.pk)), follow=True)
    assert answer.status_code == 404
    assert not cast.cluster.memberships.filter(user=cast.dev).exists()
    assert not cast.cluster.findings.exists()


def test_from_the_kind_finder_the_kind_is_given_and_the_finding_kept(ana):
    assert 'name="kind"' not in ana.get(f"/clusters/new/{YARD}").content.decode()
    ana.post(f"/clusters/new/{YARD}&inside=Lantern+Quarter", typed(kind="network"))
    cluster = Cluster.objects.get(name="Ropewalk Quarter")
    finding = cluster.findings.get()
    assert (cluster.kind, cluster.nested_in, cluster.contains) == ("workspace", ["Lantern Quarter"], [])
    assert (finding.result, finding.recommended_kind, finding.also) == ("Nested", "workspace", "district")
    assert (finding.chosen_kind, finding.nesting, finding.found_by.name) == ("", "inside", "Ana")


def test_a_kind_chosen_against_the_finding_is_recorded_with_its_reason(ana):
    ana.post(f"/clusters/new/{YARD}&chosen=district&reason=We+let+no+rooms.", typed())
    cluster = Cluster.objects.get(name="Ropewalk Quarter")
    assert (cluster.kind, cluster.findings.get().chosen_kind) == ("district", "district")
    assert "Reason: We let no rooms." in ana.get(detail(cluster)).content.decode()


def test_sign_in_comes_first_and_the_answers_travel_on(client, db):
    answer = client.get(f"/clusters/new/{YARD}")
    assert answer["Location"].startswith("/accounts/login/?next=/clusters/new/%3Fq1%3Dworkspace")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"kind": "castle"}, {"time_zone": "Mars/Base"}, {"key": "x"}])
def test_what_is_not_in_order_is_said_with_422(ana, wrong):
    assert ana.post("/clusters/new/", typed(**wrong)).status_code == 422
    assert not Cluster.objects.filter(name="Ropewalk Quarter").exists()


# ---------- its page ----------


@pytest.mark.parametrize(
    ("person", "code", "may_edit", "leads"),
    [("ana", 200, True, True), ("ben", 200, True, False), ("caro", 200, False, False), ("dev", 404, False, False)],
)
def test_the_page_offers_what_the_role_allows(client, cast, person, code, may_edit, leads):
    client.force_login(getattr(cast, person))
    answer = client.get(detail(cast.cluster))
    page = answer.content.decode()
    assert answer.status_code == code
    assert ("Change the record" in page, "Invite someone" in page) == (may_edit, leads)
    assert ("Start the workbook" in page) == may_edit


def test_the_button_begins_a_workbook(ana, cast):
    factories.version("district")
    answer = ana.post(reverse("swot:begin"), {"cluster": cast.cluster.pk})
    book = cast.cluster.workbooks.get()
    assert answer["Location"] == reverse("swot:first-questions", args=[book.pk])


def test_with_an_open_workbook_the_page_leads_to_it(ana, cast, workbook):
    page = ana.get(detail(cast.cluster)).content.decode()
    assert f'class="btn btn-primary" href="{reverse("swot:workbook", args=[workbook.pk])}"' in page
    assert "Start the workbook" not in page


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_asks_the_database_the_same_whatever_the_number(ana, cast, workbook, more, django_assert_num_queries):
    for _number in range(more):
        cast.cluster.memberships.create(user=factories.user(), role="viewer")
    with django_assert_num_queries(9):
        ana.get(detail(cast.cluster))


def test_text_typed_by_people_is_shown_as_text(ana, cast):
    cast.cluster.edit(seen=1, members_summary="<b onclick=x>46</b>", history=["<script>x</script>"])
    page = ana.get(detail(cast.cluster)).content.decode()
    assert "<b onclick" not in page
    assert "<script>x" not in page


# ---------- its record ----------


def test_the_record_is_changed_with_counts_and_lines(ana, cast):
    url = reverse("clusters:edit", args=[cast.cluster.pk])
    more = {"history": "Rope making\r\n\r\n Sails ", "count_majors": "2", "count_artists": "0", "contains": "The Shed"}
    assert ana.post(url, record(cast.cluster, **more, members_summary="62 members"))["Location"] == detail(cast.cluster)
    cluster = Cluster.objects.get(pk=cast.cluster.pk)
    assert cluster.member_counts == {"majors": 2, "artists": 0}
    assert (cluster.history, cluster.contains) == (["Rope making", "Sails"], ["The Shed"])
    assert (cluster.kind, cluster.revision) == ("district", 2)
    page = unescape(ana.get(url).content.decode())
    assert "Rope making\nSails</textarea>" in page
    assert "62 members" in ana.get(detail(cluster)).content.decode()


def test_a_record_changed_meanwhile_shows_both_texts_and_keeps_mine(ana, cast):
    old = record(cast.cluster, place="Port Merrow")
    cast.cluster.edit(seen=1, place="Kelda and Quay")
    url = reverse("clusters:edit", args=[cast.cluster.pk])
    answer = ana.post(url, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Port Merrow"' in page
    assert [(each.label, each.mine, each.theirs) for each in answer.context["conflict"].differences] == [
        ("Place", "Port Merrow", "Kelda and Quay")
    ]
    assert 'name="revision" value="2"' in page
    assert Cluster.objects.get().place == "Kelda and Quay"
    assert ana.post(url, {**old, "revision": "2"}).status_code == 302
    assert Cluster.objects.get().place == "Port Merrow"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"count_majors": "-1"}, {"revision": ""}, {"time_zone": "Mars/Base"}])
def test_a_record_not_in_order_is_said_with_422_and_written_nowhere(ana, cast, wrong):
    url = reverse("clusters:edit", args=[cast.cluster.pk])
    answer = ana.post(url, record(cast.cluster, place="Elsewhere") | wrong)
    assert answer.status_code == 422
    assert 'value="Elsewhere"' in answer.content.decode()
    assert Cluster.objects.get().place == "Kelda"


def test_viewers_and_strangers_change_no_record(client, cast):
    url = reverse("clusters:edit", args=[cast.cluster.pk])
    for person in (cast.caro, cast.dev, cast.cleo):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(url, record(cast.cluster, place="Mine")).status_code == 404
    assert Cluster.objects.get().place == "Kelda"
