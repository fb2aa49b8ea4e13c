"""The link in a letter: is everything on your page still true? Nothing to sign in for; the link itself is the leave.

Opening it changes nothing, because mail programs follow links by themselves. Only the button does.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from umn.directory import actions, queries
from umn.directory.choices import Answer, Wrong
from umn.directory.forms.correction import SomethingChanged
from umn.directory.models import Checkup
from umn.directory.queries.told import lines_of
from umn.languages.dates import date_text
from umn.people.access import everyone
from umn.seal.public_forms import public_post


@everyone
@public_post
def still_true(request: HttpRequest, token: str) -> HttpResponse:
    try:
        checkup = queries.checkups.by_token(token, at=timezone.now())
        if request.method == "POST":
            return _answered(request, token, checkup)
    except queries.checkups.NoSuchLink:
        return render(request, "directory/still_true_over.html", status=404)
    if checkup.answered_on:
        return _done(request, checkup)
    return _question(request, checkup, SomethingChanged(), changed="changed" in request.GET)


def _answered(request: HttpRequest, token: str, checkup: Checkup) -> HttpResponse:
    answer = request.POST.get("answer")
    form = SomethingChanged(request.POST if answer == Answer.CHANGED else None)
    try:
        if answer == Answer.TRUE:
            actions.say_still_true(token, at=timezone.now())
        elif answer == "stop":
            actions.stop_letters(token, at=timezone.now())
            return render(request, "directory/still_true_stopped.html", {"key": checkup.point.key})
        elif form.is_valid():
            given = form.cleaned_data
            actions.say_changed(
                token,
                wrong=Wrong(given["wrong"]),
                words=given["words"],
                language=request.LANGUAGE_CODE,
                at=timezone.now(),
            )
        else:
            return _question(request, checkup, form, changed=True, status=400 if form.is_bound else 200)
    except actions.AlreadyAnswered:
        pass  # the page says on which day
    return redirect("still-true", token)


def _question(
    request: HttpRequest, checkup: Checkup, form: SomethingChanged, *, changed: bool, status: int = 200
) -> HttpResponse:
    point = queries.point(checkup.point.key, language=request.LANGUAGE_CODE, at=timezone.now())
    assert point is not None
    context = {
        "point": point,
        "lines": lines_of(point),
        "form": form,
        "changed": changed,
        "has_people": bool(queries.checkups.operators_of([checkup.point])),
    }
    return render(request, "directory/still_true.html", context, status=status)


def _done(request: HttpRequest, checkup: Checkup) -> HttpResponse:
    assert checkup.answered_on is not None
    context = {
        "key": checkup.point.key,
        "day": date_text(checkup.answered_on, request.LANGUAGE_CODE),
        "true": checkup.answer == Answer.TRUE,
    }
    return render(request, "directory/still_true_done.html", context)
