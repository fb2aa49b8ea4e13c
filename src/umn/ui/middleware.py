"""Two doors that every request passes: input that no room could use is answered here; headers are set here."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from umn.ui import errors

Answer = Callable[[HttpRequest], HttpResponse]

LONGEST_QUERY = 2_000  # characters; a place, a topic and a language need fewer than 200

_DENIED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts"),
    *("magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
_OURS = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")  # copy, passkeys
PERMISSIONS_POLICY = ", ".join([*(f"{name}=()" for name in _DENIED), *(f"{name}=(self)" for name in _OURS)])

_NEVER_KEPT = ("work", "ask", "answer")  # first word behind the language


def headers(get_response: Answer) -> Answer:
    """What a browser may do with any answer of ours, and which answers nobody may keep."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Frame-Options"] = "DENY"  # for browsers that do not know frame-ancestors
        words = request.path_info.split("/")
        room = words[2] if len(words) > 2 else ""
        if room == "work":
            response["X-Robots-Tag"] = "noindex, nofollow"
        if not response.has_header("Cache-Control") and _is_private(request, response, room):
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def _is_private(request: HttpRequest, response: HttpResponse, room: str) -> bool:
    return (
        request.method not in ("GET", "HEAD")
        or response.status_code >= 400
        or room in _NEVER_KEPT
        or bool(response.cookies)
        or "cookie" in response.get("Vary", "").lower()
    )


def clean_input(get_response: Answer) -> Answer:
    """Answers 400 for input that would be a 5xx further in: NUL, lone surrogates, bytes that are not UTF-8."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
        if len(query) > LONGEST_QUERY or not (_readable(query) and _readable(request.path_info.encode())):
            return errors.answer(request, 400)
        try:
            if request.method == "POST" and not _readable_form(request):
                return errors.answer(request, 400)
        except RequestDataTooBig:
            return errors.answer(request, 413)
        except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
            return errors.answer(request, 400)
        return get_response(request)

    return middleware


def _readable(encoded: bytes) -> bool:
    """Whether percent-encoded input is UTF-8 text without NUL."""
    try:
        return "\0" not in unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError:
        return False


def _readable_form(request: HttpRequest) -> bool:
    if request.content_type == "application/x-www-form-urlencoded" and not _readable(request.body):
        return False
    # Reading the form here brings its errors (too many fields, broken multipart) to this door too.
    return not any("\0" in name or "\0" in value for name, values in request.POST.lists() for value in values)
