"""People sign in with a browser, see the figures of the term on the three finished pages, and send in a file."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

from kernel.one_time_code import one_time_code, step_at
from sample_city.channel_files import Trade, trade_bill
from stack.ui import node_environment

UI = Path(__file__).parents[2] / "gateway" / "ui"
SHOTS = Path(__file__).parents[2] / ".kehou" / "test"
AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
TERM = "2026-spring"
WIDTHS = {1440: 900, 390: 844}
DEADLINE_MS = 30_000
# A code opens the door once, and the term's own people may have used the code of this moment.
CODES_MAX = 4
CODES_USED: dict[str, set[int]] = {}
# What the browser prefers, and the name of the words it is then shown.
LANGUAGES = {"zh-CN": "zh-CN", "en-US": "en"}
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


@dataclass(frozen=True)
class Visit:
    """Who signs in, and the page that is theirs."""

    name: str
    post: str
    page: str
    area: str


VISITS = (
    Visit("overview", "市级专班", f"/3401/{TERM}/city/overview", "city"),
    Visit("board", "学校管理员", f"/2134010001/{TERM}/school/board", "school"),
    Visit("recon", "财政经办", f"/340104/{TERM}/finance/recon", "finance"),
)
# What the keys of the portal's words begin with.
AREAS = ("city", "finance", "school", "kit", "shell", "role", "page", "status", "problem")


def words(locale: str, area: str = "") -> dict[str, Any]:
    """The portal's own words: those of an area, else of the shell."""
    language = LANGUAGES[locale]
    folder = UI / "src"
    file = folder / "features" / area / "locales" / f"{language}.json" if area else None
    found: dict[str, Any] = json.loads((file or folder / "locales" / language / "shell.json").read_text())
    return found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("fonts")
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    (folder / "fonts.conf").write_text(FONTS.format(folder=fonts, cache=folder))
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    expect.set_options(timeout=DEADLINE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"], env=environment
        )
        yield chromium
        chromium.close()


