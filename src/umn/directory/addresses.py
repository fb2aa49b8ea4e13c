"""The addresses of a point's page as they stand on paper and in messages: whole, whoever asked for them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def of_page(key: str, language: str) -> str:
    return of("point", key, language=language)


def of(name: str, *parts: str, language: str) -> str:
    """The absolute address of a route in a language."""
    with translation.override(language):
        return settings.SITE_URL.rstrip("/") + reverse(name, args=parts)
