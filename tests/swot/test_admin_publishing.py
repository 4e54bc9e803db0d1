"""Publishing for curators: what changed, whom it concerns in numbers of five or more, closing, usage, and two at once."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clusters.errors import Frozen, Refusal
from clusters.models import Cluster
from swot.models import Answer, Prompt, TemplateVersion, WorkbookTemplate
from tests import factories

COL_1, COL_2 = "D-COL-1", "D-COL-2"


def address(what, pk):
    return reverse(f"admin:swot_templateversion_{what}", args=[pk])


def text_of(response):
    """What a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def books(cast, count, *, answered=(), version=None):
    """Workbooks in progress, each with answers in words that nobody else may read."""
    for number in range(count):
        cluster = Cluster.found(
            by=cast.ana, name=f"Quarter {number}", kind="district", place="Kelda", country="Ireland"
        )
        book = factories.workbook(cluster, by=cast.ana)
        for code in answered:
            book.add_line(code, f"Secret {number}", by=cast.ana)
    return book


def change(version, code, **fields):
    Prompt.objects.filter(section__version=version, code=code).update(**fields)


# ---------- what changed ----------


def test_differences_stand_side_by_side_by_what_they_are(cleo, draft):
    change(draft, COL_1, text="What do you do together?", why="Because we ask.")
    change(draft, COL_2, type="text")
    page = cleo.get(address("changes", draft.pk))
    groups = {group.what: group for group in page.context["groups"]}
    assert list(groups) == ["meaning", "wording", "help"]
    assert groups["wording"].rows[0].pairs[0].after == "What do you do together?"
    assert groups["wording"].rows[0].pairs[0].before == factories.library("district").prompts[COL_1].text
    assert [row.code for row in groups["meaning"].rows] == [COL_2]
    assert reverse("admin:swot_section_change", args=[draft.pks().sections["COL"]]) in page.content.decode()


def test_what_is_added_removed_moved_or_said_in_words_is_told(cleo, draft):
    content = draft.read_content()
    col = content.section_by_code["COL"]
    moved = replace(col, prompts=(*col.prompts[1:-1], col.prompts[0]))
    sections = tuple(moved if section is col else section for section in content.sections)
    words = {**content.words, "noun": "quarter"}
    traps = content.traps[:-1]
    draft.fill(replace(content, sections=sections, words=words, traps=traps, title="Another"))
    groups = {group.what: group for group in cleo.get(address("changes", draft.pk)).context["groups"]}
    assert {row.part for row in groups["removed"].rows} == {"Question", "Trap"}
    assert [pair.label for pair in groups["order"].rows[0].pairs] == ["Place"]
    assert {(row.part, row.code) for row in groups["wording"].rows} == {("Title", ""), ("Words", "noun")}


@pytest.mark.parametrize(("count", "said"), [(4, "fewer than five"), (5, "5")])
def test_counts_are_told_from_five_and_never_a_word(cleo, cast, draft, count, said):
    books(cast, count, answered=[COL_1])
    change(draft, COL_1, text="What do you do together?")
    response = cleo.get(address("changes", draft.pk))
    assert f"Workbooks with an answer here: {said}" in text_of(response)
    assert "Secret" not in response.content.decode()


def test_closed_deleted_and_set_aside_do_not_count(cleo, cast, draft):
    books(cast, 7, answered=[COL_1])
    mine = list(Answer.objects.filter(prompt__code=COL_1).select_related("workbook"))
    mine[0].workbook.swap(seen=mine[0].workbook.revision, closed_at=timezone.now())
    mine[1].workbook.swap(seen=mine[1].workbook.revision, deleted_at=timezone.now())
    Answer.objects.filter(pk=mine[2].pk).update(aside="parked")
    change(draft, COL_1, text="What do you do together?")
    assert "here: fewer than five" in text_of(cleo.get(address("changes", draft.pk)))


def test_the_page_costs_the_same_for_one_and_for_many(cleo, cast, draft, django_assert_num_queries):
    url = address("changes", draft.pk)
    codes = list(draft.read_content().prompts)
    cleo.get(url)
    for some, more in ((codes[:1], 1), (codes, 6)):
        for code in some:
            change(draft, code, text=f"Another text, {code}?")
        books(cast, more, answered=[COL_1])
        with django_assert_num_queries(22):
            cleo.get(url)


# ---------- what publishing does ----------


@pytest.mark.parametrize(("count", "said"), [(4, "fewer than five workbooks go on"), (6, "6 workbooks go on")])
def test_only_words_changed(cleo, cast, draft, count, said):
    books(cast, count)
    change(draft, COL_1, text="What do you do together?")
    page = text_of(cleo.get(address("changes", draft.pk)))
    assert f"Only words changed since version 1: {said} with it by themselves" in page
    assert "These words change what is asked: offer it" in page


def test_another_meaning_is_offered(cleo, cast, draft):
    books(cast, 5)
    change(draft, COL_2, type="text")
    page = text_of(cleo.get(address("changes", draft.pk)))
    assert "It will be offered to 5 workbooks on version 1; nothing changes until their leaders choose." in page
    assert "offer it" not in page


