"""Plays a room of phones against a server of its own, and says what was lost: with nothing but what the program runs on."""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workshops.simulator import stage
from workshops.simulator.figures import is_sound, lines
from workshops.simulator.play import Asked, Play

MODES = ("steady", "burst", "join", "restart")


class Command(BaseCommand):
    """Makes a workshop in a database of its own: SQLite in a temporary folder, or `DATABASE_URL` where that is empty."""

    help = "Play a room of phones: latency, errors, processor, memory, and what was lost or doubled."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is played."""
        parser.add_argument("--phones", type=int, default=300)
        parser.add_argument("--rate", type=float, default=5.0, help="notes a second, of all phones together")
        parser.add_argument("--seconds", type=float, default=60.0)
        parser.add_argument("--drop", type=float, default=0.0, help="share of attempts that break, 0 to 1")
        parser.add_argument("--kill", type=int, default=0, help="how often the server is killed")
        parser.add_argument("--outage", type=float, default=0.0, help="seconds for which nothing gets through")
        parser.add_argument("--processes", type=int, default=1, help="server processes; more than one needs PostgreSQL")
        parser.add_argument("--mode", choices=MODES, default="steady")
        parser.add_argument(
            "--here", action="store_true", help="in the data folder of this environment, if it is empty"
        )

    def handle(self, *args: Any, here: bool, **options: Any) -> None:
        """Play it, from an own data folder; ends with 1 where something was lost, doubled or refused."""
        if not here:
            sys.exit(_in_a_folder_of_its_own())
        if not stage.is_empty():
            raise CommandError("This database is not empty. Give another DATABASE_URL, or none.")
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        asked = Asked(**{name: options[name] for name in Asked.__dataclass_fields__})
        if asked.loads_pages:
            call_command("collectstatic", interactive=False, verbosity=0)
        played = asyncio.run(Play(stage.make(), asked).run())
        for line in lines(asked, played):
            self.stdout.write(line)
        if not is_sound(played):
            sys.exit(1)


def _in_a_folder_of_its_own() -> int:
    """The same command once more, with a data folder that is thrown away, and with it the key and the database."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATA_DIR": folder, "SECRET_KEY": "", "DEBUG": "", "HTTPS": ""}
        command = [sys.executable, *sys.argv, "--here"]
        return subprocess.run(command, env={**os.environ, **own}, check=False).returncode
