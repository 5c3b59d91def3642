"""Where an address of more parts than one leads; nginx leads these to the same (tests/engines/test_doors.py)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backbone.addresses import led

LED = {
    "/place/421122": "/place?place=421122",
    "/place/421122/": "/place?place=421122",
    "/place/421122?lang=zh&place=420000": "/place?lang=zh&place=420000&place=421122",
    "/place/hongan?lang=zh": "/place?lang=zh",
    "/place/421122/x": "/place",
    "/claims/x": "/claims",
    "/a/b/c?lang=zh": "/a?lang=zh",
    "/place//421122": "/place?place=421122",
    "/ranking/static/js/index.js": "/ranking",
    "/app/x": "/app",
}
STAY = (
    "/", "/place", "/place/", "/static/js/index.js", "/app/static/page.js", "/media/none.csv", "/component/a/b",
    "/auth/login", "/_stcore/health", "/place/_stcore/health", "/a/b/_stcore", "//elsewhere.example/x", "/../x", "",
)  # fmt: skip


@pytest.mark.parametrize("address", LED)
def test_an_address_of_more_parts_leads_to_its_first_with_its_question(address):
    assert led(*address.split("?")) == LED[address]


@pytest.mark.parametrize("path", STAY)
def test_all_others_stay(path):
    assert led(path) is None


@given(some.text(), some.text())
def test_nobody_is_led_out_of_the_site_nor_in_a_circle(page, rest):
    to = led(f"/{page}/{rest}")
    if to is not None:
        assert to.isascii() and to.isprintable() and not to.startswith(("//", "/\\")) and "://" not in to
        assert led(*to.split("?")) is None
