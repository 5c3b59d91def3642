"""Whatever somebody writes, a paper prints it, and takes none of it for its own source."""

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from backbone.files import pdf

WORDS = st.text(max_size=60) | st.text(alphabet='#$"\\[](){}*_`<>@/=-~\n', max_size=30)
SOURCE = """#import "house.typ": *
#let said = json("said.json")
#assert(type(said.told) == str)
#paper(said.told, "en", foot: said.told)[
#head(said.told) #card(said.told, said.told) #sheet((said.told,), (said.told,))]
"""


@given(WORDS)
def test_data_are_the_words_less_what_has_no_shape(told):
    read = json.loads(pdf.data(told=told, more=[{"told": told}]))
    assert read == {"told": pdf.plain(told), "more": [{"told": pdf.plain(told)}]}
    assert not [c for c in read["told"] if c != "\n" and unicodedata.category(c)[0] == "C"]


@settings(max_examples=25)
@given(WORDS)
def test_any_words_make_a_paper(told):
    assert pdf.compile(SOURCE, {"said.json": pdf.data(told=told)}).startswith(b"%PDF-")
