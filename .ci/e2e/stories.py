"""The main job, told on a real window. Run by `.ci/e2e/run`."""

import os
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import desk as driver
from desk import Desk, Failed, box, centre, click, drag, keys, type_text, wait_for

RESULTS = "过去一年的成绩"
TASKS = "下一步的任务"

SPEECH = """# 在年度工作会议上的讲话

同志们：

各位代表今天齐聚一堂。

## 一、过去一年的成绩

第一段说成绩。

第二段说经验。

## 二、下一步的任务

第三段说任务。
"""


def expect(fact, text):
    if not fact:
        raise Failed(text)


def order(paragraphs, *parts):
    """The parts stand in the paragraphs, each once, in this order."""
    places = []
    for part in parts:
        hits = [idx for idx, paragraph in enumerate(paragraphs) if part in paragraph]
        expect(len(hits) == 1, f"{part!r} stands in {len(hits)} paragraphs of {paragraphs}")
        places += hits
    expect(places == sorted(places), f"{parts} are in another order in {paragraphs}")


def body_box(desk, heading):
    """The text box with the paragraphs of a section."""
    return desk.find(f"正文：{heading}", "entry")


def end_of(desk, heading):
    """Puts the caret at the end of a section's text."""
    x, y, width, height = box(body_box(desk, heading))
    click([x + width // 2, y + height - 8])
    keys("ctrl+End")


LIBRARY = """Collection(
    format: 1,
    name: "测试素材",
    snippets: [
        Snippet(
            id: "e2e-1",
            unit: "某市教育关工委",
            region: "某市",
            year: 2023,
            topics: ["品牌建设"],
            source: "测试",
            text: ["PASSAGE"],
        ),
    ],
)
"""
PASSAGE = "某市组织五老进校园讲党史，一年走遍三百所中小学。"


def library(home):
    """A library with one snippet."""
    folder = home / "library"
    folder.mkdir()
    (folder / "one.ron").write_text(LIBRARY.replace("PASSAGE", PASSAGE), encoding="utf-8")
    return folder


def tree_item(desk, heading):
    return desk.find(heading, "tree item")


def writes_and_exports(home):
    """Drag a snippet in, type Chinese, drag a section, undo, export through the dialog."""
    speech = driver.new_speech(home, SPEECH)
    desk = Desk(home / "home", speech, "--library", library(home))
    try:
        # The snippet goes into the text of the first section.
        old = driver.text_of(body_box(desk, RESULTS))
        x, y, width, height = box(body_box(desk, RESULTS))
        drag(centre(desk.find("素材：")), [x + width // 2, y + height // 2])
        new = wait_for(
            "the snippet in the text",
            lambda: (text := driver.text_of(body_box(desk, RESULTS))) != old and text,
        )
        expect(PASSAGE in new, f"another text was dropped: {new!r}")
        rest = new.replace(PASSAGE, "").replace("\n", "")
        expect(rest == old.replace("\n", ""), f"text was replaced: {new!r}")

        end_of(desk, TASKS)
        type_text("我们要再接再厉。")
        wait_for(
            "the typed text", lambda: "我们要再接再厉。" in driver.text_of(body_box(desk, TASKS))
        )

        # The second section goes before the first, and comes back.
        def rows():
            first, second = tree_item(desk, RESULTS), tree_item(desk, TASKS)
            return box(first)[1] < box(second)[1]

        expect(rows(), "the outline starts in another order")
        x, y, width, height = box(tree_item(desk, RESULTS))
        drag(centre(tree_item(desk, TASKS)), [x + width // 2, y + 2])
        wait_for("the moved section", lambda: not rows())
        keys("ctrl+z")
        wait_for("the section where it was", rows)
        drag(centre(tree_item(desk, TASKS)), [x + width // 2, y + 2])
        wait_for("the moved section", lambda: not rows())

        target = home / "成果.docx"
        keys("ctrl+e")
        answer_dialog(target)
        wait_for("the Word file", target.exists)
        time.sleep(0.5)
        paragraphs = driver.docx_paragraphs(target)
        order(
            paragraphs,
            "在年度工作会议上的讲话",
            "同志们：",
            "各位代表今天齐聚一堂。",
            "一、下一步的任务",
            "第三段说任务。我们要再接再厉。",
            "二、过去一年的成绩",
            "第二段说经验。",
        )
        order(paragraphs, PASSAGE)
        desk.save()
        expect(driver.export(speech) == paragraphs, "the saved file holds another text")
    finally:
        finish(desk, "writes_and_exports")


def answer_dialog(path):
    """Types a whole path into the file dialog that zenity shows."""
    window = wait_for("the file dialog", lambda: driver.windows("zenity"))[-1]
    driver.xdotool("windowactivate", "--sync", window)
    entry = wait_for("the name in the file dialog", lambda: driver.focused_entry("zenity"))

    def typed():
        keys("ctrl+a")
        type_text(str(path))
        return driver.text_of(entry) == str(path)

    wait_for("the path in the file dialog", typed)
    keys("Return")
    wait_for("the end of the file dialog", lambda: not driver.windows("zenity"))


LAST_WORDS = "断电之前写下的话一个字也不能丢"


def survives_a_kill(home):
    """Kill -9 while typing, start again, restore: at most three seconds are lost."""
    speech = driver.new_speech(home, SPEECH)
    original = speech.read_bytes()
    desk = Desk(home / "home", speech)
    try:
        end_of(desk, TASKS)
        type_text(LAST_WORDS)
        wait_for("the typed text", lambda: LAST_WORDS in driver.text_of(body_box(desk, TASKS)))
        time.sleep(3.0)
        desk.kill()
        expect(speech.read_bytes() == original, "the file was touched before it was saved")
        desk = Desk(home / "home", speech)
        desk.click("恢复", "push button")
        wait_for(
            "the text that was typed",
            lambda: LAST_WORDS in driver.text_of(body_box(desk, TASKS)),
        )
        expect(speech.read_bytes() == original, "restoring touched the file")
        desk.save()
        order(
            driver.export(speech),
            "一、过去一年的成绩",
            "第一段说成绩。",
            "第二段说经验。",
            "二、下一步的任务",
            "第三段说任务。" + LAST_WORDS,
        )
    finally:
        finish(desk, "survives_a_kill")


def loses_three_seconds_at_most(home):
    """Kill -9 in the middle of typing: what comes back is at most three seconds old."""
    speech = driver.new_speech(home, SPEECH)
    desk = Desk(home / "home", speech)
    typist = None
    try:
        end_of(desk, TASKS)
        pause = 0.05
        digits = "".join(f"{number:04}" for number in range(100))
        command = ["xdotool", "type", "--delay", str(int(pause * 1000)), digits]
        typist = subprocess.Popen(command)
        time.sleep(8.0)
        shown = driver.text_of(body_box(desk, TASKS)).removeprefix("第三段说任务。")
        desk.kill()
        typist.kill()
        # It may have been killed with a key down, which would repeat for ever.
        driver.xdotool("keyup", *range(10))
        desk = Desk(home / "home", speech)
        desk.click("恢复", "push button")
        kept = wait_for(
            "what was typed",
            lambda: driver.text_of(body_box(desk, TASKS)).removeprefix("第三段说任务。"),
        )
        expect(shown and digits.startswith(shown), f"the keys did not arrive in order: {shown}")
        expect(digits.startswith(kept), f"something else came back: {kept}")
        n_lost = max(0, len(shown) - len(kept))
        # Keys come no faster than this; on a busy machine slower.
        print(f"  typed {len(shown)}, came back {len(kept)}: {n_lost * pause:.1f} s lost")
        expect(n_lost * pause <= 3.0, f"{n_lost} of {len(shown)} characters are lost")
    finally:
        if typist:
            typist.kill()
        finish(desk, "loses_three_seconds_at_most")


def dragged_from_another_program(*paths):
    """A window of another program that files can be dragged out of, and the place where to take hold of them."""
    source = subprocess.Popen([sys.executable, driver.ROOT / ".ci/e2e/drag_source.py", *paths])
    try:
        other = wait_for("the other program", lambda: driver.windows("drag-source"))[-1]
        x, y, width, height = driver.place_of(other)
        return source, [x + width // 2, y + height // 2]
    except Exception:
        source.kill()
        raise


def takes_dropped_files(home):
    """A file from another program: elsewhere than on the library it is opened."""
    speech = driver.new_speech(home, SPEECH)
    report = home / "某区报告.txt"
    passage = "某区教育关工委把老校长请回课堂，一学期讲了四十二堂思政课，学生听得入神。"
    report.write_text(f"某区关心下一代工作报告\n\n{passage}\n", encoding="utf-8")
    desk = Desk(home / "home", speech, "--library", library(home))
    source, start = dragged_from_another_program(report)
    try:
        drag(start, centre(desk.find("素材：")))
        desk.find("导入素材：某区报告")
        desk.click("取消", "push button")
        wait_for("the desk without the preview", lambda: not desk.has("导入素材：某区报告"))
        expect(tree_item(desk, RESULTS), "the speech was replaced")
        drag(start, centre(body_box(desk, TASKS)))
        wait_for("the opened text", lambda: passage in driver.text_of(desk.find("正文：", "entry")))
    finally:
        source.kill()
        finish(desk, "takes_dropped_files")


WUXI = "无锡市教育关工委把“家门口的学堂”办到二十六个社区，老教师每周三下午轮流值守，孩子们有人教、有人陪。"
REPORTS = {
    "无锡市教育关工委2023年总结.docx": f"""# 无锡市教育关工委2023年工作总结

## 一、阵地建设

{WUXI}

## 二、队伍建设

全市有一千二百名老同志登记在册，人人有岗位，年年有培训，去年新增三百名退休教师。
""",
    "苏州市教育关工委.txt": """苏州市教育关工委2023年工作总结

一、法治教育

苏州市教育关工委组织退休法官、检察官走进九十所中小学，模拟法庭开了一百四十场。
""",
    "江南大学关工委.md": """# 江南大学关工委2023年工作总结

## 一、传帮带

江南大学关工委为三百名青年教师配了老教授，一对一听课评课，一年下来人人站稳了讲台。
""",
}


def reports(home):
    """A folder as the units send it in: Word, text, Markdown, and something that is none of these."""
    folder = home / "各地来稿"
    folder.mkdir()
    for name, text in REPORTS.items():
        path = folder / name
        if path.suffix != ".docx":
            path.write_text(text, encoding="utf-8")
            continue
        driver.new_speech(home / "word", text)
        made = home / "word" / "speech.jg"
        subprocess.run([driver.BINARY, "export", made, "-o", path], check=True, capture_output=True)
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a report")
    return folder


def gathers_reports(home):
    """A folder is dropped on the window and looked through; what is found by pinyin goes into the speech, and the roll
    call knows."""
    speech = driver.new_speech(home, SPEECH)
    desk = Desk(home / "home", speech, "--library", library(home))
    source, start = dragged_from_another_program(reports(home))
    try:
        drag(start, centre(body_box(desk, TASKS)))
        desk.find("导入素材：3 份材料")
        desk.find("新增 4 条")
        driver.screenshot("intake")
        desk.click("收进素材库", "push button")
        desk.find("已导入 4 条素材")
        expect(tree_item(desk, RESULTS), "the speech was replaced")

        # The roster comes from what was sent in: nobody is in the speech yet.
        keys("ctrl+4")
        desk.click("建立名册…", "push button")
        desk.click("取自素材库", "push button")
        desk.find("认出 2 组，3 个单位")
        desk.click("完成", "push button")
        desk.find("点名 0/2 · 0/1")
        desk.find("无锡市教育关工委：没有讲到")

        # One of them is found by its initials, and dragged in.
        keys("ctrl+3")
        desk.click("搜索素材")
        type_text("wx jiamenkou")
        wait_for("one card", lambda: desk.has("1 条素材"))
        x, y, width, height = box(body_box(desk, RESULTS))
        drag(centre(desk.find("素材：无锡市教育关工委")), [x + width // 2, y + height // 2])
        wait_for("the passage", lambda: WUXI in driver.text_of(body_box(desk, RESULTS)))
        desk.find("点名 1/2 · 0/1")
        keys("ctrl+4")
        wait_for("the roll call", lambda: desk.has("第 1 个讲到"))
        expect(desk.has("苏州市教育关工委：没有讲到"), "Suzhou is named")
        driver.screenshot("roll")
    finally:
        source.kill()
        finish(desk, "gathers_reports")


PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""


def types_through_pinyin(home):
    """Real pinyin: nothing reaches the speech before it is committed."""
    config = home / "fcitx-home/.config/fcitx5"
    config.mkdir(parents=True)
    (config / "profile").write_text(PROFILE)
    (config / "config").write_text("[Behavior]\nActiveByDefault=True\n")
    fcitx = subprocess.Popen(
        ["fcitx5", "--disable=wayland,kimpanel,clipboard,unicode,quickphrase"],
        env={**os.environ, "HOME": str(home / "fcitx-home"), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    desk = None
    try:
        wait_for("the input method", driver.HAND.screen.has_input_method)
        # It offers itself before it has read its dictionary.
        time.sleep(2.0)
        speech = driver.new_speech(home, SPEECH)
        desk = Desk(home / "home", speech, env={"XMODIFIERS": "@im=fcitx"})
        end_of(desk, TASKS)
        # A cancelled composition leaves no trace.
        type_text("gongzuo", 120)
        keys("Escape")
        type_text("tongzhimen", 120)
        driver.screenshot("pinyin-candidates")
        keys("space")
        wait_for("the committed words", lambda: "同志们" in driver.text_of(body_box(desk, TASKS)))
        desk.save()
        order(driver.export(speech), "第三段说任务。同志们")
        keys("ctrl+z")
        desk.save()
        text = driver.export(speech)
        order(text, "第三段说任务。")
        expect("第三段说任务。" in text, f"undo left something behind: {text}")
    finally:
        if desk:
            finish(desk, "types_through_pinyin")
        fcitx.terminate()
        fcitx.wait(10)


def starts_with_examples(home):
    """The first start has a speech to try things on, and snippets."""
    desk = Desk(home / "home")
    try:
        desk.find("素材：")
        desk.find("正文：", "entry")
    finally:
        finish(desk, "starts_with_examples")


def needs_a_display(home):
    """Without a display that answers: exit code 2, and a command that works there as it stands."""
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    for display in ({}, {"DISPLAY": ":987"}):
        ended = subprocess.run(
            [driver.BINARY],
            env={**bare, **display, "JIANGGAO_HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=20,
            cwd=home,
        )
        expect(ended.returncode == 2, f"{display}: exit code {ended.returncode}")
        lines = ended.stderr.strip().splitlines()
        expect(len(lines) == 3, f"{display}: not what is wrong, and a way out: {ended.stderr!r}")
        way_out = subprocess.run(lines[-1].strip(), shell=True, env=bare, cwd=home, capture_output=True, text=True)
        speech = home / "speech.docx"
        expect(way_out.returncode == 0 and speech.exists(), f"{lines[-1]}: {way_out.stderr!r}")
        for made in home.glob("speech.*"):
            made.unlink()


def reviews_before_it_exports(home):
    """Type a mistake, see it found, put it right with a click, take it back, and be asked before the export."""
    speech = driver.new_speech(home, SPEECH)
    desk = Desk(home / "home", speech)
    try:
        keys("ctrl+5")
        wait_for("a clean review", lambda: desk.has("没有发现问题"))
        end_of(desk, TASKS)
        type_text("籍此机会。")
        row = desk.find("应为“借此”", "list item")
        click(centre(row))
        desk.click("改为“借此”", "push button")
        text = lambda: driver.text_of(body_box(desk, TASKS))
        wait_for("the right word", lambda: "第三段说任务。借此机会。" in text())
        keys("ctrl+z")
        wait_for("the wrong word again", lambda: "籍此机会" in text())
        wait_for("its finding again", lambda: desk.has("应为“借此”", "list item"))
        # F8 selects it: what is typed takes its place.
        keys("F8")
        type_text("借此")
        wait_for("the right word typed", lambda: "第三段说任务。借此机会。" in text())
        keys("ctrl+z")
        wait_for("the wrong word once more", lambda: "籍此机会" in text())
        wait_for("its finding once more", lambda: desk.has("应为“借此”", "list item"))
        keys("ctrl+e")
        desk.click("仍然导出", "push button")
        target = home / "成果.docx"
        answer_dialog(target)
        wait_for("the Word file", target.exists)
    finally:
        finish(desk, "reviews_before_it_exports")


def finish(desk, name):
    """Keeps a picture and the names on screen when the story has failed, and closes the window."""
    if sys.exc_info()[0] is not None:
        driver.screenshot(name)
        try:
            names = "\n".join(f"{role}: {text}" for role, text in desk.names())
            (driver.SHOTS / f"{name}.txt").write_text(f"{names}\n\n{desk.log_text()}")
        except Exception as error:  # The failure itself is what is to be reported.
            print("no names:", error)
    if desk.process.poll() is None:
        desk.kill()


STORIES = [
    needs_a_display,
    starts_with_examples,
    writes_and_exports,
    survives_a_kill,
    loses_three_seconds_at_most,
    takes_dropped_files,
    gathers_reports,
    reviews_before_it_exports,
    types_through_pinyin,
]


def main():
    wanted = sys.argv[1:]
    failed = []
    for story in STORIES:
        if wanted and story.__name__ not in wanted:
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="jianggao-") as home:
            try:
                story(Path(home))
                result = "ok"
            except Exception:
                traceback.print_exc()
                failed.append(story.__name__)
                result = "FAILED"
        print(f"{story.__name__} ... {result} ({time.monotonic() - start:.1f} s)", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}; pictures in {driver.SHOTS}")
    sys.exit(bool(failed))


main()
