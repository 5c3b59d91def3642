"""Sign-ins that nobody made: every role at every page of a real server, and cookies that were forged, changed, cut,
taken from elsewhere, or kept after the sign-out."""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from backbone.deck.deck import Deck, Scene, Words
from backbone.roles import ROLES, SIGNED_OUT, may
from backbone.site import LEAST
from backbone.ui import running
from backbone.ui.signin import NOT_OPEN, WELCOME
from tests.browser.app import Served, served
from tests.engines.identity import CLIENT, Provider
from tests.engines.speaker import SECONDS, ask, line, session

SECRET = "0123456789abcdef0123456789abcdef"
USER, TOKENS = "_streamlit_user", "_streamlit_user_tokens"
PAGES = {page: page if page != "home" else "" for page in LEAST if page != "stage"}
# What only the data says.
DATA = ("红安", "Hong'an", "2019-08", "65,940", "5.36", "illustrative", "示意", "claims_paid")


@pytest.fixture(scope="module")
def shows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the shows, which the tests share with the site."""
    folder = tmp_path_factory.mktemp("shows")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(running.SHARED, str(folder))
        yield folder


@pytest.fixture(scope="module")
def app(shows: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    told = tmp_path_factory.mktemp("site") / "secrets.toml"
    given = "\n".join(f'{role} = ["{role}@example.org"]' for role in ROLES)
    told.write_text(Provider("http://localhost:1").secrets(given), "utf-8")
    with served("--secrets.files", str(told)) as site:
        yield site


def claims(app: Served, person: str, **more: object) -> dict[str, object]:
    """What the cookie of a sign-in holds."""
    said = {"aud": CLIENT, "iat": time.time(), "sub": person, "email": f"{person}@example.org", "email_verified": True}
    return {"origin": app.url, "is_logged_in": True, **said, **more}


def signed(said: object, secret: str = SECRET, name: str = USER) -> str:
    return create_signed_value(secret, name, json.dumps(said)).decode()


@contextmanager
def coming(
    app: Served, cookie: str, origin: str = "", proof: bool = True, again: str = ""
) -> Iterator[ClientConnection]:
    """A line of somebody who comes with this cookie: from a page at `origin`, with the proof that it is one of ours or
    without, in the name of a session that was there before."""
    token = generate_xsrf_token_string()
    known = {"Cookie": f'{USER}={cookie}; _streamlit_xsrf="{token}"', "Origin": origin or app.url}
    speaks = ["streamlit", token if proof else generate_xsrf_token_string(), *([again] if again else [])]
    with line(app.url, subprotocols=speaks, additional_headers=known) as socket:
        yield socket


def answer(socket: ClientConnection, page: str, question: str = "place=421122&lang=en") -> str:
    """All that a page says."""
    said = ask(socket, question, name=PAGES[page])
    return b"".join(message.SerializeToString() for message in said).decode(errors="replace")


def opened(app: Served, cookie: str, **more: object) -> list[str]:
    """The pages that let somebody in who comes so."""
    with coming(app, cookie, **more) as socket:
        return [page for page in PAGES if is_open(answer(socket, page))]


def is_open(said: str) -> bool:
    """Whether a page has let somebody in; it says nothing of the data where it has not."""
    closed = WELCOME.en in said or NOT_OPEN.en in said or SIGNED_OUT.en in said
    assert not closed or not [word for word in DATA if word in said]
    return not closed


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_pages_and_no_other(app, role):
    assert opened(app, signed(claims(app, role))) == [page for page in PAGES if may(role, LEAST[page])]


def forged(app: Served) -> dict[str, str]:
    """Cookies of a steward that no sign-in made."""
    steward, reader = signed(claims(app, "steward")), signed(claims(app, "reader"))
    (body, at, proof), (_, other, others) = steward.rsplit(".", 2), reader.rsplit(".", 2)
    middle = len(body) // 2
    return {
        "another secret": signed(claims(app, "steward"), "f" * 32),
        "no secret": signed(claims(app, "steward"), ""),
        "another signature": f"{body}.{other}.{others}",
        "another time": f"{body}.{at[:-1]}{'A' if at[-1] != 'A' else 'B'}.{proof}",
        "a letter changed": f"{body[:middle]}{'A' if body[middle] != 'A' else 'B'}{body[middle + 1 :]}.{at}.{proof}",
        "not compressed": steward.removeprefix("."),
        "of another cookie": signed(claims(app, "steward"), name=TOKENS),
        "of a part": signed(claims(app, "steward"), name=f"{USER}_1"),
        "no signature": f"{body}.{at}.",
        "cut": steward[:-1],
        "longer": f"{steward}A",
        "bare": json.dumps(claims(app, "steward")).replace(";", ""),
        "parts that are missing": signed("chunks-99999999"),
        "no object": create_signed_value(SECRET, USER, "[]").decode(),
        "nothing": "",
        "of another site": signed(claims(app, "steward", origin="http://evil.example")),
        "long": "A" * 60_000,
    }


def test_no_forged_cookie_opens_anything(app):
    for kind, cookie in forged(app).items():
        assert opened(app, cookie) == [], kind
    assert opened(app, signed(claims(app, "steward"))) == [*PAGES]


def test_a_cookie_alone_is_no_sign_in_and_the_name_of_a_session_opens_none(app):
    """It counts on a page of ours only, which proves that it is one."""
    cookie = signed(claims(app, "steward"))
    assert opened(app, cookie, proof=False) == []
    with pytest.raises(InvalidStatus, match="403"):
        opened(app, cookie, origin="http://evil.example")
    with coming(app, cookie) as steward:
        there = session(ask(steward, name="steward"))
        assert opened(app, "", again=there) == []
        assert is_open(answer(steward, "steward"))
    assert opened(app, "", again=there) == []


def test_a_cookie_that_was_kept_opens_nothing_after_the_sign_out(app):
    cookie = signed(claims(app, "steward"))
    with coming(app, cookie) as socket, coming(app, cookie) as other:
        assert is_open(answer(other, "steward"))
        said = ask(socket)
        ids = (message.delta.new_element.button.id for message in said)
        pressed = BackMsg()
        pressed.rerun_script.widget_states.widgets.add(
            id=next(one for one in ids if one.endswith("-sign-out")), trigger_value=True
        )
        socket.send(pressed.SerializeToString())
        until_closed = iter(lambda: ForwardMsg.FromString(socket.recv(timeout=SECONDS)), None)
        next(one for one in until_closed if one.WhichOneof("type") == "auth_redirect")
        assert not is_open(answer(other, "steward"))
    assert opened(app, cookie) == []
    assert opened(app, signed(claims(app, "steward", iat=time.time() - 1))) == [*PAGES], "of that sign-in only"


def test_no_key_of_a_show_is_guessed_or_used_twice(app, shows):
    run = running.begin(Deck("two", Words("Two", "二"), scenes=(Scene(), Scene())))
    key, cookie = running.invite(run), signed(claims(app, "presenter"))
    with coming(app, cookie) as presenter, coming(app, cookie) as other:
        for n in range(300):
            guess = secrets.token_urlsafe(16)
            name = run.partition(".")[0] if n % 2 else secrets.token_hex(8)
            said = answer(other, "presenter", f"show={name}.{guess}&lang=en")
            assert running.WRONG.en in said or running.OVER.en in said
        assert "Scene 1 of 2" in answer(presenter, "presenter", f"show={key}&lang=en")
        assert running.USED.en in answer(other, "presenter", f"show={key}&lang=en")
    with coming(app, signed(claims(app, "reader"))) as reader:
        assert not is_open(answer(reader, "presenter", f"show={running.invite(run)}&lang=en"))
