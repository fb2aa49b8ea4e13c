"""The strict client and the counter of queries see what they are there to see."""

import pytest
from django.http import HttpResponse

from tests.flat import flat
from tests.strict import faults_in, faults_of
from umn.people.models import Organisation

GOOD = (
    '<!doctype html><html lang="ar" dir="rtl"><head><title>سؤال</title><style>p{}</style></head><body>'
    '<h1>سؤال</h1><form action="/ar/ask/"><label for="a">أين؟</label><input id="a" name="a"></form>'
    '<a href="https://example.org">خارج</a><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    '<script type="module" src="/static/x.js"></script><script type="application/ld+json">{}</script></body></html>'
)


def test_a_good_page_has_no_faults():
    assert faults_in(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("<!doctype html>", "", "does not begin"),
        (' lang="ar"', "", "needs lang and dir"),
        (' dir="rtl"', ' dir="auto"', "needs lang and dir"),
        ("<h1>", "<h1>x</h1><h1>", "2 <h1>"),
        ("<title>سؤال</title>", "", "no <title>"),
        ("</style>", "</style><style>a{}</style>", "2 <style>"),
        (' for="a"', "", "without a label"),
        ('<input id="a"', '<input id="a" style="x"', "styles belong"),
        ('<input id="a"', '<input id="a" onfocus="x()"', "scripts bind"),
        ('<input id="a"', '<input id="a" aria-describedby="b"', "points to #b"),
        ('<input id="a"', '<p id="a"></p><input id="a"', 'id="a" stands twice'),
        ("</form>", "</form><img src='/x.png'>", "without alt"),
        ("</form>", "</form><script>x()</script>", "inline <script>"),
        ("</form>", "</form><script src='https://cdn.example/x.js'></script>", "another host"),
        ("</form>", "</form><a href='javascript:x()'>x</a>", "is a script"),
        ("</form>", "</form><a href='/x/'><svg></svg></a>", "without words"),
        ("</form>", "</form><p>", "not closed"),
        ("</form>", "", "not closed"),
        ('action="/ar/ask/"', 'action="https://other.example/"', "another host"),
    ],
)
def test_each_fault_is_seen(good, bad, told):
    assert good in GOOD
    found = faults_in(GOOD.replace(good, bad, 1))

    assert [fault for fault in found if told in fault], found


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("", "no Content-Security-Policy"),
        ("default-src 'none'; frame-ancestors 'none'", "lacks base-uri 'none'"),
        ("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; style-src 'unsafe-inline'", "unsafe"),
    ],
)
def test_a_weak_policy_is_seen(policy, told):
    answer = HttpResponse(GOOD, headers={"Content-Security-Policy": policy} if policy else {})

    assert [fault for fault in faults_of(answer, path="/ar/work/") if told in fault]


@pytest.mark.django_db
def test_a_list_that_asks_once_more_for_each_row_is_seen():
    def add():
        number = Organisation.objects.count()
        Organisation.objects.create(key=f"union-{number}", standing="umn")

    assert flat(add, lambda: list(Organisation.objects.prefetch_related("texts"))) == 2
    with pytest.raises(AssertionError, match="Fetch them together"):
        flat(add, lambda: [list(each.texts.all()) for each in Organisation.objects.all()])
