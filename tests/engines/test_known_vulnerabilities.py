"""The look-up of known vulnerabilities: one is told and fails, none is silence, no database is one line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from tests import audit


@contextmanager
def database(vulnerable: str) -> Iterator[str]:
    """The address of a database in which one package has a known vulnerability."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            known = {"vulns": [{"id": "TEST-1", "modified": "2026-01-01T00:00:00Z"}]}
            self.answer({"results": [known if one["package"]["name"] == vulnerable else {} for one in asked]})

        def do_GET(self) -> None:
            events = [{"introduced": "0"}, {"fixed": "99"}]
            affected = [
                {
                    "package": {"name": vulnerable, "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": events}],
                }
            ]
            self.answer({"id": "TEST-1", "modified": "2026-01-01T00:00:00Z", "summary": "Tells", "affected": affected})

        def answer(self, said: dict) -> None:
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """A test says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_known_vulnerability_is_told_and_fails(capsys):
    with database("babel") as service:
        assert audit.main(service) == 1
    said = capsys.readouterr().out
    assert "babel" in said and "TEST-1: Tells" in said and "Fixed in: 99" in said


def test_where_none_is_known_nothing_is_said(capsys):
    with database("") as service:
        assert audit.main(service) == 0
    assert capsys.readouterr().out == ""


def test_a_database_that_is_not_there_is_said_in_one_line(capsys):
    with database("") as service:
        pass
    assert audit.main(service) == 0
    said = capsys.readouterr().out
    assert said.startswith("Known vulnerabilities are not looked up, ") and said.count("\n") == 1 and "http" not in said
