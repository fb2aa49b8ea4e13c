import lzma

import pytest

from umn.places import build, own_names


@pytest.fixture
def small_tables(tmp_path, monkeypatch):
    """A gazetteer of one town, in a folder of its own."""
    folder = tmp_path / "tables"
    folder.mkdir()
    table, own = folder / "gazetteer.tsv.xz", folder / "names.yaml"
    table.write_bytes(
        lzma.compress("# test\nBE\t2792413\tLiège\tWAL\t50.6337\t5.5675\t195278\tLüttich|Λιέγη\n".encode())
    )
    own.write_text("- {country: BE, name: Liège, names: {fr: Liège, nl: Luik}}\n", encoding="utf-8")
    monkeypatch.setattr(build, "TABLE", table)
    monkeypatch.setattr(own_names, "PATH", own)
    build.digest.cache_clear()
    yield
    build.digest.cache_clear()
