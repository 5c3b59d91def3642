"""The typeface: the house's letters inside the pack, so that they look the same on every machine."""

from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path

# Streamlit ships the letters that the screen is set in. Their licence (SIL OFL 1.1) lets a document carry them.
FAMILY, FILES = "Source Sans", "static/static/media/SourceSansVF-Upright*.woff2"


def face() -> str:
    """The rule of a style sheet that holds the typeface; "" where it is not found, and the reader's own is used."""
    found = find_spec("streamlit")
    home = Path(found.origin).parent if found and found.origin else None
    file = next(iter(sorted(home.glob(FILES))), None) if home else None
    if file is None:
        return ""
    letters = b64encode(file.read_bytes()).decode("ascii")
    source = f'url("data:font/woff2;base64,{letters}") format("woff2")'
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: 200 900; src: {source}; }}\n'
