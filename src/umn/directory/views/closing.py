"""A contact point closes or opens again. Closing takes two steps: what will be shown is shown before."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from umn.directory import actions, queries
from umn.directory.actions.closing import Closing as Wanted
from umn.directory.choices import Status
from umn.directory.forms.closing import Closing
from umn.directory.models import ContactPoint
from umn.directory.views.work import editable
from umn.directory.wording import closing_problem_text
from umn.languages.dates import date_text
from umn.people.access import SignedIn, operators
from umn.people.labels import actor


@operators
def closing(request: SignedIn, key: str) -> HttpResponse:
    point = editable(request, key)
    if request.method != "POST":
        form = Closing(initial={"since": localdate()}) if point.status == Status.OPEN else None
        return _form_page(request, point, form)
    if request.POST.get("step") == "reopen":
        actions.reopen(point, by_label=actor(request.user), by=request.user, at=timezone.now())
        messages.success(request, _("The page shows this contact point as open again. Please check its hours."))
        return redirect("work-point", key)
    form = Closing(request.POST)
    if not form.is_valid() or request.POST.get("step") == "back":
        return _form_page(request, point, form)
    return _sure(request, point, form)


def _sure(request: SignedIn, point: ContactPoint, form: Closing) -> HttpResponse:
    """The second step; and, from there, the closing itself."""
    typed = form.cleaned_data["successor"]
    found = queries.successors.offered(typed, for_=point, language=request.LANGUAGE_CODE, at=timezone.now())
    if typed and not found:
        form.add_error("successor", _("We did not find another contact point of this name. Try its town."))
        return _form_page(request, point, form)
    wanted = _wanted(request, form)
    missing = request.POST.get("step") == "sure" and bool(found) and "chosen" not in request.POST
    try:
        if request.POST.get("step") == "sure" and not missing:
            actions.close(point, wanted, by_label=actor(request.user), by=request.user, at=timezone.now())
            messages.success(request, _("The page says so now, in every language."))
            return redirect("work-point", point.key)
        actions.check_closing(point, wanted, at=timezone.now())
    except actions.NotPossible as problem:
        field = {"future": "since", "until": "until"}.get(problem.code, "successor")
        form.add_error(field, closing_problem_text(problem.code))
        return _form_page(request, point, form)
    days = {
        "since": date_text(wanted.since, request.LANGUAGE_CODE),
        "until": date_text(wanted.until, request.LANGUAGE_CODE) if wanted.until else "",
        "opens": date_text(wanted.until + timedelta(days=1), request.LANGUAGE_CODE) if wanted.until else "",
    }
    name = queries.point_name(point.pk, language=request.LANGUAGE_CODE)
    context = {"point": name, "form": form, "wanted": wanted, "found": found, "missing": missing}
    return render(request, "directory/work_closing_sure.html", {**context, **days}, status=400 if missing else 200)


def _wanted(request: SignedIn, form: Closing) -> Wanted:
    given = form.cleaned_data
    return Wanted(
        for_good=form.for_good,
        since=given["since"],
        until=given["until"],
        successor=request.POST.get("chosen", ""),
        why=given["why"].strip(),
        language=request.LANGUAGE_CODE,
    )


def _form_page(request: SignedIn, point: ContactPoint, form: Closing | None) -> HttpResponse:
    context = {
        "name": queries.point_name(point.pk, language=request.LANGUAGE_CODE),
        "key": point.key,
        "form": form,
        "shown": queries.point(point.key, language=request.LANGUAGE_CODE, at=timezone.now()),
    }
    return render(request, "directory/work_closing.html", context, status=400 if form and form.errors else 200)
