"""Settings of the Wagtail peer: the ones of `wagtail start`, production mode, our two kinds of page."""

from village.settings.base import *  # noqa: F403 - as settings files do
from village.settings.base import INSTALLED_APPS

DEBUG = False
SECRET_KEY = "not-a-secret:for-measuring-only"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["articles", *INSTALLED_APPS]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fr", "French"), ("ar", "Arabic"), ("el", "Greek")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
