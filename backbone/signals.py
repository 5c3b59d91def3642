"""Signals: what a county of the watch list can be listed for, each with the question it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backbone.text import Text


@dataclass(frozen=True)
class Signal:
    """One reason to call a county: its name, the indicator that it looks at, and the end that gives concern."""

    id: str
    name: Text
    indicator: str
    concern: Literal["low", "high"]


SIGNALS: Mapping[str, Signal] = {
    s.id: s
    for s in (
        Signal("silent", Text("Silent", "理赔偏少"), "claims_per_1000", "low"),
        Signal("slow", Text("Slow to settle", "结案偏慢"), "within_5_days", "low"),
        Signal("rejecting", Text("High rejection", "拒赔偏高"), "rejection_rate", "high"),
        Signal("uncovered", Text("Low coverage", "参保率偏低"), "coverage", "low"),
        Signal("thin", Text("Thin data", "数据不足"), "submitted", "low"),
    )
}
DEFAULT = "silent"
