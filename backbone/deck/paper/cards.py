"""Cards: the headline numbers of a place as they stand on paper, each with its basis."""

from collections.abc import Sequence
from dataclasses import replace

from backbone import places
from backbone.compare.above import against
from backbone.gathering import NOT_YET
from backbone.indicators import INDICATORS
from backbone.punctuation import dotted
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.trust.basis import WORDS, basis
from backbone.view import View

# What a leader reads first, in two rows of four or four of two.
LEADS = ("insured", "coverage", "claims_paid", "claims_per_1000", "paid", "average_claim", "bill_met", "within_5_days")


def cards(store: Store, record: Record, view: View, ids: Sequence[str] = LEADS) -> list[dict[str, str]]:
    """The numbers of a view's place, each with the programme's beside it and with its basis."""
    lang, path = view.lang, [place.code for place in places.path(view.place)]
    ends = list(dict.fromkeys((path[0], path[-1])))
    values = {code: store.values(ids, replace(view.where, place=code)) for code in ends}
    made = []
    for i in ids:
        value, unit = values[view.place][i], INDICATORS[i].unit
        waits = INDICATORS[i].of_amounts and value != value and store.told(view.where).waiting > 0
        number = NOT_YET(lang) if waits else unit.short(value, lang)
        word = WORDS[basis(store, record, i, view.where)](lang)
        told = dotted((*against(i, ends, values, lang), word))
        made.append({"name": INDICATORS[i].name(lang), "number": number, "told": told})
    return made
