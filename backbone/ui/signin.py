"""Sign-in, where a deployment wants it: who is there, and what the page shows instead where it does not open."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SessionState

from backbone import log
from backbone.punctuation import capitalised, dotted
from backbone.roles import AUTH, MISSING, ROLES, SIGNED_OUT, UNREADABLE, Refused, Role, Roles, RolesError, may
from backbone.site import LEAST, PAGES, PRODUCT, PUBLISH, STEWARD
from backbone.text import LANGS, Lang, Text
from backbone.ui import browser, grants, signouts
from backbone.ui.alone import alone

# Where this is set and no sign-in is configured, the site is closed: losing the secrets file must not open it.
REQUIRED = "BACKBONE_SIGN_IN"
# What a session has logged of its sign-in, how often that was pressed, and why the browser came back, or stayed.
TOLD, PRESSED, WHY = "sign-in-told", "sign-in-pressed", "sign-in-why"
# The page that a session was let into last.
INSIDE = "let-into"
# How long the sign-in service may take to say where people sign in, in seconds.
PATIENCE = 5

SIGN_IN, SIGN_OUT = Text("Sign in", "登录"), Text("Sign out", "退出登录")
WELCOME = Text(
    "This dashboard is open to people with a role in the programme. Sign in with your organisation's account; "
    "afterwards you come to what you asked for.",
    "本看板仅向项目授权人员开放。请用所在机构的账户登录，登录后将回到您要访问的页面。",
)
NOT_COMPLETED = Text(
    "The sign-in was not completed: the sign-in service refused it, or it was left before its end. Please try again; "
    "if it happens again, tell the data steward.",
    "登录未完成：可能是登录服务拒绝了请求，或中途退出。请重试；若仍未成功，请联系数据管理员。",
)
NO_SERVICE = Text(
    "The sign-in service does not answer. Please try again in a few minutes; if that does not help, tell the data "
    "steward.",
    "登录服务没有响应。请过几分钟再试；若仍无响应，请联系数据管理员。",
)
NOT_SET_UP = Text("Sign-in is not set up correctly, so nothing is shown", "登录设置有误，暂不展示任何内容")
NOT_OPEN = Text("This page is not open to you", "您无权查看此页")
NOT_FOR_YOU = Text(
    "Only a {least} may see it; you are signed in as a {role}.", "此页仅供{least}使用，您的角色是{role}。"
)
NO_PAGE, NO_PAGE_WHY = (
    Text("There is no such page", "没有这个页面"),
    Text("The address leads nowhere; the map is a good place to begin.", "此网址没有对应的页面，请从地图开始。"),
)
NO_STAGE = Text(
    "The stage is for presenters: the page is shown as it is.", "演示模式仅供演示者使用，现按普通页面显示。"
)
_mount = browser.code("signin")


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page: their role, None where nobody signs in; and how they are called."""

    role: Role | None = None
    name: str = ""

    def may(self, what: str) -> bool:
        """Whether they see a page, or the stage (`site.LEAST`). Where nobody signs in, who is at the machine that the
        server runs on may publish."""
        return may(self.role, LEAST[what]) or (what == "publish" and self.role is None and alone())


def admitted(page_id: str, lang: Lang) -> Visitor:
    """Who looks at the page, if it is open to them; else a calm page says why it is not, and the run stops."""
    try:
        roles = _roles()
    except RolesError as error:
        log.refusal("sign-in not set up", why=error.text.en)
        _instead(lang, NOT_SET_UP, error.text)
    if roles is None:
        visitor = Visitor()
    elif not st.user.get("is_logged_in"):
        _sign_in(lang)
    else:
        visitor = _signed_in(roles, lang)
    if not visitor.may(page_id):
        _closed(visitor, page_id, lang)
    st.session_state[INSIDE] = page_id
    return visitor


