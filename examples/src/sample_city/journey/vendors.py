"""Three vendors ask to teach in schools: one is listed, one fails for a stated reason, one will drop out by itself."""

from datetime import date
from typing import Any

from sample_city.city import City, Course, Vendor
from sample_city.journey.stage import Stage
from sample_city.people import Person, StepFailed, seen

REGISTRY = "/api/vendor-registry/v1"
OFFICES = ("education", "police", "market", "culture")
OFFICERS = ("教育局经办", "公安审核", "市场监管审核", "文旅体育审核")
SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
DECLARED = {
    "abnormal_operation": False,
    "failed_annual_check_on": None,
    "removed_elsewhere_on": None,
    "accepts_fund_supervision": True,
    "foreign_courses": False,
}
CHECKED_ON = date(2026, 1, 15)
CHECKED_TOO_LONG_AGO = date(2024, 12, 1)


def applicant(vendor: Vendor) -> Person:
    return Person(vendor.login, "vendor-applicant@/vendor-applicant")


def clerk(vendor: Vendor) -> Person:
    return Person(vendor.login, f"vendor-clerk@/vendor/{vendor.uscc}")


def handle_of(vendor: Vendor, place: int) -> str:
    """What the vendor calls the account of its `place`-th instructor."""
    return f"{vendor.login}i{place + 1}"


def instructor_login(vendor: Vendor, place: int) -> str:
    """The sign-in name that follows: the registry adds the vendor's code."""
    return f"{handle_of(vendor, place)}.{vendor.uscc.lower()}"


async def register_vendors(stage: Stage) -> None:
    """Everything on file: licences with scans, insurance, instructors with proofs, courses with both prices."""
    vendors = stage.city.vendors
    for place, vendor in enumerate(vendors, start=1):
        entity = _legal_entity(vendor, stage.city.district_path)
        found = await stage.people.ask(applicant(vendor), "POST", f"{REGISTRY}/vendors", json=entity)
        stage.known[f"vendor:{vendor.uscc}"] = found["id"]
        address = f"{REGISTRY}/vendors/{found['id']}"
        await _file_licences(stage, vendor, address)
        await _confirm(stage, address)
        await _file_instructors(stage, vendor, address)
        for course in vendor.courses:
            filed = await stage.people.ask(
                applicant(vendor), "POST", f"{address}/courses", json=_course(course), key=course.title
            )
            stage.known[f"course:{vendor.uscc}:{course.title}"] = filed["id"]
        stage.progress("vendors register", place, len(vendors))


async def announce_round(stage: Stage) -> None:
    body = {
        "term": stage.term,
        "title": "2026年春季学期课后服务第三方机构遴选",
        "applications_from": "2026-02-25",
        "applications_until": "2026-02-26",
        "listing_until": "2027-02-28",
        "offices": list(OFFICES),
    }
    found = await stage.people.ask(stage.officer("教育局经办"), "POST", f"{REGISTRY}/rounds", json=body)
    stage.known["round"] = found["id"]


async def apply_to_round(stage: Stage) -> None:
    """Each application is checked at once; the shortcomings are told with their clauses."""
    for vendor in stage.city.vendors:
        body = {
            "vendor_id": stage.known[f"vendor:{vendor.uscc}"],
            "course_ids": [stage.known[f"course:{vendor.uscc}:{course.title}"] for course in vendor.courses],
            "declarations": DECLARED,
        }
        address = f"{REGISTRY}/rounds/{stage.known['round']}/applications"
        application = await stage.people.ask(applicant(vendor), "POST", address, json=body)
        if bool(application["shortcomings"]) != bool(vendor.flaw):
            raise StepFailed(f"the documents of {vendor.uscc} were judged wrongly: {application['shortcomings']}")
        stage.known[f"application:{vendor.uscc}"] = application


async def review_jointly(stage: Stage) -> None:
    for vendor in stage.city.vendors:
        application = stage.known[f"application:{vendor.uscc}"]
        if application["state"] != "complete":
            continue
        for post in OFFICERS:
            address = f"{REGISTRY}/applications/{application['id']}/reviews"
            word = {"json": {"decision": "approve"}, "headers": seen(application)}
            application = await stage.people.ask(stage.officer(post), "POST", address, **word)


async def _confirm(stage: Stage, address: str) -> None:
    """The market office looks at the business licence, and at who acts for the vendor."""
    officer = stage.officer("市场监管审核")
    dossier = await stage.people.ask(officer, "GET", address)
    licence = next(one["id"] for one in dossier["licences"] if one["kind"] == "business")
    body = {"licence_id": licence, "registrant_acts_for_vendor": True}
    await stage.people.ask(officer, "POST", f"{address}/confirmation", json=body, headers=seen(dossier))


async def put_on_display(stage: Stage) -> None:
    await _carry_out(stage, "publicity")


