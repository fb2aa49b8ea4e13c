"""Desks: who reads for which point, open or closed, and who holds the key."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.enquiries import actions, queries
from umn.enquiries.forms import LetIn, OpenWithPaper, Reads
from umn.enquiries.models import Desk
from umn.people.access import coordinators, operators
from umn.people.keys import private_key


@operators
def desks(request: HttpRequest) -> HttpResponse:
    shown = queries.shown_desks(user=request.user, language=request.LANGUAGE_CODE)
    return render(request, "enquiries/desks.html", {"desks": shown, "my_code": queries.my_code(request.user)})


@operators
def desk(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, _desk(request, key))


@operators
def opening(request: HttpRequest, key: str) -> HttpResponse:
    """Open or close: new questions come in or go to the coordinator's desk from this moment on. Closing is asked once
    more."""
    shown = _desk(request, key)
    if request.method != "POST":
        if not shown.is_open:
            return redirect("work-desk", key)
        context = {"shown": queries.shown_desk(shown, user=request.user, language=request.LANGUAGE_CODE)}
        return render(request, "enquiries/desk_closing.html", context)
    if "close" in request.POST:
        actions.close_desk(shown, by=request.user, at=timezone.now())
        if shown.coordinates:
            messages.warning(request, _("Closed. Where no other desk is open, people now see telephones only."))
        else:
            messages.success(request, _("Closed. New questions go to the coordinator's desk from now on."))
    elif "open" in request.POST:
        actions.open_desk(shown, by=request.user, at=timezone.now())
        messages.success(request, _("Open. New questions come to this desk from now on."))
    return redirect("work-desk", key)


@operators
@require_POST
def languages(request: HttpRequest, key: str) -> HttpResponse:
    shown, form = _desk(request, key), Reads(request.POST, shown_in=request.LANGUAGE_CODE)
    if not form.is_valid():
        return _page(request, shown, reads=form)
    actions.say_what_we_read(shown, languages=form.cleaned_data["languages"], by=request.user, at=timezone.now())
    messages.success(request, _("Saved. People see these languages before they send a question."))
    return redirect("work-desk", key)


@operators
@require_POST
def members(request: HttpRequest, key: str) -> HttpResponse:
    """Let a colleague in, with the code they read out by telephone."""
    shown, form = _desk(request, key), LetIn(request.POST)
    unlocked = private_key(request)
    if not form.is_valid() or unlocked is None:
        return _page(request, shown, let_in=form)
    colleague = queries.members(shown).filter(pk=form.cleaned_data["member"]).first()
    if colleague is None:
        raise Http404
    try:
        actions.let_in(
            shown, colleague, code=form.cleaned_data["code"], by=request.user, private_key=unlocked, at=timezone.now()
        )
    except actions.WrongCode:
        form.add_error("code", _("This is not the code on your colleague's page. Call them and ask again."))
        return _page(request, shown, let_in=form)
    messages.success(request, _("Done. Your colleague can now read the questions of this desk."))
    return redirect("work-desk", key)


@coordinators
@require_POST
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Open a desk that lost everybody: both halves of the key on paper, and the colleague's six digits by telephone."""
    shown, form = _desk(request, key), OpenWithPaper(request.POST, auto_id="paper_%s")
    if not form.is_valid():
        return _page(request, shown, paper=form)
    colleague = queries.members(shown).filter(pk=form.cleaned_data["member"]).first()
    if colleague is None:
        raise Http404
    try:
        actions.open_lost_desk(
            shown,
            colleague,
            halves=(form.cleaned_data["first"], form.cleaned_data["second"]),
            code=form.cleaned_data["code"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.WrongCode:
        form.add_error("code", _("This is not the code on your colleague's page. Call them and ask again."))
    except actions.NotThisPaper:
        form.add_error("first", _("These two halves do not open this desk. Look at each character again."))
    except PermissionDenied:
        messages.error(request, _("Somebody holds the key of this desk again. Ask them to let your colleague in."))
        return redirect("work-desk", key)
    if form.errors:
        return _page(request, shown, paper=form)
    messages.success(request, _("Done. Your colleague can now read the questions of this desk."))
    return redirect("work-desk", key)


def _desk(request: HttpRequest, key: str) -> Desk:
    found = queries.desk(key, user=request.user)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, desk: Desk, **wrong: Form) -> HttpResponse:
    """The page of a desk; one of its forms may carry what was not accepted."""
    shown = queries.shown_desk(desk, user=request.user, language=request.LANGUAGE_CODE)
    context = {
        "shown": shown,
        "reads": wrong.get("reads") or Reads(initial={"languages": desk.reads}, shown_in=request.LANGUAGE_CODE),
        "let_in": wrong.get("let_in"),
        "paper": wrong.get("paper") or OpenWithPaper(auto_id="paper_%s"),
        "mine": any(member.pk == request.user.pk and member.holds_key for member in shown.members),
    }
    return render(request, "enquiries/desk.html", context, status=400 if wrong else 200)
