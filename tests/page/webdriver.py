"""A browser that tests drive by WebDriver, with Python's own library alone.

Where chromedriver and the browser are, and what the driver calls such a browser,
the environment says: CHROMEDRIVER, CHROMIUM, BROWSER_NAME.
"""

import base64
import json
import os
import re
import subprocess
import tempfile
import urllib.error
import urllib.request

# What a reference to an element is called, by the standard.
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# Until when a page must do what a test waits for, in milliseconds.
_DEADLINE = 30_000

TAB = "\ue004"
ENTER = "\ue007"
BACKSPACE = "\ue003"
SHIFT = "\ue008"
SPACE = " "

# Asks at every frame of the page until the condition holds.
_WAIT = """
const [condition, done] = [new Function('return ' + arguments[0]), arguments[1]];
const ask = () => condition() ? done(true) : requestAnimationFrame(ask);
ask();
"""


class WebDriverError(Exception):
    """What the browser answered instead of doing what it should."""

    def __init__(self, answer):
        self.kind = answer.get("error", "")
        super().__init__(f"{self.kind}: {answer.get('message', '')}")


def _request(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method)
    # No proxy of the environment stands before this machine's own ports.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=120) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        with error:
            raise WebDriverError(json.load(error)["value"]) from None


def _capabilities(folder):
    return {
        "browserName": os.environ["BROWSER_NAME"],
        "goog:chromeOptions": {
            "binary": os.path.abspath(os.environ["CHROMIUM"]),
            "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                f"--user-data-dir={folder}/profile",
            ],
        },
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "unhandledPromptBehavior": "ignore",
        "timeouts": {"script": _DEADLINE, "pageLoad": _DEADLINE},
    }


class Browser:
    """A session; ends with close(), and with the `with` that it stands in."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR"))
        self._log_path = os.path.join(self._folder.name, "chromedriver.log")
        self._session = None
        with open(self._log_path, "wb") as log:
            self._process = subprocess.Popen(
                [os.path.abspath(os.environ["CHROMEDRIVER"]), "--port=0"],
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, "HOME": self._folder.name, "TMPDIR": self._folder.name},
            )
        try:
            self._url = f"http://127.0.0.1:{self._port()}/session"
            match = {"alwaysMatch": _capabilities(self._folder.name)}
            session = _request("POST", self._url, {"capabilities": match})
            self._session = f"{self._url}/{session['sessionId']}"
            # Without it a page is told of focus only once its window has it,
            # which on a busy machine may be after the first test.
            self.cdp("Emulation.setFocusEmulationEnabled", enabled=True)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _port(self):
        for line in self._process.stdout:
            found = re.search(rb"started successfully on port (\d+)", line)
            if found:
                return int(found.group(1))
        with open(self._log_path, encoding="utf-8", errors="replace") as log:
            raise RuntimeError(f"chromedriver did not start: {log.read().strip()}")

    def close(self):
        """Ends the session and the processes; a second time it does nothing."""
        try:
            if self._session is not None:
                _request("DELETE", self._session)
        finally:
            self._session = None
            self._process.terminate()
            self._process.wait()
            self._process.stdout.close()
            self._folder.cleanup()

    def command(self, path, body=None, method="POST"):
        """One command of WebDriver; returns its value."""
        body = {} if body is None and method == "POST" else body
        return _request(method, f"{self._session}/{path}", body)

    def cdp(self, command, **parameters):
        """A command of the browser's own protocol."""
        return self.command("goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url):
        self.command("url", {"url": url})

    def run(self, script, *arguments):
        """Runs the body of a function in the page; returns what it returns."""
        return self.command("execute/sync", {"script": script, "args": list(arguments)})

    def wait_until(self, condition):
        """Waits until an expression of the page holds."""
        try:
            self.command("execute/async", {"script": _WAIT, "args": [condition]})
        except WebDriverError as error:
            raise AssertionError(f"never came true: {condition} ({error})") from None

    def find(self, css):
        """The first element; fails if there is none."""
        found = self.command("element", {"using": "css selector", "value": css})
        return found[_ELEMENT]

    def click(self, css):
        """A press of the mouse, as a person's: on what is visible and free."""
        self.command(f"element/{self.find(css)}/click")

    def click_at(self, css):
        """The same, on whatever is where the element is."""
        x, y = self.run(
            "const element = document.querySelector(arguments[0]);"
            "element.scrollIntoView({block: 'center'});"
            "const {left, top, width, height} = element.getBoundingClientRect();"
            "return [Math.round(left + width / 2), Math.round(top + height / 2)]",
            css,
        )
        move = {"type": "pointerMove", "x": x, "y": y, "origin": "viewport", "duration": 0}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        source = {"type": "pointer", "id": "mouse", "actions": [move, *press]}
        self.command("actions", {"actions": [source]})

    def text(self, css):
        """The text of the first such element that a person sees."""
        return self.command(f"element/{self.find(css)}/text", method="GET")

    def press(self, *keys, shift=False):
        """Keys, one after the other, to whatever has the focus."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        if shift:
            held = {"type": "keyDown", "value": SHIFT}
            actions = [held, *actions, {"type": "keyUp", "value": SHIFT}]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.command("actions", {"actions": [source]})

    def resize(self, width, height):
        """The window's inner size, in the page's pixels."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, kind="", **features):
        """As what the page is shown: "print", prefers_color_scheme="dark"."""
        listed = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()
        ]
        self.cdp("Emulation.setEmulatedMedia", media=kind, features=listed)

    def dialog(self):
        """The text of a dialog that is open; None if there is none."""
        try:
            return self.command("alert/text", method="GET")
        except WebDriverError as error:
            if error.kind == "no such alert":
                return None
            raise

    def errors(self):
        """What the console has had since the last call that is no mere remark."""
        entries = self.command("se/log", {"type": "browser"})
        return [e["message"] for e in entries if e["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """The URLs that were asked for since the last call."""
        entries = self.command("se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def screenshot(self, path, **options):
        """Writes a picture of the window, or what `options` say, as PNG."""
        picture = self.cdp("Page.captureScreenshot", format="png", **options)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))
