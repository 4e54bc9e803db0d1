"""The settings of the product, with static files as they lie: those who only write load none, so none are collected."""

from config.settings import *  # noqa: F403
from config.settings import LOGGING, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Every second save is a conflict here, and while the database is killed no page is to be had: both are meant.
LOGGING["loggers"]["django.request"]["level"] = "CRITICAL"
