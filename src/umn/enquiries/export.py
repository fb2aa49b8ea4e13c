"""A conversation to take along. The number that opened it is the proof of whose it is."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from umn.enquiries.queries import ShownConversation


def as_page(request: HttpRequest, shown: ShownConversation) -> HttpResponse:
    return render(request, "enquiries/copy.html", {"shown": shown})


def as_data(request: HttpRequest, shown: ShownConversation) -> HttpResponse:
    """One JSON object; days as ISO 8601, languages as BCP 47."""
    enquiry = shown.enquiry
    data = {
        "language": enquiry.language,
        "topic": enquiry.topic,
        "state": enquiry.state,
        "place": shown.place,
        "sent_to": shown.sent_to,
        "because": shown.because,
        "read_by": enquiry.desk.point.key,
        "asked_on": enquiry.asked_on.isoformat(),
        "changed_on": enquiry.changed_on.isoformat(),
        "deleted_on": enquiry.delete_on.isoformat(),
        "consent": {"version": enquiry.consent_version, "may_be_passed_on": enquiry.may_pass_on},
        "messages": [{"from": line.who, "when": line.when, "text": line.text} for line in shown.said],
    }
    return HttpResponse(json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8")


FORMS = {"html": as_page, "json": as_data}