async def list_vendors(stage: Stage) -> None:
    """After three working days on display the dated list is made; who failed is not on it."""
    await _carry_out(stage, "listing")
    listed = await stage.people.pages(stage.officer("教育局经办"), f"{REGISTRY}/whitelist")
    expected = {vendor.uscc for vendor in stage.city.vendors if not vendor.flaw}
    if {one["uscc"] for one in listed} != expected:
        raise StepFailed(f"the whitelist holds {[one['uscc'] for one in listed]}, not {sorted(expected)}")


async def _carry_out(stage: Stage, step: str) -> None:
    """The officer looks at what the round comes to, and carries out exactly that."""
    officer, address = stage.officer("教育局经办"), f"{REGISTRY}/rounds/{stage.known['round']}"
    result = await stage.people.ask(officer, "GET", f"{address}/result")
    await stage.people.ask(officer, "POST", f"{address}/{step}", json={"digest": result["digest"]})


async def sign_contracts(stage: Stage) -> None:
    """Each school contracts both listed vendors: drafted by the office, signed by the principal, then by the vendor."""
    for school in stage.city.schools:
        for vendor in good_vendors(stage.city):
            wanted = [{"course_id": stage.known[f"course:{vendor.uscc}:{one.title}"]} for one in vendor.courses]
            body = {"vendor_id": stage.known[f"vendor:{vendor.uscc}"], "term": stage.term, "courses": wanted}
            office = stage.at(school, "学校管理员")
            contract = await stage.people.ask(office, "POST", f"{REGISTRY}/contracts", json=body, key=vendor.uscc)
            address = f"{REGISTRY}/contracts/{contract['id']}/signature"
            shown = {"digest": contract["digest"]}
            await stage.people.ask(stage.at(school, "校长"), "POST", address, json=shown)
            stage.people.forget(vendor.login)
            await stage.people.ask(clerk(vendor), "POST", address, json=shown)
            stage.known[f"contract:{school.code}:{vendor.uscc}"] = contract["id"]


def good_vendors(city: City) -> list[Vendor]:
    return [vendor for vendor in city.vendors if not vendor.flaw]


def _legal_entity(vendor: Vendor, district: str) -> dict[str, Any]:
    return {
        "uscc": vendor.uscc,
        "district": district,
        "name": vendor.name,
        "clerk_name": vendor.instructors[0],
        "platform_number": f"PT{vendor.uscc[-7:-1]}",
        "bank_name": "中国工商银行示例支行",
        "account": vendor.account,
        "account_name": vendor.name,
    }


async def _file_licences(stage: Stage, vendor: Vendor, address: str) -> None:
    category = vendor.courses[0].category
    papers = [
        ("business", "", date(2036, 12, 31)),
        ("sector", category, vendor.licence_until),
        ("insurance", "", date(2027, 12, 31)),
    ]
    for kind, scope, until in papers:
        form = {
            "kind": kind,
            "number": f"{kind[:2].upper()}{vendor.uscc[-8:]}",
            "issued_by": "示例区审批局",
            "valid_from": "2024-06-01",
            "valid_until": until.isoformat(),
        }
        if scope:
            form["category"] = scope
        scan = {"file": (f"{kind}.pdf", SCAN, "application/pdf")}
        await stage.people.ask(applicant(vendor), "POST", f"{address}/licences", data=form, files=scan, key=kind)


async def _file_instructors(stage: Stage, vendor: Vendor, address: str) -> None:
    people: list[str] = []
    for place, name in enumerate(vendor.instructors):
        checked = CHECKED_TOO_LONG_AGO if vendor.flaw and place == 0 else CHECKED_ON
        body = {
            "name": name,
            "handle": handle_of(vendor, place),
            "full_time": True,
            "certificate_kind": "教师资格证",
            "certificate_number": f"C{vendor.uscc[-6:]}{place}",
            "certificate_until": "2030-12-31",
            "labour_contract_until": "2028-12-31",
            "health_until": "2026-12-31",
            "clearance": {"checked_on": checked.isoformat(), "reference": f"公查{place:04d}", "result": "clear"},
        }
        filed = await stage.people.ask(applicant(vendor), "POST", f"{address}/instructors", json=body, key=str(place))
        people.append(filed["person_id"])
        stage.known[f"instructor:{filed['person_id']}"] = Person(filed["login"], f"instructor@/vendor/{vendor.uscc}")
    stage.known[f"instructors:{vendor.uscc}"] = people


def _course(course: Course) -> dict[str, Any]:
    items = [{"name": "耗材包", "amount_fen": course.consumables_fen}] if course.consumables_fen else []
    return {
        "title": course.title,
        "category": course.category,
        "price_fen": course.price_fen,
        "market_price_fen": course.market_price_fen,
        "consumables": items,
        "lessons": course.lessons,
    }
