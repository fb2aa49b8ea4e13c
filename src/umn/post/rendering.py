"""A letter's words, from its two templates, in the language of the person who will read it."""

import copy
import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, engines
from django.template.engine import Engine
from django.utils import translation
from django.utils.functional import Promise

_MISSING = "⟦missing: %s⟧"
# Letters carry no content: whoever asked, whatever was said, it stays behind the door.
_CONTENT = {"answer", "body", "content", "message", "note", "question", "text"}
_LONGEST_VALUE = 300  # characters: a link with its token fits, a story does not
_GIVEN = {"site_url", "practice"}
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # all but the end of a line


class NotALetter(ValueError):
    """Templates and context do not fit each other, or the context could carry content."""


def render(kind: str, *, language: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject (one line) and body. Raises NotALetter, and TemplateDoesNotExist for an unknown kind."""
    engine = _strict(engines["django"].engine)  # type: ignore[attr-defined]
    templates = [engine.get_template(f"{kind}.subject.txt"), engine.get_template(f"{kind}.txt")]
    _check(context, "".join(str(template.source) for template in templates))
    # A name with line ends would put a paragraph of somebody's own into our letter.
    values = {key: _one_line(value) if isinstance(value, str) else value for key, value in context.items()}
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    words = {**values, "site_url": settings.SITE_URL, "practice": settings.PRACTICE}
    with translation.override(known):
        subject, body = (template.render(Context(words, autoescape=False)) for template in templates)
    missing = re.search(re.escape(_MISSING).replace("%s", "(.*?)"), subject + body)
    if missing:
        raise NotALetter(f"The letter {kind!r} lacks {missing[1]!r}.")
    line, text = _one_line(subject), _plain(body)
    if not line or not text:
        raise NotALetter(f"The letter {kind!r} is empty.")
    return line, text


@lru_cache(maxsize=1)
def _strict(product: Engine) -> Engine:
    """The product's own engine, but one that shows what is missing instead of leaving it out."""
    engine = copy.copy(product)
    engine.__dict__.pop("template_loaders", None)  # it gets its own, which keep what they compiled for it
    engine.string_if_invalid = _MISSING
    return engine


def _check(context: dict[str, Any], source: str) -> None:
    for key, value in context.items():
        if key in _CONTENT or key in _GIVEN:
            raise NotALetter(f"A letter takes no {key!r}.")
        if not re.search(rf"\b{re.escape(key)}\b", source):
            raise NotALetter(f"The letter's templates do not name {key!r}.")
        if not isinstance(value, str | int | date | Promise):
            raise NotALetter(f"{key!r} must be words, a number or a day, not {type(value).__name__}.")
        if len(str(value)) > _LONGEST_VALUE:
            raise NotALetter(f"{key!r} is too long for a letter without content.")


def _one_line(text: str) -> str:
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(visible.split())


def _plain(text: str) -> str:
    kept = _CONTROL.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", kept).strip() + "\n" if kept.strip() else ""
