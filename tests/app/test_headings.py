"""Headings: on no page does a line of one part a number from what it counts."""

import re

import pytest

from backbone.punctuation import TOGETHER
from backbone.site import ENTRIES
from tests.app.app import html, visit

SMALL = re.compile(r"^#+ (.*)$", re.MULTILINE)
OURS = re.compile(r"<h[1-6]>(.*?)</h[1-6]>")


def headings(page: str) -> list[str]:
    """Every heading of a page in Chinese, whoever sets it."""
    at = visit(page, lang="zh")
    large = [one.value for kind in (at.title, at.header, at.subheader) for one in kind]
    small = [found for one in at.markdown for found in SMALL.findall(one.value)]
    return large + small + OURS.findall(html(at))


@pytest.mark.parametrize("page", ENTRIES)
def test_no_line_parts_a_number_from_what_it_counts(page):
    said = headings(page)
    assert said
    assert [piece[0] for one in said for piece in TOGETHER.finditer(one) if " " in piece[0]] == []
