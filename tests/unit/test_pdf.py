"""Papers: words from outside stay words, Chinese is set in Chinese, and the same paper is the same bytes."""

import io

import pytest
from pypdf import PdfReader

from backbone.files import pdf
from backbone.refusals import Unmade

SOURCE = '#import "house.typ": *\n#let said = json("said.json")\n#paper(said.title, "zh", foot: said.foot)[#said.told]'
HOSTILE = (
    '#read("/etc/passwd")',
    '")] #panic()',
    "$x^2$ *bold* _it_ `raw` <label> @key = head",
    "#import \"@preview/a:1.0.0\" // /* '--' ~ \\u{202e} \\",
    "&amp; <b>x</b> {{ }} %s",
)


def made(**said: str) -> bytes:
    return pdf.compile(SOURCE, {"said.json": pdf.data(**{"title": "A", "foot": "B", "told": "C", **said})})


def text(paper: bytes) -> str:
    """What a reader can search in a paper, without the spaces by which lines break."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages)


@pytest.mark.parametrize("told", HOSTILE)
def test_words_from_outside_are_printed_as_they_are(told):
    assert "".join(told.split()) in text(made(told=told, title=told, foot=told))


def test_what_steers_a_screen_is_left_out():
    assert pdf.plain("a\u202eb\x00c\ud800d\u200be\nf") == "abcde\nf"
    assert "镇雄" in text(made(told="镇\u202e雄\ud800"))


def test_chinese_is_set_in_a_chinese_font():
    page = PdfReader(io.BytesIO(made(told="顶梁柱，镇雄县 84.6%"))).pages[0]
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    assert fonts and all("CJK" in name or pdf.family().replace(" ", "") in name for name in fonts)
    assert "顶梁柱，镇雄县84.6%" in "".join(page.extract_text().split())


def test_the_same_paper_is_the_same_bytes():
    assert made(told="顶梁柱") == made(told="顶梁柱")


@pytest.mark.parametrize("letter", "a数")
def test_no_line_of_a_paper_begins_with_the_dot_between_two_parts(letter):
    parts = " · ".join(letter * n for n in range(1, 60))
    (page,) = PdfReader(io.BytesIO(made(told=parts, foot=parts))).pages
    lines = [line.strip() for line in page.extract_text().splitlines()]
    assert [line for line in lines if line.endswith("·")] and not [line for line in lines if line.startswith("·")]


KEPT = (
    "¥79.8 million", "(¥79.8 million)", "4 August 2019", "270,000–1,234,567", "¥1.2 million–¥3.4 million",
    "USD 250,000", "2019年 8月", "约8 万元", "3–5 个工作日", "1,829 人次",
)  # fmt: skip


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("letter", "a数")
def test_no_line_of_a_paper_parts_a_number_from_what_it_counts(kept, letter):
    """After words of whatever length it is found in one line, by who searches for it as it is written."""
    told = " ".join(f"{letter * n} {kept}" for n in range(1, 50))
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made(told=told))).pages)
    assert said.count("\n") > 20 and said.count(kept) == 49


def test_a_long_address_is_parted_where_it_may_be():
    words = made(told="a" * 70 + " https://example.org/" + "2019/figures/" * 20)
    lines = [line for page in PdfReader(io.BytesIO(words)).pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 140


@pytest.mark.parametrize("path", ("/etc/hostname", "../../etc/hostname", "../../../../../../etc/hostname"))
def test_a_paper_reads_nothing_of_the_machine(path):
    with pytest.raises(RuntimeError):
        pdf.compile(f'#read("{path}")', {})


def test_without_a_chinese_font_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "FAMILIES", ("No Such Font",))
    with pytest.raises(Unmade) as refused:
        made()
    assert "fonts-noto-cjk" in refused.value.text.en and "fonts-noto-cjk" in refused.value.text.zh
