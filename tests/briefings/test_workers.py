"""The processes that render: replaced when they end, two at once, each within limits, none with secrets."""

import io
import os
import threading
import time
from pathlib import Path

import pytest
from weasyprint import HTML, layout
from weasyprint.urls import FatalURLFetchingError

from briefings.pdf import length
from briefings.pdf.fetcher import STATIC_URL, LocalOnly
from briefings.pdf.frames import LENGTHS, pack, unpack
from briefings.pdf.render import Busy, CannotRender, TooLong, render, render_pdf
from briefings.pdf.worker import HEAVY_KILOBYTES, answer, is_heavy, take_from
from briefings.pdf.workers import Full, Gone, Worker, Workers

PAGE = "<html lang=en><title>x</title><p>calm"
JOB = {"sheets": ["css/print.css"], "cpu_seconds": 20, "pages_at_most": 5, "attachments": []}
SENTENCE = "This is too long for one PDF: at most 60 pages or 1,000 entries. Split it by section."


@pytest.fixture(scope="module")
def workers():
    """Two workers of our own."""
    ours = Workers(limit=2)
    yield ours
    ours.end_all()


def ask(workers, page=PAGE, seconds=60.0, **changes):
    """One job for a worker."""
    return workers.ask({**JOB, **changes}, page.encode(), seconds)


def idle(workers):
    """The workers that wait."""
    return list(workers.idle.queue)


def test_a_worker_answers_and_waits_for_the_next_job(workers):
    facts, pdf = ask(workers)
    assert (facts["pages"], pdf[:5]) == (1, b"%PDF-")
    before = [one.process.pid for one in idle(workers)]
    ask(workers)
    assert [one.process.pid for one in idle(workers)] == before


def test_a_worker_that_was_killed_is_replaced(workers):
    ask(workers)
    gone = idle(workers)[-1].process
    gone.kill()
    gone.wait()
    assert ask(workers)[0]["pages"] == 1
    assert gone.pid not in [one.process.pid for one in idle(workers)]


