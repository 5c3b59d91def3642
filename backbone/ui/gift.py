"""The page of a gift: what is given and for whom, what it would buy, and a page of paper for the donor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from backbone.files import pdf
from backbone.gift import findings
from backbone.gift.experience import Over, over
from backbone.gift.gift import Gift, given
from backbone.gift.money import Money, read
from backbone.periods import ALL
from backbone.pictures import donor
from backbone.pictures import gift as drawn
from backbone.places import NATION
from backbone.punctuation import dotted, prose, sentence
from backbone.record.record import Record
from backbone.refusals import Unanswerable, Unmade
from backbone.text import Text
from backbone.trust.basis import WORDS
from backbone.ui import making, panels, place
from backbone.ui.cards import Card, draw
from backbone.ui.decks import share
from backbone.ui.giving import PLACE, Giving
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.ui.plain import plain

METHOD = Text("How it is worked out", "推算方法")
WORKED_OUT = Text("These numbers are {basis}.", "以上数字口径：{basis}。")
DONOR, NEVER_KEPT = Text("Name of the donor", "捐赠人姓名"), Text("Optional; it is not kept", "选填，不会保存")
SHEET = Text("One page for the donor (PDF)", "捐赠人专页（PDF）")


@dataclass(frozen=True)
class Answer:
    """What is given, what it would buy, and the policy years that are over."""

    money: Money
    gift: Gift
    past: Over


def whole(page: Page) -> Page:
    """The page as a gift is looked at: of all policy years, up to the last month counted."""
    return replace(page, view=page.view.with_(period=ALL, as_of=""))


def question(page: Page) -> Answer | None:
    """What is asked, with the answer for a title; None where there is none: then a sentence says why."""
    why = ""
    try:
        money = read(page.more, date.today())
        answer = Answer(money, given(page.store, float(money.rmb), page.view.place), over(page.store))
        panels.title(page, findings.headline(answer.gift, money, page.lang))
    except Unanswerable as refused:
        answer, why = None, refused.text(page.lang)
        panels.title(page)
    _form(page)
    if why:
        st.warning(plain(why))
    return answer


def _form(page: Page) -> None:
    """What is given and for whom, in the address."""

    def then(asked: Mapping[str, str]) -> None:
        more = {name: said for name, said in asked.items() if said and name != PLACE}
        replace(page, more=more).go(page.view.into(asked.get(PLACE, NATION)))

    with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        Giving(page, page.store, "gift", {**page.more, PLACE: page.view.place}, then).draw()


def headline(page: Page, answer: Answer) -> None:
    """The numbers of it, large, each with a quiet line."""
    told = findings.numbers(answer.gift, answer.past, page.lang)
    draw(Card(name, value, [line] if line else []) for name, value, line in told)


def pictures(page: Page, answer: Answer) -> None:
    """Where the cover would be, and what is expected, place by place; of one county there is nothing to map. A click
    asks of that place."""
    asked = (answer.money, page.record)
    if len(answer.gift.parts) == 1:
        _expected(page, asked)
        return
    with place.plate(page):
        left, right = st.columns([13, 7], gap="large")
        with left:
            show(page, page.picture(drawn.where, *asked), page.drill, "stretch")
        with right:
            _expected(page, asked)


def _expected(page: Page, asked: tuple[Money, Record]) -> None:
    page.news((findings.MODEL(page.lang), findings.NO_CLAIM(page.lang)))  # they stand below, under a heading
    show(page, page.picture(drawn.expected, *asked), page.drill)


def told(page: Page, answer: Answer) -> None:
    """The same in sentences, and what was published."""
    lang, gift = page.lang, answer.gift
    rate = answer.money.at(lang)
    for said in (
        sentence(dotted((answer.money.in_rmb(lang), rate)), lang) if rate else "",
        findings.shared(gift, lang),
        findings.claims(gift, lang),
        findings.tied(gift, answer.past, lang),
        prose((findings.published(page.record, lang), findings.price_published(page.record, lang)), lang),
    ):
        if said:
            st.markdown(said)
    own = page.say(WORKED_OUT, basis=WORDS[drawn.basis_of(page.store)](lang))
    st.caption(prose((own, drawn.from_published(page.store, page.record, gift, lang)), lang))


def method(page: Page) -> None:
    """How it is worked out, and what it does not say."""
    st.markdown(f"##### {page.say(METHOD)}")
    st.caption(page.prose((findings.MODEL(page.lang), findings.NO_CLAIM(page.lang))))


def paper(page: Page, answer: Answer) -> None:
    """One page in both languages for the donor, whose name is in no address and kept nowhere."""
    try:
        pdf.family()
    except Unmade as refused:
        st.caption(refused.text(page.lang))
        return
    with st.container(key="gift-paper", horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input(
            page.say(DONOR), key="gift-donor", max_chars=donor.LONGEST, placeholder=page.say(NEVER_KEPT), width=260,
            autocomplete="off",
        )  # fmt: skip
        asked = (page.store, page.record, answer.money, page.view.place)
        made = making.asked_for(partial(donor.paper, *asked, name or "", share.full(page.address("gift"))))
        st.download_button(
            page.say(SHEET), made, donor.file_name(answer.money, page.view.place, page.lang), "application/pdf",
            key="gift-pdf", on_click="ignore", icon=":material/picture_as_pdf:",
        )  # fmt: skip
    making.refusals(page.lang, "gift-unmade")
    share.add(page, "gift-add")
