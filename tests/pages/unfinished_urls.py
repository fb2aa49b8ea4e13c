"""Views that call finished what is not."""

from datetime import timedelta

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from umn.pages import actions
from umn.pages.keeping import keep
from umn.people.access import everyone

PAGE = '<!doctype html><html lang="en" dir="ltr"><title>t</title><h1>h</h1>{}</html>'


def view(inside: str = "", **answer):
    @everyone
    def shown(request):
        response = HttpResponse(PAGE.format(inside.replace("HOST", request.get_host())), **answer)
        return keep(response, until=timezone.now() + timedelta(hours=1), tags=["thing"])

    return shown


@everyone
def with_cookie(request):
    response = view()(request)
    response.set_cookie("who", "somebody")
    return response


@everyone
def looks_at_the_session(request):
    request.session.get("anything")
    return view()(request)


@everyone
def changed_meanwhile(request):
    actions.changed("thing")
    return view()(request)


urlpatterns = i18n_patterns(
    path("good/", view()),
    path("token/", view('<form><input type="hidden" name="token" value="x"></form>')),
    path("csrf/", view('<input type="hidden" name="csrfmiddlewaretoken" value="x">')),
    path("post/", view("<form action='/en/' method='post'></form>")),
    path("missing/", view(status=404)),
    path("own-header/", view(headers={"Link": "</x>; rel=next"})),
    path("varies/", view(headers={"Vary": "Accept-Language"})),
    path("no-store/", view(headers={"Cache-Control": "no-store"})),
    path("other-type/", view(content_type="text/plain; charset=utf-8")),
    path("host/", view("<a href='http://HOST/en/'>here</a>")),
    path("dotted.html", view()),
    path(
        "sheet.pdf", view(content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="a.pdf"'})
    ),
    path("card.vcf", view(content_type="text/vcard; charset=utf-8")),
    path("cookie/", with_cookie),
    path("session/", looks_at_the_session),
    path("changed/", changed_meanwhile),
)
handler404 = "umn.web.views.not_found"
