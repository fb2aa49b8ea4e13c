"""The public door as a person meets it: on a small phone, by night, without script, in a hurry."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SMALLEST = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
PAGES = ["/en/", "/ar/", "/fr/privacy/", "/ar/privacy/", "/en/languages/", "/ar/not-here/", "/en/gallery/"]

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((thing) => !thing.closest("[hidden], .ways, .table, svg, .heard") && thing.getBoundingClientRect().width)
    .filter((thing) => thing.getBoundingClientRect().right > innerWidth + 1 || thing.getBoundingClientRect().left < -1)
    .map((thing) => `${thing.tagName}.${thing.className}`)"""

A_LOCAL_VOICE = """Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [{ lang: "%s", localService: %s, name: "v" }],
    cancel() {}, speak(words) { window.spoken = words.text; }, addEventListener() {},
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""


@pytest.fixture(autouse=True)
def _practice(settings):
    settings.PRACTICE = True  # the gallery and the banner belong to the pages looked at


@pytest.mark.parametrize("address", PAGES)
def test_the_smallest_phone_never_scrolls_sideways(open_page, problems, address):
    page = open_page(size=SMALLEST)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(open_page, problems, address, dark):
    page = open_page(size=DESK, dark=dark)
    page.goto(address)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


def test_the_first_view_is_one_request_and_stores_nothing(open_page, problems):
    page = open_page(script=False)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/")
    assert [address for address in asked if "/static/ui/favicon" not in address] == [page.url]
    assert page.context.cookies() == []


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_another_language_is_two_taps_away_and_stays_on_the_page(open_page, problems, script):
    page = open_page(script=script)
    page.goto("/en/privacy/?q=x")
    page.locator(".tongues summary").click()
    page.get_by_role("link", name="العربية").click()
    assert page.url.endswith("/ar/privacy/?q=x")
    assert page.locator("html").get_attribute("dir") == "rtl"


def elsewhere(settings, live_server) -> str:
    settings.QUICK_EXIT_TO = f"{live_server.url}/en/languages/?elsewhere"
    return settings.QUICK_EXIT_TO


def test_leaving_works_without_script(open_page, problems, settings, live_server):
    away = elsewhere(settings, live_server)
    page = open_page(script=False)
    page.goto("/en/privacy/")
    page.get_by_role("link", name="Leave this site now").click()
    assert page.url == away


@pytest.mark.parametrize("how", ["tap", "Escape twice"])
def test_leaving_takes_the_page_out_of_the_history(open_page, problems, settings, live_server, how):
    away = elsewhere(settings, live_server)
    page = open_page()
    page.goto("/en/")
    page.goto("/en/privacy/")
    if how == "tap":
        page.get_by_role("link", name="Leave this site now").click()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url(away)
    page.go_back()
    assert page.url.endswith("/en/")


def test_one_escape_does_not_leave(open_page, problems):
    page = open_page()
    page.goto("/en/")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1_100)
    page.keyboard.press("Escape")
    assert page.url.endswith("/en/")


@pytest.mark.parametrize(
    ("voice", "local", "offered"),
    [("en-GB", "true", True), ("en-GB", "false", False), ("ar", "true", False)],
    ids=["a voice on the phone", "a voice of a service", "a voice of another language"],
)
def test_listen_is_offered_only_with_a_voice_on_the_phone(open_page, problems, voice, local, offered):
    page = open_page()
    page.add_init_script(A_LOCAL_VOICE % (voice, local))
    page.goto("/en/")
    listen = page.locator(".listen").first
    assert listen.is_visible() is offered
    if offered:
        listen.click()
        assert page.evaluate("window.spoken") == "My unpaid"


def test_the_number_is_copied_in_groups(open_page, problems):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/en/gallery/")
    page.get_by_role("button", name="Copy").first.click()
    page.locator("[role=status]:visible").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "4071 9925 3318 0046 7752"


def test_an_old_browser_without_layers_still_gets_an_orderly_page(open_page, problems):
    """What a browser from before 2022 sees: no rule inside @layer, but colours, fonts, and icons of a sane size."""
    page = open_page(size=SMALLEST)
    page.goto("/en/")
    page.evaluate("""() => { const sheet = document.styleSheets[0];
        for (let i = sheet.cssRules.length - 1; i >= 0; i--)
            if (sheet.cssRules[i].constructor.name.startsWith("CSSLayer")) sheet.deleteRule(i); }""")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    assert page.evaluate("Math.max(...[...document.querySelectorAll('svg')].map((svg) => svg.clientWidth))") <= 320
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(251, 248, 243)"
