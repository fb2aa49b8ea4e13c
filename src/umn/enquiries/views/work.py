"""A desk at work on one question."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.enquiries import actions, queries
from umn.enquiries.choices import CloseReason
from umn.enquiries.forms import Answer, Closure, Note
from umn.enquiries.queries import OpenCase
from umn.languages.dates import date_text
from umn.people.access import operators
from umn.people.keys import private_key
from umn.seal.public_forms import Expired, Forged, digest, form_token, seed

View = Callable[[HttpRequest, OpenCase], HttpResponse]


def of_this_desk(view: View) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Opens the case for the view; what was withdrawn meanwhile is said plainly, to the desk that had it."""

    @functools.wraps(view)
    def opened(request: HttpRequest, pk: UUID) -> HttpResponse:
        case = queries.open_case(pk, user=request.user, private_key=private_key(request))
        if case is not None:
            return view(request, case)
        mark = queries.withdrawn(pk, user=request.user)
        if mark is None:
            raise Http404
        context = {"day": date_text(mark.withdrawn_on, request.LANGUAGE_CODE)}
        return render(request, "enquiries/withdrawn.html", context, status=410)

    return opened


def keeping_the_answer(view: View) -> View:
    """An answer that is being written when another button is pressed stays, as the desk's draft."""

    @functools.wraps(view)
    def kept(request: HttpRequest, case: OpenCase) -> HttpResponse:
        if not request.POST.get("text", "").strip():
            return view(request, case)
        form = Answer(request.POST, shown_in=request.LANGUAGE_CODE)
        if not form.is_valid():
            return _page(request, case, answer=form)
        given = form.cleaned_data
        if given["text"] == case.draft:
            return view(request, case)
        try:
            actions.save_draft(
                case, text=given["text"], seen_draft=given["seen_draft"], by=request.user, at=timezone.now()
            )
        except actions.ChangedMeanwhile:
            form.add_error(None, _("A colleague has kept another draft meanwhile. Read it, then press again."))
            return _page(request, _again(request, case), answer=form)
        return view(request, case)

    return kept


@operators
@of_this_desk
def enquiry(request: HttpRequest, case: OpenCase) -> HttpResponse:
    return _page(request, case)


@operators
@require_POST
@of_this_desk
@keeping_the_answer
def claim(request: HttpRequest, case: OpenCase) -> HttpResponse:
    take = "take" in request.POST
    try:
        actions.claim(case, take=take, by=request.user, at=timezone.now())
        messages.success(request, _("This question is yours now.") if take else _("You have given it back."))
    except actions.ChangedMeanwhile:
        messages.warning(request, _("Somebody else has taken this question in the meantime."))
    return redirect("work-enquiry", case.enquiry.pk)


@operators
@require_POST
@of_this_desk
def answers(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Send, or keep as the draft. Whatever was typed stays on the page when it cannot be sent."""
    form = Answer(request.POST, shown_in=request.LANGUAGE_CODE)
    if not form.is_valid():
        return _page(request, case, answer=form)
    try:
        _send_or_keep(request, case, form.cleaned_data)
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Something was written here since you opened the page. Read it, then send again."))
        return _page(request, _again(request, case), answer=form)
    except (Expired, Forged):
        form.add_error(None, _("This page was open too long. Please press the button again; your text is still here."))
        return _page(request, case, answer=form)
    return redirect("work-enquiry", case.enquiry.pk)


def _send_or_keep(request: HttpRequest, case: OpenCase, given: dict[str, Any]) -> None:
    now = timezone.now()
    if "keep" in request.POST:
        actions.save_draft(case, text=given["text"], seen_draft=given["seen_draft"], by=request.user, at=now)
        messages.success(request, _("Kept as a draft. Nobody outside this desk sees it."))
        return
    once = _once(request)
    actions.answer(
        case,
        text=given["text"],
        language=given["language"],
        seen_version=given["seen_version"],
        seen_draft=given["seen_draft"],
        once=once,
        by=request.user,
        at=now,
    )
    messages.success(request, _("Sent. The person can read your answer with their number."))


@operators
@require_POST
@of_this_desk
@keeping_the_answer
def notes(request: HttpRequest, case: OpenCase) -> HttpResponse:
    form = Note(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _page(request, _again(request, case), note=form)
    try:
        actions.add_note(case, text=form.cleaned_data["note"], once=_once(request), by=request.user, at=timezone.now())
    except (Expired, Forged, actions.ChangedMeanwhile):
        form.add_error(None, _("This page was open too long. Please press the button again; your text is still here."))
        return _page(request, _again(request, case), note=form)
    messages.success(request, _("The note is there. Only this desk sees it."))
    return redirect("work-enquiry", case.enquiry.pk)


@operators
@require_POST
@of_this_desk
@keeping_the_answer
def closure(request: HttpRequest, case: OpenCase) -> HttpResponse:
    form = Closure(request.POST, auto_id="closure_%s")
    if not form.is_valid():
        return _page(request, _again(request, case), closure=form)
    reason, seen = CloseReason(form.cleaned_data["reason"]), form.cleaned_data["seen_version"]
    try:
        actions.close(case, reason=reason, seen_version=seen, by=request.user, at=timezone.now())
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Something was written here since you opened the page. Read it, then close again."))
        return _page(request, _again(request, case), closure=form)
    messages.success(request, _("Closed. If the person writes again, it comes back to Today."))
    return redirect("work-today")


def _again(request: HttpRequest, case: OpenCase) -> OpenCase:
    """The case as it is now, after something changed."""
    now = queries.open_case(case.enquiry.pk, user=request.user, private_key=private_key(request))
    if now is None:
        raise Http404
    return now


def _once(request: HttpRequest) -> bytes:
    """What makes a form count once. Raises Expired or Forged."""
    return digest(seed(request.POST.get("token", "")), "desk")


def _page(request: HttpRequest, case: OpenCase, **forms: Any) -> HttpResponse:
    """The conversation with its three forms; one of them may carry what could not be sent."""
    seen = {"seen_version": case.enquiry.version, "seen_draft": case.draft_version}
    answer, others_draft = forms.get("answer"), ""
    if answer is None:
        first = {"text": case.draft, "language": request.user.language, **seen}
        answer = Answer(initial=first, shown_in=request.LANGUAGE_CODE)
    else:  # keep the words, show a colleague's draft beside them, let the next try count from what is on the page now
        others_draft = case.draft if case.draft != answer.data.get("text") else ""
        answer.data = answer.data.copy()
        answer.data.update({name: str(value) for name, value in seen.items()})
    context = {
        "case": case,
        "shown": queries.for_desk(case, user=request.user, language=request.LANGUAGE_CODE),
        "answer": answer,
        "others_draft": others_draft,
        "note": forms.get("note") or Note(auto_id="note_%s"),
        "closure": forms.get("closure") or Closure(initial=seen, auto_id="closure_%s"),
        "token": form_token(),
    }
    return render(request, "enquiries/enquiry.html", context, status=400 if forms else 200)
