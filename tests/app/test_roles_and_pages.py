"""Every page, the stage and the steward's page, for everybody who may come: what opens, and what is said instead."""

import shutil
import time
from copy import deepcopy
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from backbone import log, private
from backbone.roles import HOURS, ROLES
from backbone.site import DECKS, GIFT, LEAST, PAGES, PRESENTER, PUBLISH, SHOW, STEWARD
from backbone.snapshot.manifest import CURRENT
from backbone.text import LANGS
from backbone.ui import grants, opening, signin, signouts
from backbone.ui.alone import SERVED
from backbone.ui.desk.files import NOT_HERE
from tests.app.app import ROOT, cards, links, words

SECRETS = {
    "auth": {
        "redirect_uri": "http://localhost:8501/oauth2callback",
        "cookie_secret": "0123456789abcdef0123456789abcdef",
        "client_id": "backbone",
        "client_secret": "s",
        "server_metadata_url": "http://localhost:1/.well-known/openid-configuration",
    },
    "roles": {role: [f"{role}@example.org"] for role in ROLES},
}
STEWARDS = {"steward": STEWARD, "publish": PUBLISH}
STAGE = {"decks": DECKS, "show": SHOW, "presenter": PRESENTER, "gift": GIFT}
NOBODY = {"is_logged_in": False}
# Who may come: the secrets of the deployment, and what Streamlit says of them.
VISITORS = {
    "not configured": ({}, {}),
    "not signed in": (SECRETS, NOBODY),
    "stranger": (SECRETS, "stranger"),
    **{role: (SECRETS, role) for role in ROLES},
}
# Who sees what; the whole table, as the docs have it.
EVERYBODY, PRESENTERS = ("not configured", *ROLES), ("not configured", "presenter", "steward")
# Where nobody signs in, who is at the machine that the server runs on may publish; the tests are.
AT_THE_MACHINE = ("not configured", "steward")
MATRIX = {
    **dict.fromkeys(PAGES, EVERYBODY),
    **dict.fromkeys(("stage", "decks", "show", "presenter"), PRESENTERS),
    "gift": EVERYBODY,
    "steward": ("steward",),
    "publish": AT_THE_MACHINE,
}


def claims(role: str, **more: object) -> dict[str, object]:
    """What a provider says of somebody with this role."""
    email = f"{role}@example.org"
    said = {"is_logged_in": True, "aud": "backbone", "iat": time.time(), "email": email, "email_verified": True}
    return said | {"name": "Li Na", "sub": role, **more}


def visit_as(visitor: str, page: str, **params: str) -> AppTest:
    """The page as that visitor sees it."""
    secrets, user = VISITORS[visitor]
    return visit_with(secrets, claims(user) if isinstance(user, str) else user, page, **params)


