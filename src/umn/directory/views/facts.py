"""Telephones, languages, what one can do and cannot: the other facts of one's own contact point."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from umn.directory import actions, queries
from umn.directory.forms.facts import Facts
from umn.directory.views.work import editable, saved
from umn.people.access import SignedIn, operators


@operators
def facts(request: SignedIn, key: str) -> HttpResponse:
    row = editable(request, key)
    shown = queries.work_facts(row, language=request.LANGUAGE_CODE)
    data = request.POST if request.method == "POST" else None
    form = Facts(data, initial=shown.initial, lines=shown.lines, said=shown.said, shown_in=request.LANGUAGE_CODE)
    if data is None or not form.is_valid():
        return _page(request, key, shown, form)
    try:
        changed = actions.set_facts(
            row,
            given=_given(form, shown, request.LANGUAGE_CODE),
            fields=queries.WRITTEN,
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Somebody else saved something here in the meantime. What you wrote is still here."))
        form.data = {**data.dict(), "seen": shown.initial["seen"]}
        return _page(request, key, shown, form, theirs=_differing(form, shown))
    return saved(request, key, _("Saved, and on your page now.") if changed else _("Nothing was changed."))


def _given(form: Facts, shown: queries.WorkFacts, language: str) -> actions.Given:
    given = form.cleaned_data
    words = {name: given[f"text_{name}"] for name in form.text_names()}
    return actions.Given(
        channels=form.given_channels(),
        spoken=form.given_languages(),
        traits=form.given_traits(),
        appointment=given["appointment"],
        free=form.given_free(),
        texts={name: text for name, text in words.items() if text != shown.texts[name].text.strip()},
        language=language,
        keep_others=given["keep_others"],
        funded_until=given["funded_until"],
    )


def _differing(form: Facts, shown: queries.WorkFacts) -> list[tuple[str, str]]:
    """What stands there now where it is not what was typed: label and words."""
    return [
        (str(form[name].label), str(shown.initial.get(name) or "—"))
        for name in form.fields
        if name != "seen" and form[name].field.has_changed(shown.initial.get(name), form[name].data)
    ]


def _page(
    request: SignedIn,
    key: str,
    shown: queries.WorkFacts,
    form: Facts,
    *,
    theirs: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {"key": key, "shown": shown, "form": form, "theirs": theirs}
    return render(request, "directory/work_facts.html", context, status=400 if form.errors else 200)
