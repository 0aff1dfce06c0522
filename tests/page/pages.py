"""The pages that are tested, and what is asked of each of them."""

import os
import pathlib
import subprocess
import tempfile
import unittest

from tests.page.webdriver import Browser

_AUDIT = pathlib.Path(__file__).with_name("audit.js").read_text(encoding="utf-8")

# A person can stop at these: each must say what it is.
_USED = {"link", "button", "combobox", "DisclosureTriangle", "region", "textbox"}


def can_be_used(node):
    """Whether a node of the accessibility tree is one that a person acts on."""
    focusable = [p for p in node.get("properties", []) if p["name"] == "focusable"]
    role = node["role"]["value"]
    return role in _USED or (bool(focusable) and role != "RootWebArea")


def lab_page(folder, *options):
    """The page that the lab writes of its results, in `folder`; returns its URL."""
    subprocess.run(
        [os.environ["LAB"], f"--output={folder}", *options],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return pathlib.Path(folder, "index.html").resolve().as_uri()


def sample_page(folder, name):
    """A page with one of everything, with `name` for every name; returns its URL."""
    text = pathlib.Path(folder, "name.txt")
    text.write_bytes(name.encode())
    made = subprocess.run([os.environ["SAMPLE_PAGE"], text], check=True, capture_output=True)
    page = pathlib.Path(folder, "sample.html")
    page.write_bytes(made.stdout)
    return page.resolve().as_uri()


class PageTest(unittest.TestCase):
    """A class of tests has one browser, and after each test its console has
    nothing to say and nothing was asked of a network."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR"))
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        # Not the page that the test before has left: a change of what stands
        # behind # alone loads nothing.
        self.browser.open("about:blank")
        self.browser.media("")
        self.browser.resize(1280, 900)
        self.browser.errors()
        self.browser.requests()

    def tearDown(self):
        dialog = self.browser.dialog()
        if dialog is not None:
            self.browser.command("alert/dismiss")
            self.fail(f"a dialog was open: {dialog}")
        self.assertEqual(self.browser.errors(), [], "the console's errors")
        strangers = [u for u in self.browser.requests() if not u.startswith(("file:", "data:"))]
        self.assertEqual(strangers, [], "requests")

    def audit(self, question):
        """What audit.js finds wrong with the page as it is shown now."""
        return self.browser.run(f"{_AUDIT}\nreturn audit.{question}();")

    def known_nodes(self):
        """What assistive technology knows of the page."""
        self.browser.cdp("Accessibility.enable")
        nodes = self.browser.cdp("Accessibility.getFullAXTree")["nodes"]
        self.browser.cdp("Accessibility.disable")
        return [node for node in nodes if not node["ignored"]]

    def nameless(self, nodes):
        """The roles of what can be used and has no name."""
        return [
            node["role"]["value"]
            for node in nodes
            if can_be_used(node) and not node.get("name", {}).get("value")
        ]

    def assert_can_be_read(self):
        for scheme in ("light", "dark"):
            self.browser.media(prefers_color_scheme=scheme)
            with self.subTest(scheme):
                self.assertEqual(self.audit("contrast"), [])

    def assert_fits(self):
        for width in (1280, 390, 320):
            self.browser.resize(width, 844)
            with self.subTest(width=width):
                self.assertEqual(self.audit("width"), [])

    def assert_is_well_formed(self):
        for question in ("headings", "tables", "links"):
            with self.subTest(question):
                self.assertEqual(self.audit(question), [])
        self.assertEqual(self.nameless(self.known_nodes()), [])


class LabPageTest(PageTest):
    """The same, with the lab's page at `url`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.url = lab_page(cls.folder)

    def show_view(self, view, link):
        """The page anew, once the script of `view`, an id, is at work."""
        self.browser.open("about:blank")
        self.browser.open(self.url + link)
        self.browser.wait_until(f"document.querySelector('#{view}.alive') !== null")


class ChecksTest(PageTest):
    """The scripts' own checks on a page of theirs, `checks`, which tells by its
    title, and mutants of it."""

    def title_of(self, page):
        self.browser.open(page.resolve().as_uri())
        self.browser.wait_until("document.title !== 'not run'")
        return self.browser.run("return document.title")

    def mutant(self, old, new):
        text = self.checks.read_text()
        self.assertEqual(text.count(old), 1, f"where to break: {old}")
        page = pathlib.Path(self.folder, "mutant.html")
        page.write_text(text.replace(old, new))
        return page

    def notices(self, mutants):
        """Of each (what, what instead, which check) that the check fails."""
        for old, new, check in mutants:
            with self.subTest(check, old=old):
                title = self.title_of(self.mutant(old, new))
                self.assertRegex(title, f"^FAILED {check}: ")
