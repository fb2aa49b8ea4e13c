"""What nginx must be told to answer with finished pages itself, made from the portal's own settings."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.template import Context, Engine

from umn.pages import headers
from umn.pages.address import pattern
from umn.pages.shelf import HTML

TEMPLATE = Path(__file__).parent / "templates" / "pages" / "nginx.conf"


def configuration(*, portal: str, listen: str = "80", certificate: str = "", key: str = "") -> str:
    """A whole file for /etc/nginx/sites-enabled. `portal`: where gunicorn listens (`127.0.0.1:8000`, `unix:/…`)."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    first = next((host for host in hosts if not host.startswith((".", "["))), "localhost")
    folder = f"/etc/letsencrypt/live/{first}"
    context = {
        "edition": headers.edition(),
        "hosts": hosts,
        "any_host": 1 if "*" in settings.ALLOWED_HOSTS else 0,
        "names": " ".join(hosts) or "_",
        "pattern": pattern(),
        "headers": [(name, _quoted(value)) for name, value in headers.outermost()],
        "content_type": HTML,
        "cache_control": headers.CACHE_CONTROL,
        "now": _quoted(str(settings.PAGES_DIR / "now" / headers.edition())),
        "static": _quoted(str(settings.STATIC_ROOT)),
        "static_url": urlsplit(settings.STATIC_URL).path,
        "static_age": settings.WHITENOISE_MAX_AGE,
        "portal": portal,
        "listen": listen,
        "https": settings.HTTPS,
        "certificate": certificate or f"{folder}/fullchain.pem",
        "key": key or f"{folder}/privkey.pem",
    }
    return Engine(autoescape=False).from_string(TEMPLATE.read_text()).render(Context(context, autoescape=False))


def _quoted(text: str) -> str:
    """For nginx, inside double quotes. A dollar sign would begin a variable, and cannot be escaped."""
    if "$" in text:
        raise ValueError(f"nginx cannot be told of {text!r}: a dollar sign begins a variable there.")
    return text.replace("\\", "\\\\").replace('"', '\\"')
