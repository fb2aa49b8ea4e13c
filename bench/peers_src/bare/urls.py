from django.urls import path

from bare import views

urlpatterns = [
    path("", views.offices, name="offices"),
    path("<int:pk>/", views.office, name="office"),
    path("ask/", views.ask, name="ask"),
]
