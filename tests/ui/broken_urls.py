"""One address whose view breaks; everything else as in the portal."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from umn import urls
from umn.people.access import everyone

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@everyone
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as if something broke")


urlpatterns = [path("fr/broken/", broken), *urls.urlpatterns]
