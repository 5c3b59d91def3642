"""What `serve` cannot do it says in one line, before anything is started."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from backbone.serve import __main__ as serve
from backbone.serve import nginx, supervisor
from backbone.serve.options import Refused, read
from backbone.serve.supervisor import NO_PAGE, NotReady, Supervisor
from tests.browser.app import ROOT, free_port

REFUSED = {
    "--workers 0": "--workers is 1 to 32, not 0",
    "--workers 33": "--workers is 1 to 32, not 33",
    "--workers two": "'two' is not a whole number",
    "--port 0": "--port is 1 to 65535, not 0",
    "--port 65536": "--port is 1 to 65535, not 65536",
    "--base a//b": "--base is a path",
    "--base ../etc": "--base is a path",
    "--base a;b": "--base is a path",
    "--base a b": "unrecognized arguments: b",
    "--address example.org": "--address is one of this machine's",
    "--address 203.0.113.9": "cannot be listened on",
    "--embed intranet.example.org": "--embed is a site like https://",
    "--embed https://*": "--embed is a site like https://",
    "--embed https://a.example;x": "--embed is a site like https://",
    "--certificate nowhere.pem": "--certificate and --key go together",
    "--certificate nowhere.pem --key nowhere.pem": "nowhere.pem is no file that can be read",
    "--port": "expected one argument",
    "--nonsense": "unrecognized arguments",
}


REFUSED |= {f"--base {'a' * 100_000}": "--base is a path of at most 200 letters"}


@pytest.mark.parametrize("told", REFUSED, ids=lambda told: told[:40])
def test_what_cannot_be_followed_is_refused_in_one_sentence(told):
    with pytest.raises(Refused) as why:
        read(told.split(" "))
    assert REFUSED[told] in str(why.value) and "\n" not in str(why.value)


def test_a_port_that_is_taken_is_said_to_be():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Refused, match="in use"):
            read(["--port", str(other.getsockname()[1])])


@pytest.mark.parametrize("kind", ["a folder", "not UTF-8", "no right", "not UTF-8 in a folder of secrets"])
def test_secrets_that_cannot_be_read_are_named_before_a_worker_is_started(monkeypatch, tmp_path, kind):
    """Each worker would say it in forty lines, again and again. A test may run as root, who can read everything."""
    secrets = tmp_path / "secrets.toml"
    if kind == "a folder":
        secrets.mkdir()
    elif "in a folder" in kind:
        secrets = tmp_path / "secrets"
        (secrets / "auth").mkdir(parents=True)
        (secrets / "auth" / "client_id").write_bytes(b"\xff")
    else:
        secrets.write_bytes(b"[auth]\nclient_id = '\xff'\n")
    if kind == "no right":
        monkeypatch.setattr(Path, "read_text", Mock(side_effect=PermissionError(13, "Permission denied")))
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
    monkeypatch.setattr(Supervisor, "_worker", Mock(side_effect=AssertionError("a worker was started")))
    with pytest.raises(Refused) as why:
        Supervisor(read(["--port", str(free_port())]), tmp_path).run()
    assert str(secrets) in str(why.value) and "\n" not in str(why.value)


def test_a_worker_is_not_renewed_while_secrets_cannot_be_read(monkeypatch, tmp_path):
    (tmp_path / "secrets.toml").mkdir()
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(tmp_path / "secrets.toml"))
    running = Supervisor(read(["--port", str(free_port())]), tmp_path)
    old = SimpleNamespace(process=None)
    monkeypatch.setattr(running, "_workers", [old])
    logged = Mock()
    monkeypatch.setattr(supervisor, "refusal", logged)
    running._renew()
    assert running._workers == [old]
    (said,), rest = logged.call_args
    assert said == "no worker renewed" and str(tmp_path / "secrets.toml") in str(rest["why"])


def test_a_worker_that_ended_waits_for_secrets_that_can_be_read(monkeypatch, tmp_path):
    """It would end again and again, each time with forty lines; its readers are with the others meanwhile."""
    (unread := tmp_path / "secrets.toml").mkdir()
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(unread))
    running = Supervisor(read(["--port", str(free_port())]), tmp_path)
    lost = SimpleNamespace(ask=Mock(), lost=True, well=False, process=None, port=1)
    new = SimpleNamespace(ask=Mock(), lost=False, well=True, process=None, port=1)
    running._shared["BACKBONE_UPLOADS"].mkdir()
    monkeypatch.setattr(running, "_workers", [lost])
    monkeypatch.setattr(running, "_worker", lambda port: new)
    monkeypatch.setattr(supervisor, "ended", lambda _: None)
    logged = Mock()
    monkeypatch.setattr(supervisor, "refusal", logged)
    for _ in range(3):
        running._look()
    assert running._workers == [lost] and logged.call_count == 1
    (said,), rest = logged.call_args
    assert said == "no worker started" and str(unread) in str(rest["why"])
    unread.rmdir()
    running._look()
    assert running._workers == [new]


def test_make_run_names_secrets_that_cannot_be_read_in_one_line(tmp_path):
    (tmp_path / "secrets.toml").mkdir()
    made = ["make", "-s", "-o", ".venv/app", "run", f"PORT={free_port()}"]
    env = os.environ | {"STREAMLIT_SECRETS_FILES": str(tmp_path / "secrets.toml")}
    said = subprocess.run(made, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    (line,) = (one for one in said.stderr.splitlines() if not one.startswith("make"))
    assert said.returncode and line.startswith("backbone: ") and str(tmp_path / "secrets.toml") in line
    assert said.stdout == ""


def test_a_machine_without_nginx_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(Refused, match="apt-get install nginx-light"):
        nginx.find()


def test_the_command_line_hands_over_and_comes_back_with_one_line():
    command = [sys.executable, "-m", "backbone", "serve", "--workers", "0"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 2 and said.stdout == ""
    assert said.stderr == "backbone: --workers is 1 to 32, not 0\n"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [("--certificate {junk} --key {junk}", 'cannot load certificate "{junk}"'), ("--embed https://{long}", "too long")],
)
def test_what_nginx_does_not_take_is_said_without_a_file_that_is_gone(tmp_path, wrong, why):
    (junk := tmp_path / "junk.pem").write_text("no certificate")
    told = wrong.format(junk=junk, long=5000 * "a").split(" ")
    command = [sys.executable, "-m", "backbone.serve", "--port", str(free_port()), *told]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    line = said.stderr.splitlines()[-1]
    assert said.returncode == 2 and "Traceback" not in said.stderr and len(line) < 500
    assert line.startswith("backbone: nginx does not take its configuration: ") and why.format(junk=junk) in line
    assert "nginx.conf" not in line and "#" not in line


@pytest.mark.parametrize(("why", "code"), [(NotReady(NO_PAGE), 1), (Refused(NO_PAGE), 2)])
def test_workers_that_do_not_come_are_worth_another_try(monkeypatch, capsys, why, code):
    """A service starts again after 1; after 2, a command line that cannot be followed, it does not."""

    def run(_):
        raise why

    monkeypatch.setattr(Supervisor, "run", run)
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    assert serve.main(["--port", "8599"]) == code and capsys.readouterr().err.count("\n") == 1


def test_what_it_repeats_is_cut_and_without_control_signs():
    told = [sys.executable, "-m", "backbone", "serve", "--x\x1b[2J\u202e" + "9" * 5000]
    said = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 2 and len(said.stderr) < 500 and said.stderr.count("\n") == 1
    assert "\x1b" not in said.stderr and "\u202e" not in said.stderr


def test_a_configuration_for_every_number_of_workers_is_taken_by_nginx(tmp_path):
    for workers, told in (
        (1, []),
        (3, ["--base", "a/b"]),
        (32, ["--address", "::1", "--embed", "https://a.example:8443"]),
    ):
        options = read(["--workers", str(workers), *told])
        conf = tmp_path / f"{workers}.conf"
        ports = list(range(20001, 20001 + workers))
        conf.write_text(nginx.configuration(options, tmp_path, tmp_path, ports), "utf-8")
        checked = [nginx.find(), "-t", "-q", "-e", "stderr", "-c", str(conf), "-p", str(tmp_path)]
        assert subprocess.run(checked, capture_output=True, text=True, check=False).stderr == ""
