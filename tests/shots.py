"""Retakes the pictures of the README into docs/: `python -m tests.shots`."""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.app import ROOT, launch, served, settle

DOCS = ROOT / "docs"
# A picture in a repository is fetched by everybody who clones it.
LARGEST = 300 * 1024


class Shot(NamedTuple):
    """One picture: its file, the link it shows, the map that must be drawn, window and colour scheme."""

    name: str
    link: str
    map_key: str = "map"
    width: int = 1440
    height: int = 900
    scheme: str = "light"


SHOTS = (
    Shot("home-en", "?indicator=claims_per_1000"),
    Shot("home-zh", "?lang=zh"),
    Shot("place-hongan-en", "place?place=421122&period=2018", height=1100),
    Shot("stage-en", "?stage=1", "picture-stage", 1600, 900, "dark"),
    Shot("phone", "?indicator=claims_per_1000", "map", 390, 1900),
)


def take(browser: Browser, url: str, shot: Shot) -> Path:
    """The file with the picture, reduced to 256 colours where it would be too large otherwise."""
    viewport = {"width": shot.width, "height": shot.height}
    page = browser.new_page(viewport=viewport, color_scheme=shot.scheme)
    page.goto(f"{url}/{shot.link}")
    settle(page, shot.map_key)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot(animations="disabled")
    page.close()
    path = DOCS / f"{shot.name}.png"
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        image.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def main() -> None:
    """Takes every picture and says how large it is."""
    DOCS.mkdir(exist_ok=True)
    with sync_playwright() as playwright, launch(playwright) as browser, served() as app:
        for shot in SHOTS:
            path = take(browser, app.url, shot)
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
