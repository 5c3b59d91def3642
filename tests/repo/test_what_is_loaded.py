"""What pages load before they show: nothing that only a file, a sign-in, or publishing needs."""

import subprocess
import sys

import pytest

from tests.repo.test_rules import PAGES, ROOT, short

# Each is some megabytes of every worker, and some hundredths of a second of its first page.
LATE = (
    "authlib", "geopandas", "httpx2", "kaleido", "openpyxl", "pptx", "psycopg", "pyogrio", "pyspark", "python_calamine",
    "rapidfuzz", "scipy.stats", "shapely", "sqlglot", "typst", "xlsxwriter",
)  # fmt: skip
DESK = "pages/publish.py"
READ = tuple(page for page in map(short, PAGES) if page != DESK)
# Imports what these pages import, and says what was loaded.
LOAD = """import ast, sys
for page in sys.argv[1:]:
    tree = ast.parse(open(page, encoding="utf-8").read())
    tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    exec(compile(tree, page, "exec"))
print(*sys.modules)"""


@pytest.mark.parametrize(
    ("pages", "besides"), [(READ, set()), ((DESK,), {"rapidfuzz", "xlsxwriter"})], ids=["for readers", "for stewards"]
)
def test_pages_load_only_what_they_show_with(pages, besides):
    """The desk understands what offices call things, and writes workbooks for them."""
    told = [sys.executable, "-c", LOAD, *pages]
    loaded = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "backbone.ui.opening" in loaded and {*LATE} & {*loaded} <= besides
