"""Roles whose holders need a second factor."""

# Who moves or decides money, roles, clearances, whitelists or rules, or reads personal data in bulk. One list for all:
# signing in asks these for a second factor from the first time on, and a route that wants a strong sign-in may be
# open to no other role.
SECOND_FACTOR_ROLES = frozenset(
    {
        "system-administrator",
        "security-administrator",
        "auditor",
        "city-officer",
        "district-officer",
        "finance-officer",
        "inspector",
        "police-officer",
        "market-officer",
        "culture-officer",
        "principal",
        "school-administrator",
        "school-accountant",
        "school-cashier",
        "vendor-clerk",
    }
)


def needs_second_factor(role: str) -> bool:
    return role in SECOND_FACTOR_ROLES
