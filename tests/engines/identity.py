"""A small identity provider on this machine: discovery, a page on which one chooses who one is, the token, its keys,
and the end of the session. Whoever is chosen decides what the token says, right or wrong."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "backbone", "a secret of this test"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
STRANGERS_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})

# What the token says of whom one chooses to be, beside what it says of everybody.
PEOPLE: dict[str, dict[str, Any]] = {
    "reader": {"email": "reader@example.org", "name": "Li Na"},
    "presenter": {"email": "someone@example.org", "name": "Wang Fang", "groups": ["stage"]},
    "steward": {"email": "Steward@Example.org", "name": "Chen Jie"},
    "stranger": {"email": "stranger@example.org", "name": "Zhou Min"},
    "unverified": {"email": "steward@example.org", "email_verified": False},
    "wrong-audience": {"email": "steward@example.org", "aud": "another"},
    "audience-by-azp": {"email": "steward@example.org", "aud": ["another"], "azp": CLIENT},
    "expired": {"email": "steward@example.org", "iat": -7200, "exp": -3600},
    "wrong-issuer": {"email": "steward@example.org", "iss": "http://localhost:1"},
    "wrong-nonce": {"email": "steward@example.org", "nonce": "replayed"},
    "wrong-key": {"email": "steward@example.org"},
}


@dataclass
class Provider:
    """A running provider: its address, and the codes that wait to be exchanged."""

    url: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def secrets(self, roles: str, app: str = "http://localhost:{port}") -> str:
        """The secrets.toml of an app that signs its people in here."""
        return f"""
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{self.url}/.well-known/openid-configuration"

[roles]
{roles}
"""

    def token(self, person: str, nonce: str) -> str:
        """The signed identity of a person, with what is wrong with it."""
        now, said = int(time.time()), dict(PEOPLE[person])
        for name in ("iat", "exp"):
            said[name] = now + said.get(name, {"iat": 0, "exp": 3600}[name])
        standard = {"iss": self.url, "sub": person, "aud": CLIENT, "nonce": nonce, "email_verified": True}
        key = STRANGERS_KEY if person == "wrong-key" else KEY
        return jwt.encode({"alg": "RS256", "kid": "one"}, standard | said, key)


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider on a free port, stopped on the way out."""
    known = Provider()
    server = ThreadingHTTPServer(("localhost", 0), type("Asked", (_Asked,), {"known": known}))
    known.url = f"http://localhost:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Asked(BaseHTTPRequestHandler):
    known: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        if parts.path == "/.well-known/openid-configuration":
            self._json(self._discovery())
        elif parts.path == "/keys":
            self._json({"keys": [KEY.as_dict(private=False)]})
        elif parts.path == "/authorize":
            self._choose(asked)
        elif parts.path == "/end":
            self._go(asked["post_logout_redirect_uri"])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        code = self.known.codes.pop(said["code"][0], None)
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '%20')}".encode()).decode()
        plain = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = said.get("code_verifier", [""])[0]
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if code is None or self.headers["Authorization"] not in (expected, plain) or challenge != code["challenge"]:
            self._json({"error": "invalid_grant"}, 400)
            return
        token = self.known.token(code["person"], code["nonce"])
        self._json({"access_token": secrets.token_hex(), "token_type": "Bearer", "id_token": token})

    def _choose(self, asked: dict[str, str]) -> None:
        """The page on which one chooses; having chosen, one is sent back with a code, or with an error."""
        person = asked.pop("person", "")
        if not person:
            links = (
                f'<p><a href="/authorize?{urlencode({**asked, "person": p})}">{p}</a></p>' for p in (*PEOPLE, "no")
            )
            self._send(200, "text/html", "".join(links).encode())
        elif person == "no":
            error = {"error": "access_denied", "error_description": "li@example.org said no", "state": asked["state"]}
            self._go(f"{asked['redirect_uri']}?{urlencode(error)}")
        else:
            code = secrets.token_urlsafe()
            self.known.codes[code] = {
                "person": person, "nonce": asked["nonce"], "challenge": asked["code_challenge"],
            }  # fmt: skip
            self._go(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    def _discovery(self) -> dict[str, Any]:
        url = self.known.url
        return {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
            "jwks_uri": f"{url}/keys",
            "end_session_endpoint": f"{url}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _json(self, said: object, status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(said).encode())

    def _go(self, url: str) -> None:
        self.send_response(302)
        self.send_header("Location", url)
        self.end_headers()

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""
