"""The page of one's own contact point: what people see, and what can be changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from umn.directory import queries
from umn.directory.forms.days import INSTEAD, next_days
from umn.directory.models import ContactPoint
from umn.people.access import SignedIn, operators


@operators
@require_safe
def points(request: SignedIn) -> HttpResponse:
    """The points that one may edit; who has one only is led to it."""
    mine = queries.my_points(request.user, language=request.LANGUAGE_CODE, at=timezone.now())
    if len(mine) == 1:
        return redirect("work-point", mine[0].key)
    return render(request, "directory/work_points.html", {"points": mine})


@operators
@require_safe
def point(request: SignedIn, key: str) -> HttpResponse:
    row, at, language = editable(request, key), timezone.now(), request.LANGUAGE_CODE
    ways = queries.ways_instead(row)
    context = {
        "key": key,
        "point": queries.point(key, language=language, at=at),
        "days": next_days(queries.today_at(row, at=at), language),
        "ways": [(code.value, INSTEAD[code]) for code in ways],
        "planned": queries.planned(row, language=language, at=at),
        "has_place": bool(queries.place_choices(row, language=language)),
        "works_there": queries.works_there(request.user, row),
    }
    return render(request, "directory/work_point.html", context)


def editable(request: SignedIn, key: str) -> ContactPoint:
    """The point, for who may edit it; for anybody else there is none."""
    found = queries.editable(key, user=request.user)
    if found is None:
        raise Http404
    return found


def saved(request: SignedIn, key: str, text: str) -> HttpResponse:
    """Says what has changed, with the way to look at it, and leads back to the point."""
    page = format_html('<a href="{}">{}</a>', reverse("point", args=[key]), _("See the page as people see it"))
    messages.success(request, format_html("{} {}", text, page))
    return redirect("work-point", key)