def _chromium() -> str:
    """The machine's own, else the one that came with the portal's tools, unpacked by itself."""
    own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if own is not None:
        return own
    script = "import('@sparticuz/chromium').then(async (m) => console.log(await m.default.executablePath()))"
    environment = {**os.environ, **node_environment()}
    found = subprocess.run(
        ["node", "-e", script], cwd=UI, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return found.stdout.strip()


def give_code(page: Page, stack: Any, login: str) -> None:
    """Type what the authenticator app shows: the first code of now that was not typed before."""
    used = CODES_USED.setdefault(login, set())
    for _ in range(CODES_MAX):
        page.wait_for_selector("#otp")
        while (step := _unused(used)) is None:
            page.wait_for_timeout(1_000)
        used.add(step)
        page.fill("#otp", one_time_code(str(stack.installation.secrets["sample_totp_secret"]), step=step))
        with page.expect_navigation():
            page.press("#otp", "Enter")
        if not urlsplit(page.url).path.startswith("/realms/"):
            return
    raise AssertionError(page.inner_text("body"))


def _unused(used: set[int]) -> int | None:
    now = step_at(time.time())
    return next((step for step in (now, now + 1, now - 1) if step not in used), None)


@contextmanager
def signed_in(browser: Browser, term: Any, visit: Visit, *, width: int, locale: str = "zh-CN") -> Iterator[Page]:
    """A page of that width, opened by the code flow with name and password."""
    stack = term.stack
    city = stack.city()
    employees = [*city.officers, *city.schools[0].staff]
    login = next(one for one in employees if visit.post in one.posts).number.lower()
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale=locale, timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(DEADLINE_MS)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    try:
        page.goto(f"{stack.origin}/auth/login?return_to={visit.page}")
        page.fill("#username", login)
        page.fill("#password", str(stack.installation.secrets["sample_password"]))
        page.press("#password", "Enter")
        give_code(page, stack, login)
        page.wait_for_url(f"{stack.origin}{visit.page}*")
        page.wait_for_selector("main h1")
        page.wait_for_load_state("networkidle")
        # A function, because the portal's content policy lets no text be evaluated a second time.
        loading = words(locale)["kit"]["loading"]
        page.wait_for_function(f"() => !document.querySelector('main').innerText.includes('{loading}')")
        yield page
        assert problems == []
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, each with the first place."""
    # Evaluated, not added as a script: the portal's content policy would not let it in.
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_shows_its_page_to_who_signs_in(browser: Browser, finished_term: Any, visit: Visit, width: int) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with signed_in(browser, finished_term, visit, width=width) as page:
        page.screenshot(path=SHOTS / f"{visit.name}-{width}.png", full_page=True)
        text = page.inner_text("main")
        assert any(character.isdigit() for character in text), text
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        assert not wide, "the page scrolls sideways"
        assert violations(page) == []


def test_shows_the_board_of_the_school_as_its_term_left_it(browser: Browser, finished_term: Any) -> None:
    visit, shell, own = VISITS[1], words("zh-CN"), words("zh-CN", "school")
    # In a thread of its own: the browser's loop runs in this one.
    with ThreadPoolExecutor(1) as pool:
        board = pool.submit(_board, finished_term).result()
    shown = {task["key"]: task["status"] for task in board["tasks"]}
    # The term is over and everything is settled.
    assert shown == dict.fromkeys(own["task"], "done")
    counts = {name: value for task in board["tasks"] for name, value in task["counts"].items()}
    facts = _facts(finished_term)
    assert {name: counts[name] for name in facts} == facts
    with signed_in(browser, finished_term, visit, width=1440) as page:
        rows = page.locator("main li").filter(has=page.locator(".k-status"))
        seen = [
            (row.locator(".what > :first-child"), row.locator(".k-status"), row.locator(".owner")) for row in rows.all()
        ]
        read = [tuple((part.text_content() or "").strip() for part in row) for row in seen]
        assert read == [
            (own["task"][task["key"]], shell["status"][task["status"]], shell["role"][task["owner"]])
            for task in board["tasks"]
        ]
        text = page.locator("main").text_content() or ""
        for task in board["tasks"]:
            if any(task["counts"].values()):
                assert own["hint"][task["key"]].format(**_written(task["counts"])) in text
        assert own["all_done"].format(total=len(shown)) in text


def _board(finished_term: Any) -> dict[str, Any]:
    stack = finished_term.stack
    school = stack.city().schools[0]
    office = school.holding("学校管理员")[0].number.lower()
    with stack.browserless(office, f"school-administrator@{school.path}") as client:
        answer = client.get(f"/api/inspection/v1/schools/{school.code}/terms/{TERM}/board")
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def _facts(finished_term: Any) -> dict[str, int]:
    """What the services themselves hold of that school, under the names that the board gives them."""
    own = f"school_path = '{finished_term.stack.city().schools[0].path}'"
    published = "JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'"
    queries = {
        "enrolment": f"""
SELECT (SELECT count(*) FROM pupil WHERE {own}) AS pupils, (SELECT count(*) FROM service_group WHERE {own}) AS groups,
       (SELECT count(*) FROM session WHERE {own} AND state = 'closed') AS called,
       (SELECT count(*) FROM session WHERE {own} AND state <> 'suspended') AS sessions""",
        "billing": f"""
SELECT (SELECT count(*) FROM bill b {published} WHERE b.{own}) AS bills,
       (SELECT sum(b.due_fen) FROM bill b {published} WHERE b.{own}) AS due_fen,
       (SELECT sum(b.paid_fen) FROM bill b {published} WHERE b.{own}) AS received_fen,
       (SELECT sum(amount_fen) FROM refund WHERE {own} AND state = 'paid' AND bill_id IS NOT NULL) AS refunded_fen,
       (SELECT count(*) FROM settlement WHERE {own} AND state = 'paid') AS settlements""",
        "staffing": f"SELECT count(*) AS sheets FROM allowance_sheet WHERE {own}",
        "inspection": f"SELECT count(*) AS findings FROM finding WHERE {own}",
    }
    found = [finished_term.stack.rows(service, query)[0] for service, query in queries.items()]
    return {name: value for row in found for name, value in row.items()}


def _written(counts: dict[str, int]) -> dict[str, str]:
    return {name: f"{value / 100:,.2f}" if name.endswith("_fen") else f"{value:,}" for name, value in counts.items()}


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_speaks_english_without_a_missing_word(browser: Browser, finished_term: Any, visit: Visit) -> None:
    own = words("en-US", visit.area)
    with signed_in(browser, finished_term, visit, width=1440, locale="en-US") as page:
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.inner_text("main h1") == own["title"]
        tabs = page.get_by_role("tab").all() or [None]
        for tab in tabs:
            if tab is not None:
                tab.click()
                page.wait_for_load_state("networkidle")
            assert _untranslated(page.locator("body").text_content() or "", finished_term) == []


def _untranslated(text: str, finished_term: Any) -> list[str]:
    """Chinese that is nobody's name, and keys of words that there are none for."""
    for name in sorted(_proper_names(finished_term), key=len, reverse=True):
        text = text.replace(name, "")
    return re.findall(rf"[\u4e00-\u9fff]+|\b(?:{'|'.join(AREAS)})\.[a-z_.]+", text)


def _proper_names(finished_term: Any) -> set[str]:
    city = finished_term.stack.city()
    people = [*city.officers, *(one for school in city.schools for one in school.staff)]
    places = [city.name, city.district_name, *(school.name for school in city.schools)]
    units = [word for unit in city.units for word in (unit.name, unit.bank, unit.holder)]
    return {*places, *units, *(one.name for one in people), *(vendor.name for vendor in city.vendors), "中文"}


def test_shows_the_city_officer_the_money_of_the_term(browser: Browser, finished_term: Any) -> None:
    with signed_in(browser, finished_term, VISITS[0], width=1440) as page:
        digits = "".join(one for one in page.inner_text("main") if one.isdigit() or one == ".")
        figures = finished_term.figures
        # Whatever the separators and units: the tile and what the term itself collected are one number.
        assert f"{figures['collected_fen'] / 100:.2f}" in digits or str(figures["collected_fen"] // 100) in digits


def test_keeps_the_tokens_from_scripts_and_forgets_them_on_signing_out(browser: Browser, finished_term: Any) -> None:
    with signed_in(browser, finished_term, VISITS[2], width=1440) as page:
        assert "kehou" not in page.evaluate("document.cookie")
        assert page.evaluate("Object.keys(localStorage).filter((k) => localStorage[k].startsWith('ey'))") == []
        status = "async (path) => (await fetch(path)).status"
        assert page.evaluate(status, "/auth/me") == 200
        signed_out = page.evaluate("async () => (await fetch('/auth/logout', {method: 'POST'})).status")
        assert signed_out in (200, 204)
        assert page.evaluate(status, "/api/billing/v1/exceptions") == 401


def test_takes_a_file_from_an_officer_and_lets_it_wait_for_another_person(browser: Browser, finished_term: Any) -> None:
    # The last unit: the tests that follow count the lines of the first.
    unit = finished_term.stack.city().units[-1]
    order = "PORTAL000001"
    bill = trade_bill(unit.merchant, [_trade(order)])
    with signed_in(browser, finished_term, VISITS[2], width=1440) as page:
        page.get_by_label("核算单位与账户").select_option(unit.code)
        page.get_by_role("tab", name="文件导入").click()
        card = page.get_by_role("tabpanel").locator("section").first
        card.get_by_label("文件种类").select_option("wechat_trade")

        _send(page, "cut-off.csv", bill[: bill.index(order.encode())])
        row = card.get_by_role("row").filter(has_text="这一行的列数不够")
        expect(card).to_contain_text("整个文件未导入")
        expect(card).to_contain_text("cut-off.csv")
        expect(row.get_by_role("rowheader")).to_have_text("2")
        expect(row).to_contain_text("请重新下载")
        card.get_by_role("button", name="继续导入下一个文件").click()

        _send(page, "whole.csv", bill)
        expect(card).to_contain_text("尚未入账；等待另一岗位的人员确认")
        card.get_by_role("button", name="继续导入下一个文件").click()

        _send(page, "again.csv", bill)
        expect(card.get_by_role("alert")).to_contain_text("这个文件已导入或正在等待确认")

        assert violations(page) == []


def _send(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("选择或拖入文件").set_input_files(FilePayload(name=name, mimeType="text/csv", buffer=content))


def _trade(order: str) -> Trade:
    return Trade(
        at=datetime(2026, 7, 2, 12),  # noqa: DTZ001 - as the channel writes it: local time without a zone
        transaction_id="42" + order,
        order_number=order,
        payer="oSAMPLE",
        amount_fen=123,
        title="课后服务",
    )
