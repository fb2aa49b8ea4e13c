from django.urls import path

from umn.enquiries.views import desks, leaving, work

urlpatterns = [
    path("enquiries/<uuid:pk>/", work.enquiry, name="work-enquiry"),
    path("enquiries/<uuid:pk>/claim/", work.claim, name="work-claim"),
    path("enquiries/<uuid:pk>/answers/", work.answers, name="work-answers"),
    path("enquiries/<uuid:pk>/notes/", work.notes, name="work-notes"),
    path("enquiries/<uuid:pk>/closure/", work.closure, name="work-closure"),
    path("desks/", desks.desks, name="work-desks"),
    path("desks/<slug:key>/", desks.desk, name="work-desk"),
    path("desks/<slug:key>/opening/", desks.opening, name="work-desk-opening"),
    path("desks/<slug:key>/languages/", desks.languages, name="work-desk-languages"),
    path("desks/<slug:key>/members/", desks.members, name="work-desk-members"),
    path("desks/<slug:key>/paper/", desks.paper, name="work-desk-paper"),
    path("desks/<slug:key>/handover/", leaving.handover, name="work-handover"),
    path("my-sign-in/leaving/", leaving.leaving, name="work-leaving"),
]
