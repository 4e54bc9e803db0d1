"""Leaders are told once a date that it is time to look again."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from clusters.access import Role
from clusters.models import Membership
from swot.following import follow
from swot.models import Workbook
from swot.reminders import due, remind


@pytest.fixture
def late(workbook, cast):
    workbook.look_again_on(cast.cluster.today - timedelta(days=1), by=cast.ana, seen=1)
    return workbook


def run(capsys):
    call_command("remind_reviews")
    return capsys.readouterr().out.strip()


def test_leaders_alone_get_one_plain_mail_with_the_link(late, cast, capsys, settings):
    settings.PUBLIC_URL = "https://workbook.example"
    Membership.objects.filter(user=cast.ben).update(role=Role.LEADER)
    assert run(capsys) == "1 reminded."
    assert mail.outbox[0].to == [cast.ana.email, cast.ben.email]
    assert f"https://workbook.example{reverse('swot:return-begin', args=[late.pk])}" in mail.outbox[0].body
    assert "Lantern Quarter" in mail.outbox[0].subject


def test_a_second_run_sends_nothing_and_a_new_date_is_reminded_of_again(late, cast, capsys):
    run(capsys)
    assert run(capsys) == "0 reminded."
    assert len(mail.outbox) == 1
    Workbook.objects.get(pk=late.pk).look_again_on(cast.cluster.today, by=cast.ana, seen=2)
    assert run(capsys) == "1 reminded."


def test_two_runs_at_once_send_one_mail(late):
    first, second = list(due()), list(due())
    assert [remind(book) for book in (*first, *second)] == [True, False]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("case", ["tomorrow", "none", "closed", "illustrative", "deleted"])
def test_what_is_not_due_is_left_alone(case, late, cast, capsys):
    changes = {
        "tomorrow": {"review_on": cast.cluster.today + timedelta(days=1)},
        "none": {"review_on": None},
        "illustrative": {"status": "demo"},
        "deleted": {"deleted_at": "2026-01-01T00:00Z"},
    }
    if case == "closed":
        follow(Workbook.objects.get(pk=late.pk), by=cast.ana)
    else:
        Workbook.objects.filter(pk=late.pk).update(**changes[case])
    assert run(capsys) == "0 reminded."


def test_a_mail_that_cannot_be_sent_is_tried_again(late, capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="to be tried again"):
        run(capsys)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(capsys).endswith("1 reminded.")


def test_the_contents_page_and_home_open_the_return_visit_on_the_day(client, late, cast):
    begin = reverse("swot:return-begin", args=[late.pk])
    client.force_login(cast.ana)
    assert client.get(reverse("swot:workbook", args=[late.pk])).context["next"].url == begin
    assert begin in client.get(reverse("clusters:home")).text
    client.force_login(cast.ben)
    assert client.get(reverse("swot:workbook", args=[late.pk])).context["next"].url != begin
    home = client.get(reverse("clusters:home")).text
    assert "Time to look again" in home
    assert begin not in home


def test_a_new_workbook_begins_with_last_time(client, late, cast):
    book = follow(Workbook.objects.get(pk=late.pk), by=cast.ana)
    client.force_login(cast.ben)
    page = client.get(reverse("swot:workbook", args=[book.pk]))
    assert page.context["next"].url == reverse("swot:return", args=[book.pk])


def test_the_day_is_the_one_where_the_cluster_is(late):
    late.cluster.time_zone = "Pacific/Kiritimati"
    late.cluster.save()
    Workbook.objects.filter(pk=late.pk).update(review_on=late.cluster.today)
    assert [book.pk for book in due()] == [late.pk]
    assert isinstance(late.cluster.today, date)
