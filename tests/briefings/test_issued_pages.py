"""The page of an issued briefing: withdrawn and superseded with a sentence, and what changed since the one before."""

import io
import zipfile

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from briefings.models import Briefing, Share, Withdrawal
from swot.models import Workbook

pytestmark = pytest.mark.django_db
WHY = "The rents on page one were of 2023."


def at(name, briefing):
    return reverse(f"briefings:{name}", args=[briefing.pk])


@pytest.fixture
def issue(ana, workbook):
    def issued(edition="agency"):
        ana.post(reverse("briefings:issue", args=[workbook.pk]), {"for": edition})
        return Briefing.objects.get(number=Briefing.objects.count())

    return issued


def link_to(briefing, by):
    row = Briefing.objects.select_related("workbook__cluster").get(pk=briefing.pk)
    _link, token = Share.make(row, for_whom="", until=row.workbook.cluster.today, may_answer=False, by=by)
    return reverse("briefings:reader", args=[token])


def test_it_offers_its_files_and_its_links(ana, issue):
    briefing = issue()
    page = ana.get(at("issued", briefing)).text
    for name in ("pdf", "share", "since"):
        assert at(name, briefing) in page
    assert briefing.snapshot.fingerprint[:16] in page


def sizes(pdf):
    """The sizes of type on its pages, in points."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda _text, _cm, matrix, _font, size: found.add(round(size * abs(matrix[0]))))
    return found


def test_in_large_print_it_has_the_same_words_in_larger_type(ana, cast, workbook, issue):
    for number in range(6):
        workbook.add_entry(f"Rents rise in street {number}", by=cast.ana, section="PLA", quadrant="threat")
    briefing = issue()
    plain = ana.get(at("pdf", briefing)).content
    large = ana.get(f"{at('pdf', briefing)}?large=1").content
    assert ana.get(f"{at('pdf', briefing)}?large=1").content == large != plain
    assert ana.get(at("pdf", briefing)).content == plain
    count = [len(pypdf.PdfReader(io.BytesIO(one)).pages) for one in (plain, large)]
    assert count[1] > count[0]
    assert max(sizes(large)) > max(sizes(plain))
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(large)).pages)
    assert sum(f"street {number}" in " ".join(words.split()) for number in range(6)) >= 5


def test_what_is_given_again_is_not_composed_again(ana, issue, monkeypatch, settings):
    briefing = issue()
    first = ana.get(at("pdf", briefing)).content
    monkeypatch.setattr("briefings.views.files.issued_of", lambda *_args, **_more: pytest.fail("composed"))
    assert ana.get(at("pdf", briefing)).content == first
    monkeypatch.setattr("briefings.pdf.cache.program", lambda: b"another program")
    with pytest.raises(pytest.fail.Exception):
        ana.get(at("pdf", briefing))


def test_its_pdf_lies_once_whichever_way_it_is_asked_for(ana, issue, settings):
    briefing = issue()
    first = ana.get(at("pdf", briefing)).content
    kept = list((settings.DATA_DIR / "pdf-cache").iterdir())
    ana.get(f"{at('pdf', briefing)}?paper={briefing.paper}")
    packed = ana.get(reverse("briefings:file", args=[briefing.pk, "zip"])).content
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert files.read(next(name for name in files.namelist() if name.endswith(".pdf"))) == first
    assert list((settings.DATA_DIR / "pdf-cache").iterdir()) == kept


def test_withdrawn_it_says_so_wherever_it_is_opened_and_its_pdf_is_the_same(ana, cast, client, issue):
    briefing = issue()
    link, before = link_to(briefing, cast.ana), ana.get(at("pdf", briefing)).content
    ana.post(at("withdraw", briefing), {"why": WHY})
    assert WHY in ana.get(at("issued", briefing)).text
    assert WHY in client.get(link).text
    assert "withdrawn" in ana.get(reverse("briefings:list", args=[briefing.workbook_id])).text
    assert ana.get(at("pdf", briefing)).content == before


def test_the_first_sentence_stands_and_it_can_hold_again(ana, issue):
    briefing = issue()
    ana.post(at("withdraw", briefing), {"why": WHY})
    ana.post(at("withdraw", briefing), {"why": "Another reason."})
    assert Briefing.objects.get().withdrawn_why == WHY
    ana.post(at("bring-back", briefing))
    assert (Briefing.objects.get().withdrawn_at, Briefing.objects.get().withdrawn_why) == (None, "")


def test_whoever_opens_it_reads_that_it_was_withdrawn_for_a_while_and_why(ana, cast, issue, workbook):
    briefing = issue()
    ana.post(at("withdraw", briefing), {"why": WHY})
    ana.post(at("bring-back", briefing))
    ana.post(at("bring-back", briefing))
    record = Withdrawal.objects.get()
    assert (record.withdrawn_why, record.withdrawn_by, record.back_by) == (WHY, cast.ana, cast.ana)
    page = ana.get(at("issued", briefing)).text
    assert "Withdrawn for a while" in page
    assert WHY in page
    assert 'id="standing"' not in page
    ana.post(at("withdraw", briefing), {"why": "Another reason."})
    page = ana.get(at("issued", briefing)).text
    assert WHY in page
    assert "Another reason." in page


def test_a_form_to_a_briefing_whose_workbook_was_deleted_meanwhile_gives_the_words_back(ana, cast, issue, workbook):
    briefing, stranger = issue(), Client()
    stranger.force_login(cast.dev)
    Workbook.objects.filter(pk=workbook.pk).update(deleted_at=briefing.issued_at)
    until = workbook.cluster.today.isoformat()
    for name, sent in (("withdraw", {"why": WHY}), ("share", {"for_whom": WHY, "until": until})):
        response = ana.post(at(name, briefing), sent)
        assert response.status_code == 409
        assert WHY in response.text
        assert ana.get(at("issued", briefing)).status_code == 404
        assert stranger.post(at(name, briefing), sent).status_code == 404


def test_without_a_reason_nothing_is_withdrawn(ana, issue):
    response = ana.post(at("withdraw", issue()), {"why": "  "})
    assert response.status_code == 422
    assert "its readers will ask" in response.text
    assert Briefing.objects.get().withdrawn_at is None


def test_one_of_a_closed_workbook_can_be_withdrawn(ana, issue, workbook):
    briefing = issue()
    Workbook.objects.filter(pk=workbook.pk).update(closed_at=briefing.issued_at)
    assert ana.post(at("withdraw", briefing), {"why": WHY}).status_code == 302
    assert Briefing.objects.get().withdrawn_why == WHY


def test_a_newer_one_for_the_same_readers_takes_its_place_unless_it_is_withdrawn(ana, cast, client, issue):
    first = issue()
    link = link_to(first, cast.ana)
    issue("council")
    assert "There is a newer one" not in client.get(link).text
    third = issue()
    assert "There is a newer one for the same readers: Briefing 3" in client.get(link).text
    assert at("issued", third) in ana.get(at("issued", first)).text
    ana.post(at("withdraw", third), {"why": WHY})
    assert "There is a newer one" not in client.get(link).text


def test_what_changed_stands_side_by_side(ana, cast, workbook, issue):
    kept = workbook.add_entry("Rents rise", by=cast.ana, section="PLA", quadrant="threat")
    gone = workbook.add_entry("Six kilns stand cold", by=cast.ana, section="PLA", quadrant="weakness")
    issue()
    kept.edit(by=cast.ana, seen=kept.revision, text="Rents rise twice as fast")
    gone.delete_gently(by=cast.ana, seen=gone.revision)
    workbook.add_entry("A buyer from Lisbon", by=cast.ana, section="MAR", quadrant="opportunity")
    page = ana.get(at("since", issue()))
    (entries,) = (group for group in page.context["groups"] if group.title == "Entries")
    assert [(one.about, one.then, one.now) for one in entries.things] == [
        ("O1", "", "Opportunity: A buyer from Lisbon"),
        ("T1", "Threat: Rents rise", "Threat: Rents rise twice as fast"),
        ("W1", "Weakness: Six kilns stand cold", ""),
    ]
    assert "not there any more" in page.text


def test_what_changed_for_people_already_here_comes_first(ana, cast, workbook, issue):
    issue()
    row = workbook.first_questions
    row.edit(by=cast.ana, seen=row.revision, here_before="The ropeworks", speaks_for_them="Jon Bell")
    workbook.add_entry("A buyer from Lisbon", by=cast.ana, section="MAR", quadrant="opportunity")
    groups = ana.get(at("since", issue())).context["groups"]
    assert groups[0].title == "People already here"
    assert "The ropeworks" in [one.now for one in groups[0].things]


def test_any_earlier_one_can_be_chosen_and_no_later_one(ana, workbook, cast, issue):
    first = issue()
    workbook.add_entry("A buyer from Lisbon", by=cast.ana, section="MAR", quadrant="opportunity")
    issue("council")
    third = issue()
    assert ana.get(at("since", third)).context["groups"] == ()
    assert ana.get(f"{at('since', third)}?with=1").context["groups"]
    assert ana.get(f"{at('since', third)}?with=3").status_code == 404
    assert ana.get(f"{at('since', first)}?with=3").status_code == 404
    assert "there is none before it" in ana.get(at("since", first)).text
