"""Draws the picture of the readme: `.ci/e2e/run picture.py assets/screenshot.png [light|dark] [WIDTHxHEIGHT]`."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import desk as driver
from desk import Desk, box, click, keys, type_text


def main(target, theme="light", size="1280x800"):
    with tempfile.TemporaryDirectory(prefix="jianggao-") as home:
        home = Path(home)
        speech = home / "年度工作会讲话.jg"
        speech.write_bytes((driver.ROOT / "examples/annual-meeting-2024.jg").read_bytes())
        desk = Desk(home / "home", speech)
        try:
            driver.xdotool("windowsize", "--sync", desk.window, *size.split("x"))
            driver.xdotool("windowmove", desk.window, 0, 0)
            time.sleep(1.0)
            keys("ctrl+shift+p")
            time.sleep(0.5)
            type_text({"light": "浅色", "dark": "深色"}[theme])
            keys("Return")
            time.sleep(0.5)
            x, y, width, height = box(desk.find("正文：", "entry"))
            click([x + width // 2, y + height // 2])
            driver.xdotool("mousemove", 2, 2)
            time.sleep(1.5)
            shot = ["import", "-window", desk.window, "+dither", "-colors", "200", "-depth", "8"]
            subprocess.run([*shot, f"png8:{target}"], check=True)
        finally:
            desk.kill()


main(*sys.argv[1:])
