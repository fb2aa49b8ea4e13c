"""The operators' door: its own pages, and those of the rooms that operators work in."""

from django.urls import include, path

from umn.workspace import views

urlpatterns = [
    path("", views.today, name="work-today"),
    path("letters/", views.letters, name="work-letters"),
    path("letters/<uuid:pk>/", views.letter, name="work-letter"),
    path("", include("umn.people.work_urls")),
    path("", include("umn.enquiries.work_urls")),
    path("", include("umn.directory.work_urls")),
]
