"""How the watch list is worked out: the method, the formula and the reference of every signal, and of the limits."""

import streamlit as st

from backbone import thresholds, units
from backbone.punctuation import labelled, statements
from backbone.signals import (
    FEWEST_CLAIMS,
    FEWEST_COUNTIES,
    PAULE_MANDEL,
    SIGNALS,
    SPIEGELHALTER,
    Signal,
)
from backbone.text import Text
from backbone.ui.page import Page

TITLE = Text("How the watch list is worked out", "关注名单的计算方法")
FORMULA, REFERENCE = Text("Worked out as", "算法"), Text("Reference", "参考文献")
LIMITS = Text("The limits of a funnel", "漏斗图的界限")
LIMITS_WHY = Text(
    "A small county scatters more than a large one, and counties differ a little even where nothing is wrong. So the "
    "normal range is that of chance (Poisson for claims expected, binomial for shares), widened by how much counties "
    "truly differ (negative binomial and beta-binomial, additive random effects). 95 in 100 counties lie inside the "
    "dashed limits, 99.8 in 100 inside the solid ones. A county needs a call only outside the solid ones, at the end "
    "that gives concern. The tenth at each end is pulled in before the true difference is estimated, so that unusual "
    "counties do not widen the range.",
    "小县的波动大于大县；即使一切正常，各县之间也略有差异。因此正常范围以偶然波动为基础"
    "（预计件数用泊松分布，比例用二项分布），再按县间真实差异放宽（负二项分布与贝塔二项分布，加性随机效应）。"
    "虚线内应包含 95% 的县，实线内应包含 99.8%；只有在令人担忧的一侧超出实线，才建议联系。"
    "估计真实差异前，先将两端各十分之一的值收拢，以免异常的县反而放宽正常范围。",
)
LIMITS_FORMULA = Text(
    "Var(O ÷ E) = 1 ÷ E + τ²; τ² such that Σz² ÷ (1 + wτ²) ÷ c = n − 1, z winsorised at 10%, w = 1 ÷ the sampling "
    "variance; limits: exact quantiles at 0.1, 2.5, 97.5 and 99.9%",
    "Var(O ÷ E) = 1 ÷ E + τ²；τ² 满足 Σz² ÷ (1 + wτ²) ÷ c = n − 1，z 按 10% 缩尾，w = 1 ÷ 抽样方差；"
    "界限为 0.1%、2.5%、97.5%、99.9% 的精确分位数",
)


def watch_list(page: Page) -> None:
    """The limits first, then each signal."""
    st.header(page.say(TITLE), anchor="methods")
    _entry(page, page.say(LIMITS), page.say(LIMITS_WHY), page.say(LIMITS_FORMULA), (SPIEGELHALTER, PAULE_MANDEL))
    signals = list(SIGNALS.values())
    for n in range(0, len(signals), 2):
        for column, signal in zip(st.columns(2, gap="large"), signals[n : n + 2], strict=False):
            with column:
                signal_entry(page, signal)


def signal_entry(page: Page, signal: Signal) -> None:
    """One signal: what it looks at, its formula and its reference."""
    line = units.PERCENT.full(thresholds.COVERAGE, page.lang)
    said = signal.method(page.lang, line=line, counties=FEWEST_COUNTIES, claims=FEWEST_CLAIMS)
    _entry(page, page.say(signal.name), said, page.say(signal.formula), signal.reference)


def _entry(page: Page, name: str, said: str, formula: str, reference: tuple[str, ...]) -> None:
    st.subheader(name, anchor=False)
    st.markdown(f"{said}  \n{labelled(page.say(FORMULA), formula, page.lang)}")
    if reference:
        st.caption(labelled(page.say(REFERENCE), statements(reference, page.lang), page.lang))
