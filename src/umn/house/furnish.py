"""What a data folder needs before the portal can serve from it; each step is done only when something changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from umn.directory.actions import load_starter
from umn.directory.starter_files import Damaged
from umn.enquiries.actions import open_practice
from umn.house.folder import write_whole
from umn.house.prepare import prepare
from umn.house.words import Refused
from umn.pages import shelf


def furnish() -> int:
    """Everything from an empty folder to one that can serve. Safe to repeat and to cut off anywhere."""
    prepare()
    migrate()
    collect_static()
    load_beginnings()
    if settings.PRACTICE:
        practise()
    shelf.here().open()
    return 0


def migrate() -> None:
    executor = MigrationExecutor(connection)
    known = set(executor.loader.graph.nodes)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("umn.")}
    newer = [key for key in executor.loader.applied_migrations if key[0] in ours and key not in known]
    if newer:
        raise Refused(
            "The database was made by a newer version of the portal. Start that version, or choose another folder "
            "with --data."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    states = sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    made_from = _digest(state.encode() for state in states)
    if not stamp.exists() or stamp.read_text() != made_from:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        write_whole(stamp, made_from)


def load_beginnings() -> None:
    """The starter data: once, and again only when its files changed."""
    folders = [Path(apps.get_app_config(room).path) / "starter" for room in ("vocabulary", "directory")]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    stamp = settings.DATA_DIR / "starter-loaded"
    loaded = _digest(path.read_bytes() for path in files)
    if not stamp.exists() or stamp.read_text() != loaded:
        print("Loading the contact points …", flush=True)
        try:
            load_starter(at=timezone.now())
        except Damaged as problem:
            raise Refused(str(problem)) from problem
        write_whole(stamp, loaded)


def practise() -> None:
    """Desks and sign-ins to try the portal with, in a folder that has no people yet."""
    if get_user_model().objects.exists():
        return
    print("Opening the practice desks …", flush=True)
    with transaction.atomic():
        lines = []
        for sign_in in open_practice(at=timezone.now()):
            lines += [f"  {sign_in.role}: {sign_in.name}", f"    {sign_in.email}   {sign_in.password}"]
        # Before the commit: people whose passwords nobody was told would lock everybody out.
        write_whole(settings.SECRET_DIR / "sign-ins.txt", "\n".join(lines) + "\n")


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
