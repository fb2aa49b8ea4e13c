"""The components: strict (an unknown argument or kind fails), shown with all their faces in the gallery.

Each tag draws `templates/ui/components/<tag>.html`; arguments are keyword-only but for the one obvious thing.
"""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm, BoundField
from django.template import Library, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from umn.ui import critical, icons
from umn.ui.dialling import to_dial
from umn.ui.direction import direction

register = Library()


def _drawn(component: str, **values: Any) -> SafeString:
    return mark_safe(get_template(f"ui/components/{component}.html").render(values).strip())  # noqa: S308 - escaped inside


def _one_of(argument: str, value: str, *allowed: str) -> None:
    if value not in allowed:
        raise TemplateSyntaxError(f"{argument}={value!r} is none of {', '.join(allowed)}.")


@register.simple_tag
def critical_css() -> SafeString:
    """The inline style of the page, whose hash stands in the Content-Security-Policy."""
    return mark_safe(f"<style>{critical.CSS}</style>")  # noqa: S308 - our own stylesheet


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.filter
def pictogram(topic_key: str) -> str:
    """`{% tile icon=topic.key|pictogram … %}`"""
    return icons.of_topic(topic_key)


@register.simple_block_tag(end_name="endin_language")
def in_language(content: str, code: str) -> SafeString:
    """Words in another language than the page's, so that they are read aloud, broken and placed rightly."""
    return format_html('<span lang="{}" dir="{}">{}</span>', code, direction(code), content.strip())


# --- Things to press ------------------------------------------------------------------------------------------
@register.simple_tag
def button(
    *,
    text: str,
    href: str = "",
    type: str = "submit",
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    data: str = "",
    to: str = "",
    away: bool = False,
    hidden: bool = False,
    about: str = "",
    form: str = "",
    action: str = "",
) -> SafeString:
    """A link that looks like a button (with `href`) or a real button.

    `data`: what a script may do (leave, copy, print, listen), `to`: with what (`data-copy="receipt"`).
    `away`: leads to another site, which is not told where from. `about`: said after the text to those who only
    hear the page (“Edit” … “ANOLF Milano”). `form` and `action`: it sends the form with this id, but to another
    address, and does not ask for what only the form's own button needs.
    """
    _one_of("type", type, "submit", "button", "reset")
    _one_of("kind", kind, "primary", "quiet", "danger", "plain")
    if data:
        _one_of("data", data, "leave", "copy", "print", "listen")
    return _drawn(
        "button",
        text=text,
        href=href,
        type=type,
        kind=kind,
        icon=icon,
        name=name,
        value=value,
        data=data,
        to=to,
        away=away,
        hidden=hidden,
        about=about,
        form=form,
        action=action,
    )


@register.simple_tag
def tile(*, text: str, icon: str, href: str, listen: bool = True) -> SafeString:
    """One big thing to choose, inside `<ul class="tiles">`."""
    return _drawn("tile", text=text, icon=icon, href=href, listen=listen)


@register.simple_tag
def chip(
    *,
    text: str,
    href: str = "",
    name: str = "",
    value: str = "on",
    on: bool = False,
    count: int | None = None,
    icon: str = "",
    single: bool = False,
    language: str = "",
) -> SafeString:
    """One filter, inside `<ul class="chips">`: a link to the list with (or, when `on`, without) it, or a tick box;
    `single`: one of several, of which only one can be chosen. `language`: of the text, where it is not the page's."""
    if bool(href) == bool(name):
        raise TemplateSyntaxError("A chip needs either href, or name and value.")
    return _drawn(
        "chip",
        text=text,
        href=href,
        name=name,
        value=value,
        on=on,
        count=count,
        icon=icon,
        single=single,
        language=language,
        direction=direction(language) if language else "",
    )


@register.simple_tag
def call(*, number: str, text: str = "", kind: str = "quiet") -> SafeString:
    """A telephone number to tap. `text` replaces the number in sight (“Call 112”)."""
    _one_of("kind", kind, "primary", "quiet", "danger", "plain")
    return _drawn("call", number=number, dial=to_dial(number), text=text, kind=kind)


