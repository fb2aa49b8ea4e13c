"""What every template knows without being told: the language, its direction, the other languages of this page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from umn.ui.direction import direction


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `practice`, `language`, its `direction` and `autonym`, `here` (name of this route),
    `languages`."""
    match = getattr(request, "resolver_match", None)
    return {**bare(_rest_of_address(request)), "here": match.url_name if match else ""}


def bare(rest: str = "") -> dict[str, Any]:
    """The same for a page that must not lean on its request. `rest` is its address behind the language."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "practice": settings.PRACTICE,
        "language": language,
        "direction": direction(language),
        "here": "",
        "autonym": dict(settings.LANGUAGES).get(language, language),
        "languages": [
            {
                "code": code,
                "autonym": autonym,
                "dir": direction(code),
                "href": f"/{code}/{rest}",
                "current": code == language,
            }
            for code, autonym in settings.LANGUAGES
        ],
    }


def _rest_of_address(request: HttpRequest) -> str:
    """Path and query behind `/<language>/`; nothing (so: the home page) where there is no page to stay on."""
    if getattr(request, "resolver_match", None) is None:
        return ""
    code, _, rest = request.get_full_path_info().lstrip("/").partition("/")
    if code not in dict(settings.LANGUAGES):
        return ""
    return rest if request.method in ("GET", "HEAD") else rest.partition("?")[0]
