"""Hostile files at every door: no server error, a sentence, few seconds, little memory; what is kept is only ever a file."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from clusters.ids import new_key
from swot.curators import make_curator
from swot.models import Source, TemplateVersion
from tests.adversarial.hostile_files import EVIDENCE, JSON, YAML
from tests.swot.pages import text_of

SECONDS, KILOBYTES = 10, 300 * 1024
FORMS = [("json", JSON), ("yaml", YAML)]


def test_there_are_fifty_for_each_door():
    assert len(EVIDENCE) >= 50
    assert len(JSON) + len(YAML) >= 45


@pytest.mark.slow
def test_every_file_is_judged_in_time_and_in_memory(tmp_path):
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path)}
    asked = [sys.executable, "-m", "tests.adversarial.judge_files"]
    done = subprocess.run(asked, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    assert {name: one["seconds"] for name, one in told["files"].items() if one["seconds"] > SECONDS} == {}
    assert told["peak"] <= KILOBYTES
    may_stay = {f"evidence: {name}" for name, (_called, _make, kept) in EVIDENCE.items() if kept}
    taken = {name for name, one in told["files"].items() if not one["words"]}
    assert taken == may_stay
    assert len(told["files"]) > 200


def sent(name):
    """A file of the library's corpus as a browser sends it."""
    called, make, _kept = EVIDENCE[name]
    file = SimpleUploadedFile("x", make(), content_type="text/html")
    file._name = called
    return file


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(2))
def test_a_file_for_the_library_is_refused_in_a_sentence_or_given_back_as_a_file(part, made, ana):
    for name in list(EVIDENCE)[part::2]:
        typed = {"name": name, "grade": "1", "key": new_key(), "file": sent(name)}
        answer = ana.post(reverse("swot:source-add", args=[made.workbook.pk]), typed)
        row = Source.objects.filter(name=name).first()
        assert answer.status_code == (302 if row else 422), name
        if row is None:
            assert any(words in text_of(answer) for words in ("Choose", "inside", "larger than 10 MB", "empty")), name
            assert name in answer.content.decode(), name
            continue
        given = ana.get(reverse("swot:source-file", args=[made.workbook.pk, row.pk]))
        assert given.headers["Content-Disposition"].startswith("attachment"), name
        assert not {"\r", "\n", "\0"} & set(given.headers["Content-Disposition"]), name
        assert "text/html" not in given.headers["Content-Type"], name
        assert given.headers["X-Content-Type-Options"] == "nosniff", name
        assert row.file.name.startswith("sources/"), name
        assert "/" not in row.file.name.removeprefix("sources/"), name


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_file_for_a_template_is_refused_in_a_sentence_that_says_where(form, client, cast):
    make_curator(cast.cleo)
    client.force_login(cast.cleo)
    before = TemplateVersion.objects.count()
    for name, raw in dict(FORMS)[form].items():
        file = SimpleUploadedFile(f"district.{form}", raw)
        answer = client.post(reverse("admin:swot_templateversion_import"), {"file": file})
        assert answer.status_code == 422, name
        assert answer.context["form"].errors["file"], name
        assert "Traceback" not in answer.content.decode(), name
    assert TemplateVersion.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", JSON)
def test_a_file_for_a_workbook_is_refused_in_a_sentence(name, tmp_path):
    path = tmp_path / "case.json"
    path.write_bytes(JSON[name])
    with pytest.raises(CommandError) as refused:
        call_command("import_workbook", str(path), leader="ana@example.org")
    assert 1 <= len(str(refused.value).splitlines()) <= 10
    assert len(str(refused.value)) < 5_000
