from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from bare.models import Office, Question


class QuestionForm(forms.ModelForm):
    class Meta:
        model = Question
        fields = ("text", "topic", "language", "agreed")


def offices(request) -> HttpResponse:
    return render(request, "offices.html", {"offices": Office.objects.all()})


def office(request, pk: int) -> HttpResponse:
    return render(request, "office.html", {"office": get_object_or_404(Office, pk=pk)})


def ask(request) -> HttpResponse:
    """One form, one insert; answered at once, as the portal does, so that both sides are one request."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return render(request, "thanks.html", {"question": form.save()})
    return render(request, "ask.html", {"form": form})
