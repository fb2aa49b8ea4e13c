"""The finder and the page of one contact point: the same for everybody, without cookie or script."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from umn.directory import queries, structured
from umn.people.access import everyone


@everyone
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    given = request.GET
    finding = queries.find(
        q=given.get("q", ""),
        topic=given.get("topic", ""),
        speaks=given.get("speaks", ""),
        need=given.get("need", ""),
        place=given.get("place", ""),
        country=given.get("country", ""),
        everything=bool(given.get("all")),
        language=request.LANGUAGE_CODE,
        at=at,
    )
    response = render(request, "directory/find.html", {"finding": finding})
    if given:
        # What a person looks for is kept nowhere, not even in their own browser.
        patch_cache_control(response, no_store=True, private=True)
    else:
        _keep_until(response, finding.expires, at)
    return response


@everyone
@require_safe
def point(request: HttpRequest, key: str) -> HttpResponse:
    at = timezone.now()
    shown = queries.point(key, language=request.LANGUAGE_CODE, at=at)
    if shown is None:
        return render(request, "directory/unknown_point.html", status=404)
    address = request.build_absolute_uri(reverse("point", args=[shown.key]))
    context = {"point": shown, "structured": structured.script(structured.organisation(shown, address=address))}
    response = render(request, "directory/point.html", context)
    _keep_until(response, shown.expires, at)
    return response


def _keep_until(response: HttpResponse, moment: datetime, at: datetime) -> None:
    """May be kept by anybody, but never beyond the moment at which "open" would be stale."""
    patch_cache_control(response, public=True, max_age=max(0, int((moment - at).total_seconds())))