@pytest.mark.parametrize(("sent", "goes_on"), [({}, True), ({"is_offered": "on"}, False)])
def test_words_that_change_what_is_asked_are_offered_and_others_go_on(cleo, cast, draft, sent, goes_on):
    book = books(cast, 1)
    change(draft, COL_1, text="What do you do together?")
    cleo.post(address("publish", draft.pk), {"what_changed": "Plainer words.", **sent})
    book.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, draft.is_offered, book.version_id == draft.pk) == ("published", not goes_on, goes_on)


def test_a_draft_published_meanwhile_gives_a_sentence(cleo, draft):
    draft.publish()
    response = cleo.post(address("publish", draft.pk), {"what_changed": "Mine."}, follow=True)
    assert TemplateVersion.objects.get(pk=draft.pk).what_changed == ""
    assert "A published version never changes." in text_of(response)


# ---------- retire, bring back, close ----------


def test_a_retired_version_is_brought_back(cleo, first):
    cleo.post(address("retire", first.pk))
    cleo.post(address("bring-back", first.pk))
    assert TemplateVersion.objects.get(pk=first.pk).state == "published"
    with pytest.raises(Refusal):
        first.bring_back()


def soon(days):
    return timezone.localdate() + timedelta(days=days)


def close(client, version, day):
    return client.post(address("closing", version.pk), {"closes_on": day.isoformat(), "sure": "on"})


def test_a_version_closes_only_where_there_is_a_newer_one(cleo, first, draft):
    response = close(cleo, first, soon(20))
    assert response.status_code == 422
    assert "There is no newer published version" in text_of(response)
    draft.publish()
    assert close(cleo, first, soon(20)).status_code == 302
    first.refresh_from_db()
    assert first.closes_on == soon(20)
    assert first.is_as_published()
    cleo.post(address("keep-open", first.pk))
    first.refresh_from_db()
    assert first.closes_on is None


def test_leaders_have_fourteen_days(cleo, first, draft):
    draft.publish()
    response = close(cleo, first, soon(13))
    assert response.status_code == 422
    assert "Leaders need 14 days to go on" in text_of(response)
    assert soon(13).isoformat() in response.content.decode()
    assert close(cleo, first, soon(14)).status_code == 302


@pytest.mark.parametrize("sent", [{"closes_on": "soon", "sure": "on"}, {"closes_on": "2099-01-01"}, {}])
def test_a_closing_that_is_not_meant_changes_nothing(cleo, first, draft, sent):
    draft.publish()
    assert cleo.post(address("closing", first.pk), sent).status_code == 422
    assert TemplateVersion.objects.get(pk=first.pk).closes_on is None


@pytest.mark.parametrize(("count", "said"), [(4, "Fewer than five workbooks are"), (5, "5 workbooks are")])
def test_closing_says_how_many_are_in_progress(cleo, cast, first, count, said):
    books(cast, count)
    first.template.draft(replace(first.content(), sections=first.content().sections[::-1])).publish()
    assert f"{said} in progress on this version" in text_of(cleo.get(address("closing", first.pk)))


def test_a_draft_has_no_closing_date(first, draft):
    with pytest.raises(Refusal):
        draft.close_on(None, today=timezone.localdate())


def test_the_one_to_go_on_with_is_not_retired(first, draft):
    draft.publish()
    first.close_on(soon(30), today=timezone.localdate())
    with pytest.raises(Refusal, match="Version 1 closes"):
        draft.retire()


# ---------- usage ----------


def test_usage_tells_numbers_of_five_or_more(cleo, cast, first):
    book = books(cast, 5, answered=[COL_1])
    book.answer(COL_2, by=cast.ana, seen=0, status="not_known", value=None)
    response = cleo.get(address("usage", first.pk))
    rows = {prompt.id: counts for _section, prompts in response.context["rows"] for prompt, counts in prompts}
    assert response.context["states"] == [("in progress", "5"), ("closed", "fewer than five")]
    assert rows[COL_1] == ["5", "–", "–"]
    assert rows[COL_2] == ["–"] * 3
    assert "Secret" not in response.content.decode()


def test_an_answer_counts_on_the_version_it_was_given_to(cleo, cast, first, draft):
    books(cast, 5, answered=[COL_1])
    change(draft, COL_1, text="What do you do together?")
    draft.publish()
    shown = [cleo.get(address("usage", pk)).context for pk in (first.pk, draft.pk)]
    said = [
        next(counts for _s, prompts in one["rows"] for prompt, counts in prompts if prompt.id == COL_1) for one in shown
    ]
    assert [one[0] for one in said] == ["5", "–"]
    assert [one["states"][0][1] for one in shown] == ["fewer than five", "5"]


def test_usage_that_is_none_says_so_and_costs_the_same(cleo, cast, first, django_assert_num_queries):
    url = address("usage", first.pk)
    books(cast, 4, answered=[COL_1])
    assert "Fewer than five workbooks are on this version" in text_of(cleo.get(url))
    for more in (1, 6):
        books(cast, more, answered=[COL_1, COL_2])
        with django_assert_num_queries(8):
            cleo.get(url)


