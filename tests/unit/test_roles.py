"""Who has which role, and which tables of roles are understood: all else opens nothing."""

from copy import deepcopy

import pytest

from backbone.roles import ROLES, Refused, Roles, RolesError, may

NOW = 1_800_000_000
SECRETS = {
    "auth": {
        "redirect_uri": "https://dashboard.example/oauth2callback",
        "cookie_secret": "0123456789abcdef0123456789abcdef",
        "client_id": "backbone",
        "client_secret": "s",
        "server_metadata_url": "https://id.example/.well-known/openid-configuration",
    },
    "roles": {
        "reader": ["Li@Example.org", "group:staff"],
        "presenter": ["wang@example.org"],
        "steward": ["chen@example.org", "group:data stewards"],
    },
}
CLAIMS = {"aud": "backbone", "iat": NOW - 60, "email": "li@example.org", "email_verified": True}


def changed(**roles: object) -> dict:
    """The secrets with other entries in the table of roles."""
    secrets = deepcopy(SECRETS)
    secrets["roles"] |= roles
    return secrets


def roles(**more: object) -> Roles:
    read = Roles.read(changed(**more))
    assert read is not None
    return read


def refused(claims: dict, table: Roles) -> str:
    with pytest.raises(Refused) as caught:
        table.of(claims, NOW)
    assert caught.value.text.en and caught.value.text.zh
    return caught.value.reason


def test_without_a_word_of_sign_in_there_are_no_roles():
    assert Roles.read({}) is None and Roles.read({"other": 1}) is None


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({}, "reader"),
        ({"email": "WANG@example.org"}, "presenter"),
        ({"email": "nobody@example.org", "groups": ["staff"]}, "reader"),
        ({"groups": "data stewards"}, "steward"),
        ({"groups": ["staff", "data stewards", 7, None, {"a": 1}]}, "steward"),
        ({"email": "wang@example.org", "groups": ["staff"]}, "presenter"),
        ({"email": None, "groups": ["staff"]}, "reader"),
        ({"aud": ["other", "backbone"]}, "reader"),
        ({"email_verified": False, "groups": ["staff"]}, "reader"),
    ],
)
def test_the_highest_role_that_an_address_or_a_group_gives(claims, role):
    assert roles().of(CLAIMS | claims, NOW) == role


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": "other"}, "audience"),
        ({"aud": ["other"]}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": "backbone2"}, "audience"),
        ({"iat": NOW - 12 * 3600 - 1}, "over"),
        ({"iat": NOW + 301}, "over"),
        ({"iat": float("nan")}, "over"),
        ({"iat": 10**400}, "over"),
        ({"iat": None}, "over"),
        ({"iat": True}, "over"),
        ({"iat": "1"}, "over"),
        ({"email_verified": False}, "unverified"),
        ({"email_verified": "false"}, "unverified"),
        ({"email_verified": "true"}, "unverified"),
        ({"email": "stranger@example.org"}, "no role"),
        ({"email": "\u212aang@example.org"}, "no role"),
        ({"email": ["li@example.org"]}, "no role"),
        ({"email": "", "groups": ["Staff", "group:staff", ""]}, "no role"),
        ({"email": None, "groups": {"staff": 1}.keys}, "no role"),
    ],
)
def test_any_other_sign_in_opens_nothing(claims, reason):
    assert refused(CLAIMS | claims, roles()) == reason


def test_an_address_that_the_provider_does_not_vouch_for_counts_only_where_the_table_says_so():
    silent = {key: value for key, value in CLAIMS.items() if key != "email_verified"}
    assert refused(silent, roles()) == "unverified"
    assert roles(unverified_email=True).of(silent, NOW) == "reader"
    assert refused(silent | {"email_verified": False}, roles(unverified_email=True)) == "unverified"


def test_the_settings_are_heeded():
    assert roles(group_claim="team").of(CLAIMS | {"team": ["data stewards"]}, NOW) == "steward"
    assert refused(CLAIMS | {"iat": NOW - 3601}, roles(hours=1)) == "over"
    assert roles(hours=1.5).of(CLAIMS | {"iat": NOW - 3601}, NOW) == "reader"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"editor": ["li@example.org"]}, "editor"),
        ({"li@example.org": "reader"}, "…"),
        ({"reader": "li@example.org"}, "reader"),
        ({"reader": ["li@example.org", 7]}, "reader"),
        ({"presenter": ["li@example.org", "wang"]}, "2"),
        ({"presenter": ["group:"]}, "1"),
        ({"presenter": ["l\u00ed@example.org"]}, "1"),
        ({"presenter": ["*"]}, "1"),
        ({"hours": 0}, "hours"),
        ({"hours": True}, "hours"),
        ({"hours": "12"}, "hours"),
        ({"hours": float("nan")}, "hours"),
        ({"group_claim": ""}, "group_claim"),
        ({"unverified_email": "no"}, "unverified_email"),
        ({"reader": [], "presenter": [], "steward": []}, "nobody"),
    ],
)
def test_a_table_that_is_not_understood_says_what_is_wrong_and_names_nobody(wrong, named):
    with pytest.raises(RolesError) as caught:
        Roles.read(changed(**wrong))
    text = caught.value.text
    assert named in text.en and "@" not in text.en + text.zh


@pytest.mark.parametrize("key", SECRETS["auth"])
@pytest.mark.parametrize("value", [None, "", 7, "short"])
def test_a_provider_that_is_not_wholly_named_opens_nothing(key, value):
    secrets = deepcopy(SECRETS)
    secrets["auth"][key] = value
    if value == "short" and key not in ("cookie_secret", "redirect_uri"):
        assert Roles.read(secrets)
        return
    with pytest.raises(RolesError) as caught:
        Roles.read(secrets)
    assert key in caught.value.text.en and key in caught.value.text.zh


def test_a_second_service_opens_nothing_and_what_the_client_says_may_be_a_table():
    secrets = deepcopy(SECRETS)
    secrets["auth"]["client_kwargs"] = {"scope": "openid email"}
    assert Roles.read(secrets)
    secrets["auth"]["google"] = {"client_id": "other"}
    with pytest.raises(RolesError) as caught:
        Roles.read(secrets)
    assert "google" in caught.value.text.en and "google" in caught.value.text.zh


@pytest.mark.parametrize("alone", ["auth", "roles"])
def test_half_a_configuration_opens_nothing(alone):
    with pytest.raises(RolesError):
        Roles.read({alone: SECRETS[alone]})
    with pytest.raises(RolesError):
        Roles.read({**SECRETS, alone: "text"})


def test_each_role_may_do_what_those_before_it_may_and_everybody_may_present_where_nobody_signs_in():
    order = [*ROLES]
    for held in order:
        assert [least for least in order if may(held, least)] == order[: order.index(held) + 1]
    assert [least for least in order if may(None, least)] == ["reader", "presenter"]
