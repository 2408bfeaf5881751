"""What is started waits for what it stands on, and configuration is rendered whole or not at all."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stack.clock import stops
from stack.console import root
from stack.environment import service_environment
from stack.installation import Given, Installation, open_installation
from stack.parts.envoy import edge_values, render_edge
from stack.parts.part import PartFailed
from stack.plan import make_plan, realm_values
from stack.realm import render_realm
from stack.render import NameWithoutValue, render


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    chosen = open_installation(tmp_path, given=Given())
    return Installation(root(), chosen.state, chosen.ports, chosen.secrets)


def test_lists_every_need_before_whoever_has_it(installation: Installation) -> None:
    for roles in ("serve", "split"):
        seen: set[str] = set()
        for unit in make_plan(installation, roles=roles):
            assert set(unit.needs) <= seen, unit.name
            seen.add(unit.name)


def test_splits_a_service_into_its_roles(installation: Installation) -> None:
    names = {unit.name for unit in make_plan(installation, roles="split")}
    assert {"billing-http", "billing-grpc", "billing-relay", "billing-consume", "billing-work"} <= names
    assert "billing" not in names


def test_takes_what_was_asked_for_and_what_it_needs(installation: Installation) -> None:
    names = {unit.name for unit in make_plan(installation, only=frozenset({"keycloak"}))}
    assert names == {"postgres", "databases", "keycloak"}


def test_refuses_a_part_there_is_not(installation: Installation) -> None:
    with pytest.raises(PartFailed, match="no part called postgers"):
        make_plan(installation, only=frozenset({"postgers"}))


def test_leaves_out_what_is_given(installation: Installation) -> None:
    given = Given(postgres_url="postgresql://a:b@h/postgres", kafka_bootstrap="b:1", redis_url="redis://r:1/0")
    elsewhere = Installation(
        installation.root, installation.state, installation.ports, installation.secrets, given=given
    )
    units = {unit.name: unit for unit in make_plan(elsewhere)}
    assert not {"postgres", "kafka", "valkey"} & units.keys()
    assert units["databases"].needs == ()


def test_fills_in_the_whole_edge(installation: Installation) -> None:
    rendered = render_edge((root() / "gateway" / "edge" / "envoy.yaml").read_text(), edge_values(installation))
    assert str(installation.ports["billing-http"]) in rendered


def test_names_what_a_template_lacks_and_leaves_translations_alone() -> None:
    assert render("${A} ${username}", {"A": 1}) == "1 ${username}"
    with pytest.raises(NameWithoutValue, match="B, C"):
        render("${A} ${C} ${B}", {"A": 1})


def test_keeps_the_sample_driver_out_of_a_realm_that_is_not_local(installation: Installation) -> None:
    folder, values = root() / "deploy" / "keycloak", realm_values(installation)
    local = json.loads(render_realm(folder, values, local=True))
    elsewhere = json.loads(render_realm(folder, values, local=False))
    assert "sample-driver" in {client["clientId"] for client in local["clients"]}
    assert "sample-driver" not in {client["clientId"] for client in elsewhere["clients"]}
    assert "hashIterations(1)" not in elsewhere["passwordPolicy"]
    for realm in (local, elsewhere):
        assert not any(client["directAccessGrantsEnabled"] for client in realm["clients"])


def test_gives_a_sample_second_factor_in_the_local_realm_only(installation: Installation) -> None:
    folder, values = root() / "deploy" / "keycloak", realm_values(installation)
    for local in (True, False):
        realm = json.loads(render_realm(folder, values, local=local))
        people = [user for user in realm["users"] if "serviceAccountClientId" not in user]
        assert {user["username"] for user in people} == {"system-administrator", "security-administrator"}
        for user in people:
            kinds = [credential["type"] for credential in user["credentials"]]
            assert kinds == (["password", "otp"] if local else ["password"])
            assert user.get("requiredActions") == (None if local else ["CONFIGURE_TOTP"])
    assert installation.secrets["sample_totp_secret"] not in json.dumps(realm)


def test_has_one_idle_and_one_absolute_limit(installation: Installation) -> None:
    realm = json.loads(render_realm(root() / "deploy" / "keycloak", realm_values(installation), local=False))
    told = service_environment(installation, "sso")
    assert realm["ssoSessionIdleTimeout"] == told["SSO_SESSION_IDLE_S"]
    assert realm["ssoSessionMaxLifespan"] == told["SSO_SESSION_ABSOLUTE_S"]


def test_stops_at_every_morning_on_the_way() -> None:
    start, target = datetime(2026, 2, 27, 2, tzinfo=UTC), datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert [at.isoformat() for at in stops(start, target)] == [
        "2026-02-28T00:00:00+00:00",
        "2026-03-01T00:00:00+00:00",
        "2026-03-02T00:00:00+00:00",
        "2026-03-02T08:00:00+00:00",
    ]


def test_goes_straight_to_a_target_on_the_same_day() -> None:
    start, target = datetime(2026, 3, 2, 0, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert stops(start, target) == [target]


def test_stops_at_this_mornings_eight_when_it_is_earlier() -> None:
    start, target = datetime(2026, 3, 1, 22, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert stops(start, target) == [datetime(2026, 3, 2, 0, tzinfo=UTC), target]
