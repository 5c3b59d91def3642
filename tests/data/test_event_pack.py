"""The event pack: one file that says what the screens say, holds no more than they do, and may do nothing else."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from backbone.charts import Canvas
from backbone.deck import written
from backbone.deck.away import AWAY
from backbone.deck.deck import Scene, Words
from backbone.deck.pack.counties import FIRST, IDS
from backbone.deck.pack.pack import contents
from backbone.deck.played import played
from backbone.deck.slides import slide
from backbone.indicators import INDICATORS
from backbone.publish.raw import TABLES
from backbone.record import record
from backbone.refusals import Unmade
from backbone.site import PAGES
from backbone.text import LANGS
from backbone.theme import SHAPES
from backbone.trust.basis import WORDS, basis
from backbone.where import Where

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
RECORD = record.load()
PROGRAMME = written.load(written.FOLDER / "programme.toml")
MODES = ("lines", "markers", "text", "markers+text", "lines+markers")
HOSTILE = "</script><script>alert(1)</script><b onclick=x>1</b>"


def _played(deck=PROGRAMME):
    return played(deck, RECORD, SNAPSHOTS)


@pytest.fixture(scope="module")
def of():
    return _played()


@pytest.fixture(scope="module")
def file(of):
    ((name, made),) = AWAY["pack"].make(of, LANGS).items()
    assert name == "programme.html"
    return made.decode("utf-8")


@pytest.fixture(scope="module")
def content(file):
    return json.loads(_read(file).blocks["application/json"])


class _Page(HTMLParser):
    """The scripts and styles of a page by their type, its policy, and its attributes."""

    def __init__(self):
        super().__init__()
        self.blocks, self.attributes, self.policy, self._within = {}, [], "", ""

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.attributes += known.items()
        if known.get("http-equiv") == "Content-Security-Policy":
            self.policy = known["content"]
        self._within = known.get("type", tag) if tag in ("script", "style") else ""
        assert self._within not in self.blocks, "one of each"

    def handle_data(self, data):
        if self._within:
            self.blocks[self._within] = self.blocks.get(self._within, "") + data

    def handle_endtag(self, tag):
        self._within = ""


def _read(file):
    page = _Page()
    page.feed(file)
    return page


def test_a_pack_is_one_small_file_that_is_the_same_each_time(of, file):
    assert len(file.encode("utf-8")) < 15_000_000
    assert AWAY["pack"].make(of, LANGS)["programme.html"].decode("utf-8") == file


def test_a_pack_may_run_its_one_script_and_wear_its_one_style_and_load_nothing(file):
    page = _read(file)
    assert page.policy.startswith("default-src 'none'; ") and "unsafe" not in page.policy
    for kind in ("script", "style"):
        digest = b64encode(sha256(page.blocks[kind].encode("utf-8")).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page.policy
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("style", "src", "href")]
    assert not re.search(r"https?://|\bfetch\(|XMLHttp|\beval\(|innerHTML|new Function", file)


def test_what_somebody_wrote_stays_text():
    scene = Scene(kind="closing", title=Words(HOSTILE, HOSTILE), caption=Words(HOSTILE, HOSTILE))
    deck = PROGRAMME.with_(title=Words(HOSTILE, HOSTILE), scenes=(scene,))
    made = AWAY["pack"].make(_played(deck), LANGS)["programme.html"].decode("utf-8")
    page = _read(made)
    assert set(page.blocks) == {"style", "application/json", "script"}
    assert json.loads(page.blocks["application/json"])["scenes"][0]["en"]["sentence"][0] == HOSTILE


def _is(packed, figure):
    """The figure of a pack is that of the screen, but for where its shapes lie."""
    own = json.loads(json.dumps({"data": figure.data, "layout": figure.layout}))
    assert packed["layout"] == own["layout"] and len(packed["data"]) == len(own["data"])
    for trace, seen in zip(packed["data"], own["data"], strict=True):
        kept = {
            name: value for name, value in trace.items() if name not in ("layer", "fill" if "layer" in trace else "")
        }
        assert all(seen[name] == value for name, value in kept.items())
        assert seen.keys() - kept.keys() <= {"geojson", "z", "colorscale", "showscale"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_scene_says_what_the_stage_says(of, content, lang):
    assert len(content["scenes"]) == len(of.deck)
    for number, told in enumerate(content["scenes"], 1):
        own, seen = told[lang], slide(of, number, Canvas(lang, "dark"))
        assert own["sentence"] == list(seen.shown.sentence.lines)
        assert (own["place"], own["when"]) == (seen.shown.place, seen.shown.when)
        assert [*seen.shown.told] == own["told"][: len(seen.shown.told)]
        assert own["rests"].startswith(seen.rests) and own["rests"], "basis and as of stand on every scene"
        if seen.scene.kind == "view":
            illustrative = {"en": "Illustrative data", "zh": "示意数据"}[lang]
            assert illustrative in own["rests"] or seen.scene.page == "record"
            _is(content["figures"][own["figure"]], seen.shown.picture.figure)
        assert seen.notes not in json.dumps(told, ensure_ascii=False) or not seen.notes, "notes stay with the presenter"


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_a_map_is_one_of_its_answer(of, content, lang):
    """What the tooltips say is what the snapshot answers, written out, and nothing else."""
    maps = 0
    for number, told in enumerate(content["scenes"], 1):
        picture = slide(of, number, Canvas(lang, "dark")).shown.picture
        if picture.key != "map" or not picture.ids:
            continue
        unit, column = INDICATORS[picture.ids[0]].unit, picture.rows[picture.ids[0]]
        allowed = {unit.full(value, lang) for value in column}
        figure = content["figures"][told[lang]["figure"]]
        said = [one for trace in figure["data"] for one in trace.get("hovertext") or []]
        assert said and {one.split(" · ")[0] for one in said} <= allowed
        maps += 1
    assert maps


@pytest.mark.parametrize("lang", LANGS)
def test_every_county_has_its_numbers_with_their_basis_and_its_months(of, content, lang):
    store = of.store
    assert [one["code"] for one in content["counties"]] == list(store.counties) and len(store.counties) == 69
    for one in content["counties"]:
        where, told = Where(one["code"]), one[lang]
        assert told["sentence"][1] == INDICATORS[FIRST].unit.short(store.value(FIRST, where), lang)
        asked = store.aggregate(IDS, (), where).iloc[0]
        assert told["rows"] == [
            [
                INDICATORS[i].name(lang),
                INDICATORS[i].unit.short(asked[i], lang),
                WORDS[basis(store, RECORD, i, where)](lang),
            ]
            for i in IDS
        ]
        assert "figure" in told and told["rests"]


def test_the_months_of_a_scene_end_as_it_stands(content):
    played = [one["en"] for one in content["scenes"] if "months" in one["en"]]
    assert played
    for one in played:
        grown, figure = one["months"], content["figures"][one["figure"]]
        assert grown["numbers"][-1] == one["sentence"][1] and len(grown["rows"]) == len(grown["months"])
        last = {code: grown["looks"][n] for code, n in zip(grown["places"], grown["rows"][-1], strict=True)}
        for trace in figure["data"]:
            if trace["type"] == "scattergeo" and trace.get("customdata"):
                for code in trace["customdata"]:
                    assert last[code][1] == trace["marker"]["color"]
                    assert last[code][3] == pytest.approx(trace["marker"]["size"], abs=0.1)


def test_a_pack_holds_no_column_of_the_records(file, content):
    said = json.dumps({k: v for k, v in content.items() if k != "shapes"})
    own = {column for table in TABLES.values() for column in table} - {
        *INDICATORS,
        "adcode",
        "month",
        "sex",
        "age",
        "counties",
    }
    assert own and not [column for column in own if f'"{column}"' in said]


def test_everything_that_a_page_draws_is_there_and_known_to_the_scripts():
    """A scene of every page: what `map.js`, `chart.js` and `figure.js` draw, and nothing that they do not."""
    asks = {"place": "421122", "others": "530627"}
    deck = PROGRAMME.with_(scenes=tuple(Scene(page=page, asks=asks if page == "compare" else {}) for page in PAGES))
    made = contents(_played(deck), ["en"])
    assert "710000" in made["shapes"]["provinces"], "Taiwan is a province without counties"
    for figure in made["figures"]:
        for trace in figure["data"]:
            assert trace["type"] in ("choropleth", "scattergeo", "scatter", "bar")
            assert trace.get("mode", "lines") in MODES
            if trace["type"] == "choropleth":
                assert set(trace["locations"]) <= set(made["shapes"][trace["layer"]])
            symbols = trace.get("marker", {}).get("symbol", "circle")
            assert {symbols} <= {*SHAPES, "triangle-down", "line-ns"}
        layout = figure["layout"]
        assert {shape["type"] for shape in layout.get("shapes", ())} <= {"line", "rect", "circle", "path"}
        assert layout.get("barmode", "overlay") == "overlay" and not layout["showlegend"]
        assert not any(note.get("showarrow") for note in layout.get("annotations", ()))


def test_a_scene_that_cannot_be_shown_says_why_and_the_others_play():
    deck = PROGRAMME.with_(
        scenes=(Scene(asks={"indicator": "happiness"}), Scene(kind="closing", title=Words("End", "完")))
    )
    wrong, right = contents(_played(deck), LANGS)["scenes"]
    assert "happiness" in wrong["en"]["faults"][0] and "figure" not in wrong["en"]
    assert right["zh"]["sentence"][0] == "完"


def test_a_pack_that_would_be_too_large_says_so_before_it_is_made(monkeypatch):
    monkeypatch.setattr("backbone.deck.pack.figures.MOST_BYTES", 1000)
    with pytest.raises(Unmade) as refused:
        contents(_played(), ["en"])
    assert "Take scenes out" in refused.value.text.en and "减少场景" in refused.value.text.zh


def test_without_the_data_there_are_no_counties_and_the_rest_plays():
    gone = PROGRAMME.with_(pin=PROGRAMME.pin.__class__("gone", "00"))
    made = contents(_played(gone), ["en"])
    assert made["counties"] == [] and made["langs"] == ["en"] and len(made["scenes"]) == len(PROGRAMME)
