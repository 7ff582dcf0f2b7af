"""A real window of the desk on a real display, driven by mouse and keyboard.

Controls are found by their accessible names (AT-SPI), so the stories need no pixel positions; where a character of a
text stands is worked out from the box it is in.
"""

import os
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("JIANGGAO_BIN", ROOT / "target/debug/jianggao"))
SHOTS = ROOT / "target/e2e"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Failed(Exception):
    """A fact that a story states does not hold."""


def wait_for(what, look, seconds=20):
    """What `look` finds once it finds something."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"{what}: not there after {seconds} s")
        time.sleep(0.1)


def xdotool(*args):
    return subprocess.run(
        ["xdotool", *map(str, args)], check=True, capture_output=True, text=True
    ).stdout.split()


def keys(*names):
    for name in names:
        xdotool("key", "--clearmodifiers", name)
        time.sleep(0.15)


def type_text(text, delay=60):
    """Types the text; Chinese characters get a spare key each first, and the window time to hear of it."""
    strange = sorted({c for c in text if not c.isascii()})
    if strange:
        listed = subprocess.run(["xmodmap", "-pke"], check=True, capture_output=True, text=True)
        pairs = [line.removeprefix("keycode").split("=") for line in listed.stdout.splitlines()]
        spare = [code.strip() for code, symbols in pairs if not symbols.strip()]
        if len(spare) < len(strange):
            raise Failed(f"{len(strange)} characters at once, {len(spare)} spare keys")
        for code, char in zip(spare, strange):
            SPARE_KEYS.append(code)
            subprocess.run(["xmodmap", "-e", f"keycode {code} = U{ord(char):04X}"], check=True)
        time.sleep(1.0)
    xdotool("type", "--delay", delay, text)
    time.sleep(0.5)
    while SPARE_KEYS:
        subprocess.run(["xmodmap", "-e", f"keycode {SPARE_KEYS.pop()} ="], check=True)


SPARE_KEYS = []


def move(point):
    xdotool("mousemove", *point)
    time.sleep(0.08)


def click(point):
    move(point)
    xdotool("click", 1)
    time.sleep(0.3)


def drag(start, end):
    """Presses, moves there in small steps as a hand does, and lets go."""
    move(start)
    xdotool("mousedown", 1)
    steps = 12
    for step in range(1, steps + 1):
        at = [round(a + (b - a) * step / steps) for a, b in zip(start, end)]
        move(at)
    move([end[0] + 1, end[1]])
    time.sleep(0.3)
    xdotool("mouseup", 1)
    time.sleep(0.5)


class Desk:
    """The program, started on a home of its own."""

    def __init__(self, home, *args, env=None):
        self.home = Path(home)
        self.home.mkdir(parents=True, exist_ok=True)
        self.log = open(self.home / "log.txt", "ab")
        own = {"JIANGGAO_HOME": str(self.home), "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            [BINARY, *map(str, args)],
            env={**os.environ, **own, **(env or {})},
            stdout=self.log,
            stderr=self.log,
        )
        self.window = wait_for("the window", self.find_window, 40)
        xdotool("windowactivate", "--sync", self.window)
        wait_for("the accessible window", self.frame, 20)
        time.sleep(0.5)

    def find_window(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}: {self.log_text()}")
        search = ["xdotool", "search", "--onlyvisible", "--class", "jianggao"]
        found = subprocess.run(search, capture_output=True, text=True).stdout.split()
        return found[-1] if found else None

    def log_text(self):
        return (self.home / "log.txt").read_text(errors="replace")[-2000:]

    def frame(self):
        desktop = Atspi.get_desktop(0)
        for idx in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(idx)
            if app and app.get_process_id() == self.process.pid and app.get_child_count():
                return app.get_child_at_index(0)
        return None

    def nodes(self):
        """Every control that is on screen."""
        todo = [self.frame()]
        while todo:
            node = todo.pop()
            if node is None:
                continue
            yield node
            for idx in reversed(range(node.get_child_count())):
                todo.append(node.get_child_at_index(idx))

    def find(self, part, role=None, seconds=10):
        """The first control with `part` in its name."""

        def look():
            try:
                for node in self.nodes():
                    if part in (node.get_name() or "") and role in (None, node.get_role_name()):
                        return node
            except gi.repository.GLib.Error:
                pass  # The tree changed while it was read.
            return None

        return wait_for(f"control {part!r}", look, seconds)

    def click(self, part, role=None):
        click(centre(self.find(part, role)))

    def names(self):
        return [(node.get_role_name(), node.get_name()) for node in self.nodes()]

    def save(self):
        keys("ctrl+s")
        time.sleep(1.0)

    def close(self):
        self.process.terminate()
        self.process.wait(10)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


def box(node):
    extents = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
    return extents.x, extents.y, extents.width, extents.height


def centre(node):
    x, y, width, height = box(node)
    return [x + width // 2, y + height // 2]


def place_of(window):
    """Where another program's window is: left, top, width, height."""
    printed = xdotool("getwindowgeometry", "--shell", window)
    values = dict(line.split("=") for line in printed)
    return [int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")]


def text_of(node):
    return Atspi.Text.get_text(node, 0, -1)


def docx_paragraphs(path):
    """The text of every paragraph of a Word file."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    lines = ("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in body.iter(f"{WORD}p"))
    return [line for line in lines if line]


def new_speech(folder, markdown):
    """Makes a speech file of Markdown with the program itself."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "speech.md"
    source.write_text(markdown, encoding="utf-8")
    target = folder / "speech.jg"
    subprocess.run([BINARY, "import", source, "-o", target], check=True, capture_output=True)
    return target


def export(speech):
    """The paragraphs of a saved speech, by the command line."""
    target = speech.with_name("by-command.docx")
    subprocess.run(
        [BINARY, "export", speech, "-o", target, "--force"], check=True, capture_output=True
    )
    return docx_paragraphs(target)


def screenshot(name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    if shutil.which("import"):
        subprocess.run(["import", "-window", "root", SHOTS / f"{name}.png"], check=False)
