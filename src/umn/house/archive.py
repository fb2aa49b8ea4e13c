"""One file that holds what an installation knows: every table as lines of JSON, and the media. Never a secret.

The same format for SQLite and PostgreSQL, so a backup of one can be put back into the other. What was sealed stays
sealed: without the pepper and the server key, which are kept elsewhere, nobody reads it.
"""

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from umn.house.folder import DataFolder
from umn.house.words import Refused

FORMAT = 1
LEFT_OUT = {"sessions.Session"}  # who was signed in signs in again
ROWS = 500  # rows in memory at once


def back_up(target: Path) -> dict[str, int]:
    """Write the archive and return the number of rows by table. All tables are read at one moment."""
    if target.exists():
        raise Refused(f"{target} exists already. Choose another name: a backup never overwrites one.")
    beside = target.with_name(target.name + ".unfinished")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                counts = _write(archive)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return counts


def put_back(source: Path) -> dict[str, int]:
    """Fill an empty database and media folder from the archive; return the number of rows by table."""
    try:
        archive = zipfile.ZipFile(source)
        about = json.loads(archive.read("about.json"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise Refused(f"{source} is not a backup of this portal.") from None
    with archive:
        _check(about, archive)
        folder = DataFolder(settings.DATA_DIR)
        folder.open()
        folder.lock()
        _refuse_unless_empty()
        call_command("migrate", verbosity=0, interactive=False)
        _refuse_other_version(about["migrations"])
        if about["practice"]:
            folder.practice.touch(mode=0o600)
        with transaction.atomic():
            counts = _read(archive, about["tables"])
            _media_back(archive)
    return counts


def _write(archive: zipfile.ZipFile) -> dict[str, int]:
    about: dict[str, Any] = {
        "format": FORMAT,
        "practice": settings.PRACTICE,
        "secrets": _fingerprint_of_secrets(),
        "tables": {},
    }
    with _one_moment():
        about["migrations"] = _migrations()
        for model in _models():
            with archive.open(f"tables/{model._meta.label}.jsonl", "w", force_zip64=True) as lines:
                about["tables"][model._meta.label] = _write_rows(model, lines)
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")) if media.exists() else []:
        if path.is_file():
            archive.write(path, f"media/{path.relative_to(media).as_posix()}")
    archive.writestr("about.json", json.dumps(about, indent=1))
    return dict(about["tables"])


def _write_rows(model: type[models.Model], lines: Any) -> int:
    count = 0
    fields = _fields(model)
    lines.write(json.dumps([field.attname for field in fields]).encode() + b"\n")
    for row in model._base_manager.order_by("pk").iterator(chunk_size=ROWS):
        values = [_plain(field, row) for field in fields]
        lines.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def _read(archive: zipfile.ZipFile, tables: dict[str, int]) -> dict[str, int]:
    found = _models()
    for model in reversed(found):  # what `migrate` itself put there: content types, permissions
        model._base_manager.all()._raw_delete(connection.alias)
    for model in found:
        if model._meta.label not in tables:
            continue
        with archive.open(f"tables/{model._meta.label}.jsonl") as lines:
            count = _read_rows(model, lines)
        if count != tables[model._meta.label]:
            raise Refused(f"The backup is damaged: rows of {model._meta.label} are missing. Nothing was put back.")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)
    return tables


def _read_rows(model: type[models.Model], lines: Iterable[bytes]) -> int:
    count, batch = 0, []
    fields = {field.attname: field for field in _fields(model)}
    rows = iter(lines)
    columns = [fields[name] for name in json.loads(next(rows))]
    for line in rows:
        row = model()
        for field, value in zip(columns, json.loads(line), strict=True):
            setattr(row, field.attname, _python(field, value))
        batch.append(row)
        count += 1
        if len(batch) == ROWS:
            _insert(model, batch, columns)
            batch = []
    _insert(model, batch, columns)
    return count


def _insert(model: type[models.Model], rows: list[models.Model], fields: list[models.Field]) -> None:
    size = connection.ops.bulk_batch_size(fields, rows) if rows else 1
    for start in range(0, len(rows), size):
        # `raw`: dates that Django sets by itself stay what they were.
        model._base_manager.all()._insert(  # type: ignore[attr-defined]
            rows[start : start + size], fields=fields, using=connection.alias, raw=True
        )


def _plain(field: models.Field, row: models.Model) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, models.JSONField):
        return {"json": value}  # a stored `null` and no value are two things
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return field.value_to_string(row)


def _python(field: models.Field, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return value["json"]
    return None if value is None else field.to_python(value)


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _models() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    ours = [model for model in found if model._meta.managed and not model._meta.proxy]
    return [model for model in ours if model._meta.label not in LEFT_OUT]


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction in which all tables are as they were at its first look; writers go on meanwhile."""
    if connection.vendor == "sqlite":
        wrapper: Any = connection
        before, wrapper.transaction_mode = wrapper.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            wrapper.transaction_mode = before
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _check(about: dict[str, Any], archive: zipfile.ZipFile) -> None:
    if about["format"] > FORMAT:
        raise Refused("The backup was made by a newer version of the portal. Put it back with that version.")
    if archive.testzip():
        raise Refused("The backup is damaged. Nothing was put back.")
    here = _fingerprint_of_secrets()
    if here and about["secrets"] and here != about["secrets"]:
        raise Refused(
            "The pepper in the secret folder is not the one this backup was made with, so nothing in it would open. "
            "Put the kept one there first."
        )


def _migrations() -> list[list[str]]:
    return sorted(map(list, MigrationRecorder(connection).applied_migrations()))


def _refuse_other_version(migrations: list[list[str]]) -> None:
    if migrations != _migrations():
        raise Refused(
            "The backup was made by another version of the portal. Put it back with that version, then start this one."
        )


def _refuse_unless_empty() -> None:
    tables = connection.introspection.table_names()
    for model in _models():
        if not model.__module__.startswith("umn.") or model._meta.db_table not in tables:
            continue
        if model._base_manager.exists():
            raise Refused("The database is not empty, so nothing was put back. Choose a new data folder.")


def _media_back(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.startswith("media/"):
            archive.extract(name, Path(settings.MEDIA_ROOT).parent)


def _fingerprint_of_secrets() -> str:
    """Tells two peppers apart and tells nothing else: the pepper is 256 random bits."""
    path = Path(settings.PEPPER_FILE)
    if not path.exists():
        return ""
    return hashlib.sha256(b"which pepper|" + path.read_text().strip().encode()).hexdigest()[:16]
