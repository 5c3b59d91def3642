"""Where boundaries come from: it stands below every map, and on the page of definitions."""

import json
from dataclasses import dataclass
from pathlib import Path

from backbone.text import LANGS, Text


@dataclass(frozen=True)
class Origin:
    """Whose boundaries they are, in a few words, and more about them; their map-review number (审图号), "" where they
    have none."""

    name: Text
    about: Text
    review: str = ""

    def write(self, into: Path) -> None:
        """Writes it into a folder of boundaries, where the app reads it."""
        name, about = ({lang: said(lang) for lang in LANGS} for said in (self.name, self.about))
        told = json.dumps({"name": name, "about": about, "review": self.review}, ensure_ascii=False, indent=1)
        (into / "origin.json").write_text(f"{told}\n", "utf-8")