def visit_with(secrets: dict, user: dict, page: str, **params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.secrets, at.user = deepcopy(secrets), user
    at.query_params.update(params)
    if page not in ("home", "stage"):
        at.switch_page({**PAGES, **STEWARDS, **STAGE}[page].path)
    return at.run()


def buttons(at: AppTest) -> set[str]:
    return {button.key for button in at.button}


def is_closed(at: AppTest) -> bool:
    """Whether a page shows nothing but a few calm sentences in both languages; anything of the data fails."""
    assert not at.exception
    if at.get("plotly_chart") or at.dataframe or at.table or cards(at) or at.code or at.text_input:
        return False
    said = " ".join(words(at))
    assert len(said) < 600 and any("\u4e00" <= c <= "\u9fff" for c in said) and "a" in said
    assert buttons(at) <= {"sign-in", "sign-out"}
    return True


def test_the_table_of_the_site_is_the_one_walked_here():
    assert set(MATRIX) == set(LEAST)


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("page", [*PAGES, *STEWARDS])
def test_page_by_visitor(page, visitor):
    lang = LANGS[len(page + visitor) % 2]
    at = visit_as(visitor, page, lang=lang, place="421122")
    assert is_closed(at) is (visitor not in MATRIX[page])
    inside = visitor in ROLES
    assert ("sign-out" in buttons(at)) is ((inside and visitor in MATRIX[page]) or visitor == "stranger")
    assert ("sign-in" in buttons(at)) is (visitor in ("not signed in", "stranger"))
    if page not in STEWARDS and inside:
        assert ("present" in buttons(at)) is (visitor in MATRIX["stage"])
    to_steward = [link for link in at.get("page_link") if link.proto.page == "steward"]
    assert bool(to_steward) is (visitor == "steward")


@pytest.mark.parametrize("address", ["0.0.0.0", "10.1.2.3"])
def test_nobody_publishes_unasked_on_a_server_that_others_reach(address):
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    try:
        assert is_closed(visit_as("not configured", "publish"))
        assert not list(visit_as("not configured", "trust").get("page_link"))
    finally:
        config.set_option("server.address", before)


@pytest.mark.parametrize("visitor", VISITORS)
def test_decks_by_visitor(visitor, tmp_path, monkeypatch):
    monkeypatch.setattr(private, "FOLDER", tmp_path)
    at = visit_as(visitor, "decks", lang="zh")
    assert is_closed(at) is (visitor not in MATRIX["decks"])
    if visitor == "reader":
        assert ROLES["presenter"].zh in at.markdown[0].value
    menu = [link.page for link in links(visit_as(visitor, "trust"))]
    assert ("decks" in menu) is (visitor in MATRIX["decks"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("visitor", VISITORS)
def test_stage_by_visitor(visitor, lang):
    at = visit_as(visitor, "stage", stage="1", lang=lang)
    assert ("stage-Esc" in buttons(at)) is (visitor in MATRIX["stage"])
    if visitor == "reader":
        assert signin.NO_STAGE(lang) in [said.value.replace("\\", "") for said in at.caption] and cards(at)
    if visitor in ("not signed in", "stranger"):
        assert is_closed(at)


@pytest.mark.parametrize(("visitor", "heading"), [("not configured", signin.NO_PAGE), ("reader", signin.NOT_OPEN)])
def test_the_stewards_page_of_others_leads_to_the_map(visitor, heading):
    at = visit_as(visitor, "steward", lang="zh")
    assert [title.value for title in at.title] == [heading.zh] and len(at.get("page_link")) == 1


REFUSALS = {
    "another audience": {"aud": "other"},
    "over": {"iat": time.time() - 13 * 3600},
    "unverified": {"email_verified": False},
    "unknown": {"email": "stranger@example.org"},
    "no e-mail": {"email": None},
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", REFUSALS)
def test_a_sign_in_that_opens_nothing_says_why_in_both_languages_and_is_logged_once(case, lang):
    at = visit_with(SECRETS, claims("steward", **REFUSALS[case]), "claims", lang=lang)
    assert is_closed(at) and buttons(at) == {"sign-in", "sign-out"}
    for key, text in (("sign-in", signin.SIGN_IN), ("sign-out", signin.SIGN_OUT)):
        assert at.button(key=key).label == " / ".join(sorted((text.en, text.zh), key=lambda one: one != text(lang)))
    first, second = (said.value for said in at.markdown)
    assert any("\u4e00" <= c <= "\u9fff" for c in first) == (lang == "zh") and first != second
    before = log.recent()[0]
    assert before.what == "sign-in refused" and set(before.said) == {"reason"}
    at.run()
    assert log.recent()[0] is before


WRONG = {
    "roles alone": {"roles": SECRETS["roles"]},
    "auth alone": {"auth": SECRETS["auth"]},
    "an unknown role": {**SECRETS, "roles": {"editor": ["li@example.org"]}},
    "no list": {**SECRETS, "roles": {"reader": "li@example.org"}},
    "a short secret": {**SECRETS, "auth": {**SECRETS["auth"], "cookie_secret": "short"}},
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("user", [NOBODY, claims("steward"), {}], ids=["nobody", "steward", "nothing"])
def test_a_wrong_table_opens_nothing_to_anybody(case, user):
    for page in ("home", "steward"):
        at = visit_with(WRONG[case], user, page, stage="1")
        assert is_closed(at) and at.title[0].value == signin.NOT_SET_UP.en and not buttons(at)
        assert "example.org" not in " ".join(words(at))


def test_a_lost_table_opens_nothing_where_sign_in_is_required(monkeypatch):
    monkeypatch.setenv(signin.REQUIRED, "1")
    at = visit_with({}, {}, "home")
    assert is_closed(at) and at.title[0].value == signin.NOT_SET_UP.en


def test_a_role_is_looked_up_at_every_run_and_sign_out_closes_at_once():
    at = visit_as("steward", "home")
    at.secrets = deepcopy({**SECRETS, "roles": {"reader": ["li@example.org"]}})
    assert is_closed(at.run())
    at.secrets = deepcopy(SECRETS)
    assert not is_closed(at.run())
    other = visit_with(SECRETS, at.user, "trust")
    at.button(key="sign-out").click()
    assert is_closed(at.run()) and log.recent()[0].what == "signed out"
    assert not is_closed(visit_as("presenter", "trust"))
    assert is_closed(other.run()), "a tab that was open"


@pytest.fixture
def snapshots(tmp_path, monkeypatch) -> Path:
    """A copy of the snapshots, with what is private beside it."""
    copied = Path(shutil.copytree(opening.SNAPSHOTS, tmp_path / "snapshots"))
    monkeypatch.setattr(opening, "SNAPSHOTS", copied)
    monkeypatch.setattr(private, "FOLDER", tmp_path)
    return copied


@pytest.mark.parametrize("over", [False, True])
def test_what_is_pressed_after_the_sign_in_was_ended_elsewhere_does_nothing(over, snapshots):
    """Streamlit does what is pressed before the page looks who is there."""
    before = (snapshots / CURRENT).read_text("utf-8")
    at = visit_as("steward", "publish")
    at.text_input(key="back-why").set_value("Trying").run()
    if over:
        signouts.end(at.user)
    at.button(key="back").click().run()
    assert is_closed(at) is over
    assert ((snapshots / CURRENT).read_text("utf-8") == before) is over
    if over:  # what the closed page offers is done
        at.button(key="sign-in").click().run()
        assert is_closed(at) and at.session_state[signin.PRESSED] == 1


def test_what_one_process_has_ended_is_over_in_another(tmp_path, monkeypatch):
    mine, other = claims("reader"), claims("steward")
    monkeypatch.setenv(signouts.SHARED, str(tmp_path))
    signouts.end(mine)
    assert not any("reader" in file.name for file in tmp_path.iterdir())
    monkeypatch.setattr(signouts, "_known", {})  # as in another process
    assert signouts.ended(mine) and not signouts.ended(other) and not signouts.ended(mine | {"iat": 1})
    assert is_closed(visit_with(SECRETS, mine, "trust"))
    monkeypatch.delenv(signouts.SHARED)
    assert not signouts.ended(mine)


def test_a_sign_out_that_cannot_be_shared_holds_here_and_is_logged(tmp_path, monkeypatch):
    mine = claims("reader")
    monkeypatch.setenv(signouts.SHARED, str(tmp_path / "gone"))
    monkeypatch.setattr(signouts, "_known", {})
    signouts.end(mine)
    assert signouts.ended(mine) and log.recent()[0].said == {"kind": "FileNotFoundError"}


@pytest.mark.parametrize(
    ("role", "megabytes", "let_in"), [("steward", "200", 1), ("presenter", "200", 0), ("steward", "0", 0)]
)
def test_a_stewards_session_is_let_send_files_until_the_sign_in_is_over(role, megabytes, let_in, tmp_path, monkeypatch):
    (tmp_path / "uploads").mkdir()
    monkeypatch.setenv(SERVED, "1")
    monkeypatch.setenv(grants.SHARED, str(tmp_path / "uploads"))
    monkeypatch.setenv(grants.MEGABYTES, megabytes)
    at = visit_as(role, "publish")
    given = [*(tmp_path / "uploads").iterdir()]
    assert len(given) == let_in and is_closed(at) == (role == "presenter")
    assert bool([said for said in at.info if said.value == NOT_HERE.en]) == (role == "steward" and not let_in)
    for file in given:
        assert file.stat().st_mtime == pytest.approx(at.user["iat"] + HOURS * 3600)
        at.button(key="sign-out").click().run()
        assert not file.exists()


def test_who_is_signed_in_stands_in_the_header_and_in_no_line_of_the_log():
    at = visit_as("presenter", "trust", lang="zh")
    assert "Li Na · 演示者" in [text.value for text in at.text]
    assert log.recent()[0].said == {"role": "presenter"}
    assert not any("example.org" in event.line(True) or "Li Na" in event.line(True) for event in log.recent())
