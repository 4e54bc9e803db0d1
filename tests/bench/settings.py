"""The settings of the product, with one more address and with static files of this run's own."""

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR

ROOT_URLCONF = "tests.bench.urls"
STATIC_ROOT = DATA_DIR / "staticfiles"
