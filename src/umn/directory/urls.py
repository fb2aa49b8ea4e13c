from django.urls import path

from umn.directory.views import corrections, paper, public, still_true

urlpatterns = [
    path("find/", public.find, name="find"),
    path("map/", public.map_of_europe, name="map"),
    path("points/<slug:key>/", public.point, name="point"),
    path("points/<slug:key>/correction/", corrections.correction, name="point-correction"),
    path("still-true/<slug:token>/", still_true.still_true, name="still-true"),
    path("points/<slug:key>/share/", paper.share, name="point-share"),
    path("points/<slug:key>/contact.vcf", paper.contact, name="point-vcard"),
    path("points/<slug:key>/sheet-<slug:form>.pdf", paper.sheet, name="point-sheet"),
    path("points/<slug:key>/card.png", paper.picture, name="point-picture"),
    path("points/<slug:key>/card-small.png", paper.small_picture, name="point-picture-small"),
]
