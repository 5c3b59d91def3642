"""Which types of PostgreSQL and Spark hold a declared type without a guess."""

import pytest

from backbone.publish.engines.offered import Column, held
from backbone.publish.raw import PublishError


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("adcode", "text"),
        ("adcode", "character(6)"),
        ("adcode", "character varying(20)"),
        ("adcode", "STRING"),
        ("policy_year", "smallint"),
        ("policy_year", "numeric(4,0)"),
        ("paid_rmb", "numeric"),
        ("paid_rmb", "numeric(14,2)"),
        ("paid_rmb", "decimal(14, 2)"),
        ("paid_rmb", "bigint"),
        ("decided_on", "date"),
    ],
)
def test_a_type_that_holds_what_is_declared(column, kind):
    held({"claims": [Column(column, kind)]})


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("adcode", "integer"),
        ("policy_year", "text"),
        ("policy_year", "numeric(6,2)"),
        ("paid_rmb", "double precision"),
        ("paid_rmb", "money"),
        ("decided_on", "timestamp without time zone"),
        ("decided_on", "text"),
    ],
)
def test_a_type_that_would_need_a_guess_is_said(column, kind):
    with pytest.raises(PublishError) as caught:
        held({"claims": [Column(column, kind)]})
    assert str(caught.value).startswith(f"claims: column {column} is {kind}; make it ")
