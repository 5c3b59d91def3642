"""A view of the data as a scene: one picture of a page, and its sentence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from backbone import places
from backbone.charts import Canvas
from backbone.deck.captions import around
from backbone.deck.deck import Scene
from backbone.deck.kinds.kind import Kind
from backbone.deck.played import Played
from backbone.pictures import scene as pages
from backbone.pictures.beside import BESIDE
from backbone.pictures.picture import Picture
from backbone.pictures.sheet import foot
from backbone.pictures.shown import Shown
from backbone.places import NATION
from backbone.site import PAGES
from backbone.snapshot.store import Store
from backbone.spoken import Spoken
from backbone.text import Lang, Text, repeated
from backbone.view import View
from backbone.where import EVERYTHING

NOT_THERE = Text("This scene asks for {field} “{asked}”, which is not there.", "本场景中的{field}“{asked}”不存在。")
FIELDS: dict[str, Text] = {
    "indicator": Text("the indicator", "指标"),
    "place": Text("the place", "地区"),
    "period": Text("the policy year", "保单年度"),
    "as_of": Text("the month", "月份"),
    "picture": Text("the picture", "图"),
}
# The pages whose map grows.
GROWING = ("home", "place")


class OfPage(Kind):
    """A view of the data."""

    name = Text("View", "图表")
    form = "picture"
    keys = ("page", "view", "picture", "plays")
    pages = PAGES

    def faults(self, of: Played, scene: Scene) -> Sequence[Text]:
        """What a scene asks for and cannot have: a number of something else would stand in its place."""
        if of.store is None:
            return [of.no_data]
        view = scene.view("en", of.store.horizon)
        beside = {"picture": scene.picture} if scene.picture and scene.picture not in BESIDE.get(scene.page, {}) else {}
        return not_there(scene, of.store, view.params(), beside)

    def shown(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Shown, str]:
        """What the page shows, under the caption where there is one."""
        store = data(of)
        view, caption = scene.view(canvas.lang, store.horizon), scene.caption(canvas.lang)
        shown = pages.shown(scene.page, store, of.record, view, canvas, scene.picture)
        if caption:
            shown = replace(shown, sentence=around(caption, shown.sentence.number))
        return shown, foot(shown.picture, store)

    def own(self, of: Played, scene: Scene, canvas: Canvas) -> Spoken:
        """The sentence of the page."""
        store = data(of)
        view = scene.view(canvas.lang, store.horizon)
        return pages.heard(scene.page, store, of.record, view, canvas, scene.picture)

    def picture(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Picture, str]:
        """The picture as the page has it."""
        store = data(of)
        view = scene.view(canvas.lang, store.horizon)
        shown = pages.small(scene.page, store, of.record, view, canvas, scene.picture)
        return shown.picture, shown.sentence.whole

    def playing(self, of: Played, scene: Scene, lang: Lang) -> View | None:
        """The question of a map whose months go by."""
        if of.store is None or not scene.plays or scene.picture or scene.page not in GROWING:
            return None
        view = scene.view(lang, of.store.horizon).with_(only=EVERYTHING)
        return view if PAGES[scene.page].follows else view.into(NATION)

    def subject(self, of: Played, scene: Scene, lang: Lang) -> tuple[str, str]:
        """The page, and the place."""
        return PAGES[scene.page].name(lang), where(scene, lang)

    def address(self, scene: Scene) -> tuple[str, Mapping[str, str]]:
        """The page itself."""
        return scene.page, scene.asks


def data(of: Played) -> Store:
    """The data of a deck whose scene has no faults."""
    assert of.store is not None, "faults come first"
    return of.store


def where(scene: Scene, lang: Lang) -> str:
    """The place that a scene asks for; "" where that is the whole programme."""
    code = places.meant(scene.asks.get("place", "")) or NATION
    return places.get(code).name(lang) if code != NATION else ""


def not_there(scene: Scene, store: Store, read: Collection[str], beside: Mapping[str, str] | None = None) -> list[Text]:
    """What a scene asks for that was not `read` as it stands; a default that is said is as good as none."""
    default = View()
    last = {"as_of": store.horizon.last}
    return [
        NOT_THERE.filled(field=FIELDS.get(key) or f"“{repeated(key)}”", asked=repeated(value))
        for key, value in {**scene.asks, **(beside or {})}.items()
        if key not in read and value not in ("", getattr(default, key, None), last.get(key))
    ]
