"""Compiled translations, made at start without any system tool: a fresh machine has no `msgfmt`."""

import os
from pathlib import Path

import polib


def compile_messages(locale: Path) -> list[str]:
    """Write `django.mo` beside every `django.po` under `locale` that is newer; return the languages compiled."""
    compiled = []
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns:
            continue
        beside = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(beside))
        # The same time on both says "made from this one"; a newer-than test misses a checkout of an older branch.
        os.utime(beside, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        beside.replace(target)
        compiled.append(source.parts[-3])
    return compiled
