"""A gift as a scene: what an amount would buy, what may be expected of such cover, and what that rests on. It says what
cover costs and what came of such cover, not what a gift did."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from backbone import units
from backbone.charts import Canvas
from backbone.deck.captions import around
from backbone.deck.deck import Scene
from backbone.deck.kinds.kind import Kind
from backbone.deck.kinds.page import data, not_there, where
from backbone.deck.played import Played
from backbone.gift import findings
from backbone.gift.experience import over
from backbone.gift.gift import Gift, given
from backbone.gift.money import Money, read
from backbone.periods import month_name
from backbone.pictures import gift as pictures
from backbone.pictures.picture import Picture
from backbone.pictures.scene import UP_TO, Asked
from backbone.pictures.sheet import foot
from backbone.pictures.shown import Fact, Shown
from backbone.places import NATION
from backbone.punctuation import capitalised, sentence
from backbone.refusals import Unanswerable
from backbone.site import GIFT
from backbone.spoken import Spoken
from backbone.text import Lang, Text
from backbone.view import View

PRICE = Text("A year of cover costs a person", "一年保障每人次保费")
COUNTIES = Text("{n:county|counties}", "{n} 个县")


class OfGift(Kind):
    """What the page of a gift says of the fields of its address: the amount, in which currency, at which rate of which
    day, and for which place."""

    name = GIFT.name
    form = "picture"
    keys = ("view",)
    pages = ("gift",)

    def faults(self, of: Played, scene: Scene) -> Sequence[Text]:
        """What is wrong with the amount, the rate or the place."""
        if of.store is None:
            return [of.no_data]
        view = scene.view("en", of.store.horizon)
        wrong = not_there(scene, of.store, {*GIFT.more, *(("place",) if view.place != NATION else ())})
        try:
            _given(of, scene)
        except Unanswerable as refused:
            wrong.append(refused.text)
        return wrong

    def shown(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Shown, str]:
        """What it would buy as a sentence and county by county on a map, and what may be expected as facts."""
        (money, gift), store, lang = _given(of, scene), data(of), canvas.lang
        view, own = _view(of, scene, lang), findings.bought(gift, money, lang)
        asked = Asked(store, of.record, view, canvas)
        drawn = asked.fitted(lambda on: _picture(of, view, money, gift, on))
        notes = (
            sentence(capitalised(money.at(lang)), lang),
            pictures.from_published(store, of.record, gift, lang),
            *drawn.reading,
            *drawn.notes,
            findings.MODEL_IN_SHORT(lang) if gift.claims.mean >= 0 else findings.NOT_KNOWN(lang),
            findings.NO_CLAIM(lang),
        )
        shown = Shown(
            place=where(scene, lang) or pictures.WHOLE(lang),
            sentence=around(scene.caption(lang), own.number) if scene.caption(lang) else own,
            when=UP_TO(lang, month=month_name(store.horizon.last, lang)),
            picture=drawn,
            notes=tuple(dict.fromkeys(filter(None, notes))),
            facts=_facts(of, gift, lang),
            method=findings.MODEL(lang),
        )
        return shown, foot(drawn, store)

    def own(self, of: Played, scene: Scene, canvas: Canvas) -> Spoken:
        """What it would buy."""
        money, gift = _given(of, scene)
        return findings.bought(gift, money, canvas.lang)

    def picture(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Picture, str]:
        """The map, or of one county the claims to be expected."""
        money, gift = _given(of, scene)
        drawn = _picture(of, _view(of, scene, canvas.lang), money, gift, canvas)
        return drawn, findings.headline(gift, money, canvas.lang)

    def subject(self, of: Played, scene: Scene, lang: Lang) -> tuple[str, str]:
        """For which place it is."""
        return self.name(lang), where(scene, lang)

    def address(self, scene: Scene) -> tuple[str, Mapping[str, str]]:
        """The page of a gift."""
        return "gift", scene.asks

    def asked(self, view: View, more: Mapping[str, str]) -> dict[str, str]:
        """The fields of the page, and the place: a gift is of all policy years and of no indicator."""
        return {**more, **({"place": view.place} if view.place != NATION else {})}


def _view(of: Played, scene: Scene, lang: Lang) -> View:
    return View(lang=lang, place=scene.view(lang, data(of).horizon).place)


def _given(of: Played, scene: Scene) -> tuple[Money, Gift]:
    """What is given and what it would buy; Unanswerable, with a sentence, where that is nothing."""
    money = read(scene.asks, date.today())
    return money, given(data(of), float(money.rmb), _view(of, scene, "en").place)


def _picture(of: Played, view: View, money: Money, gift: Gift, canvas: Canvas) -> Picture:
    """Where the cover would be; of one county, where there is nothing to map, the claims to be expected."""
    make = pictures.where if gift.parts[1:] else pictures.expected
    drawn = make(data(of), view, canvas, money, of.record)
    return replace(drawn, notes=tuple(note for note in drawn.notes if note != findings.MODEL(view.lang)))


def _facts(of: Played, gift: Gift, lang: Lang) -> tuple[Fact, ...]:
    """The price, and what may be expected, each with its range or with what was."""
    price, counties = units.MONEY_A_HEAD.full(gift.price, lang), COUNTIES(lang, n=len(gift.parts))
    told = findings.numbers(gift, over(data(of)), lang)[1:]  # the first is the sentence
    return Fact(PRICE(lang), price, counties), *(Fact(*one) for one in told)
