"""Run as a process of its own: judges every hostile file and prints, as JSON, seconds and words by file, and the peak in kB."""

import json
import time
from pathlib import Path

import django

django.setup()

from swot.document.read import read as read_workbook  # noqa: E402
from swot.pack.read import Refused, read  # noqa: E402
from swot.rules.files import name_and_fault  # noqa: E402
from tests.adversarial.hostile_files import EVIDENCE, JSON, YAML  # noqa: E402
from tests.swot.document import hostile as workbooks  # noqa: E402
from tests.swot.document.samples import contents  # noqa: E402
from tests.swot.pack import hostile as templates  # noqa: E402


def refused(judge, *given, **named):
    """The sentences it is refused with, "" where it is taken."""
    try:
        judge(*given, **named)
    except Refused as fault:
        return " ".join(fault.faults)
    return ""


def files():
    """Every file: how it is called here, and who judges it."""
    for name, (called, make, _kept) in EVIDENCE.items():
        yield f"evidence: {name}", lambda called=called, make=make: name_and_fault(called, make())[1]
    for form, texts in (("json", JSON), ("yaml", YAML)):
        for name, raw in texts.items():
            yield f"template, {form}: {name}", lambda raw=raw, form=form: refused(read, raw, form)
    for name, raw in JSON.items():
        yield f"workbook: {name}", lambda raw=raw: refused(read_workbook, raw, contents=contents)
    for name, (make, _words) in workbooks.FILES.items():
        yield f"workbook, spoilt: {name}", lambda make=make: refused(read_workbook, make(), contents=contents)
    for name, (make, *_words) in templates.FILES.items():
        yield f"template, spoilt: {name}", lambda make=make: refused(read, make())


def judged(judge):
    """Seconds and words of one file."""
    begun = time.process_time()
    words = judge()
    return {"seconds": time.process_time() - begun, "words": words[:300]}


def peak():
    """Of this program alone, in kB: what `getrusage` tells counts the process that started it as well."""
    held = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(held["VmHWM"].split()[0])


told = {name: judged(judge) for name, judge in files()}
print(json.dumps({"files": told, "peak": peak()}))  # noqa: T201