@cache
def heed() -> None:
    """From now on what is pressed on a page is done only while that page is open to whoever looks: Streamlit does it
    before the page runs, and has no setting for that. Once a process."""
    do = SessionState._call_callbacks

    def held(session: SessionState, **more: Any) -> None:
        inside = st.session_state.get(INSIDE)
        if inside is None or _open(inside):
            do(session, **more)

    setattr(SessionState, do.__name__, held)


def way_to_publish(lang: Lang) -> None:
    """The way to publishing for who is at the machine that the server runs on, where nobody signs in; others have it
    beside their name, or not at all."""
    if _roles() is None and Visitor().may("publish"):
        st.page_link(PUBLISH.path, label=PUBLISH.name(lang), icon=":material/upload_file:", query_params={"lang": lang})


def hold() -> None:
    """For fragments: where one runs without its page, and the sign-in has ended meanwhile, runs the whole page, which
    then says so."""
    running = get_script_run_ctx()
    if running and running.fragment_ids_this_run and not _open(st.session_state[INSIDE]):
        st.rerun()


def takes_files() -> int:
    """The megabytes that a file of this session may have behind a proxy that lets the files of a signed-in steward in;
    0 where it does not."""
    roles = _roles()
    claims: Mapping[str, Any] = st.user.to_dict()
    if roles is None or not _open("publish"):
        return 0
    return grants.give(signouts.name(claims), claims["iat"] + roles.hours * 3600)


def called() -> tuple[str, ...]:
    """How whoever is signed in is called, e-mail address before name; nothing where nobody signs in."""
    claims = st.user.to_dict() if st.user.get("is_logged_in") else {}
    return tuple(one for key in ("email", "name") if isinstance(one := claims.get(key), str) and one.strip())


def follow(visitor: Visitor) -> None:
    """Tells the browser that somebody has signed in, so that it returns to the page that was asked for before."""
    if visitor.role is not None:
        _mount(None, "signed-in", {"signed": "in"})


def account(visitor: Visitor, lang: Lang) -> None:
    """Who is signed in, small, with the way out, and for a steward the way to the steward's page; nothing where nobody
    signs in."""
    if visitor.role is None:
        return
    role = ROLES[visitor.role](lang)
    with st.popover(capitalised(role), key="account", icon=":material/account_circle:", type="tertiary"):
        st.text(dotted((visitor.name, role)))
        for page in (STEWARD, PUBLISH) if visitor.may("steward") else ():
            st.page_link(page.path, label=page.name(lang), query_params={"lang": lang})
        _sign_out(SIGN_OUT(lang))


def _roles() -> Roles | None:
    """The roles that the secrets give; None where they want no sign-in."""
    try:
        secrets = st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if error.error_id != "no-secrets-found":
            raise RolesError(UNREADABLE) from None
        secrets = {}
    except (OSError, UnicodeDecodeError):
        raise RolesError(UNREADABLE) from None
    roles = Roles.read(secrets)
    if roles is None and os.environ.get(REQUIRED):
        raise RolesError(MISSING)
    return roles


def _open(page_id: str) -> bool:
    """Whether a page is open to whoever looks now."""
    try:
        roles = _roles()
        if roles is None:
            return Visitor().may(page_id)
        return bool(st.user.get("is_logged_in")) and Visitor(_role(roles, st.user.to_dict())).may(page_id)
    except (RolesError, Refused):
        return False


def _signed_in(roles: Roles, lang: Lang) -> Visitor:
    """Whoever is signed in, with a role; else a calm page says why the sign-in opens nothing, and the run stops."""
    claims = st.user.to_dict()
    try:
        role = _role(roles, claims)
    except Refused as refused:
        _log_once("sign-in refused", reason=refused.reason)
        _sign_in(lang, refused.text)
    _log_once("signed in", role=role)
    called = (claims.get(key) for key in ("name", "email"))
    return Visitor(role, next((name for name in called if isinstance(name, str)), ""))


def _role(roles: Roles, claims: Mapping[str, Any]) -> Role:
    """The role of whoever is signed in; Refused where they have none, or have signed out."""
    if signouts.ended(claims):
        raise Refused("signed out", SIGNED_OUT)
    return roles.of(claims, time.time())


