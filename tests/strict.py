"""A test client that reads every HTML answer the way the house wants it written, and fails where it is not."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NEED_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
DATA_SCRIPTS = {"application/json", "application/ld+json"}
LOADED_FROM = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "form": "action"}


class StrictClient(Client):
    """Django's test client; an HTML answer with a fault raises AssertionError with every fault in it."""

    def request(self, **request):
        response = super().request(**request)
        found = faults_of(response, method=request.get("REQUEST_METHOD", "GET"), path=request.get("PATH_INFO", "/"))
        assert not found, "\n".join([f"{request.get('REQUEST_METHOD')} {request.get('PATH_INFO')}:", *found])
        return response


def faults_of(response, *, method: str = "GET", path: str = "/") -> list[str]:
    if not response.get("Content-Type", "").startswith("text/html") or response.streaming:
        return []
    if response.headers.get("Content-Encoding"):
        return []
    if response.status_code in (204, 301, 302, 303, 304, 307, 308):
        return _header_faults(response)
    return _header_faults(response) + _cookie_faults(response, method, path) + faults_in(response.content.decode())


def faults_in(html: str) -> list[str]:
    """Every fault of one HTML document, each a sentence; [] when there is none."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.all_faults(html)


def _header_faults(response) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    if not policy:
        return ["no Content-Security-Policy"]
    missing = [
        part for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'") if part not in policy
    ]
    return [f"the policy lacks {part}" for part in missing] + ["the policy is unsafe-…"] * ("unsafe" in policy)


def _cookie_faults(response, method: str, path: str) -> list[str]:
    if method != "GET" or "/work/" in path:
        return []
    allowed = {settings.ASKER_COOKIE, *response.wsgi_request.COOKIES}  # what somebody brought may be kept alive
    return [f"a public page sets the cookie {name}" for name in response.cookies if name not in allowed]


class _Page(HTMLParser):
    """Collects what the checks need in one pass."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[tuple[str, dict]] = []
        self.ids: list[str] = []
        self.headings = 0
        self.title = ""
        self.html: dict | None = None
        self.styles = 0
        self.labelled_ids: set[str] = set()
        self.referred: list[tuple[str, str]] = []
        self.inputs: list[tuple[str, dict, bool]] = []
        self.named: list[list] = []  # links and buttons being open: [tag, has words]

    def handle_starttag(self, tag, attrs):
        self._look(tag, dict(attrs), len(attrs))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
            if tag in ("a", "button"):
                attributes = dict(attrs)
                silent = tag == "a" and "href" not in attributes
                self.named.append([tag, silent or bool(attributes.get("aria-label") or attributes.get("title"))])

    def handle_startendtag(self, tag, attrs):
        self._look(tag, dict(attrs), len(attrs))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            inside = self.open[-1][0] if self.open else "nothing"
            self.faults.append(f"</{tag}> closes <{inside}>: a tag is not closed or closed twice")
            if any(name == tag for name, _ in self.open):
                while self.open[-1][0] != tag:
                    self.open.pop()
            else:
                return
        self.open.pop()
        if self.named and self.named[-1][0] == tag:
            _, has_words = self.named.pop()
            if not has_words:
                self.faults.append(f"a <{tag}> without words: a screen reader says nothing")

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "title" and "svg" not in [name for name, _ in self.open]:
            self.title += data
        if self.named and data.strip():
            self.named[-1][1] = True

    def _look(self, tag, attributes, count):
        if len(attributes) != count:
            self.faults.append(f"<{tag}> gives an attribute twice")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name, value in attributes.items():
            if name == "style":
                self.faults.append(f'<{tag} style="{value}">: styles belong to a stylesheet')
            elif name.startswith("on"):
                self.faults.append(f"<{tag} {name}=…>: scripts bind by data- attributes")
            elif name in ("href", "action", "src") and (value or "").strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}> is a script")
            elif name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
                self.referred += [(f"<{tag} {name}>", part) for part in (value or "").split()]
        look = getattr(self, f"_look_at_{tag}", None)
        if look:
            look(attributes)
        self._look_where_from(tag, attributes)

    def _look_where_from(self, tag, attributes):
        address = attributes.get(LOADED_FROM.get(tag, ""), "") or ""
        if tag == "link" and attributes.get("rel") in ("canonical", "alternate"):
            return
        if urlsplit(address).netloc or address.startswith("//"):
            self.faults.append(f"<{tag}> loads from or sends to another host: {address}")

    def _look_at_html(self, attributes):
        self.html = attributes

    def _look_at_h1(self, attributes):
        self.headings += 1

    def _look_at_style(self, attributes):
        self.styles += 1

    def _look_at_script(self, attributes):
        if "src" not in attributes and attributes.get("type") not in DATA_SCRIPTS:
            self.faults.append("an inline <script>: put it into a module of the room's static folder")

    def _look_at_img(self, attributes):
        if "alt" not in attributes:
            self.faults.append(f"<img src={attributes.get('src')}> without alt")
        elif self.named and attributes["alt"]:
            self.named[-1][1] = True

    def _look_at_label(self, attributes):
        if attributes.get("for"):
            self.labelled_ids.add(attributes["for"])

    def _look_at_input(self, attributes):
        if (attributes.get("type") or "text") not in NEED_NO_LABEL:
            inside_label = any(name == "label" for name, _ in self.open)
            self.inputs.append(("input", attributes, inside_label))

    def _look_at_select(self, attributes):
        self.inputs.append(("select", attributes, any(name == "label" for name, _ in self.open)))

    def _look_at_textarea(self, attributes):
        self.inputs.append(("textarea", attributes, any(name == "label" for name, _ in self.open)))

    def all_faults(self, html: str) -> list[str]:
        found = list(self.faults)
        if not html.lstrip().lower().startswith("<!doctype html>"):
            found.append("the page does not begin with <!doctype html>")
        if not self.html or not self.html.get("lang") or self.html.get("dir") not in ("ltr", "rtl"):
            found.append("<html> needs lang and dir")
        if self.headings != 1:
            found.append(f"{self.headings} <h1>: a page has exactly one")
        if not self.title.strip():
            found.append("no <title>")
        if self.styles > 1:
            found.append(f"{self.styles} <style>: only the critical one is inline")
        found += [f"<{tag}> is not closed" for tag, _ in self.open]
        found += [f'id="{name}" stands twice' for name in {name for name in self.ids if self.ids.count(name) > 1}]
        found += [
            f"{where} points to #{name}, which is not there" for where, name in self.referred if name not in self.ids
        ]
        for tag, attributes, inside in self.inputs:
            named = inside or attributes.get("id") in self.labelled_ids
            if not named and not attributes.get("aria-label") and not attributes.get("aria-labelledby"):
                found.append(f'<{tag} name="{attributes.get("name")}"> without a label')
        return found
