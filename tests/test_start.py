"""What a server holds once it has started."""

import os
import subprocess
import sys

from django.conf import settings

FEW_NEED = {"openpyxl", "docx", "lxml", "PIL", "weasyprint"}


def test_a_server_starts_without_the_libraries_that_few_visits_need(tmp_path):
    given = {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "0", "SECRET_KEY": "x" * 60}
    asked = "import sys, config.asgi; print(*sorted(set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=settings.BASE_DIR, env=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    loaded = set(done.stdout.split())
    assert "briefings.formats.registry" in loaded
    assert not loaded & FEW_NEED
