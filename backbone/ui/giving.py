"""The form of a gift, on its own page and for a scene of a deck: what is given, in which currency and at which rate of
which day, and for whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from backbone import places
from backbone.gift.money import CURRENCIES, PUBLISHED, RMB, USUAL, called
from backbone.pictures.gift import WHOLE
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.ui.page import Page
from backbone.ui.pickers import label_among, pick

AMOUNT, CURRENCY = Text("Amount", "金额"), Text("Currency", "币种")
AMOUNT_HINT = Text("Such as 1,000,000 or 1.5 million", "例如 1,000,000 或 150万")
RATE, DAY = Text("RMB for 1 {currency}", "1{currency}合人民币（元）"), Text("Day of the rate", "汇率日期")
FOR_WHOM = Text("For", "用于")
# The field of an address that says for whom.
PLACE = "place"
# What an address may hold of a field; nothing that anybody means is longer.
LONGEST = 40


@dataclass(frozen=True)
class Giving:
    """The form: what is `asked` by now, in the fields of an address, and what is told `then` what is asked next. Its
    widgets are called after `key`, its places are those of `store`."""

    page: Page
    store: Store
    key: str
    asked: Mapping[str, str]
    then: Callable[[Mapping[str, str]], None]

    def draw(self) -> None:
        """The fields, in the container that is open."""
        page, lang, asked = self.page, self.page.lang, self.asked
        code = asked.get("currency", RMB).strip().upper()
        code = code if code in CURRENCIES else RMB
        self._typed("amount", page.say(AMOUNT), asked.get("amount", USUAL), page.say(AMOUNT_HINT))
        named = {one: name(lang) for one, name in CURRENCIES.items()}
        then = partial(self._ask, "currency")
        key = f"{self.key}-currency"
        pick(page, "list", key, page.say(CURRENCY), [*named], named.__getitem__, code, then, width=190)
        if code != RMB:
            known = PUBLISHED.get(code)
            usual = f"{known.rmb.normalize():f}" if known else ""
            label = page.say(RATE, currency=called(code)(lang))
            self._typed("rate", label, asked.get("rate", ""), usual)
            self._typed("on", page.say(DAY), asked.get("on", ""), "2019-12-31")
        self._for_whom()

    def _for_whom(self) -> None:
        """The programme, one of its provinces, or one of its counties."""
        page, here = self.page, places.meant(self.asked.get(PLACE, "")) or NATION
        members = [NATION, *self.store.provinces, *self.store.counties]
        among = members if here in members else [*members, here]
        label = label_among([here], page.lang)

        def named(code: str) -> str:
            return page.say(WHOLE) if code == NATION else label(code)

        then = partial(self._ask, PLACE)
        pick(page, "list", f"{self.key}-place", page.say(FOR_WHOM), among, named, here, then, width=300)

    def _typed(self, field: str, label: str, now: str, hint: str) -> None:
        """A field that one types."""
        key = f"{self.key}-{field}"
        now = now[:LONGEST]  # a number of thousands of digits is none to Python
        st.session_state[key] = f"{int(now):,}" if now.isascii() and now.isdigit() else now

        def typed() -> None:
            self._ask(field, str(st.session_state.get(key) or ""))

        st.text_input(
            label, key=key, max_chars=LONGEST, placeholder=hint, on_change=typed, width=170, autocomplete="off"
        )

    def _ask(self, field: str, said: str) -> None:
        """Another amount, currency, rate, day or place; the rate of one currency is not that of another. A callback."""
        dropped = ("rate", "on") if field == "currency" else ()
        self.then({name: value for name, value in self.asked.items() if name not in dropped} | {field: said})
