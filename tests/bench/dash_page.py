"""The other yardstick of the benchmark: a Plotly Dash page that shows the app's Home.

    python -m tests.bench.dash_page 8050      (with the recipes' file in BACKBONE_BENCH)

It is built from the same recipes as the bare script (`tests/bench/bare.py`): what the app asked of Streamlit, call by
call, is made of Dash's components here.

The same as the app: the words of header, headline, cards (with their small trends), pickers, headings, notes and foot;
the options of the pickers; the figures, made beforehand, with their config and of the same size in a window of 1440 by
900; the geometry, fetched by URL from the same files; plotly.js from this machine; colours, type sizes and widths; an
answer compressed, as Streamlit compresses its websocket.

Not the same, and each in favour of Dash: nothing is asked of the data; no address is written; helps are titles of the
browser's own; search, buttons, menu and tables do nothing; the marks of the map answer to plotly's pointer only, not to
keys, touch or a screen reader; there is no drill-down and no other page.

As a Dash page is made: it is sent whole once; the cards and the headline are redrawn for another year or month, the
sentence and the three figures for every question, each figure into the chart that stands there (`Plotly.react`). It is
served by threads, without Dash's development tools."""

import gzip
import logging
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from flask import Flask, Response, request

ROOT = Path(__file__).parents[2]
PICKERS = ("indicator", "period", "level", "as-of")
# What a year or a month changes; what every question changes. The names are those of the recipe's containers.
PROGRAMME = (("band", "children"), ("cards", "children"), ("waits", "children"))
QUESTION = (
    ("asked", "children"),
    ("map", "figure"),
    *(
        (f"{chart}{part}", what)
        for chart in ("ranking", "trend")
        for part, what in (("", "figure"), ("-title", "children"))
    ),
)
STYLES = """
* { box-sizing: border-box; }
body { margin: 0; padding: 12px 80px; font: 16px "Source Sans", "Source Sans 3", sans-serif; color: #16262b; }
h1, h3, h5, p { margin: 0; }
h1, .pressing { font-size: 28px; font-weight: 600; }
h3, .value { font-size: 20px; }
h5 { font-size: 16px; }
a { color: inherit; text-decoration: none; padding-right: 8px; }
.quiet, .name, .st-key-controls, .st-key-tools, .dates, button { font-size: 13px; }
.quiet { opacity: 0.75; }
.row { display: flex; gap: 24px; align-items: center; }
.row label { margin-right: 8px; }
.columns { display: flex; gap: 16px; }
.column { min-width: 0; }
.st-key-tools, .menu { height: 40px; }
.past { position: absolute; top: -40px; }
.band { height: 97px; padding-top: 12px; }
.band * { display: inline; }
.cards { display: flex; gap: 16px; margin-bottom: 8px; }
.card { flex: 1 1 0; position: relative; height: 85px; padding: 5px 12px; }
.card { border: 1px solid #dfe4e2; border-radius: 6px; }
.card :is(img, .whence) { position: absolute; right: 12px; }
.card img { top: 30px; width: 64px; opacity: 0.55; }
.card .whence { top: 4px; width: 13px; height: 13px; padding: 0; }
.card .tip { display: none; }
.st-key-home { --map: clamp(26rem, 100vh - 21.5rem, 65vw); }
.st-key-home > .columns { gap: 64px; }
.asked { height: 0; max-width: 464px; }
.st-key-map { --own: var(--map); }
.st-key-ranking { --own: max(15rem, 0.65 * (var(--map) - 7.1rem)); }
.st-key-trend { --own: max(8rem, 0.35 * (var(--map) - 7.1rem)); margin-top: 16px; }
#indicator { width: 208px; }
#as-of { width: 144px; }
"""
Parts = dict[tuple[str, str], Any]


class Laid:
    """A recipe as Dash's components. `parts` holds by id and property what a callback may set."""

    def __init__(self, calls: list[dict]) -> None:
        self.parts: Parts = {}
        self._calls = calls

    def page(self) -> list[Component]:
        """Everything on the page."""
        return self._within(None)

    def _within(self, into: tuple[int, int] | None) -> list[Component]:
        made = (self._made(n, call) for n, call in enumerate(self._calls) if call["into"] == into)
        return [one for one in made if one is not None]

    def _made(self, number: int, call: dict) -> Component | None:
        kind, args, kwargs = call["call"], call["args"], call["kwargs"]
        key = kwargs.get("key") or ""
        if kind in ("container", "empty"):
            box = html.Div(
                self._within((number, 0)), className=f"st-key-{key}{' row' if 'horizontal' in kwargs else ''}"
            )
            return self._named(key, box, "children")
        if kind == "columns":
            widths = args[0] if isinstance(args[0], list) else [1] * args[0]
            return html.Div(
                [
                    html.Div(self._within((number, n)), className="column", style={"flex": f"{width} 1 0"})
                    for n, width in enumerate(widths)
                ],
                className="columns",
            )
        if kind == "plotly_chart":
            chart = dcc.Graph(
                figure=_figure(args[0]), config=kwargs["config"], responsive=True, style={"height": "var(--own)"}
            )
            return self._named(key.split(":")[0], chart, "figure")
        if kind in PICKED:
            picker = PICKED[kind](args[1], kwargs["format_func"], call["value"])
            return html.Div(
                [html.Label(args[0], title=kwargs.get("help", "")), self._named(key, picker, "value")], className="row"
            )
        element = SAID[kind](args, kwargs) if kind in SAID else None
        if (own := getattr(element, "className", "")) in ("asked", "band", "cards"):
            return self._named(own, element, "children")
        if isinstance(element, html.H5):
            return self._named(f"{self._around(call)}-title", element, "children")
        return (
            self._named("waits", element, "children") if kind == "caption" and self._around(call) == "home" else element
        )

    def _around(self, call: dict) -> str:
        """The key of the container that a call was made in."""
        return self._calls[call["into"][0]]["kwargs"].get("key", "") if call["into"] else ""

    def _named(self, key: str, element: Component, part: str) -> Component:
        if key and key not in {name for name, _ in self.parts}:
            element.id = key
            self.parts[key, part] = getattr(element, part)
        return element


