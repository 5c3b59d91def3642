"""The document: one HTML page that holds all of a pack and may load, send and run nothing else."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from backbone.deck import letters
from backbone.deck.pack.typeface import face
from backbone.deck.pack.words import KEYS, NO_SCRIPT
from backbone.text import LANGS
from backbone.theme import FONT, PALETTES

HERE = Path(__file__).parent
# The scripts in the order in which they stand on each other.
SCRIPTS = ("drawing", "ground", "map", "chart", "figure", "marks", "profile", "search", "months", "stage", "keys")
# Where a reader has two languages, the button that changes them.
TONGUE = '<button class="sign" id="tongue" data-says="tongue">文A</button>'


def document(content: dict[str, Any], title: str) -> bytes:
    """The page with this content. Its policy names the one script and the one style by their digests: nothing that a
    caption or a name holds can become another."""
    style, script = _style(), _script()
    page = Template((HERE / "pack.html").read_text("utf-8")).substitute(
        policy=policy(style, script),
        title=escape(title),
        style=style,
        noscript=" ".join(escape(NO_SCRIPT(lang)) for lang in LANGS),
        tongue=TONGUE if len(content["langs"]) > 1 else "",
        keys="".join(_key(says, keys, content) for says, keys in KEYS.items()),
        content=data(content),
        script=script,
    )
    return page.encode("utf-8")


def policy(style: str, script: str) -> str:
    """What the page may do: run this script, wear this style, and use the letters inside of that."""
    allowed = {
        "script-src": _digest(script),
        "style-src": _digest(style),
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(("default-src 'none'", *(f"{what} {which}" for what, which in allowed.items())))


def data(content: dict[str, Any]) -> str:
    """The content as a block of JSON within HTML; nothing in it can end the block."""
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _key(says: str, keys: tuple[str, ...], content: dict[str, Any]) -> str:
    if says == "key.tongue" and len(content["langs"]) < 2:
        return ""
    return f'<dt>{" ".join(f"<kbd>{key}</kbd>" for key in keys)}</dt><dd data-says="{says}"></dd>'


def _style() -> str:
    """The style sheet with the colours of both tones, and the house's type."""
    tones = "".join(
        f':root[data-tone="{tone}"] {{ --paper: {p.paper}; --ink: {p.ink}; --quiet: {p.quiet}; --rule: {p.rule}; '
        f"--accent: {p.accent}; }}\n"
        for tone, p in PALETTES.items()
    )
    return f"{face()}:root {{ --font: {FONT}; {letters.styles()} }}\n{tones}{(HERE / 'pack.css').read_text('utf-8')}"


def _script() -> str:
    """The scripts as one, which leaves nothing behind on the page."""
    parts = "\n".join((HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    head = f'const PACK = JSON.parse(document.getElementById("pack").textContent), FONT = {json.dumps(FONT)};'
    return f'(() => {{\n"use strict";\n{head}\n{parts}\n}})();'


def _digest(said: str) -> str:
    return f"'sha256-{b64encode(sha256(said.encode('utf-8')).digest()).decode('ascii')}'"
