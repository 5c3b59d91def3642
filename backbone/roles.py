"""Who may see what where people sign in: the roles, and the table of the secrets that gives them to people.

Anything in that table that is not understood closes the whole site: half a table could open what it should not."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from backbone.punctuation import names
from backbone.text import LANGS, Text

Role = Literal["reader", "presenter", "steward"]
# Each may do what those before it may.
ROLES: Mapping[Role, Text] = {
    "reader": Text("reader", "读者"),
    "presenter": Text("presenter", "演示者"),
    "steward": Text("steward", "数据管理员"),
}
AUTH, TABLE, GROUP = "auth", "roles", "group:"
SETTINGS = ("group_claim", "hours", "unverified_email")
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# The one table that [auth] may hold: what the client says to the service.
CLIENT_SETTINGS = "client_kwargs"
CALLBACK = "/oauth2callback"
# Signs of the secret that signs the cookies: fewer can be guessed.
SECRET = 32
HOURS, LONGEST = 12, 720
# How far the clock of the sign-in service may be ahead of ours, in seconds.
AHEAD = 300
# Plain letters only: others look like these, and some are made these when they are written small.
EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+", re.ASCII)

UNREADABLE = Text("secrets.toml cannot be read.", "无法读取 secrets.toml。")
MISSING = Text(
    "Sign-in is required here, and secrets.toml has no [auth] and [roles].",
    "本站要求登录，但 secrets.toml 中没有 [auth] 和 [roles]。",
)
ONE_ALONE = Text(
    "secrets.toml has [{there}] without [{missing}]: a sign-in needs both.",
    "secrets.toml 中有 [{there}]，但没有 [{missing}]：登录需要两者齐备。",
)
LACKS = Text("[auth] in secrets.toml lacks {keys}.", "secrets.toml 的 [auth] 缺少 {keys}。")
SHORT_SECRET = Text(
    "cookie_secret in secrets.toml is shorter than {n} signs.", "secrets.toml 中的 cookie_secret 少于 {n} 个字符。"
)
ONE_PROVIDER = Text(
    "[auth] in secrets.toml holds a table “{key}”: people sign in with one service here, and its keys stand in [auth] "
    "itself.",
    "secrets.toml 的 [auth] 中含有子表“{key}”：本站只使用一个登录服务，其各项直接写在 [auth] 中。",
)
NO_CALLBACK = Text(
    "redirect_uri in secrets.toml is not a web address that ends in /oauth2callback.",
    "secrets.toml 中的 redirect_uri 不是以 /oauth2callback 结尾的网址。",
)
UNKNOWN_KEY = Text(
    "[roles] in secrets.toml holds “{key}”, neither a role nor a setting. Roles: {roles}; settings: {settings}.",
    "secrets.toml 的 [roles] 中有“{key}”，既非角色也非设置。角色：{roles}；设置：{settings}。",
)
NO_LIST = Text("“{key}” in [roles] is not a list of texts.", "[roles] 中的“{key}”不是文字列表。")
NO_ENTRY = Text(
    "Entry {n} of “{key}” in [roles] is neither an e-mail address nor “group:” and a name.",
    "[roles] 中“{key}”的第 {n} 项既不是电子邮箱，也不是“group:”加名称。",
)
NOBODY = Text("[roles] in secrets.toml names nobody.", "secrets.toml 的 [roles] 没有列出任何人。")
NO_SETTING = Text("“{key}” in [roles] must be {wanted}.", "[roles] 中的“{key}”必须是{wanted}。")
WANTED: Mapping[str, Text] = {
    "group_claim": Text("the name of a claim", "声明的名称"),
    "hours": Text("a number of hours from 1 to 720", "1 至 720 之间的小时数"),
    "unverified_email": Text("true or false", "true 或 false"),
}

FOR_ANOTHER = Text("This sign-in was made for another application.", "此次登录是为其他应用办理的。")
OVER = Text(
    "Your sign-in has ended; it lasts {n:hour|hours}. Please sign in again.",
    "您的登录已过期（有效期 {n} 小时），请重新登录。",
)
SIGNED_OUT = Text("You have signed out.", "您已退出登录。")
UNVERIFIED = Text(
    "The sign-in service does not vouch for your e-mail address, so it gives no role here.",
    "登录服务未确认您的电子邮箱，因此不能据此获得权限。",
)
NO_ROLE = Text(
    "You are signed in, but have no role on this site. Ask its data steward for one, or sign in with another account.",
    "您已登录，但在本站没有任何角色。请联系数据管理员开通，或换一个账户登录。",
)


class RolesError(Exception):
    """A table of roles that is not understood; `text` says what is wrong with it, and nobody's name."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Refused(Exception):
    """A sign-in that opens nothing: `text` says why to whom it was, `reason` to the log."""

    def __init__(self, reason: str, text: Text) -> None:
        super().__init__(reason)
        self.reason, self.text = reason, text