@register.simple_tag
def mail(*, address: str, kind: str = "quiet") -> SafeString:
    _one_of("kind", kind, "primary", "quiet", "plain")
    return _drawn("mail", address=address, kind=kind)


# --- Forms ----------------------------------------------------------------------------------------------------
@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Label, help, error and input of one form field, tied together."""
    if not isinstance(bound, BoundField):
        raise TemplateSyntaxError("{% field %} takes one field of a form, such as form.email.")
    return bound.as_field_group()


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """What must be put right, each with a link to its field; nothing while the form is right."""
    return _drawn("error_summary", form=form) if form.is_bound and form.errors else mark_safe("")


# --- Things to read -------------------------------------------------------------------------------------------
@register.simple_block_tag
def note(content: str, *, kind: str = "info", title: str = "") -> SafeString:
    """Something to notice: `info`, `keep` (keep this), `danger`, `done`."""
    _one_of("kind", kind, "info", "keep", "danger", "done")
    return _drawn("note", content=content, kind=kind, title=title)


@register.simple_block_tag
def empty(content: str, *, title: str, icon: str = "inbox") -> SafeString:
    """Nothing here, and what to do instead."""
    return _drawn("empty", content=content, title=title, icon=icon)


@register.simple_block_tag
def more(content: str, *, summary: str, open: bool = False) -> SafeString:
    """What most people need not read, behind its heading."""
    return _drawn("more", content=content, summary=summary, open=open)


@register.simple_block_tag
def fact(content: str, *, label: str) -> SafeString:
    """One line of `<dl class="facts">`."""
    return _drawn("fact", content=content, label=label)


@register.simple_tag
def state(*, kind: str, text: str) -> SafeString:
    """Open, closed, by appointment, not known: a shape and a word, never colour alone."""
    _one_of("kind", kind, "open", "closed", "appointment", "unknown")
    return _drawn("state", kind=kind, text=text)


@register.simple_tag
def tag(*, text: str, kind: str = "plain", icon: str = "") -> SafeString:
    """A small word on a thing: `plain`, `machine` (made by a machine), `sun`, `practice`, `danger`."""
    _one_of("kind", kind, "plain", "machine", "sun", "practice", "danger")
    return _drawn("tag", text=text, kind=kind, icon=icon)


@register.simple_tag
def steps(*, now: int, of: int, text: str = "") -> SafeString:
    """Where one is on a short way. `text`: what this step is about."""
    if not 1 <= now <= of:
        raise TemplateSyntaxError(f"Step {now} of {of} does not exist.")
    return _drawn("steps", now=now, of=of, text=text, all=range(1, of + 1))


@register.simple_tag
def receipt(*, groups: Sequence[str], id: str = "receipt") -> SafeString:
    """The number that opens an answer, in groups of four digits."""
    return _drawn("receipt", groups=groups, id=id, written=" ".join(groups))


@register.simple_block_tag
def said(
    content: str,
    *,
    who: str,
    when: str = "",
    kind: str = "theirs",
    language: str = "",
    tag: str = "",
) -> SafeString:
    """One message of a conversation, inside `<ol class="talk">`: `theirs`, `mine`, or a `note` among colleagues."""
    _one_of("kind", kind, "theirs", "mine", "note")
    return _drawn(
        "said",
        content=content,
        who=who,
        when=when,
        kind=kind,
        language=language,
        direction=direction(language) if language else "",
        tag=tag,
    )


@register.simple_tag
def waiting(
    *,
    title: str,
    href: str,
    due: str,
    kind: str = "calm",
    facts: Sequence[str] = (),
    tag: str = "",
    current: bool = False,
) -> SafeString:
    """One line of `<ul class="queue">`: `late`, `soon`, `calm` or `done`, always said in words by `due` too."""
    _one_of("kind", kind, "late", "soon", "calm", "done")
    return _drawn("waiting", title=title, href=href, due=due, kind=kind, facts=facts, tag=tag, current=current)
