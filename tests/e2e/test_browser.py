"""People sign in with a browser, see the figures of the term on the three finished pages, and send in a file."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect, sync_playwright

from sample_city.channel_files import Trade, trade_bill
from stack.ui import node_environment

UI = Path(__file__).parents[2] / "gateway" / "ui"
SHOTS = Path(__file__).parents[2] / ".kehou" / "test"
AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
TERM = "2026-spring"
WIDTHS = {1440: 900, 390: 844}
DEADLINE_MS = 30_000
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


@dataclass(frozen=True)
class Visit:
    """Who signs in, and the page that is theirs."""

    name: str
    post: str
    page: str


VISITS = (
    Visit("overview", "市级专班", f"/3401/{TERM}/city/overview"),
    Visit("board", "学校管理员", f"/2134010001/{TERM}/school/board"),
    Visit("recon", "财政经办", f"/340104/{TERM}/finance/recon"),
)


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


@contextmanager
def signed_in(browser: Browser, term: Any, visit: Visit, *, width: int) -> Iterator[Page]:
    """A page of that width, opened by the code flow with name and password."""
    stack = term.stack
    city = stack.city()
    employees = [*city.officers, *city.schools[0].staff]
    login = next(one for one in employees if visit.post in one.posts).number.lower()
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale="zh-CN", timezone_id="Asia/Shanghai"
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
        page.wait_for_url(f"{stack.origin}{visit.page}*")
        page.wait_for_selector("main h1")
        page.wait_for_load_state("networkidle")
        # A function, because the portal's content policy lets no text be evaluated a second time.
        page.wait_for_function("() => !document.querySelector('main').innerText.includes('正在载入')")
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


def test_takes_a_file_from_an_officer_and_shows_its_lines_and_the_exception_it_makes(
    browser: Browser, finished_term: Any
) -> None:
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
        expect(card).to_contain_text("新增 1 条，已有 0 条，匹配 0 条，差异 1 条。")
        card.get_by_role("button", name="继续导入下一个文件").click()

        _send(page, "again.csv", bill)
        expect(card.get_by_role("alert")).to_contain_text("这个文件已导入过")

        page.get_by_role("tab", name=re.compile("差异")).click()
        exception = _paged_to(page, order)
        expect(exception).to_contain_text("付款人不明")
        expect(exception).to_contain_text("1.23")
        expect(exception.get_by_role("button", name="处理差异")).to_be_enabled()
        assert violations(page) == []


def _send(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("选择或拖入文件").set_input_files(FilePayload(name=name, mimeType="text/csv", buffer=content))


def _paged_to(page: Page, text: str) -> Locator:
    """The row of a table that says so, turning pages until it comes."""
    row = page.get_by_role("tabpanel").get_by_role("row").filter(has_text=text)
    further = page.get_by_role("tabpanel").get_by_role("button", name="下一页")
    expect(row.or_(further).first).to_be_visible()
    while not row.count() and further.count():
        with page.expect_response(re.compile("/v1/exceptions")):
            further.click()
        page.wait_for_load_state("networkidle")
    return row


def _trade(order: str) -> Trade:
    return Trade(
        at=datetime(2026, 7, 2, 12),  # noqa: DTZ001 - as the channel writes it: local time without a zone
        transaction_id="42" + order,
        order_number=order,
        payer="oSAMPLE",
        amount_fen=123,
        title="课后服务",
    )
