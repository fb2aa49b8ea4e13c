"""Something is wrong on a page: visitors say what, the people of the point look at it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.directory import actions, queries
from umn.directory.choices import Decision, Wrong
from umn.directory.forms.correction import WRONG, SomethingWrong
from umn.directory.queries.shown import ShownPoint
from umn.directory.views.public import unknown
from umn.people.access import SignedIn, everyone, operators
from umn.seal.public_forms import Expired, Forged, digest, form_token, public_post, seed

# Where what a visitor found wrong is mended.
MENDED_AT = {
    Wrong.HOURS: "work-point-hours",
    Wrong.PHONE: "work-point-facts",
    Wrong.LANGUAGES: "work-point-facts",
    Wrong.CLOSED: "work-point-closing",
}


@everyone
@public_post
def correction(request: HttpRequest, key: str) -> HttpResponse:
    point = queries.point(key, language=request.LANGUAGE_CODE, at=timezone.now())
    if point is None:
        return unknown(request)
    form = SomethingWrong(request.POST if request.method == "POST" else None)
    if form.is_valid() and _sent(request, point, form):
        return render(request, "directory/correction_sent.html", {"point": point})
    shown = {"point": point, "form": form, "token": form_token()}
    return render(request, "directory/correction.html", shown, status=400 if form.errors else 200)


def _sent(request: HttpRequest, point: ShownPoint, form: SomethingWrong) -> bool:
    try:
        once = digest(seed(request.POST.get("token", "")), "correction")
    except (Expired, Forged):
        form.add_error(None, _("This page was open too long. Please press the button again; your text is still here."))
        return False
    given = form.cleaned_data
    actions.send_correction(
        queries.by_keys([point.key])[point.key],
        wrong=Wrong(given["wrong"]),
        words=given["words"],
        language=request.LANGUAGE_CODE,
        once=once,
        at=timezone.now(),
    )
    return True


@operators
def corrections(request: SignedIn) -> HttpResponse:
    """What visitors said about the points that one looks after."""
    found = queries.corrections.waiting(user=request.user, language=request.LANGUAGE_CODE)
    lines = [(one, WRONG[one.wrong], MENDED_AT.get(Wrong(one.wrong), "work-point")) for one in found]
    return render(request, "directory/work_corrections.html", {"lines": lines})


@operators
@require_POST
def decision(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.corrections.correction(pk, user=request.user)
    if found is None:
        raise Http404
    chosen = Decision.ACCEPTED if request.POST.get("decision") == Decision.ACCEPTED else Decision.DECLINED
    if not actions.decide(found, by=request.user, decision=chosen, at=timezone.now()):
        messages.info(request, _("A colleague has looked at this already."))
    elif chosen == Decision.ACCEPTED:
        messages.success(request, _("Thank you"))
    else:
        messages.success(request, _("The page stays as it is."))
    return redirect("work-corrections")
