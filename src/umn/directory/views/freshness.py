"""How well the pages of the contact points are kept: the coordinator's view. And *all is still true* in one click."""

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from umn.directory import actions, queries
from umn.directory.choices import Via
from umn.directory.queries.upkeep import GROUPS, Group
from umn.directory.views.work import editable
from umn.directory.wording import group_text
from umn.people.access import SignedIn, coordinators, operators
from umn.people.labels import actor


@coordinators
def freshness(request: SignedIn) -> HttpResponse:
    country = _country(request.GET.get("country", ""))
    if request.method == "POST":
        return _asked(request, _country(request.POST.get("country", "")))
    now = timezone.now()
    group = _group(request.GET.get("show", ""))
    counted = queries.upkeep.counts(at=now, country=country)
    context = {
        "groups": [(name, group_text(name), counted[name]) for name in GROUPS if counted[name] or name == group],
        "group": group,
        "group_text": group_text(group) if group else "",
        "lines": queries.upkeep.listed(group, at=now, language=request.LANGUAGE_CODE, country=country),
        "plan": queries.upkeep.plan(queries.upkeep.to_be_asked(at=now, country=country)),
        "at_once": actions.AT_ONCE,
        "country": country,
        "countries": queries.upkeep.countries(request.LANGUAGE_CODE),
    }
    return render(request, "directory/work_freshness.html", context)


def _asked(request: SignedIn, country: str) -> HttpResponse:
    """One letter, to the point of the button that was pressed; or one for each that is due."""
    now, by = timezone.now(), actor(request.user)
    key = request.POST.get("ask", "")
    if key:
        point = editable(request, key)
        try:
            actions.ask(point, by_label=by, at=now)
        except actions.NotAsked:
            messages.error(request, _("No letter was written: there was one in the last seven days, or no address."))
        else:
            messages.success(request, _("The letter is on its way."))
    else:
        due = queries.upkeep.to_be_asked(at=now, country=country)
        number = actions.ask_all(due, by_label=by, at=now)
        if number:
            said = ngettext(
                "%(number)d contact point is being asked by letter.",
                "%(number)d contact points are being asked by letter.",
                number,
            )
            messages.success(request, said % {"number": number})
        else:
            messages.info(request, _("There is nobody to be asked now."))
    return redirect(f"{reverse('work-freshness')}?show=silent")


@coordinators
@require_safe
def table(request: SignedIn) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    now = timezone.now()
    group, country = _group(request.GET.get("show", "")), _country(request.GET.get("country", ""))
    text = io.StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow(
        ["key", "name", "country", "stage", "known on", "asked on", "no answer", "funded until", "reports", "operators"]
    )
    for one in queries.upkeep.listed(group, at=now, language=request.LANGUAGE_CODE, country=country):
        silent = "yes" if one.is_silent else ""
        days = [one.known_on or "", one.asked_on or "", silent, one.funded_until or ""]
        rows.writerow([one.key, _cell(one.name.text), one.country, one.stage, *days, one.corrections, one.operators])
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contact-points.csv"'
    return response


@operators
@require_POST
def confirmation(request: SignedIn, key: str) -> HttpResponse:
    """All is still true, says who looks after the point."""
    point = editable(request, key)
    actions.confirm(point, by_label=actor(request.user), via=Via.WORKSPACE, by=request.user, at=timezone.now())
    messages.success(request, _("Thank you. The page now says that all of it was confirmed today."))
    return redirect("work-point", key)


def _group(name: str) -> Group | None:
    found = next((group for group in GROUPS if group == name), None)
    if name and found is None:
        raise Http404
    return found


def _country(code: str) -> str:
    return code if len(code) == 2 and code.isascii() and code.isupper() else ""


def _cell(text: str) -> str:
    """Spreadsheets would run a cell that begins like a formula."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@", ";") or text[:1] in ("\t", "\r", "\n") else text
