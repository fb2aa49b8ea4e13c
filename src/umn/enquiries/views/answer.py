"""The person comes back with their number."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from umn.enquiries import actions, export, queries
from umn.enquiries.actions.conversation import Conversation
from umn.enquiries.forms import Number, Reply
from umn.people.access import askers, everyone
from umn.seal import kdf
from umn.seal.public_forms import Expired, Forged, form_token, public_post, seed

Opened = Callable[..., HttpResponse]


@everyone
@public_post
def answer(request: HttpRequest) -> HttpResponse:
    """Type the number; or, with an open conversation, read it."""
    conversation = _conversation(request)
    if request.method == "GET" and conversation is not None:
        return _conversation_page(request, conversation, Reply())
    form = Number(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _no_number(request, form)
    try:
        cookie = actions.open_conversation(form.cleaned_data["number"], at=timezone.now())
    except actions.WrongNumber:
        form.add_error("number", _("This number opens nothing. Look at each digit again: there are 20."))
        return _no_number(request, form)
    except kdf.Busy:
        form.add_error("number", _("Too many people are trying numbers right now. Please try again in a minute."))
        response = _no_number(request, form, status=429)
        response["Retry-After"] = "60"
        return response
    return _opened(request, cookie)


def _opened(request: HttpRequest, cookie: bytes) -> HttpResponse:
    """The conversation; with the words that were written while the last visit ran out, ready to be sent."""
    carried = request.POST.get("text", "")
    conversation = actions.resume(cookie, at=timezone.now()) if carried else None
    response = (
        _conversation_page(request, conversation, Reply(initial={"text": carried}))
        if conversation
        else redirect("answer")
    )
    response.set_cookie(
        settings.ASKER_COOKIE, cookie.hex(), secure=settings.HTTPS, httponly=True, samesite="Strict", path="/"
    )
    return response


def with_conversation(view: Opened) -> Opened:
    """For what only an open conversation may do; without one (after a quarter of an hour) the number is asked again.

    A form must come from the conversation that is open: another one may have been opened since in the next tab.
    Words that were typed are carried along in both cases.
    """

    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        conversation = _conversation(request)
        if conversation is None:
            if request.POST.get("text"):
                return _no_number(request, Number(), status=400)
            return redirect("answer")
        if request.method == "POST" and request.POST.get("of") != actions.mark_of(conversation):
            form = Reply(request.POST)
            form.add_error(None, _("Another conversation was opened meanwhile. This is the one that is open now."))
            return _conversation_page(request, conversation, form)
        try:
            return view(request, *args, conversation=conversation, **kwargs)
        except actions.WrongNumber:  # withdrawn or deleted in between
            return _leave(redirect("answer"))

    return opened


@askers
@public_post
@require_POST
@with_conversation
def replies(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    form = Reply(request.POST)
    if not form.is_valid():
        return _conversation_page(request, conversation, form)
    try:
        form_seed = seed(request.POST.get("token", ""))
    except (Expired, Forged):
        form.add_error(None, _("This page was open too long. Please press the button again; your text is still here."))
        return _conversation_page(request, conversation, form)
    actions.reply(conversation, text=form.cleaned_data["text"], form_seed=form_seed, at=timezone.now())
    return redirect(reverse("answer") + "?done=sent#last")


@askers
@public_post
@with_conversation
def move(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Give the conversation to another contact point; who will read it there is said before."""
    if request.method == "POST":
        try:
            actions.move(conversation, to_point=request.POST.get("point", ""), at=timezone.now())
            return redirect(reverse("answer") + "?done=moved")
        except actions.NobodyReads:
            pass
    q = request.GET.get("q", "")
    context = {
        "found": queries.places_to_move(q, language=request.LANGUAGE_CODE, at=timezone.now()),
        "problem": request.method == "POST",
        "of": actions.mark_of(conversation),
    }
    return render(request, "enquiries/move.html", context, status=400 if context["problem"] else 200)


@askers
@public_post
@with_conversation
def deletion(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    if request.method == "POST":
        actions.withdraw(conversation, at=timezone.now())
        actions.leave(_cookie(request))
        return _leave(render(request, "enquiries/deleted.html"))
    return render(request, "enquiries/deletion.html", {"of": actions.mark_of(conversation)})


@askers
@require_GET
@with_conversation
def copy(request: HttpRequest, form: str, conversation: Conversation) -> HttpResponse:
    """Everything that is kept, to take along: a page to read or data for a machine."""
    case = queries.asker_case(conversation.enquiry_id)
    if case is None or form not in export.FORMS:
        raise Http404
    shown = queries.for_asker(case, conversation.keys, language=request.LANGUAGE_CODE)
    response = export.FORMS[form](request, shown)
    response["Content-Disposition"] = f'attachment; filename="conversation.{form}"'
    response["Cache-Control"] = "no-store, private"
    return response


@askers
@public_post
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Done for now: the phone forgets the conversation, the number still opens it."""
    actions.leave(_cookie(request))
    return _leave(redirect("answer"))


def _conversation_page(request: HttpRequest, conversation: Conversation, form: Reply) -> HttpResponse:
    case = queries.asker_case(conversation.enquiry_id)
    if case is None:
        return _leave(redirect("answer"))
    shown = queries.for_asker(case, conversation.keys, language=request.LANGUAGE_CODE)
    heir = queries.heir_choice(case, language=request.LANGUAGE_CODE, at=timezone.now()) if shown.office_closed else None
    context = {
        "shown": shown,
        "heir": heir,
        "form": form,
        "token": form_token(),
        "of": actions.mark_of(conversation),
        "done": request.GET.get("done", ""),
    }
    response = render(request, "enquiries/conversation.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store, private"
    return response


def _no_number(request: HttpRequest, form: Number, status: int | None = None) -> HttpResponse:
    context = {"form": form, "carried": request.POST.get("text", "")}
    return render(request, "enquiries/answer.html", context, status=status or (400 if form.errors else 200))


def _conversation(request: HttpRequest) -> Conversation | None:
    return actions.resume(_cookie(request), at=timezone.now()) if settings.ASKER_COOKIE in request.COOKIES else None


def _cookie(request: HttpRequest) -> bytes:
    return actions.from_cookie(request.COOKIES.get(settings.ASKER_COOKIE))


def _leave(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(settings.ASKER_COOKIE, samesite="Strict", path="/")
    return response
