from django.urls import path

from umn.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("languages/", views.languages, name="languages"),
    path("privacy/", views.who_reads_what, name="privacy"),
    path("leave/", views.leave, name="leave"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/schemes.css", views.gallery_schemes, name="gallery-schemes"),
]
