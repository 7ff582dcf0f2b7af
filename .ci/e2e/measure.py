"""Measures a start and an idle window: `.ci/e2e/run measure.py target/release/jianggao`.

The window becomes visible with its first frame. Before each start the disk cache is dropped where that is allowed.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import subprocess

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples/annual-meeting-2024.jg"


def start(binary, home):
    env = {**os.environ, "JIANGGAO_HOME": home, "LC_ALL": "C.UTF-8"}
    begun = time.monotonic()
    process = subprocess.Popen([binary, SAMPLE], env=env)
    search = ["xdotool", "search", "--onlyvisible", "--class", "jianggao"]
    while not subprocess.run(search, capture_output=True).stdout:
        if time.monotonic() - begun > 60 or process.poll() is not None:
            sys.exit("no window")
        time.sleep(0.005)
    return process, time.monotonic() - begun


def drop_caches():
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
        # xdotool itself is to be warm.
        subprocess.run(["xdotool", "getmouselocation"], capture_output=True)
        return True
    except OSError:
        return False


def cpu_seconds(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def status(process, name):
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def main(binary):
    with tempfile.TemporaryDirectory(prefix="jianggao-") as home:
        for is_cold in (True, False):
            times = []
            dropped = False
            for _ in range(5):
                dropped = drop_caches() if is_cold else False
                process, seconds = start(binary, home)
                times.append(seconds)
                time.sleep(0.5)
                process.kill()
                process.wait()
            kind = ("cold" if dropped else "cold (cache kept)") if is_cold else "warm"
            listed = ", ".join(f"{seconds:.2f}" for seconds in sorted(times))
            print(f"start to first frame, {kind}: median {statistics.median(times):.2f} s ({listed})")
        process, _ = start(binary, home)
        # The caret blinks for ten seconds after the last input.
        time.sleep(12.0)
        before = cpu_seconds(process)
        time.sleep(10.0)
        used = cpu_seconds(process) - before
        print(f"idle CPU over 10 s: {used:.2f} s, {used * 10:.0f} %")
        print(f"idle memory: {status(process, 'VmRSS'):.0f} MB, of which own {status(process, 'RssAnon'):.0f} MB")
        process.kill()
        process.wait()
    print(f"binary: {Path(binary).stat().st_size / 1e6:.1f} MB")


main(*sys.argv[1:])
