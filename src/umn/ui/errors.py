"""Pages for when something went wrong: in the reader's language, without the database, saying what to do next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from umn.ui.context import bare

# status: (title, what happened, what to do)
WORDS = {
    400: (
        _("We could not read that"),
        _("Something in the address or in the form could not be read. It may have been cut off on its way."),
        _("Go back, check what you typed, and send it again."),
    ),
    403: (
        _("This did not go through"),
        _("For your safety we only accept forms that were sent from our own pages, a short time ago."),
        _("Go back, load the page again, and send it once more. Nothing was stored."),
    ),
    404: (
        _("This page is not here"),
        _("The address may be mistyped, or the page was taken away."),
        _("Start again from here:"),
    ),
    405: (
        _("This page cannot be opened like that"),
        _("It is only reached by sending its form."),
        _("Start again from here:"),
    ),
    413: (
        _("That was too much at once"),
        _("What you sent is larger than we can take."),
        _("Go back, make it shorter or send it in parts."),
    ),
    429: (
        _("Too many tries"),
        _("Many people, or one person many times, tried this in the last minutes."),
        _("Wait some minutes, then try again."),
    ),
    500: (
        _("Something broke on our side"),
        _("It is not your fault. The mistake was noted down, without what you typed."),
        _("Try again in some minutes. If it is urgent, call a contact point."),
    ),
    503: (
        _("We are busy for a moment"),
        _("The portal cannot answer just now."),
        _("Try again in some minutes. If it is urgent, call a contact point."),
    ),
}


def language_of(request: HttpRequest) -> str:
    """The reader's language from the address, else from the browser; never from a cookie or the database."""
    return (
        translation.get_language_from_path(request.path_info)
        or translation.get_language_from_request(request)
        or settings.LANGUAGE_CODE
    )


def answer(request: HttpRequest, status: int, *, wait: int | None = None) -> HttpResponse:
    """A whole error page. `wait`: seconds after which to try again (429, 503)."""
    title, happened, next_step = WORDS[status]
    with translation.override(language_of(request)):
        context = bare() | {"status": status, "title": title, "happened": happened, "next_step": next_step}
        response = HttpResponse(render_to_string("ui/error.html", context), status=status)
    response["Cache-Control"] = "no-store"
    if wait is not None:
        response["Retry-After"] = str(wait)
    return response
