"""The unit and the container's recipe name what is there, and agree with the page that tells how to use them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = ROOT / "backbone" / "serve"
UNIT = (SERVE / "backbone.service").read_text("utf-8")
RECIPE = (SERVE / "Containerfile").read_text("utf-8").replace("\\\n", " ")


def test_the_services_user_has_no_home_that_it_may_not_look_into():
    # Streamlit does not start where it may not look whether ~/.streamlit/secrets.toml is there.
    assert "ProtectHome=yes" in UNIT
    assert "\nEnvironment=HOME=/nonexistent\n" in UNIT


def test_the_containers_user_has_no_home_so_that_it_can_run_read_only():
    assert "create-home" not in RECIPE and "\nENV HOME=/nonexistent\n" in RECIPE


def test_what_the_container_is_given_is_enough_to_start(tmp_path):
    for line in re.findall(r"^COPY (.+)$", RECIPE, re.MULTILINE):
        source, target = line.split()
        into = tmp_path / target / ("" if (ROOT / source).is_dir() else Path(source).name)
        into.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / source, into) if (ROOT / source).is_dir() else shutil.copy(ROOT / source, into)
    serve = [sys.executable, "-m", "backbone", "serve", "--workers", "0"]
    said = subprocess.run(serve, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.stderr.count("\n") == 1 and "--workers" in said.stderr


def test_the_container_is_given_all_folders_that_the_package_reads_whole():
    read = {
        name
        for path in (ROOT / "backbone").rglob("*.py")
        for name in re.findall(r'(?:\]|ROOT)\s*/ "(\w+)"', path.read_text("utf-8"))
        if (ROOT / name).is_dir()
    }
    assert {"data", "geo", "static"} <= read
    assert read <= set(re.findall(r"^COPY (\w+) \1$", RECIPE, re.MULTILINE))


def test_the_container_has_the_packages_that_a_machine_is_given():
    told = re.search(r"^apt-get install (.*chromium.*)$", (ROOT / "docs/serving.md").read_text("utf-8"), re.MULTILINE)
    given = re.search(r"apt-get install (.*?) &&", RECIPE)
    packages = [{word for word in found[1].split() if word[0] != "-"} for found in (told, given)]
    assert packages[0] - packages[1] == {"git", "make", "curl"}  # the container is not given its code by git
    assert packages[1] <= packages[0]
