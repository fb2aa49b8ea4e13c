"""The week of a place, and the days on which it is not as usual."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.directory import actions, queries
from umn.directory.forms.days import SpecialDays
from umn.directory.forms.hours import Hours, same_as_monday, typed
from umn.directory.models import ContactPoint
from umn.directory.views.work import editable, saved
from umn.directory.week import rule_of
from umn.directory.wording import instead_text, special_text
from umn.people.access import SignedIn, operators


@operators
def hours(request: SignedIn, key: str) -> HttpResponse:
    shown = _week(request, editable(request, key))
    language = request.LANGUAGE_CODE
    if request.method != "POST":
        first = typed(shown.read.week) | {"note": shown.note.text, "seen": shown.seen}
        return _hours_page(request, key, shown, Hours(initial=first, shown_in=language))
    if request.POST.get("same", "") in ("4", "6"):
        again = same_as_monday(request.POST, until=int(request.POST["same"]))
        return _hours_page(request, key, shown, Hours(initial=again, shown_in=language))
    form = Hours(request.POST, shown_in=language)
    if not form.is_valid():
        return _hours_page(request, key, shown, form)
    if form.cleaned_data["week"].is_empty and form.cleaned_data["empty"] == "closed":
        return redirect("work-point-closing", key)
    return _save_hours(request, key, shown, form)


def _save_hours(request: SignedIn, key: str, shown: queries.Week, form: Hours) -> HttpResponse:
    given = form.cleaned_data
    empty = given["empty"] if given["week"].is_empty else ""
    try:
        actions.set_hours(
            shown.location,
            rule=rule_of(given["week"]),
            note=given["note"] if given["note"] != shown.old_note else None,
            language=request.LANGUAGE_CODE,
            only_by_appointment=empty == "appointment",
            seen=given["seen"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Somebody else saved other hours in the meantime. Yours are still here."))
        form.data = {**request.POST.dict(), "seen": shown.seen}
        return _hours_page(request, key, shown, form, theirs=True)
    except KeyError:
        form.add_error(None, _("We do not know the time zone of this place. Please write to the coordinator."))
        return _hours_page(request, key, shown, form)
    if empty == "appointment":
        return saved(request, key, _("Saved. People read that they need an appointment."))
    if empty:
        return saved(request, key, _("Saved. People read that they must ask before they go."))
    return saved(request, key, _("The new hours are on your page, in all languages."))


@operators
def days(request: SignedIn, key: str) -> HttpResponse:
    """Set days that are not as usual: from this page, or from the quick way on the page of the point."""
    row = editable(request, key)
    if request.method != "POST":
        return _days_page(request, row, _form(request, row))
    form = _form(request, row, bound=True)
    if not form.is_valid():
        return _days_page(request, row, form)
    special = form.special(language=request.LANGUAGE_CODE)
    replaced = actions.add_special(row, days=special, by=request.user, at=timezone.now())
    said = [special_text(special, request.LANGUAGE_CODE), instead_text(special.instead)]
    if replaced:
        said.append(_("It takes the place of what you set before for these days."))
    said.append(_("People read this now, in all languages."))
    return saved(request, key, " ".join(text for text in said if text))


@operators
@require_POST
def day(request: SignedIn, key: str, pk: int) -> HttpResponse:
    """These days are as usual again."""
    row = editable(request, key)
    if actions.remove_special(row, pk=pk, by=request.user, at=timezone.now()):
        return saved(request, key, _("Taken away. On these days your usual hours count again."))
    messages.info(request, _("This was taken away already."))
    return redirect("work-point", key)


def _week(request: SignedIn, row: ContactPoint) -> queries.Week:
    """Of the place named in the address (its position), else of the first."""
    asked = request.GET.get("place", "")
    position = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else None
    shown = queries.week_at(row, position, language=request.LANGUAGE_CODE)
    if shown is None:
        raise Http404
    return shown


def _hours_page(request: SignedIn, key: str, shown: queries.Week, form: Hours, *, theirs: bool = False) -> HttpResponse:
    context = {"key": key, "shown": shown, "form": form, "theirs": typed(shown.read.week) if theirs else None}
    return render(request, "directory/work_hours.html", context, status=400 if form.errors else 200)


def _form(request: SignedIn, row: ContactPoint, *, bound: bool = False) -> SpecialDays:
    return SpecialDays(
        request.POST if bound else None,
        today=queries.today_at(row, at=timezone.now()),
        ways=queries.ways_instead(row),
        places=queries.place_choices(row, language=request.LANGUAGE_CODE),
        initial={"instead": "", "reason": ""},
    )


def _days_page(request: SignedIn, row: ContactPoint, form: SpecialDays) -> HttpResponse:
    planned = queries.planned(row, language=request.LANGUAGE_CODE, at=timezone.now())
    context = {"key": row.key, "form": form, "planned": planned}
    return render(request, "directory/work_days.html", context, status=400 if form.errors else 200)
