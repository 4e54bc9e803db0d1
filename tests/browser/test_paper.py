"""The page of sheets in a browser: its forms say in the address what was chosen, with and without script."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_what_is_chosen_stands_in_the_address_of_the_pdf(script, window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    page = window(cast.ana, script=script)
    page.goto(reverse("briefings:paper", args=[book.pk]))
    form = page.locator("form[action$='questions.pdf']")
    form.get_by_label("Inclusion: who gains, who pays").check()
    form.get_by_label("Paper").select_option("letter")
    form.get_by_label("Room to write").select_option("plain")
    form.get_by_label("Large print").check()
    with page.expect_request("**/questions.pdf?*") as asked:
        form.get_by_role("button").click()
    chosen = [("section", "INC"), ("paper", "letter"), ("lines", "plain"), ("large", "on")]
    assert parse_qsl(urlsplit(asked.value.url).query) == chosen
    assert asked.value.response().status == 200


def test_a_choice_that_there_is_not_is_said_on_a_clean_page(window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    page = window(cast.ana)
    page.goto(reverse("briefings:paper-pdf", args=[book.pk, "questions"]) + "?section=XXX&paper=a3")
    assert page.get_by_role("alert").get_by_role("link").count() == 2
    page.get_by_role("alert").get_by_role("link").first.click()
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
