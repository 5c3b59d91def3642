"""The unit and the container's recipe name what is there, and agree with the page that tells how to use them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = ROOT / "backbone" / "serve"
UNIT = (SERVE / "backbone.service").read_text("utf-8")
RECIPE = (SERVE / "Containerfile").read_text("utf-8").replace("\\\n", " ")


def test_the_services_user_has_no_home_that_it_may_not_look_into():
    # Streamlit does not start where it may not look whether ~/.streamlit/secrets.toml is there.
    assert "ProtectHome=yes" in UNIT
    assert "\nEnvironment=HOME=/nonexistent\n" in UNIT


def test_the_container_is_given_what_is_there_and_all_that_the_package_is():
    given = [source for line in re.findall(r"^COPY (.+) \S+$", RECIPE, re.MULTILINE) for source in line.split()]
    for source in given:
        assert list(ROOT.glob(source)), source
    assert {"backbone", "pages", "static", "data", "dashboard.py", ".streamlit/config.toml"} <= set(given)


def test_the_container_has_the_packages_that_a_machine_is_given():
    told = re.search(r"^apt-get install (.*chromium.*)$", (ROOT / "docs/serving.md").read_text("utf-8"), re.MULTILINE)
    given = re.search(r"apt-get install (.*?) &&", RECIPE)
    packages = [{word for word in found[1].split() if word[0] != "-"} for found in (told, given)]
    assert packages[0] - packages[1] == {"git", "make"}  # the container is not given its code by git
    assert packages[1] <= packages[0]
