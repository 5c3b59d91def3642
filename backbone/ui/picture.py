"""A picture on a page: its heading, its figure, what is said beside it, and all that a reader can take away."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from backbone import charts
from backbone.files import drawing, png, tables
from backbone.pictures import layers
from backbone.pictures.file import as_csv, as_xlsx, by_basis
from backbone.pictures.picture import Picture
from backbone.pictures.sheet import as_png, as_svg
from backbone.punctuation import held
from backbone.text import Text
from backbone.ui import passport, widgets
from backbone.ui.decks import share
from backbone.ui.marks import marks
from backbone.ui.page import Page
from backbone.units import ABSENT

TAKE_AWAY = Text("Table and download", "表格与下载")
PRESS = Text("Click a number to see where it comes from.", "点击数字查看其来历。")
GAPS = Text("A dash: no number yet.", "“–”表示尚无数据。")
NO_ROWS = Text("No county is in this picture, so it has no table.", "图中没有参保县，因此没有表格。")
AS_PNG = Text("PNG {shape}", "PNG {shape}")
# The shape in which a picture is drawn for print, and so many times as large as a screen.
WIDE, LARGEST = "16:9", 4
KINDS = {
    "csv": ("text/csv", ":material/table:"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ":material/table_view:"),
    "png": ("image/png", ":material/image:"),
    "svg": ("image/svg+xml", ":material/shape_line:"),
    "gpkg": ("application/geopackage+sqlite3", ":material/layers:"),
    "parquet": ("application/vnd.apache.parquet", ":material/layers:"),
}
# What a kind of file is called where its ending does not say it.
CALLED = {"gpkg": "GeoPackage", "parquet": "GeoParquet", "xlsx": "Excel"}
NO_BROWSER = Text(
    "This server has no Chromium to draw the picture: use the camera at the top right of a chart instead.",
    "服务器没有 Chromium，无法生成图片：请使用图表右上角的相机按钮。",
)
Height = Literal["content", "stretch"]


def show(
    page: Page, picture: Picture, on_click: Callable[[str], None] | None = None, height: Height = "content"
) -> None:
    """The picture in a container named by its key. `on_click` gets the code (place, month, category) of a mark; its
    own height gives way where it is to "stretch"."""
    with st.container(key=picture.key):
        if picture.heading:
            st.markdown(f"##### {held(picture.heading)}")
        if picture.lead:
            st.caption(picture.lead)
        if picture.figure is not None:
            _figure(page, picture, on_click, height)
        if said := page.news((*picture.reading, *picture.notes)):
            st.caption(said)
        if picture.figure is not None and picture.rows is not None:
            _menu(page, picture)


def _figure(page: Page, picture: Picture, on_click: Callable[[str], None] | None, height: Height) -> None:
    assert picture.figure
    # Another figure is another chart, with no mark chosen.
    key = f"{picture.key}:{page.view.place}:{hashlib.md5(picture.title.encode()).hexdigest()[:6]}"

    def clicked() -> None:
        assert on_click and picture.figure
        for code in widgets.marks(key, picture.figure):
            on_click(code)

    camera = picture.rows is not None and drawing.browser() is None
    st.plotly_chart(
        picture.figure,
        key=key,
        theme=None,
        height=height,
        alt=picture.alt or picture.title,
        selection_mode="points",
        config=charts.config(page.canvas.base, picture.file_name if camera else None),
        on_select=clicked if on_click else "ignore",
    )
    if on_click and charts.marked(picture.figure):
        marks(page, f"{picture.key}-marks")


def _menu(page: Page, picture: Picture) -> None:
    name = f"{picture.key}-take-away"
    menu = st.popover(page.say(TAKE_AWAY), type="tertiary", key=name, on_change="rerun")
    if menu.open:
        with menu:
            if picture.has_rows:
                _table(page, picture, name)
            else:
                st.caption(page.say(NO_ROWS))
            downloads(page, picture)
            share.add_picture(page, picture.key)


def _table(page: Page, picture: Picture, menu: str) -> None:
    """The table beside the figure; a press on a number opens its passport."""
    twin = picture.table(page.store.horizon)
    number, key = twin.number, f"{picture.key}-table:{page.dress.passport}"
    table = partial(
        st.dataframe,
        tables.written(twin.rows.assign(**by_basis(picture, twin, page.store, page.record)), twin.units, page.lang),
        hide_index=True,
        alt=picture.alt or picture.title,
        key=key,
        placeholder=page.say(ABSENT),
    )
    if number is None:
        links = {twin.links: st.column_config.LinkColumn(display_text=":material/open_in_new:")} if twin.links else {}
        table(column_config=links)
        return

    def pressed() -> None:
        for row, column in widgets.cells(key, twin.rows):
            if found := number(row, column):
                passport.open_(page, found, menu)

    # With another passport it is another table, with no cell chosen.
    table(on_select=pressed, selection_mode="single-cell")
    gaps = [page.say(GAPS)] if twin.rows[[*twin.units]].isna().any(axis=None) else []
    st.caption(page.prose([page.say(PRESS), *gaps]))


def downloads(page: Page, picture: Picture) -> None:
    """The picture as files: its rows, and the figure in each shape where the server can draw it."""
    with st.container(horizontal=True):
        makers = {"csv": as_csv, "xlsx": as_xlsx, **(layers.MAKERS if layers.is_map(picture) else {})}
        for ending, make in makers.items() if picture.has_rows else ():
            made = partial(make, picture, page.store, page.record)
            download(picture, CALLED.get(ending, ending.upper()), made, ending)
        if picture.figure is None:
            return
        if not drawing.browser():
            st.caption(page.say(NO_BROWSER))
            return
        for shape in png.SHAPES:
            drawn = partial(as_png, picture, page.store, shape)
            download(picture, page.say(AS_PNG, shape=shape), drawn, "png", shape)
        largest = partial(as_png, picture, page.store, WIDE, LARGEST)
        download(picture, page.say(AS_PNG, shape=f"{LARGEST}×"), largest, "png", f"{LARGEST}x")
        download(picture, "SVG", partial(as_svg, picture, page.store, WIDE), "svg")


def download(picture: Picture, label: str, data: Callable[[], bytes], ending: str, shape: str = "") -> None:
    """One file of a picture, made when it is asked for; its name and key say its shape."""
    kind, icon = KINDS[ending]
    shaped = f"-{shape.replace(':', 'x')}" if shape else ""
    st.download_button(
        label,
        data,
        f"{picture.file_name}{shaped}.{ending}",
        kind,
        key=f"{picture.key}-{ending}{shaped}",
        on_click="ignore",
        icon=icon,
    )
