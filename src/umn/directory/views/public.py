"""The finder and the page of one contact point: the same for everybody, without cookie or script."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from umn.directory import addresses, queries, structured
from umn.directory.actions.touching import OF_ALL_POINTS, tag
from umn.pages.keeping import keep
from umn.people.access import everyone
from umn.vocabulary.actions import OF_TOPICS

MAP_KEPT = timedelta(days=1)  # nothing on it depends on the hour


@everyone
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    given = request.GET
    finding = queries.find(
        q=given.get("q", ""),
        topic=given.get("topic", ""),
        speaks=given.get("speaks", ""),
        need=given.getlist("need"),
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
        return response
    return keep(response, until=finding.expires, tags=[OF_ALL_POINTS, OF_TOPICS])


@everyone
@require_safe
def map_of_europe(request: HttpRequest) -> HttpResponse:
    context = {"map": queries.map_of(language=request.LANGUAGE_CODE)}
    response = render(request, "directory/map.html", context)
    return keep(response, until=timezone.now() + MAP_KEPT, tags=[OF_ALL_POINTS])


@everyone
@require_safe
def point(request: HttpRequest, key: str) -> HttpResponse:
    at = timezone.now()
    shown = queries.point(key, language=request.LANGUAGE_CODE, at=at)
    if shown is None:
        return unknown(request)
    address = addresses.of_page(shown.key, request.LANGUAGE_CODE)
    context = {
        "point": shown,
        "address": address,
        "picture": addresses.of("point-picture", shown.key, language=request.LANGUAGE_CODE) if shown.is_open else "",
        "structured": structured.script(structured.organisation(shown, address=address)),
    }
    # 410 tells search engines to forget it; people see the same page, with where to go instead.
    response = render(request, "directory/point.html", context, status=410 if shown.gone else 200)
    if shown.gone:
        return response
    others = [OF_ALL_POINTS] if shown.instead else [tag(shown.successor.key)] if shown.successor else []
    return keep(response, until=shown.expires, tags=[tag(shown.key), OF_TOPICS, *others])


def unknown(request: HttpRequest) -> HttpResponse:
    """No such point; the coordination may be told that there should be one."""
    context = {"coordinating": queries.corrections.coordinating_point()}
    return render(request, "directory/unknown_point.html", context, status=404)
