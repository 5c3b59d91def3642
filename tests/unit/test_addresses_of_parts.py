"""An address of several parts leads to a page: Streamlit shows a blank one there."""

import asyncio

import pytest
from starlette.exceptions import HTTPException
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from backbone.ui import addresses

SITES = ("", "/reports/backbone")
LED = {
    ("place/421122", ""): "place?place=421122",
    ("place/421122", "lang=zh&place=420000"): "place?lang=zh&place=420000&place=421122",
    ("place/hongan", "lang=zh"): "place?lang=zh",
    ("place/4211220", ""): "place",
    ("claims/x", ""): "claims",
    ("a/b/c", "lang=zh"): "a?lang=zh",
    ("ranking/static/js/index.js", ""): "ranking",
    ("claims/my_stcore/x", ""): "claims",
}
# Files, questions to the server, and what would say more in a header than an address.
NOT_LED = ("", "claims", "static/js/nosuch.js", "a\r\nX: 1/b", "地区/421122", "a b/c", "claims/\n/x", "a/b/_stcore/x")
CLOSED = ("place/_stcore/health", "claims/_stcore/agent/x")


@pytest.fixture(scope="module")
def answer():
    """What Streamlit's own files answer to an address below a site, once we lead."""
    addresses.lead()
    files = create_streamlit_static_handler(file_util.get_static_dir(), None)

    def asked(path, question="", site=""):
        scope = {"type": "http", "method": "GET", "path": f"{site}/{path}", "root_path": site, "headers": []}
        return asyncio.run(files.get_response(path, scope | {"query_string": question.encode()}))

    return asked


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("path, question", LED)
def test_it_leads_to_its_first_part_or_the_place_it_names(answer, path, question, site):
    found = answer(path, question, site)
    assert found.status_code == 308 and found.headers["location"] == f"{site}/{LED[path, question]}"
    assert found.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", NOT_LED)
def test_what_names_no_page_is_answered_as_before(answer, path):
    found = answer(path)
    assert found.status_code == 200 and "location" not in found.headers


@pytest.mark.parametrize("path", CLOSED)
def test_what_a_server_answers_elsewhere_is_not_there(answer, path):
    with pytest.raises(HTTPException) as refused:
        answer(path)
    assert refused.value.status_code == 404
