"""The product's settings with a throw-away data folder and a light key derivation, so that the suite is quick."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "UMN_TEST_HOME" not in os.environ:  # the processes that a test starts share its folder
    os.environ["UMN_TEST_HOME"] = tempfile.mkdtemp(prefix="umn-test-")
    atexit.register(shutil.rmtree, os.environ["UMN_TEST_HOME"], ignore_errors=True)
_home = Path(os.environ["UMN_TEST_HOME"])
os.environ["UMN_DATA"] = str(_home)
for _name, _text in {"pepper": "11" * 32, "server.key": "22" * 32, "django.key": "test-signing-key" * 4}.items():
    (_home / "secret").mkdir(parents=True, exist_ok=True)
    (_home / "secret" / _name).write_text(_text)

from umn.settings import *  # noqa: E402, F403
from umn.settings import DATABASES, SEAL_KDF  # noqa: E402

SEAL_KDF = {purpose: {"memory_kib": 64, "iterations": 1} for purpose in SEAL_KDF}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PAGES_STRICT = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: several threads and processes of one test share it.
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}
