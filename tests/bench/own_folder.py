"""A command once more, with a data folder that is thrown away, and with it the key and SQLite's database."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = "WRITES_HERE"
ROOT = Path(__file__).resolve().parent.parent.parent


def is_own() -> bool:
    """Whether this process has been given its folder."""
    return HERE in os.environ


def again(module: str) -> int:
    """Run `python -m module` with the same options in a folder of its own; how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATA_DIR": folder, "SECRET_KEY": "", "DEBUG": "", "HTTPS": "", "ALLOWED_HOSTS": "127.0.0.1", HERE: "1"}
        own |= {"DJANGO_SETTINGS_MODULE": "tests.bench.write_settings", "PYTHONWARNINGS": "ignore"}
        return subprocess.run([sys.executable, "-m", module, *sys.argv[1:]], env={**os.environ, **own}).returncode