def _log_once(what: str, **said: str) -> None:
    """Logs how the session signed in, when that is new."""
    if st.session_state.get(TOLD) != (what, said):
        st.session_state[TOLD] = (what, said)
        (log.event if what == "signed in" else log.refusal)(what, **said)


def _sign_in(lang: Lang, why: Text | None = None) -> NoReturn:
    """The page of whoever is not signed in, or of whom the sign-in opens nothing, which `why` says."""
    came_back = st.session_state.pop(WHY, WELCOME)
    st.session_state.pop(INSIDE, None)
    with _calm(lang, PRODUCT):
        _both(lang, why or came_back)
        with st.container(horizontal=True):
            st.button(_in_both(lang, SIGN_IN), key="sign-in", on_click=_press)
            if why:
                _sign_out(_in_both(lang, SIGN_OUT))
        told = {"signed": "out", "pressed": str(st.session_state.get(PRESSED, 0)), "stays": came_back is NO_SERVICE}
        _mount(None, "signed-out", told, on_returned_change=_returned, on_ready_change=_go)
    st.stop()


def _press() -> None:
    """Has the browser note the page it is on; it then reports that it can leave for the sign-in service."""
    st.session_state[PRESSED] = st.session_state.get(PRESSED, 0) + 1


def _returned() -> None:
    st.session_state[WHY] = NOT_COMPLETED


def _go() -> None:
    """Has the browser leave for the sign-in service, if that answers: Streamlit's own way there would end at a line of
    English."""
    import httpx2  # loaded when somebody signs in

    try:
        said = httpx2.get(st.secrets[AUTH]["server_metadata_url"], timeout=PATIENCE).raise_for_status().json()
        answers = "authorization_endpoint" in said
    except (httpx2.HTTPError, httpx2.InvalidURL, TypeError, ValueError):
        answers = False
    if answers:
        st.login()
    else:
        st.session_state[WHY] = NO_SERVICE
        log.refusal("sign-in not possible")


def _sign_out(label: str) -> None:
    st.button(label, key="sign-out", icon=":material/logout:", type="tertiary", on_click=_leave)


def _leave() -> None:
    signouts.end(st.user.to_dict())
    log.event("signed out")
    st.logout()


def _closed(visitor: Visitor, page_id: str, lang: Lang) -> NoReturn:
    """What a visitor sees of a page that is not open to them: without a role, nobody is told that there are roles."""
    if visitor.role is not None:
        why = NOT_FOR_YOU.filled(least=ROLES[LEAST[page_id]], role=ROLES[visitor.role])
        _instead(lang, NOT_OPEN, why, way=True)
    _instead(lang, NO_PAGE, NO_PAGE_WHY, way=True)


def _instead(lang: Lang, heading: Text, why: Text, way: bool = False) -> NoReturn:
    """A calm page in place of the one asked for, with the way to the map where that is open; the run stops."""
    with _calm(lang, heading):
        _both(lang, why)
        if way:
            st.page_link(PAGES["home"].path, label=PAGES["home"].name(lang), query_params={"lang": lang})
    st.stop()


@contextmanager
def _calm(lang: Lang, heading: Text) -> Iterator[None]:
    """The frame of a page that shows no data: its heading, and room for a few sentences."""
    st.set_page_config(page_title=PRODUCT(lang), layout="centered", initial_sidebar_state="collapsed")
    st.title(heading(lang), anchor=False)
    yield


def _both(lang: Lang, said: Text) -> None:
    """A paragraph in both languages, the reader's first."""
    for one in _ordered(lang):
        st.write(said(one))


def _in_both(lang: Lang, said: Text) -> str:
    return " / ".join(said(one) for one in _ordered(lang))


def _ordered(lang: Lang) -> list[Lang]:
    return sorted(LANGS, key=lambda one: one != lang)
