"""What is made from the checkout alone, before anything is served or tested."""

from pathlib import Path

from django.conf import settings

from umn.house.messages import compile_messages
from umn.places.build import build


def prepare() -> int:
    """Compile the translations and build the gazetteer, where their sources changed."""
    for folder in settings.LOCALE_PATHS:
        compile_messages(Path(folder))
    build()
    return 0
