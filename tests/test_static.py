"""Style and script in one file each, and files that never change given before a thread is asked."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template

from config import lasting
from config.bundles import BundledFiles
from tests import loops


class Place:
    """Where collected files are found, as `collectstatic` tells it."""

    def open(self, path):
        return Path(finders.find(path)).open("rb")


def drawn():
    page = Template('{% load bundles %}{% style_sheets "css/site.css" %}{% scripts "js/site.js" %}')
    return re.findall(r'(?:href|src)="/static/([^"]+)"', page.render(Context()))


def test_while_they_are_written_each_part_is_a_file_of_its_own():
    assert drawn() == [part for name in ("css/site.css", "js/site.js") for part in settings.BUNDLES[name]]
    assert all(finders.find(part) for part in drawn())


def test_once_collected_a_page_asks_for_one_style_sheet_and_one_script(settings):
    settings.COLLECTED = True
    assert drawn() == ["css/site.css", "js/site.js"]


@pytest.mark.parametrize("name", settings.BUNDLES)
def test_a_bundle_holds_its_parts_whole_and_in_their_order(name, tmp_path, monkeypatch):
    monkeypatch.setattr("whitenoise.storage.CompressedManifestStaticFilesStorage.post_process", lambda *args: iter(()))
    storage, parts = BundledFiles(location=tmp_path, base_url="/static/"), settings.BUNDLES[name]
    paths = {part: (Place(), part) for every in settings.BUNDLES.values() for part in every}
    list(storage.post_process(paths))
    whole = (tmp_path / name).read_text(encoding="utf-8")
    assert whole == "\n".join(Path(finders.find(part)).read_text(encoding="utf-8") for part in parts)
    assert name in paths


def test_no_part_of_a_bundle_leads_to_a_file_by_a_way_that_ends_when_it_moves():
    for name in settings.BUNDLES["css/site.css"]:
        text = Path(finders.find(name)).read_text(encoding="utf-8")
        ways = [way for way in re.findall(r"url\(['\"]?([^)'\"]+)", text) if not way.startswith(("data:", "#"))]
        assert not ways or name.startswith("css/")


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Asks the files in front of the pages, which answer "pages" here."""
    (tmp_path / "x.0123456789ab.css").write_text("body {}", encoding="utf-8")
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    monkeypatch.setattr(settings, "WHITENOISE_AUTOREFRESH", False)
    monkeypatch.setattr(settings, "WHITENOISE_USE_FINDERS", False)
    monkeypatch.setattr(
        lasting.StaticFiles, "get_static_url", lambda self, name: f"/static/{name[:-4]}.0123456789ab.css"
    )

    async def pages(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"from", b"pages")]})

    front = lasting.LastingFiles(pages)

    def get(path="/static/x.0123456789ab.css", method="GET", **headers):
        sent = []

        async def send(message):
            sent.append(message)

        told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        loops.run(front({"type": "http", "path": path, "method": method, "headers": told}, None, send))
        start = sent[0]
        return start["status"], dict(start["headers"]), b"".join(one.get("body", b"") for one in sent[1:])

    return get


def test_a_file_that_never_changes_is_given_whole_and_for_good(ask):
    status, headers, body = ask()
    assert (status, body) == (200, b"body {}")
    assert b"immutable" in headers[b"cache-control"]
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_a_browser_that_has_it_is_told_so(ask):
    status, _headers, body = ask(if_none_match=ask()[1][b"etag"].decode())
    assert (status, body) == (304, b"")


@pytest.mark.parametrize(
    "asked",
    [{"path": "/"}, {"path": "/static/other.css"}, {"method": "POST"}, {"method": "HEAD"}, {"range": "bytes=0-1"}],
)
def test_all_else_is_for_the_pages(ask, asked):
    assert ask(**asked)[1] == {b"from": b"pages"}


def test_where_the_site_is_on_https_plain_http_is_sent_on_by_the_pages(ask, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert ask()[1] == {b"from": b"pages"}
    assert ask(x_forwarded_proto="https")[0] == 200
