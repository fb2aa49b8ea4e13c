"""The last look at an answer that a view calls finished: it is compressed once, and kept."""

import gzip

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from umn.pages import headers, windows
from umn.pages.address import name_of
from umn.pages.answers import answer
from umn.pages.keeping import Keep, NotFinished, faults
from umn.pages.shelf import LONGEST, Page, here
from umn.ui.middleware import Answer


def finish(get_response: Answer) -> Answer:
    """Stands inside of what compresses, so that nothing is compressed twice."""

    def middleware(request: HttpRequest) -> HttpResponse:
        since = here().mark() if request.method == "GET" else b""
        response = get_response(request)
        kept: Keep | None = getattr(response, "kept", None)
        if kept is None or request.method not in ("GET", "HEAD"):
            return response
        if request.META.get("QUERY_STRING") or response.cookies:
            # What somebody looks for, and what is shown to somebody who brought a cookie, is kept by nobody.
            response["Cache-Control"] = "no-store, private"
            return response
        found = faults(request, response)
        if found and settings.PAGES_STRICT:
            raise NotFinished(f"{request.path}: {'; '.join(found)}")
        return response if found else _kept(request, response, kept, since)

    return middleware


def _kept(request: HttpRequest, response: HttpResponse, kept: Keep, since: bytes) -> HttpResponse:
    name, now = name_of(request.path_info) or "", timezone.now().timestamp()
    body = gzip.compress(response.content, 9, mtime=0)
    until, disposition = min(kept.until.timestamp(), now + LONGEST), response.get("Content-Disposition", "")
    page = Page(until, windows.etag(body), body, response["Content-Type"], disposition)
    shelf, edition = here(), request.META.get(headers.ASKED_BY_NGINX)
    if page.until > now and shelf.put(name, page, kept.tags, since=since) and edition == headers.edition():
        shelf.offer(name, page, edition=edition, now=now)
    status, lines, content = answer(page, name, request.META)
    return HttpResponse(content, status=status, headers=dict(lines))
