"""Writes pictures of the lab's page, for people to look at:

screenshots.py FOLDER
"""

import os
import pathlib
import sys
import tempfile

from tests.page import made_up_bench
from tests.page.pages import lab_page, sample_page
from tests.page.webdriver import Browser

_RACE = "#step=racy_split,x86_64-gcc,tso,2x2"
_ARMV8 = "#step=racy_relaxed_unlock,aarch64_lse-gcc,armv8,2x1"
_BENCH = "#bench={}&left={}&right={}"
_ROW = "#racy_split--x86_64-gcc"

# How a page is shown: the size of its window, and as what.
_SHOWN = {
    "light": (1280, 800, {"prefers_color_scheme": "light"}),
    "dark": (1280, 800, {"prefers_color_scheme": "dark"}),
    "390px": (390, 844, {"prefers_color_scheme": "light"}),
    "390px-dark": (390, 844, {"prefers_color_scheme": "dark"}),
    "projector": (1920, 1080, {"prefers_color_scheme": "light"}),
}


def _top(_):
    pass


def _scroll_to(css):
    return lambda browser: browser.run(
        "document.querySelector(arguments[0]).scrollIntoView()", css
    )


def _sift(browser, words):
    browser.run(
        "const words = document.querySelector('[data-matrix=words]'); words.value = arguments[0];"
        "words.dispatchEvent(new Event('input'));"
        "document.getElementById('matrix').scrollIntoView()",
        words,
    )


def _sifted(browser):
    browser.click(".matrix .target .sort")
    _sift(browser, "spinlock")


def _explained(browser):
    browser.click("#matrix .gaps summary")
    _sift(browser, "racy_relaxed")


def _lost(browser):
    browser.click("[data-part=lose]")
    browser.run("document.getElementById('stepper').scrollIntoView()")


def _halfway(browser):
    for thread in (1, 2):
        browser.click(f".thread:nth-of-type({thread}) .moves button")
    browser.run("document.getElementById('stepper').scrollIntoView()")


def _to_the_end(browser):
    while browser.run("return document.querySelector('.moves button:enabled') !== null"):
        browser.click(".moves button:enabled")
    browser.run("document.getElementById('stepper').scrollIntoView()")


def _pointed_at(browser):
    browser.click_at("#bench .ins")
    browser.run("document.getElementById('bench').scrollIntoView()")


def _drawn(browser):
    browser.wait_until("document.querySelector('#costs.alive canvas') !== null")


def _unfolded(browser):
    browser.run(
        "const row = document.getElementById(arguments[0]).parentElement; row.open = true;"
        "row.querySelector('.story')?.setAttribute('open', ''); row.scrollIntoView()",
        _ROW[1:],
    )


# What is looked at: where it is, what is done there, and whether the whole
# height of its section is shown in place of a window.
_VIEWS = {
    "top": ("", _top, None),
    "matrix": ("", _scroll_to("#matrix"), None),
    "matrix-apart": ("#matrix=apart", _top, None),
    "matrix-explained": ("", _explained, "#matrix"),
    "matrix-sorted": ("", _sifted, None),
    "stepper": (_RACE, _top, "#stepper"),
    "stepper-halfway": (_RACE, _halfway, "#stepper"),
    "stepper-lost": (_RACE, _lost, "#stepper"),
    "stepper-armv8": (_ARMV8, _lost, "#stepper"),
    "stepper-finished": (_ARMV8, _to_the_end, "#stepper"),
    "bench": (
        _BENCH.format("fetch_add_relaxed_64", "x86_64-gcc", "aarch64_lse-gcc"),
        _pointed_at,
        "#bench",
    ),
    "bench-loop": (
        _BENCH.format("fetch_add_seq_cst_64", "aarch64_lse-gcc", "aarch64-gcc"),
        _pointed_at,
        "#bench",
    ),
    "bench-compilers": (
        _BENCH.format("ticket_lock", "x86_64-gcc", "x86_64-clang"),
        _pointed_at,
        None,
    ),
    "bench-lock": (
        _BENCH.format("ticket_lock", "x86_64-gcc", "aarch64_lse-gcc"),
        _pointed_at,
        "#bench",
    ),
    "costs": ("#costs=floor", _drawn, "#costs"),
    "costs-throughput": ("#costs=throughput", _drawn, None),
    "atlas": ("#atlas=fetch_add&compiler=gcc", _top, None),
    "atlas-compared": (
        "#atlas=load&left=aarch64_lse-gcc&right=aarch64_lse-clang",
        _top,
        None,
    ),
    "glossary": ("#glossary=ld", _top, None),
    "listing": ("", _unfolded, f"details:has(> [id='{_ROW[1:]}'])"),
    "listing-linked": (_ROW, _top, None),
    "instructions": ("", _scroll_to("#instructions"), None),
    "environment": ("", _scroll_to("#environment"), None),
    "limits": ("", _scroll_to("#limits"), None),
}


def _box(browser, css):
    x, y, width, height = browser.run(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return [0, box.top + scrollY - 16, innerWidth, box.height]",
        css,
    )
    return {"x": x, "y": y, "width": width, "height": height + 32, "scale": 1}


def _take(browser, path, css):
    if css is None:
        browser.screenshot(path)
    else:
        browser.screenshot(path, clip=_box(browser, css), captureBeyondViewport=True)
    print(path)


def _views(browser, url, folder):
    for shown, (width, height, features) in _SHOWN.items():
        browser.resize(width, height)
        browser.media(prefers_reduced_motion="reduce", **features)
        for view, (link, act, css) in _VIEWS.items():
            browser.open("about:blank")
            browser.open(url + link)
            act(browser)
            _take(browser, folder / f"{view}-{shown}.png", css)


def _on_paper(browser, url, folder):
    # An A4 page in landscape, in the page's pixels.
    browser.resize(1123, 794)
    browser.media("print")
    for view in ("top", "matrix", "stepper", "costs", "atlas", "listing"):
        link, act, css = _VIEWS[view]
        browser.open("about:blank")
        browser.open(url + link)
        act(browser)
        _take(browser, folder / f"{view}-print.png", css)


def _failures(browser, url, folder):
    for shown in ("light", "dark", "390px"):
        width, height, features = _SHOWN[shown]
        browser.resize(width, height)
        browser.media(**features)
        browser.open(url)
        _take(browser, folder / f"findings-{shown}.png", "#findings")


def main():
    folder = pathlib.Path(os.environ.get("BUILD_WORKSPACE_DIRECTORY", "."), sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, Browser() as browser:
        bench = pathlib.Path(made, "bench.json")
        made_up_bench.write(bench)
        url = lab_page(made, f"--bench={bench}")
        _views(browser, url, folder)
        _on_paper(browser, url, folder)
        _failures(browser, sample_page(made, "a_name"), folder)


if __name__ == "__main__":
    main()
