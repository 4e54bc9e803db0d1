"""The ASGI entry that uvicorn serves: Django in a pool of threads that keep their database connections.

Under Django's own ASGI handler each request runs in a thread of its own, and so opens a connection of its own; a pool
of lasting threads was faster here (`tests/bench/`). Static files that never change stand in front of it, and the streams
of workshops, as plain ASGI.
"""

import gc
import os
import sys
from importlib import import_module
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
threads = int(os.environ.get("THREADS", "12"))
pages = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=threads)

from django.db import connection  # noqa: E402

from briefings.safekeeping.held import refusal  # noqa: E402
from config.everywhere import Everywhere  # noqa: E402
from config.lasting import LastingFiles  # noqa: E402
from config.waiting import Waiting  # noqa: E402
from workshops.live.stream import Live  # noqa: E402

if refused := refusal(connection):
    sys.exit(f"The workbook is not served. {refused}")
connection.close()

application = Everywhere(Live(LastingFiles(Waiting(pages, threads))))
import_module("briefings.ahead").AHEAD.start()

# The first visitor waits for no imports, and what is loaded now stays: the collector, which took up to 70 ms to look
# through it, need not do so again.
import_module("config.urls")
gc.collect()
gc.freeze()
