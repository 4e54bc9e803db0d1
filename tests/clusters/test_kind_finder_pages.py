"""The kind finder's pages: public, one question a page, everything in the address."""

from html import unescape
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from django.urls import reverse

from clusters.finder_answers import FinderAnswers

FINDER, RESULT = "/kind-finder/", "/kind-finder/result/"
YARD = {"q1": "workspace", "q2": "workspace", "q3": "district", "q4": "workspace", "q5": "district", "q6": "district",
        "q7": "district"}  # fmt: skip
WHOLE = {**YARD, "nesting": "inside", "inside": "Lantern Quarter"}

pytestmark = pytest.mark.django_db


def text_of(answer):
    return unescape(answer.content.decode())


def test_the_first_question_is_asked_of_anybody(client):
    answer = client.get(FINDER)
    assert answer.status_code == 200
    assert "question 1 of 7" in text_of(answer)
    assert "Think of the last five times two members met about work." in text_of(answer)


def test_an_answer_leads_to_the_next_question_and_travels_along(client):
    page = text_of(client.get(FINDER, {"q1": "district", "at": "2"}))
    assert "question 2 of 7" in page
    assert '<input type="hidden" name="q1" value="district">' in page
    assert '<input type="hidden" name="at" value="3">' in page


def test_an_address_kept_half_way_opens_at_the_first_open_question(client):
    assert "question 3 of 7" in text_of(client.get(FINDER, {"q1": "district", "q2": "district"}))


def test_a_question_passed_over_is_asked_again_with_422(client):
    answer = client.get(FINDER, {"q1": "district", "at": "3"})
    assert answer.status_code == 422
    assert "question 2 of 7" in text_of(answer)
    assert "Choose the answer that is true for most." in text_of(answer)


def test_going_back_shows_the_answer_given_and_keeps_the_later_ones(client):
    page = text_of(client.get(FINDER, {**YARD, "at": "3"}))
    assert 'id="id_q3_1" value="district" checked' in page
    assert page.count("checked") == 1
    assert '<input type="hidden" name="q7" value="district">' in page


def test_after_seven_questions_the_nesting_is_asked_once_more_if_passed_over(client):
    assert "Inside and around you" in text_of(client.get(FINDER, YARD))
    answer = client.get(FINDER, {**YARD, "at": "9"})
    assert answer.status_code == 422
    assert "“Not sure” is an answer too." in text_of(answer)


def test_the_last_answer_leads_to_the_result(client):
    answer = client.get(FINDER, {**WHOLE, "at": "9"})
    assert answer.status_code == 302
    address = urlparse(answer["Location"])
    assert address.path == RESULT
    assert {name: value[0] for name, value in parse_qs(address.query).items()} == WHOLE


def test_a_result_without_all_answers_goes_back_to_the_questions(client):
    answer = client.get(RESULT, {"q1": "district"})
    assert (answer.status_code, answer["Location"]) == (302, "/kind-finder/?q1=district")


def test_the_result_explains_itself(client):
    page = text_of(client.get(RESULT, WHOLE))
    assert "Yours is two things: first a creative workspace under one roof" in page
    assert "because members meet by walking along a corridor" in page
    assert "10 of 19" in page
    assert "Question 4 was close" in page
    assert "A building inside a quarter" in page
    assert "Never put two kinds into one SWOT" in page
    for kind in ("Workspace", "District", "Region", "Network"):
        assert f"<h3>{kind}</h3>" in page


def test_the_button_carries_the_answers_to_a_new_cluster(client):
    page = text_of(client.get(RESULT, WHOLE))
    assert "Start a workspace workbook" in page
    assert f'href="{reverse("clusters:create")}?{urlencode(WHOLE)}"' in page


def test_another_kind_needs_a_reason(client):
    answer = client.get(RESULT, {**WHOLE, "chosen": "district", "reason": " "})
    assert answer.status_code == 422
    assert "Write why this kind fits better." in text_of(answer)
    assert "Start a workspace workbook" in text_of(answer)


def test_another_kind_with_a_reason_is_taken_and_shown(client):
    page = text_of(client.get(RESULT, {**WHOLE, "chosen": "district", "reason": "We let no rooms."}))
    assert "You chose the district instead." in page
    assert "Your reason is kept: We let no rooms." in page
    assert "Start a district workbook" in page


def test_the_kind_found_may_be_chosen_without_a_reason(client):
    answer = client.get(RESULT, {**WHOLE, "chosen": "workspace"})
    assert answer.status_code == 200
    assert "instead" not in text_of(answer)


@pytest.mark.parametrize("odd", [{"q1": "castle"}, {"q1": "district", "at": "99"}, {"at": "x"}, {"nesting": "maybe"}])
def test_whatever_is_not_an_answer_counts_as_not_given(client, odd):
    assert client.get(FINDER, odd).status_code == 200


def test_markup_in_an_address_is_shown_as_text(client):
    page = client.get(RESULT, {**WHOLE, "chosen": "district", "reason": "<script>x</script>\0"}).content.decode()
    assert "<script>x" not in page


def test_other_methods_are_refused(client):
    assert client.post(FINDER).status_code == 405
    assert client.post(RESULT).status_code == 405


def test_answers_become_the_fields_of_a_finding():
    finding = FinderAnswers.from_query({**WHOLE, "chosen": "district", "reason": "We let no rooms."}).as_finding()
    assert finding == {
        "answers": {str(number): YARD[f"q{number}"] for number in range(1, 8)},
        "points": {"workspace": 9, "district": 10, "region": 0, "network": 0},
        "result": "Nested",
        "recommended_kind": "workspace",
        "also": "district",
        "chosen_kind": "district",
        "reason": "We let no rooms.",
        "nesting": "inside",
    }


def test_a_page_asks_the_database_for_its_words_alone(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(FINDER)
        client.get(RESULT, WHOLE)
