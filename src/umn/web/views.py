"""The public door: the first page, the languages, who reads what, the way out; and what machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from umn.enquiries import actions as enquiries
from umn.pages.keeping import keep
from umn.people.access import everyone
from umn.post import queries as post
from umn.ui import critical, errors
from umn.vocabulary.actions import OF_TOPICS
from umn.vocabulary.queries import topics
from umn.web import privacy, samples, wording

A_DAY, A_WHILE = timedelta(days=1), timedelta(minutes=10)


@everyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    known = {topic.key: topic for topic in topics(request.LANGUAGE_CODE)}
    problems = [known[key] for key in settings.PROBLEM_TILES if key in known]
    response = render(request, "web/home.html", {"problems": problems})
    return keep(response, until=timezone.now() + A_DAY, tags=[OF_TOPICS])


@everyone
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    response = render(request, "web/languages.html", {"unread": wording.unread()})
    return keep(response, until=timezone.now() + A_DAY, tags=[])


@everyone
@require_safe
def who_reads_what(request: HttpRequest) -> HttpResponse:
    response = render(
        request,
        "web/who_reads_what.html",
        {
            "kept": privacy.kept(request.LANGUAGE_CODE),
            "idle_minutes": privacy.idle_minutes(),
            "unread": wording.unread(),
            "readers": wording.readers(),
        },
    )
    # Its days of clearing up come from the ledger, which tells nobody when it has written one.
    return keep(response, until=timezone.now() + A_WHILE, tags=[])


@everyone
def leave(request: HttpRequest) -> HttpResponse:
    """Away, at once: the conversation's cookie is taken back and the browser forgets what it kept of us."""
    if settings.ASKER_COOKIE in request.COOKIES:
        enquiries.leave(enquiries.from_cookie(request.COOKIES[settings.ASKER_COOKIE]))
    response = HttpResponseRedirect(settings.QUICK_EXIT_TO, status=303)
    response.delete_cookie(settings.ASKER_COOKIE, path="/", samesite="Strict")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    return response


@everyone
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the first language of the browser that we have."""
    response = HttpResponseRedirect(f"/{translation.get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = "no-cache"
    return response


@everyone
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the machine that watches: 200 when all is well, 503 when somebody must look."""
    try:
        connection.ensure_connection()
        letters = post.health(at=timezone.now())
    except DatabaseError:
        return _never_kept(JsonResponse({"database": "away"}, status=503))
    report = {
        "database": "ok",
        "letters": "ok" if letters.ok else "late",
        "oldest_due_minutes": letters.oldest_due_minutes,
    }
    return _never_kept(JsonResponse(report, status=200 if letters.ok else 503))


@everyone
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: /{code}/{room}/" for code, _ in settings.LANGUAGES for room in _UNLISTED)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


_UNLISTED = ("work", "ask", "answer", "leave", "gallery")


@everyone
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with all its faces; only where no real person looks for help."""
    if not samples.may_be_shown():
        raise Http404
    return render(request, "web/gallery.html", {"panels": samples.panels()})


@everyone
@require_safe
def gallery_schemes(request: HttpRequest) -> HttpResponse:
    if not samples.may_be_shown():
        raise Http404
    return HttpResponse(critical.schemes(), content_type="text/css; charset=utf-8")


# --- What went wrong, said in the reader's language -----------------------------------------------------------------
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return errors.answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return errors.answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return errors.answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return errors.answer(request, 500)


@everyone
def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check said no: an old page, or a form from elsewhere."""
    return errors.answer(request, 403)


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
