"""Browsers in words."""

import pytest

from clearinghouse.web.browsers import browser_named

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome on Linux"),
        (f"{CHROME} Edg/150.0", "Edge on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari on iOS"),
        ("curl/8.0", "curl/8.0"),
        ("", "Unknown browser"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent, name):
    assert browser_named(agent) == name
