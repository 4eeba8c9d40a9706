"""The page in a real browser: nothing complains, nothing scrolls sideways, links lead, everything can be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

from licensing.api.gate import check_files
from licensing.reports import render
from licensing.reports.audit import View
from licensing.reports.audit import render as render_audit
from tests.reports.test_html import an_audit, hostile

GATE = Path(__file__).parent.parent / "corpus" / "gate"
DRAFTS = ("quotation-uncredited.md", "three-paragraphs.md", "paraphrase.md", "quotation.md", "gone.md")
CONTRAST = """
const channel = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
const numbers = c => c.match(/[\\d.]+/g).map(Number);
const behind = e => {
  for (; e; e = e.parentElement) {
    const c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c;
    if (c[3] !== 0) throw new Error("half transparent");
  }
  return numbers(getComputedStyle(document.documentElement).backgroundColor);
};
const found = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const node = walk.currentNode, e = node.parentElement;
  if (!node.data.trim() || e.closest("svg")) continue;
  const [ink, paper] = [light(numbers(getComputedStyle(e).color)), light(behind(e))];
  const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  if (ratio < 4.5) found.push([node.data.trim().slice(0, 40), e.className, ratio]);
}
return found;
"""


def missing(reason: str) -> NoReturn:
    """Skip for want of a browser; where one is required, fail."""
    if "chromium" in os.environ.get("LICENSING_REQUIRE", "").split(","):
        pytest.fail(f"{reason}, and LICENSING_REQUIRE asks for chromium")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        missing("no chromium with its chromedriver is installed")
    try:
        webdriver = import_module("selenium.webdriver")
    except ImportError:
        missing("selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    one = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(driver)))
    yield one
    one.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    decision = check_files([GATE / one for one in DRAFTS], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml")
    texts = {
        "check": render(decision, "html"),
        "hostile": render(hostile(), "html"),
        "audit": "".join(render_audit(an_audit(), "html", View())),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in texts}


def look(browser: Any, address: str, *, width: int = 1200, scheme: str = "light") -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(address)


TAB, ENTER = "\ue004", "\ue007"
"""Keys, as the protocol of browsers writes them."""
NAMES = ("check", "hostile", "audit")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_complains_and_nothing_is_loaded(browser: Any, pages: dict[str, str], name: str) -> None:
    look(browser, pages[name])
    assert browser.get_log("browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert browser.execute_script("return getComputedStyle(document.querySelector('main')).maxWidth") != "none"


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways(browser: Any, pages: dict[str, str], name: str, width: int) -> None:
    look(browser, pages[name], width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_squeezed_on_a_phone(browser: Any, pages: dict[str, str], name: str) -> None:
    look(browser, pages[name], width=360)
    script = """return [...document.querySelectorAll('caption, th, td, p, li, h1, h2, h3, h4')]
        .filter(e => e.textContent.trim().length > 20 && !e.closest('thead') && e.getBoundingClientRect().width < 120)
        .map(e => e.textContent.slice(0, 40))"""
    assert browser.execute_script(script) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read(browser: Any, pages: dict[str, str], name: str, scheme: str) -> None:
    look(browser, pages[name], scheme=scheme)
    assert browser.execute_script(CONTRAST) == []


def test_the_contrast_measured_can_be_too_low(browser: Any, pages: dict[str, str]) -> None:
    look(browser, pages["check"])
    browser.execute_script("document.querySelector('h1').style.color = '#999999'")
    assert browser.execute_script(CONTRAST)


def test_dark_is_dark(browser: Any, pages: dict[str, str]) -> None:
    look(browser, pages["check"], scheme="dark")
    assert browser.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"


def test_passages_lead_there_and_back(browser: Any, pages: dict[str, str]) -> None:
    look(browser, pages["check"])
    link = browser.find_element("css selector", "#draft-1-d1")
    link.click()
    assert browser.execute_script("return document.querySelector(':target').id") == "draft-1-s1"
    browser.find_element("css selector", "#draft-1-s1").click()
    assert browser.execute_script("return document.querySelector(':target').id") == "draft-1-d1"


def test_the_first_stop_skips_to_the_report(browser: Any, pages: dict[str, str]) -> None:
    look(browser, pages["check"])
    browser.switch_to.active_element.send_keys(TAB)
    assert browser.switch_to.active_element.get_attribute("href").endswith("#report")
    browser.switch_to.active_element.send_keys(ENTER)
    assert browser.execute_script("return document.activeElement.id") == "report"


def tops(browser: Any) -> Sequence[float]:
    script = "return [...document.querySelectorAll('a, summary')].map(e => e.getBoundingClientRect().top + scrollY)"
    found: Sequence[float] = browser.execute_script(script)
    return found


def test_no_element_is_taken_out_of_the_order_of_focus(browser: Any, pages: dict[str, str]) -> None:
    look(browser, pages["check"], width=360)
    assert list(tops(browser)) == sorted(tops(browser))
    assert browser.execute_script("return document.querySelectorAll('[tabindex]:not([tabindex=\"-1\"])').length") == 0


def test_it_prints(browser: Any, pages: dict[str, str]) -> None:
    look(browser, pages["check"])
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    assert len(printed["data"]) > 10_000
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.execute_script(CONTRAST) == []
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
