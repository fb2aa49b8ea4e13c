"""What leaves the page of a point: sheets to print, a picture, an entry for the address book, a text to send."""

import functools
from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from umn.directory import addresses, queries, sheets, sms, vcard
from umn.directory.actions import touching
from umn.directory.queries import ShownPoint
from umn.directory.views import public
from umn.pages.keeping import keep
from umn.people.access import everyone
from umn.seal.kdf import Busy
from umn.ui import errors

KEPT = 300  # seconds that a browser may show a file again without asking
Leaving = Callable[..., HttpResponseBase]


def _of_an_open_point(view: Leaving) -> Leaving:
    """Fetches the point. A closed one leads to its page, which says where to go instead."""

    @everyone
    @require_safe
    @functools.wraps(view)
    def wrapped(request: HttpRequest, key: str, **given: str) -> HttpResponseBase:
        at = timezone.now()
        point = queries.point(key, language=request.LANGUAGE_CODE, at=at)
        if point is None:
            return public.unknown(request)
        if not point.is_open:
            return redirect("point", key)
        try:
            return view(request, point, at=at, **given)
        except Busy:
            return errors.answer(request, 503, wait=5)

    return wrapped


@_of_an_open_point
def share(request: HttpRequest, point: ShownPoint, *, at: datetime) -> HttpResponse:
    language = request.LANGUAGE_CODE
    context = {
        "point": point,
        "address": addresses.of_page(point.key, language),
        "message": sms.message(point, language=language),
    }
    response = render(request, "directory/share.html", context)
    return keep(response, until=point.day_ends, tags=[touching.tag(point.key)])


@_of_an_open_point
def sheet(request: HttpRequest, point: ShownPoint, *, form: str, at: datetime) -> HttpResponse:
    if form not in sheets.FORMS:
        raise Http404
    made = sheets.pdf(point, form, language=request.LANGUAGE_CODE, at=at)
    return _file(made, "application/pdf", f"{point.key}-{form}-{request.LANGUAGE_CODE}.pdf", shown=True)


@_of_an_open_point
def picture(request: HttpRequest, point: ShownPoint, *, at: datetime) -> HttpResponse:
    return _picture(request, point, at=at, small=False)


@_of_an_open_point
def small_picture(request: HttpRequest, point: ShownPoint, *, at: datetime) -> HttpResponse:
    return _picture(request, point, at=at, small=True)


@_of_an_open_point
def contact(request: HttpRequest, point: ShownPoint, *, at: datetime) -> HttpResponse:
    made = vcard.card(point, language=request.LANGUAGE_CODE, at=at)
    return _file(made.encode(), "text/vcard; charset=utf-8", f"{point.key}.vcf", shown=False)


def _picture(request: HttpRequest, point: ShownPoint, *, at: datetime, small: bool) -> HttpResponse:
    made = sheets.png(point, language=request.LANGUAGE_CODE, at=at, small=small)
    return _file(made, "image/png", f"{point.key}-{request.LANGUAGE_CODE}.png", shown=True)


def _file(content: bytes, kind: str, name: str, *, shown: bool) -> HttpResponse:
    """Made again each time: a sheet takes less than a page of the finder, and is never older than its day."""
    how = "inline" if shown else "attachment"
    response = HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'})
    patch_cache_control(response, public=True, max_age=KEPT)
    return response