def test_two_render_at_once_and_a_third_waits(workers):
    found = []
    slow = PAGE + "<p>word " * 800
    threads = [threading.Thread(target=lambda: found.append(ask(workers, slow)[0])) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(idle(workers)) == 2


def test_a_job_that_takes_too_long_ends_its_worker_alone(workers):
    ask(workers)
    before = idle(workers)[-1].process
    bomb = PAGE + "<p>word " * 50_000
    with pytest.raises(Gone):
        ask(workers, bomb, seconds=0.3)
    assert before.poll() is not None
    assert ask(workers)[0]["pages"] == 1


def test_too_many_pages_are_refused_and_the_worker_stays(workers):
    ask(workers)
    before = idle(workers)[-1].process.pid
    facts, pdf = ask(workers, PAGE + '<p style="break-before: page">x' * 9)
    assert (facts["failed"], pdf) == ("too long", b"")
    assert idle(workers)[-1].process.pid == before


def test_no_page_is_laid_out_beyond_the_last():
    seen = []
    worker_of_pages = length.make_all_pages

    def watched(*given):
        for page in worker_of_pages(*given):
            seen.append(page)
            yield page

    length.make_all_pages = watched
    length.stop_after(3)
    try:
        with pytest.raises(length.TooManyPages):
            HTML(string='<p style="break-after: page">x' * 40).render()
    finally:
        length.make_all_pages = worker_of_pages
        layout.make_all_pages = worker_of_pages
    assert len(seen) == 4


def test_a_worker_that_grew_large_is_not_given_another_job(workers, monkeypatch):
    ask(workers)
    monkeypatch.setattr("briefings.pdf.workers.Worker.ask", lambda *_given: ({"pages": 1, "heavy": True}, b"%PDF-"))
    large = idle(workers)[-1]
    ask(workers)
    assert large not in idle(workers)
    assert large.process.poll() is not None


def test_a_worker_tells_that_it_is_large(monkeypatch):
    monkeypatch.setattr("briefings.pdf.worker.HEAVY_KILOBYTES", 100 * 1024 * 1024)
    assert is_heavy() is False
    monkeypatch.setattr("briefings.pdf.worker.HEAVY_KILOBYTES", 1)
    assert is_heavy() is True


def test_how_large_whoever_starts_a_worker_is_says_nothing_of_the_worker():
    large = bytearray(HEAVY_KILOBYTES * 1024)
    large[::4096] = b"x" * len(large[::4096])
    ours = Workers(limit=1)
    try:
        assert ask(ours)[0]["heavy"] is False
    finally:
        ours.end_all()


def test_no_more_wait_than_there_is_room_for_and_places_come_back():
    ours = Workers(limit=1, waiting=1)
    bomb = PAGE + "<p>word " * 60_000
    one = threading.Thread(target=ended_by_hand, args=(ours, bomb))
    two = threading.Thread(target=lambda: ask(ours))
    one.start()
    until(lambda: ours.busy)
    two.start()
    until(lambda: not ours.places.acquire(blocking=False) or ours.places.release())
    with pytest.raises(Full):
        ask(ours)
    next(iter(ours.busy)).process.kill()
    one.join()
    two.join()
    assert ask(ours)[0]["pages"] == 1
    ours.end_all()


def ended_by_hand(workers, bomb):
    """A job whose worker is killed."""
    with pytest.raises(Gone):
        ask(workers, bomb)


def until(holds, seconds=30):
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    assert time.monotonic() < end


@pytest.mark.parametrize(("cores", "limit"), [(None, 3), (1, 3), (2, 3), (4, 5)])
def test_one_worker_more_than_a_briefing_asks_for_is_there_beside_a_bomb(cores, limit, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert Workers().limit == limit


def test_a_page_without_a_place_is_told_so_in_a_sentence(monkeypatch):
    class Crowded:
        def ask(self, *_job):
            raise Full

    monkeypatch.setattr("briefings.pdf.render.WORKERS", Crowded())
    with pytest.raises(Busy, match="Please try again in a minute"):
        render(PAGE)


def test_memory_ends_a_job_and_not_the_next(monkeypatch):
    monkeypatch.setattr("briefings.pdf.workers.MEMORY_BYTES", 420 * 1024 * 1024)
    ours = Workers(limit=1)
    monkeypatch.setattr("briefings.pdf.render.WORKERS", ours)
    with pytest.raises(TooLong, match="too long for one PDF"):
        render(PAGE + "<p>word " * 60_000, cpu_seconds=300, wall_seconds=600, pages_at_most=10_000)
    assert render(PAGE).pages == 1
    ours.end_all()


def test_a_worker_retires_after_so_many_jobs(workers, monkeypatch):
    ask(workers)
    old = idle(workers)[-1]
    monkeypatch.setattr("briefings.pdf.workers.JOBS_A_LIFE", old.jobs + 1)
    ask(workers)
    assert old not in idle(workers)
    assert old.process.poll() is not None


def test_a_worker_is_given_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    worker = Worker()
    told = Path(f"/proc/{worker.process.pid}/environ").read_bytes()
    worker.end()
    assert b"hush" not in told
    assert worker.process.returncode is not None


def test_all_are_ended_at_the_end():
    ours = Workers(limit=1)
    ask(ours)
    process = idle(ours)[0].process
    ours.end_all()
    assert process.poll() is not None


def test_a_worker_that_nobody_needs_for_a_while_ends_and_the_next_job_has_another():
    ours = Workers(limit=1, idle_seconds=0.2)
    ask(ours)
    assert ended(ours)
    assert ask(ours)[0]["pages"] == 1
    ours.end_all()


def test_a_worker_that_was_just_needed_waits_on():
    ours = Workers(limit=1, idle_seconds=60)
    ask(ours)
    before = idle(ours)[0].process.pid
    ours.end_idle()
    assert [one.process.pid for one in idle(ours)] == [before]
    ours.end_all()


def ended(workers, seconds=10):
    """Whether no worker waits any more, after a moment."""
    until = time.monotonic() + seconds
    while idle(workers) and time.monotonic() < until:
        time.sleep(0.05)
    return not idle(workers)


def test_a_page_beyond_all_measure_is_refused_before_it_is_sent(monkeypatch):
    monkeypatch.setattr("briefings.pdf.render.LONG_HTML", 10)
    with pytest.raises(TooLong) as error:
        render(PAGE)
    assert str(error.value) == SENTENCE


def test_equal_pages_are_equal_bytes_in_another_process(workers):
    assert ask(Workers(limit=1))[1] == ask(workers)[1] == render_pdf(PAGE)


def test_messages_come_out_as_they_went_in():
    stream = io.BytesIO(pack({"pages": 2}, b"body"))
    assert unpack(lambda count: take_from(stream, count)) == ({"pages": 2}, b"body")


def test_half_a_message_is_the_end():
    stream = io.BytesIO(pack({"pages": 2}, b"body")[: LENGTHS.size + 3])
    with pytest.raises(EOFError):
        unpack(lambda count: take_from(stream, count))


class Failing:
    """A press that fails."""

    def __init__(self, error):
        self.error = error

    def print(self, *_args):
        """Fail."""
        raise self.error


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_out_of_memory_is_the_sentence_of_too_long(error, monkeypatch):
    monkeypatch.setattr("briefings.pdf.worker.allow_cpu", lambda seconds: None)
    assert answer(Failing(error), JOB, PAGE.encode()) == ({"failed": "too long"}, b"")


def test_a_refusal_is_told_in_words(monkeypatch):
    monkeypatch.setattr("briefings.pdf.worker.allow_cpu", lambda seconds: None)
    assert answer(Failing(FatalURLFetchingError("Refused: x")), JOB, PAGE.encode()) == ({"failed": "Refused: x"}, b"")


@pytest.fixture
def fetcher(tmp_path):
    """A door to one folder, beside which something private lies."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.css").write_text("p { color: red }")
    (tmp_path / "private.txt").write_text("private")
    os.symlink(tmp_path / "private.txt", tmp_path / "static" / "link.txt")
    return LocalOnly([tmp_path / "static"])


def test_our_own_file_is_read_with_its_kind(fetcher):
    response = fetcher.fetch(STATIC_URL + "a.css")
    assert response.read() == b"p { color: red }"
    assert response.headers["Content-Type"] == "text/css"


@pytest.mark.parametrize("name", ["../private.txt", "%2e%2e/private.txt", "link.txt", "none.css", "", "."])
def test_what_is_not_one_of_our_files_is_refused(fetcher, name):
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(STATIC_URL + name)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.invalid/x.png",
        "https://example.invalid/static/a.css",
        "ftp://example.invalid/a",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "https://pdf.invalid/other/a.css",
        "https://pdf.invalid.example.org/static/a.css",
    ],
)
def test_no_address_but_ours_is_asked(fetcher, url):
    started = time.monotonic()
    with pytest.raises(FatalURLFetchingError, match="Refused"):
        fetcher.fetch(url)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="http://example.invalid/x.css">',
        '<style>@import "http://example.invalid/x.css";</style>',
        '<p style="background: url(http://example.invalid/x.png)">x',
        '<object data="file:///etc/passwd"></object>',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_no_way_out_of_a_page_is_open(markup):
    with pytest.raises(CannotRender):
        render(f"<html lang=en><title>x</title>{markup}")
