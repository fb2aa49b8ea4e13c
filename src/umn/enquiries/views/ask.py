"""Asking: what it is about, where, the question. Three short pages, no script, no cookie.

The first two answers travel in the address of the next page, as in the finder; the question never does.
"""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.enquiries import actions, picture, queries
from umn.enquiries.actions.asking import Question
from umn.enquiries.choices import CONSENT_VERSION
from umn.enquiries.forms import Ask, Where
from umn.people.access import everyone
from umn.seal import kdf, receipt
from umn.seal.public_forms import Expired, Forged, carried, form_token, public_post, seed
from umn.ui import errors


@everyone
@public_post
def ask(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _sent(request)
    if not queries.somebody_reads():
        return _nobody_reads(request)
    path = queries.asking_path(request.GET, language=request.LANGUAGE_CODE, at=timezone.now())
    if path.step == 1:
        return render(request, "enquiries/ask_about.html", {"path": path})
    if path.step == 2:
        form = Where(_where(path), shown_in=request.LANGUAGE_CODE) if path.place_problem else None
        form = form or Where(initial=_where(path), shown_in=request.LANGUAGE_CODE)
        return render(request, "enquiries/ask_where.html", {"path": path, "form": form})
    return _question_page(request, path, Ask())


def _sent(request: HttpRequest) -> HttpResponse:
    form, token = Ask(request.POST), request.POST.get("token", "")
    if not form.is_valid():
        return _once_more(request, form)
    try:
        question = _question(form, carried(token), point=request.POST.get("point", ""))
        sent = actions.ask(question, form_seed=seed(token), at=timezone.now())
    except (Expired, Forged):
        form.add_error(None, _("This page was open too long. Please press the button again; your text is still here."))
    except kdf.Busy:
        form.add_error(None, _("Many people are asking right now. Please press the button again in a moment."))
    except actions.AlreadySent:
        form.add_error(None, _("This question was sent before. Your number from that time opens it."))
    except actions.NobodyReads:
        return _nobody_reads(request)
    else:
        return _number_page(request, sent.digits, promise=queries.promise_of(sent.desk, language=request.LANGUAGE_CODE))
    return _once_more(request, form)


def _question(form: Ask, offered: dict[str, Any] | None, *, point: str) -> Question:
    """The question as its page had it. Raises Forged for a contact point that the page did not offer."""
    offer = queries.Offer(**offered) if offered else None
    if offer is None or point not in offer.reasons:
        raise Forged
    return Question(
        text=form.cleaned_data["text"],
        topic=offer.topic,
        language=offer.reads,
        place=offer.place,
        place_id=offer.place_id,
        point=point,
        reasons=tuple(offer.reasons[point]),
        may_pass_on=form.cleaned_data["may_pass_on"],
        consent_version=CONSENT_VERSION,
    )


def _once_more(request: HttpRequest, form: Ask) -> HttpResponse:
    """The last step again, with what was typed and what is to be put right."""
    if not queries.somebody_reads():
        return _nobody_reads(request)
    path = queries.asking_path(request.POST, language=request.LANGUAGE_CODE, at=timezone.now())
    if path.chosen is None:
        form.add_error(None, _("Please choose which contact point should get your question."))
    return _question_page(request, path, form)


@everyone
@public_post
@require_POST
def number(request: HttpRequest) -> HttpResponse:
    """The last four digits, typed to be sure that the number was kept. It can be skipped."""
    try:
        digits = receipt.normalise(request.POST.get("number", ""))
    except receipt.NotANumber:
        return render(request, "enquiries/kept.html", {"lost": True}, status=400)
    typed = receipt.plain_digits(request.POST.get("last", ""))
    if typed == digits[-4:]:
        return render(request, "enquiries/kept.html", {})
    return _number_page(request, digits, wrong=True)


@everyone
@public_post
@require_POST
def picture_of_number(request: HttpRequest) -> HttpResponse:
    """The number as a picture to keep among one's photos; made here, so that no script is needed."""
    try:
        digits = receipt.normalise(request.POST.get("number", ""))
    except receipt.NotANumber:
        return render(request, "enquiries/kept.html", {"lost": True}, status=400)
    try:
        drawn = picture.of_number(digits, language=request.LANGUAGE_CODE)
    except kdf.Busy:
        return errors.answer(request, 503, wait=5)
    response = HttpResponse(drawn, content_type="image/png")
    response["Content-Disposition"] = 'attachment; filename="number.png"'
    return response


def _nobody_reads(request: HttpRequest) -> HttpResponse:
    """Telephones instead of a form; what was typed is shown, so that it is not lost."""
    context = {"phones": queries.phones(request.LANGUAGE_CODE), "typed": request.POST.get("text", "")}
    return render(request, "enquiries/nobody_reads.html", context)


def _where(path: queries.AskingPath) -> dict[str, str]:
    return {"place": path.place, "reads": path.reads}


def _question_page(request: HttpRequest, path: queries.AskingPath, form: Ask) -> HttpResponse:
    if path.step == 3 and not path.choices:
        return _nobody_reads(request)
    context = {"path": path, "form": form, "token": form_token(asdict(path.offer))}
    return render(request, "enquiries/ask_question.html", context, status=400 if form.errors else 200)


def _number_page(
    request: HttpRequest, digits: str, *, promise: queries.Promise | None = None, wrong: bool = False
) -> HttpResponse:
    context = {"digits": digits, "groups": receipt.grouped(digits), "promise": promise, "wrong": wrong}
    return render(request, "enquiries/number.html", context, status=400 if wrong else 200)
