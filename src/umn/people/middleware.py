"""Closed unless opened; and the cookie that opens the operator's key."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from umn.people import access

log = logging.getLogger("umn.people")

Answer = Callable[[HttpRequest], HttpResponseBase]


def closed_unless_opened(get_response: Answer) -> Answer:
    """A view that does not say whom it admits is a 404 for everybody, and an error in the log."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(request: HttpRequest, view: access.View, args: object, kwargs: object) -> None:
        if access.admitted(view) not in access.ADMITTED:
            log.error("%s.%s does not say whom it admits", view.__module__, getattr(view, "__name__", "view"))
            raise Http404

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def operator_key(get_response: Answer) -> Answer:
    """Sets the cookie that `people.keys.remember` asked for, and takes it away at sign-out."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        value = getattr(request, "operator_key_cookie", None)
        if value:
            response.set_cookie(
                settings.OPERATOR_KEY_COOKIE,
                value,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Strict",
                path="/",
            )
        elif value == "":
            response.delete_cookie(settings.OPERATOR_KEY_COOKIE, path="/", samesite="Strict")
        return response

    return middleware