def _figure(figure: dict) -> dict:
    """A figure as plain data, as high as its place on the page."""
    return {**figure, "layout": {**figure["layout"], "height": None}}


def _list(options: list[str], named: dict, value: str) -> Component:
    return dcc.Dropdown([{"label": named[o], "value": o} for o in options], value, clearable=False)


def _buttons(options: list[str], named: dict, value: str) -> Component:
    return dcc.RadioItems([{"label": named[o], "value": o} for o in options], value, inline=True)


def _slider(options: list[str], named: dict, value: str) -> Component:
    return dcc.Slider(0, len(options) - 1, 1, marks=None, value=list(options).index(value), allow_direct_input=False)


def _prose(args: list, kwargs: dict) -> Component:
    said = args[0]
    return html.H5(said.removeprefix("##### ")) if said.startswith("##### ") else html.P(said.replace("**", ""))


def _markup(args: list, kwargs: dict) -> Component | None:
    """HTML of the app's own as it is, styles not at all."""
    if "<style>" in args[0]:
        return None
    reader = Markup()
    reader.feed(args[0])
    whole, *others = reader.open[0].children
    return reader.open[0] if others else whole


def _skyline(bars: list[Component]) -> Component:
    """The small trend of a card as a picture."""
    heights = [int(bar.title.removeprefix("height:").removesuffix("%")) for bar in bars]
    path = "".join(f"M{n} 100V{100 - height}" for n, height in enumerate(heights))
    room = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(heights)} 100" preserveAspectRatio="none"'
    drawn = f'<svg {room}><path d="{path}" stroke="#16262b"/></svg>'
    return html.Img(src=f"data:image/svg+xml,{quote(drawn)}", height=20)


class Markup(HTMLParser):
    """HTML read into Dash's components: `open` are those not closed yet, the first around them all."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Component] = [html.Div([])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        element = getattr(html, tag.capitalize())([], className=known.get("class") or "", title=known.get("style"))
        if tag == "a":
            element.href = "#"
        self.open[-1].children.append(element)
        self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop().className == "skyline":
            siblings = self.open[-1].children
            siblings[-1] = _skyline(siblings[-1].children)

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _quiet(args: list, kwargs: dict) -> Component:
    return html.P(args[0], className="quiet")


def _button(args: list, kwargs: dict) -> Component:
    return html.Button(args[0], title=kwargs.get("help") or "")


PICKED: dict[str, Callable[..., Component]] = {
    "selectbox": _list,
    "segmented_control": _buttons,
    "select_slider": _slider,
}
SAID: dict[str, Callable[[list, dict], Component | None]] = {
    "markdown": _prose,
    "title": lambda args, kwargs: html.H1(args[0]),
    "subheader": lambda args, kwargs: html.H3(args[0]),
    "badge": _quiet,
    "caption": _quiet,
    "html": _markup,
    "text_input": lambda args, kwargs: dcc.Input(placeholder=args[0]),
    "button": _button,
    "popover": _button,
}


def page(recipes: dict[tuple[str, ...], list[dict]]) -> Dash:
    """The page that answers what the recipes of Home answer; it opens with the first of them."""
    server = Flask(__name__, static_folder=str(ROOT / "static"), static_url_path="/app/static")
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    server.after_request(_compressed)
    app = Dash(__name__, server=server, title="Map · Backbone Project")
    app.index_string = app.index_string.replace("{%css%}", f"{{%css%}}<style>{STYLES}</style>")
    laid = [Laid(calls) for question, calls in recipes.items() if question[0] == "home"]
    pages = [one.page() for one in laid]
    app.layout = html.Div(pages[0])
    answers = {tuple(one.parts[picker, "value"] for picker in PICKERS): one.parts for one in laid}
    for parts, asking in ((PROGRAMME, ("period", "as-of")), (QUESTION, PICKERS)):
        outputs = [Output(*part) for part in parts]
        pickers = [(Input if picker in asking else State)(picker, "value") for picker in PICKERS]
        app.callback(outputs, pickers, prevent_initial_call=True)(partial(_answer, answers, parts))
    return app


def _answer(answers: dict[tuple, Parts], parts: Iterable[tuple[str, str]], *asked: Any) -> list:
    """What these parts show for what the pickers ask; nothing new where the recipes do not know it."""
    known = answers.get(asked)
    return [known.get(part) if known else no_update for part in parts]


def _compressed(response: Response) -> Response:
    """An answer as small as the browser takes it; files go as they are, as Streamlit sends its own."""
    if response.is_json and not response.direct_passthrough and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(response.get_data(), 6))
        response.headers["Content-Encoding"] = "gzip"
    return response


def main() -> None:
    """Serves the page on a port of this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = page(pickle.loads(Path(os.environ["BACKBONE_BENCH"]).read_bytes()))
    app.run(host="localhost", port=sys.argv[1], debug=False, threaded=True)


if __name__ == "__main__":
    main()
