"""Whoever runs a demo is given an account for each role."""

from sample_city.city import build
from sample_city.journey.stage import ROLES
from sample_city.journey.term import people_to_try


def test_names_one_account_per_role_and_nobody_twice() -> None:
    people = people_to_try(build(pupils=120))
    posts = {post for _, role, _ in people for post in role.split("、")}
    missing = ROLES.keys() - posts
    assert missing == set()
    others = {role for _, role, _ in people} - ROLES.keys()
    assert {"家长", "机构经办", "授课教师"} <= others
    assert any("系统管理员" in role for role in others)
    assert len({name for name, _, _ in people}) == len(people)


def test_names_the_organisation_for_which_each_acts() -> None:
    city = build(pupils=120)
    places = {role: place for _, role, place in people_to_try(city)}
    assert (places["市级专班"], places["财政经办"]) == (city.name, city.district_name)
