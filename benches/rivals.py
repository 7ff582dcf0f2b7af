#!/usr/bin/env python3
"""The same speech to Word by this program, python-docx, pandoc and npm's docx: time and memory of whole commands.

    cargo build --release && pip install python-docx && npm install --prefix target/rivals docx
    benches/rivals.py [BINARY]

Each writes the title, the headings as heading styles and the paragraphs with the two-character indent, nothing more; this program
writes its whole layout and reads it back.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples/annual-meeting-2024.jg"
N_RUNS = 5

PYTHON_DOCX = """
import json, sys, docx
from docx.shared import Pt
document = docx.Document()
for level, text in json.load(open(sys.argv[1], encoding="utf-8")):
    if level:
        document.add_heading(text, level)
    else:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Pt(32)
document.save(sys.argv[2])
"""

NPM_DOCX = """
const fs = require("fs");
const { Document, Packer, Paragraph, HeadingLevel } = require("docx");
const levels = [null, HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
const children = JSON.parse(fs.readFileSync(process.argv[2], "utf-8")).map(([level, text]) =>
    level ? new Paragraph({ text, heading: levels[level] }) : new Paragraph({ text, indent: { firstLine: 640 } }));
Packer.toBuffer(new Document({ sections: [{ children }] })).then(bytes => fs.writeFileSync(process.argv[3], bytes));
"""


def markdown(program, folder):
    """The sample as Markdown, line by line."""
    target = folder / "sample.md"
    subprocess.run([program, "export", SAMPLE, "-o", target], check=True, capture_output=True)
    return [line for line in target.read_text(encoding="utf-8").splitlines() if line]


def lengthened(lines, n_chars):
    """The sample over and over under one title, until there are so many characters of paragraphs."""
    title, *rest = lines
    made, n = [title], 0
    while n < n_chars:
        for line in rest:
            if n >= n_chars:
                break
            if not line.startswith("#"):
                line = line[: n_chars - n]
                n += len(line)
            made.append(line)
    return made


def parts(lines):
    """Level of the heading (0: a paragraph) and text."""
    for line in lines:
        marks = len(line) - len(line.lstrip("#"))
        yield [min(marks, 4), line[marks:].strip()]


def measure(command, env):
    """Seconds and MB of one run."""
    begun = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def main(program=ROOT / "target/release/jianggao"):
    node = {**os.environ, "NODE_PATH": str(ROOT / "target/rivals/node_modules")}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = markdown(program, folder)
        (folder / "rival.py").write_text(PYTHON_DOCX)
        (folder / "rival.js").write_text(NPM_DOCX)
        for n_chars in (14_000, 1_400_000):
            text = lengthened(lines, n_chars)
            source, speech, listed = (folder / f"{n_chars}{kind}" for kind in (".md", ".jg", ".json"))
            source.write_text("\n\n".join(text) + "\n", encoding="utf-8")
            listed.write_text(json.dumps(list(parts(text))), encoding="utf-8")
            subprocess.run([program, "import", source, "-o", speech], check=True, capture_output=True)
            target = folder / "out.docx"
            commands = {
                "jianggao": [program, "export", speech, "-o", target, "--force"],
                "python-docx": [sys.executable, folder / "rival.py", listed, target],
                "pandoc": ["pandoc", source, "-o", target],
                "npm docx": ["node", folder / "rival.js", listed, target],
            }
            print(f"{n_chars} characters, median of {N_RUNS}:")
            for rival, command in commands.items():
                if shutil.which(str(command[0])) is None:
                    print(f"  {rival:12} not installed")
                    continue
                runs = [measure(command, node) for _ in range(N_RUNS)]
                seconds, memory = (statistics.median(figures) for figures in zip(*runs))
                print(f"  {rival:12} {seconds * 1000:8.0f} ms {memory:7.0f} MB {target.stat().st_size / 1000:9.0f} kB")


main(*sys.argv[1:])
