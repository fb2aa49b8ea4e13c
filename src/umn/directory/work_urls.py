"""Addresses of the workspace under which the people of a contact point keep it true."""

from django.urls import path

from umn.directory.views import closing, corrections, facts, freshness, hours, work

urlpatterns = [
    path("points/", work.points, name="work-points"),
    # Fixed words come before <slug:key>.
    path("points/freshness/", freshness.freshness, name="work-freshness"),
    path("points/freshness.csv", freshness.table, name="work-freshness-table"),
    path("points/corrections/", corrections.corrections, name="work-corrections"),
    path("points/corrections/<int:pk>/", corrections.decision, name="work-correction"),
    path("points/<slug:key>/confirmation/", freshness.confirmation, name="work-point-confirmation"),
    path("points/<slug:key>/closing/", closing.closing, name="work-point-closing"),
    path("points/<slug:key>/", work.point, name="work-point"),
    path("points/<slug:key>/hours/", hours.hours, name="work-point-hours"),
    path("points/<slug:key>/days/", hours.days, name="work-point-days"),
    path("points/<slug:key>/days/<int:pk>/", hours.day, name="work-point-day"),
    path("points/<slug:key>/facts/", facts.facts, name="work-point-facts"),
]