# ---------- who may ----------


@pytest.mark.parametrize("name", ["changes", "usage", "closing"])
def test_the_pages_are_for_curators(client, cast, cleo, draft, name):
    url = address(name, draft.pk)
    assert cleo.get(url).status_code == 200
    cast.cleo.groups.clear()
    assert client.get(url).status_code == 403
    client.force_login(cast.ana)
    assert client.get(url, follow=True).status_code == 403


@pytest.mark.parametrize("verb", ["publish", "retire", "bring-back", "keep-open", "closing"])
def test_verbs_are_refused_to_others(client, cast, cleo, first, verb):
    cast.cleo.groups.clear()
    assert client.post(address(verb, first.pk), {"what_changed": "A test."}).status_code == 403


# ---------- a published row changed behind our back ----------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE swot_section SET title = 'Another' WHERE code = 'AIM'",
        "UPDATE swot_prompt SET why = 'Another' WHERE code = 'D-COL-1'",
        "UPDATE swot_checkquestion SET weight = 9 WHERE number = 1",
        "UPDATE swot_indicator SET how = 'Another' WHERE position = 0",
        "UPDATE swot_trap SET why = 'Another' WHERE position = 0",
        "UPDATE swot_templateversion SET title = 'Another'",
        "UPDATE swot_templateversion SET words = '{}'",
        "UPDATE swot_templateversion SET check_words = '{}'",
        "UPDATE swot_templateversion SET fingerprint = 'abc'",
        "DELETE FROM swot_trap",
    ],
)
def test_raw_sql_on_a_published_row_is_found(first, sql):
    call_command("check_templates")
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0
    with pytest.raises(CommandError, match="Changed since publishing"):
        call_command("check_templates")


# ---------- lists ----------


@pytest.mark.parametrize("model", ["workbooktemplate", "templateversion", "section", "prompt"])
def test_lists_cost_the_same_for_four_and_four_hundred_templates(cleo, cast, model, django_assert_max_num_queries):
    url = reverse(f"admin:swot_{model}_changelist")
    for kind in ("district", "network", "region", "workspace"):
        factories.version(kind)
    with django_assert_max_num_queries(11):
        cleo.get(url)
    many = WorkbookTemplate.objects.bulk_create(
        WorkbookTemplate(kind=kind, language=f"x{number}") for kind in ("district", "region") for number in range(200)
    )
    TemplateVersion.objects.bulk_create(TemplateVersion(template=one, number=1) for one in many)
    with django_assert_max_num_queries(11):
        assert cleo.get(url).status_code == 200


def test_a_section_page_costs_the_same_for_four_and_four_hundred_templates(cleo, draft):
    url = reverse("admin:swot_section_change", args=[draft.sections.get(code="COL").pk])
    for kind in ("network", "region", "workspace"):
        factories.version(kind)
    few = _queries(cleo, url)
    many = WorkbookTemplate.objects.bulk_create(
        WorkbookTemplate(kind=kind, language=f"x{number}") for kind in ("district", "region") for number in range(200)
    )
    TemplateVersion.objects.bulk_create(TemplateVersion(template=one, number=1) for one in many)
    assert _queries(cleo, url) == few


def _queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


# ---------- two at once ----------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_wins_and_the_other_gets_a_sentence(transactional_db):
    cast = factories.cast()
    first = factories.version("district")
    draft = first.template.draft(first.content())
    ready = Barrier(2)

    def publish(person):
        mine = TemplateVersion.objects.select_related("template").get(pk=draft.pk)
        ready.wait(10)
        try:
            mine.publish(by=person, what_changed=person.name)
        except Frozen as frozen:
            return frozen.sentence
        finally:
            connection.close()
        return person.name

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(publish, (cast.ana, cast.ben)))
    draft.refresh_from_db()
    winners = [one for one in said if one in ("Ana", "Ben")]
    assert winners == [draft.what_changed]
    assert sum("published" in one for one in said) == 1


@pytest.mark.django_db(transaction=True)
def test_who_writes_while_somebody_publishes_never_changes_what_was_published(transactional_db):
    factories.cast()
    first = factories.version("district")
    draft = first.template.draft(first.content())
    ready = Barrier(2)

    def publish():
        mine = TemplateVersion.objects.select_related("template").get(pk=draft.pk)
        ready.wait(10)
        try:
            mine.publish(what_changed="A test.")
        finally:
            connection.close()

    def write():
        row = Prompt.objects.select_related("section__version").get(section__version=draft, code=COL_1)
        row.text = "Written meanwhile?"
        ready.wait(10)
        try:
            with transaction.atomic():
                row.save()
        except Frozen:
            return "late"
        finally:
            connection.close()
        return "in time"

    with ThreadPoolExecutor(2) as pool:
        publishing, writing = pool.submit(publish), pool.submit(write)
        publishing.result()
        how = writing.result()
    draft.refresh_from_db()
    assert draft.is_as_published()
    assert (draft.content().prompts[COL_1].text == "Written meanwhile?") == (how == "in time")
