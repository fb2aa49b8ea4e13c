"""Every address of the portal. Public pages and the workspace both stand under the reader's language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from umn.web import views as web

urlpatterns = [
    path("", web.choose_language, name="root"),
    path("robots.txt", web.robots, name="robots"),
    path("healthz", web.health, name="health"),
    *i18n_patterns(
        path("", include("umn.web.urls")),
        path("", include("umn.directory.urls")),
        path("", include("umn.enquiries.urls")),
        path("work/", include("umn.workspace.urls")),
    ),
]

handler400 = "umn.web.views.bad_request"
handler403 = "umn.web.views.forbidden"
handler404 = "umn.web.views.not_found"
handler500 = "umn.web.views.server_error"
