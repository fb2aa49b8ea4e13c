from django.urls import path

from umn.directory.views import public

urlpatterns = [
    path("find/", public.find, name="find"),
    path("points/<slug:key>/", public.point, name="point"),
]
