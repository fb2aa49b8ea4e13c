"""Rooms import downwards only, and their foreign keys point downwards only."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.guards.tree import PACKAGE, REPOSITORY, report

pytestmark = pytest.mark.once

CONFIG = REPOSITORY / "pyproject.toml"


def storeys() -> dict[str, int]:
    """The number of the storey of each room; 0 is the top."""
    contract = tomllib.loads(CONFIG.read_text())["tool"]["importlinter"]["contracts"][0]
    rows = [row.replace("|", ":").split(":") for row in contract["layers"]]
    return {room.strip(): number for number, row in enumerate(rows) for room in row}


def keys_that_point_up(models, order: dict[str, int]) -> list[str]:
    found = []
    for model in models:
        room = model.__module__.split(".")[1] if model.__module__.startswith("umn.") else None
        for field in model._meta.get_fields() if room else []:
            target = field.related_model if field.is_relation and not field.auto_created else None
            if not target or not getattr(target, "__module__", "").startswith("umn."):
                continue
            there = target.__module__.split(".")[1]
            if there != room and order[there] <= order[room]:
                found.append(f"{model.__name__}.{field.name}: {room} → {there}")
    return found


def test_rooms_import_downwards_only(capsys):
    failed = lint_imports(config_filename=str(CONFIG), no_cache=True, no_logo=True)

    assert not failed, report(
        [capsys.readouterr().out],
        "Look downwards: move the code to the higher room, or declare a signal below and receive it above. "
        "A new room gets its storey in pyproject.toml, [[tool.importlinter.contracts]].",
    )


def test_foreign_keys_point_downwards_only():
    assert keys_that_point_up(apps.get_models(), storeys()) == [], (
        "A foreign key is an import, a string foreign key too. Keep a key or a label as text, or put the row above."
    )


def test_nobody_uses_generic_foreign_keys():
    generic = [model.__name__ for model in apps.get_models() if model._meta.private_fields]

    assert generic == [], "A generic foreign key blocks erasure and hides an arrow. Keep a label and an id as text."


def test_every_room_with_models_has_a_storey():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert rooms - set(storeys()) == set(), "Give the new room its storey in pyproject.toml."


def test_the_guard_sees_an_import_that_points_up_and_a_room_without_a_storey(tmp_path: Path, monkeypatch, capsys):
    for room in ("top", "ground", "unplaced"):
        (tmp_path / "sample" / room).mkdir(parents=True)
        (tmp_path / "sample" / room / "__init__.py").touch()
    (tmp_path / "sample" / "__init__.py").touch()
    (tmp_path / "sample" / "ground" / "__init__.py").write_text("import sample.top\n")
    (tmp_path / "importlinter.toml").write_text(
        '[tool.importlinter]\nroot_package = "sample"\n[[tool.importlinter.contracts]]\nname = "s"\ntype = "layers"\n'
        'containers = ["sample"]\nexhaustive = true\nlayers = ["top", "ground"]\n'
    )
    monkeypatch.syspath_prepend(tmp_path)

    failed = lint_imports(config_filename=str(tmp_path / "importlinter.toml"), no_cache=True, no_logo=True)

    told = capsys.readouterr().out
    assert failed
    assert "unplaced" in told


def test_the_guard_sees_a_key_that_points_up():
    order = dict.fromkeys(storeys(), 0)  # everything beside everything: each key between rooms is then wrong

    assert keys_that_point_up(apps.get_models(), order) != []
