"""No query, no address, no form in a log."""

import logging

import pytest

from umn.ui.logs import Discreet, without_traces


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("GET /en/find/?q=li%C3%A8ge+salaire 200", "GET /en/find/?… 200"),
        ('"GET /en/find/?q=a&topic=b HTTP/1.1"', '"GET /en/find/?… HTTP/1.1"'),
        ("from 203.0.113.77 port 4", "from (address) port 4"),
        ("from 2001:db8::77 port 4", "from (address) port 4"),
        ("listening on 127.0.0.1:8000", "listening on 127.0.0.1:8000"),
        ("Bad Request: /fr/still-true/abcdefgh2345abcdefgh2345abcdefgh/", "Bad Request: /fr/still-true/…/"),
        ("Not Found: /en/points/faire-mobilitaet-hamburg/", "Not Found: /en/points/faire-mobilitaet-hamburg/"),
        (f"to still-true+{'abcd2345' * 4}@answers.example", "to still-true+…@answers.example"),
        ("What now? Nothing.", "What now? Nothing."),
        ("at 10:20:30 o'clock", "at 10:20:30 o'clock"),
    ],
)
def test_traces_are_taken_out_of_a_line(written, kept):
    assert without_traces(written) == kept


def test_a_record_loses_its_request_and_its_arguments():
    record = logging.LogRecord("django", logging.ERROR, "", 1, "Error: %s", ("/en/find/?q=secret",), None)
    record.request = object()
    assert Discreet().filter(record) is True
    assert (record.getMessage(), hasattr(record, "request")) == ("Error: /en/find/?…", False)


def test_a_traceback_keeps_its_lines_but_not_the_query():
    try:
        raise ValueError("cannot read /en/find/?q=secret")
    except ValueError as error:
        record = logging.LogRecord(
            "django", logging.ERROR, "", 1, "broken", (), (type(error), error, error.__traceback__)
        )
    Discreet().filter(record)
    written = logging.Formatter().format(record)
    assert "ValueError: cannot read /en/find/?…" in written
    assert "secret" not in written
