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
from Xlib import X, display
from Xlib.protocol.event import ClientMessage

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("JIANGGAO_BIN", ROOT / "target/debug/jianggao"))
SHOTS = ROOT / "target/e2e"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A busy machine takes its time; a story that goes well never waits this long.
PATIENCE = 60


class Failed(Exception):
    """A fact that a story states does not hold."""


def wait_for(what, look, seconds=PATIENCE):
    """What `look` finds once it finds something. A tree that changes while it is read is read again."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = look()
        except gi.repository.GLib.Error:
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"{what}: not there after {seconds} s")
        time.sleep(0.1)


def xdotool(*args):
    return subprocess.run(
        ["xdotool", *map(str, args)], check=True, capture_output=True, text=True
    ).stdout.split()


def windows(program):
    """The visible windows of a program, by its window class."""
    search = ["xdotool", "search", "--onlyvisible", "--class", program]
    found = subprocess.run(search, capture_output=True, text=True).stdout.split()
    return [int(window) for window in found]


class Screen:
    """The X server, and the question to a window whether it has heard everything so far."""

    def __init__(self):
        self.display = display.Display()
        self.root = self.display.screen().root
        self.n_pings = 0
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)

    def atom(self, name):
        return self.display.intern_atom(name)

    def has_input_method(self):
        found = self.root.get_full_property(self.atom("XIM_SERVERS"), X.AnyPropertyType)
        return found is not None and len(found.value) > 0

    def settle(self, window):
        """Waits until the window answers a ping: it has then taken every event sent before."""
        self.n_pings += 1
        target = self.display.create_resource_object("window", window)
        data = (32, [self.atom("_NET_WM_PING"), self.n_pings, window, 0, 0])
        ping = ClientMessage(window=target, client_type=self.atom("WM_PROTOCOLS"), data=data)
        target.send_event(ping)
        self.display.flush()

        def answered():
            while self.display.pending_events():
                event = self.display.next_event()
                if event.type == X.ClientMessage and event.data[1][1] == self.n_pings:
                    return True
            return False

        end = time.monotonic() + PATIENCE
        while not answered():
            if time.monotonic() > end:
                raise Failed(f"the window does not answer after {PATIENCE} s")
            time.sleep(0.01)


class Hand:
    """Mouse and keyboard, at the pace of the window that is to hear them: each event gets a frame of its own."""

    def __init__(self):
        self.screen = Screen()
        self.window = None

    def settle(self):
        if self.window:
            self.screen.settle(self.window)
            time.sleep(0.03)
            self.screen.settle(self.window)
        else:
            time.sleep(0.1)

    def keys(self, *names):
        for name in names:
            xdotool("key", "--clearmodifiers", name)
            self.settle()

    def type_text(self, text, delay=60):
        """Types the text; Chinese characters get a spare key each first."""
        strange = sorted({c for c in text if not c.isascii()})
        spare = self.spare_keys() if strange else []
        if len(spare) < len(strange):
            raise Failed(f"{len(strange)} characters at once, {len(spare)} spare keys")
        used = list(zip(spare, strange))
        try:
            for code, char in used:
                xmodmap("-e", f"keycode {code} = U{ord(char):04X}")
            if used:
                self.settle()
                # The input method and dialogs hear of new keys by themselves.
                time.sleep(1.0)
            xdotool("type", "--delay", delay, text)
            self.settle()
            if used:
                time.sleep(0.5)
        finally:
            for code, _ in used:
                xmodmap("-e", f"keycode {code} =")
            self.settle()

    def spare_keys(self):
        pairs = [line.removeprefix("keycode").split("=") for line in xmodmap("-pke").splitlines()]
        return [code.strip() for code, symbols in pairs if not symbols.strip()]

    def move(self, point):
        xdotool("mousemove", *point)
        self.settle()

    def click(self, point):
        self.move(point)
        xdotool("mousedown", 1)
        self.settle()
        xdotool("mouseup", 1)
        self.settle()

    def drag(self, start, end):
        """Presses, moves there in small steps, and lets go."""
        self.move(start)
        xdotool("mousedown", 1)
        self.settle()
        steps = 10
        for step in range(1, steps + 1):
            self.move([round(a + (b - a) * step / steps) for a, b in zip(start, end)])
        self.move([end[0] + 1, end[1]])
        xdotool("mouseup", 1)
        self.settle()


def xmodmap(*args):
    return subprocess.run(["xmodmap", *args], check=True, capture_output=True, text=True).stdout


HAND = Hand()
keys, type_text, click, drag, move = HAND.keys, HAND.type_text, HAND.click, HAND.drag, HAND.move


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
        HAND.window = None
        self.window = wait_for("the window", self.find_window)
        xdotool("windowactivate", "--sync", self.window)
        wait_for("the accessible window", self.frame)
        HAND.window = self.window
        HAND.settle()

    def find_window(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}: {self.log_text()}")
        return next(iter(windows("jianggao")), None)

    def log_text(self):
        return (self.home / "log.txt").read_text(errors="replace")[-2000:]

    def frame(self):
        for app in programs():
            if app.get_process_id() == self.process.pid and app.get_child_count():
                return app.get_child_at_index(0)
        return None

    def nodes(self):
        """Every control that is on screen."""
        return below(self.frame())

    def find(self, part, role=None, seconds=PATIENCE):
        """The first control with `part` in its name."""

        def look():
            for node in self.nodes():
                if part in (node.get_name() or "") and role in (None, node.get_role_name()):
                    return node
            return None

        return wait_for(f"control {part!r}", look, seconds)

    def has(self, part, role=None):
        return any(part in name and role in (None, found) for found, name in self.names())

    def click(self, part, role=None):
        click(centre(self.find(part, role)))

    def names(self):
        return [(node.get_role_name(), node.get_name() or "") for node in self.nodes()]

    def save(self):
        keys("ctrl+s")
        wait_for("the saved state", lambda: self.has("已保存", "label"))

    def kill(self):
        HAND.window = None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


def programs():
    """The programs that show their accessible names."""
    desktop = Atspi.get_desktop(0)
    found = (desktop.get_child_at_index(idx) for idx in range(desktop.get_child_count()))
    return [app for app in found if app]


def below(root):
    """A control and all inside it, in reading order."""
    todo = [root]
    while todo:
        node = todo.pop()
        if node is None:
            continue
        yield node
        for idx in reversed(range(node.get_child_count())):
            todo.append(node.get_child_at_index(idx))


def focused_entry(program):
    """The box of another program that has the keyboard and takes text."""
    for app in programs():
        if app.get_name() != program:
            continue
        for node in below(app):
            states = node.get_state_set()
            if states.contains(Atspi.StateType.FOCUSED) and states.contains(Atspi.StateType.EDITABLE):
                return node
    return None


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