@dataclass(frozen=True)
class Roles:
    """Who has which role: by e-mail address, or by a group that the claim `group_claim` names. A sign-in made for
    `client` holds `hours`; an address counts where the provider says that it is verified, or need not say so."""

    client: str
    people: Mapping[str, Role]
    groups: Mapping[str, Role]
    group_claim: str = "groups"
    hours: float = HOURS
    unverified_email: bool = False

    @classmethod
    def read(cls, secrets: Mapping[str, Any]) -> "Roles | None":
        """The roles that the secrets give; None where they speak of no sign-in. RolesError for all that is not
        understood."""
        there = [name for name in (AUTH, TABLE) if secrets.get(name) is not None]
        if not there:
            return None
        if len(there) == 1:
            missing = TABLE if there == [AUTH] else AUTH
            raise RolesError(ONE_ALONE.filled(there=there[0], missing=missing))
        auth, table = secrets[AUTH], secrets[TABLE]
        _check_auth(auth)
        if not isinstance(table, Mapping):
            raise RolesError(NO_LIST.filled(key=TABLE))
        for key in table:
            if key not in ROLES and key not in SETTINGS:
                raise RolesError(UNKNOWN_KEY.filled(key=_short(key), roles=_all(ROLES), settings=_all(SETTINGS)))
        people: dict[str, Role] = {}
        groups: dict[str, Role] = {}
        for role in ROLES:
            for n, entry in enumerate(_listed(table, role), 1):
                if entry.startswith(GROUP) and entry.removeprefix(GROUP).strip():
                    groups[entry.removeprefix(GROUP).strip()] = role
                elif EMAIL.fullmatch(entry):
                    people[entry.lower()] = role
                else:
                    raise RolesError(NO_ENTRY.filled(key=role, n=n))
        if not people and not groups:
            raise RolesError(NOBODY)
        return cls(auth["client_id"], people, groups, **_settings(table))

    def of(self, claims: Mapping[str, Any], now: float) -> Role:
        """The highest role of whoever the provider makes these claims of, at a time in seconds; Refused if none."""
        audience, made = claims.get("aud"), claims.get("iat")
        if self.client not in (audience if isinstance(audience, list) else [audience]):
            raise Refused("audience", FOR_ANOTHER)
        if isinstance(made, bool) or not isinstance(made, int | float):
            made = math.nan
        if not now - self.hours * 3600 <= made <= now + AHEAD:  # nor is NaN between them
            raise Refused("over", OVER.filled(n=f"{self.hours:g}"))
        said = claims.get(self.group_claim)
        named = [group for group in (said if isinstance(said, list) else [said]) if isinstance(group, str)]
        found = [self.groups[group] for group in named if group in self.groups]
        email = claims.get("email")
        known = self.people.get(email.strip().lower()) if isinstance(email, str) and email.isascii() else None
        verified = claims.get("email_verified", self.unverified_email) is True
        if known and verified:
            found.append(known)
        if not found:
            raise Refused("unverified", UNVERIFIED) if known else Refused("no role", NO_ROLE)
        return max(found, key=[*ROLES].index)


def may(role: Role | None, least: Role) -> bool:
    """Whether a role may do whatever needs at least the role `least`. Where nobody signs in (None), everybody may
    present, and nothing more."""
    ranks = [*ROLES]
    return ranks.index(role or "presenter") >= ranks.index(least)


def _check_auth(auth: object) -> None:
    """RolesError unless the provider is wholly named."""
    said = auth if isinstance(auth, Mapping) else {}
    for key, value in said.items():
        if isinstance(value, Mapping) and key != CLIENT_SETTINGS:
            raise RolesError(ONE_PROVIDER.filled(key=_short(key)))
    lacking = [key for key in NEEDED if not isinstance(said.get(key), str) or not said[key].strip()]
    if lacking:
        raise RolesError(LACKS.filled(keys=_all(lacking)))
    if len(said["cookie_secret"]) < SECRET:
        raise RolesError(SHORT_SECRET.filled(n=SECRET))
    address = urlsplit(said["redirect_uri"])
    if address.scheme not in ("http", "https") or not address.netloc or not address.path.endswith(CALLBACK):
        raise RolesError(NO_CALLBACK)


def _listed(table: Mapping[str, Any], role: str) -> list[str]:
    """The entries of a role."""
    listed = table.get(role, [])
    if not isinstance(listed, list) or not all(isinstance(entry, str) for entry in listed):
        raise RolesError(NO_LIST.filled(key=role))
    return [entry.strip() for entry in listed]


def _settings(table: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that the table has, each as it must be."""
    said = {key: table[key] for key in SETTINGS if key in table}
    sound = {
        "group_claim": lambda value: isinstance(value, str) and bool(value.strip()),
        "hours": lambda value: type(value) in (int, float) and 1 <= value <= LONGEST,
        "unverified_email": lambda value: isinstance(value, bool),
    }
    for key, value in said.items():
        if not sound[key](value):
            raise RolesError(NO_SETTING.filled(key=key, wanted=WANTED[key]))
    return said


def _all(keys: Any) -> Text:
    en, zh = (names(keys, lang) for lang in LANGS)
    return Text(en, zh)


def _short(key: str) -> str:
    """A key as a sentence may repeat it: what looks like an address is nobody's business."""
    return key if re.fullmatch(r"[\w-]{1,30}", key) else "…"
