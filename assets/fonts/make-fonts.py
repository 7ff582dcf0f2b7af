#!/usr/bin/env python3
"""Makes the three fonts of the desk and src/ui/icons.rs.

    pip install fonttools==4.68.0 skia-pathops==0.9.2
    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    assets/fonts/make-fonts.py \
        --regular NotoSansCJK-Regular.ttc --bold NotoSansCJK-Bold.ttc --lucide package/icons

The two .ttc files are release 2.004 of https://github.com/notofonts/noto-cjk (Debian: fonts-noto-cjk).
The run ends with an error when a character of the table is missing or the files are too large.
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pathops
from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.svgLib.path import SVGPath
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
ICONS_RS = HERE.parent.parent / "src" / "ui" / "icons.rs"
MAX_BYTES = 5_000_000  # all three fonts together

# The place of the simplified Chinese face in the collection.
SC = "Noto Sans CJK SC"

# Rows of text. Noto's own 1160/-288 leaves ideographs, which stand from -120 to 880, low in a row;
# with these numbers their middle is the middle of the row, so that labels sit in the middle of buttons.
ASCENT, DESCENT = 1060, -300

# Symbols beside the ideographs, as far as Noto has them. Ranges are inclusive.
SYMBOLS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # ǎ ǐ ǒ ǔ ǖ ǘ ǚ ǜ
    (0x01F8, 0x01F9),  # ǹ
    (0x0251, 0x0251),  # ɑ
    (0x0261, 0x0261),  # ɡ
    (0x02C6, 0x02DC),  # tone marks
    (0x0300, 0x030C),  # combining tone marks
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x1E3E, 0x1E3F),  # ḿ
    (0x1EBE, 0x1EC1),  # ế ề
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts, subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218B),  # letterlike symbols, fractions, Roman numerals
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x27BF),  # enclosed numerals, boxes, blocks, shapes, dingbats
    (0x2B00, 0x2BFF),  # more arrows
    (0x3000, 0x312F),  # CJK symbols and punctuation, kana, bopomofo
    (0x3200, 0x32FF),  # enclosed ideographs
    (0x338E, 0x33D5),  # squared units
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
]


def table() -> list[str]:
    """The 8,105 characters of 通用规范汉字表."""
    lines = (HERE / "tongyong-8105.txt").read_text(encoding="utf-8").splitlines()
    chars = [char for line in lines if not line.startswith("#") for char in line]
    if len(chars) != 8105 or len(set(chars)) != 8105:
        sys.exit(f"tongyong-8105.txt has {len(chars)} characters, {len(set(chars))} different ones")
    return chars


def gb2312() -> set[str]:
    """All of GB 2312: its few forms outside the table still turn up in texts, and are cheap."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return found


def wanted() -> set[int]:
    chars = {ord(char) for char in [*table(), *gb2312()]}
    for first, last in SYMBOLS:
        chars.update(range(first, last + 1))
    return chars


def rename(font: TTFont, style: str) -> None:
    """Gives the cut a name of its own: two fonts of one name on a machine are a puzzle."""
    family = "Jianggao Sans SC"
    names = font["name"]
    keep = {0: names.getDebugName(0), 13: names.getDebugName(13), 14: names.getDebugName(14)}
    names.names = []
    keep |= {
        1: family,
        2: style,
        3: f"Jianggao: {family} {style}",
        4: f"{family} {style}",
        5: "Version 2.004; cut from Noto Sans CJK SC",
        6: f"JianggaoSansSC-{style}",
        10: "Noto Sans CJK SC cut to the Table of General Standard Chinese Characters. Not endorsed by its authors.",
    }
    for name_id, text in keep.items():
        if text:
            names.setName(text, name_id, 3, 1, 0x409)
    # The CFF table carries the PostScript name a second time.
    cff = font["CFF "].cff
    cff.fontNames = [f"JianggaoSansSC-{style}"]
    top = cff.topDictIndex[0]
    for key, text in [("FullName", f"{family} {style}"), ("FamilyName", family), ("Notice", keep[0])]:
        if hasattr(top, key):
            setattr(top, key, text)


def widen_dashes(font: TTFont) -> None:
    """Makes a dash as wide as a character: 破折号 (——) takes two cells.

    Noto maps U+2014 to a narrower Latin dash and keeps the Chinese one at U+2015.
    """
    for subtable in font["cmap"].tables:
        if subtable.isUnicode() and 0x2015 in subtable.cmap:
            subtable.cmap[0x2014] = subtable.cmap[0x2015]


def join_dashes(font: TTFont) -> None:
    """Lets dashes in a row touch, each in its own cell.

    Noto draws the pair as one glyph, which leaves the caret no place between its halves. So the two
    glyphs it has for longer dashes become a first half and a last half, chosen by their neighbours.
    """
    cmap = font.getBestCmap()
    bar, middle = cmap[0x2014], cmap[0x2500]
    first, last = joined_dashes(font, bar)
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[bar].draw(pen)
    left, bottom, right, top = map(round, pen.bounds)
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    for glyph, (x0, x1) in {first: (left, 1000), last: (0, right)}.items():
        width, height = x1 - x0, top - bottom
        strings[glyph].program = [
            *(bottom, height, "hstem", x0, width, "vstem"),
            *(x1, top, "rmoveto", -width, -height, width, "hlineto", "endchar"),
        ]
        font["hmtx"][glyph] = (1000, x0)
    features = f"""
        languagesystem DFLT dflt;
        feature calt {{
            lookup begin {{ sub {bar}' {bar} by {first}; }} begin;
            lookup go_on {{
                sub [{first} {middle}] {first}' by {middle};
                sub [{first} {middle}] {bar}' by {last};
            }} go_on;
        }} calt;
    """
    addOpenTypeFeaturesFromString(font, features, tables=["GSUB"])


def joined_dashes(font: TTFont, bar: str) -> tuple[str, str]:
    """The glyphs of Noto for two and for three dashes."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            ligatures = getattr(getattr(part, "ExtSubTable", part), "ligatures", {}).get(bar)
            if ligatures:
                by_length = {len(ligature.Component): ligature.LigGlyph for ligature in ligatures}
                return by_length[1], by_length[2]
    sys.exit("the source has no joined dashes")


def cut(source: Path, style: str, chars: set[int], target: Path) -> set[int]:
    """Writes the cut font and returns the wanted characters that the source lacks."""
    faces = TTCollection(source, lazy=True).fonts
    font = next(f for f in faces if (f["name"].getDebugName(16) or f["name"].getDebugName(1)).startswith(SC))
    missing = chars - font.getBestCmap().keys()
    widen_dashes(font)

    options = subset.Options()
    # Kerning of Latin letters; `ccmp` has the glyphs that `join_dashes` needs.
    options.layout_features = ["kern", "ccmp"]
    # Hints stay: 0.7 MB that keep stems even at the sizes of labels.
    options.hinting = True
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    # Vertical writing, which the desk does not do.
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GDEF"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=chars)
    subsetter.subset(font)

    join_dashes(font)
    rename(font, style)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, DESCENT, 0
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender, font["OS/2"].sTypoLineGap = ASCENT, DESCENT, 0
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ASCENT, -DESCENT
    font.recalcTimestamp = False
    font.save(target)
    return missing


# Icons

GRID = 24
# Lucide draws with 2 of 24; thinner strokes stand better beside the regular weight.
STROKE = 1.75
# An icon fills the square of an ideograph and a little more, since its drawing keeps a margin.
SIZE, MIDDLE = 1120, 380


def icon_lines():
    for line in (HERE / "icons.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name, shape = line.split(" ", 2)
            yield int(code, 16), name, shape


def filled(svg_path: str) -> pathops.Path:
    path = pathops.Path()
    SVGPath.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{svg_path}"/></svg>').draw(path.getPen())
    return path


def outlined(svg: Path, with_fill: bool) -> pathops.Path:
    """The strokes of a Lucide icon as one outline."""
    root = ET.parse(svg).getroot()
    whole = pathops.Path()
    for element in root:
        part = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
        element.tag = element.tag.split("}")[-1]
        part.append(element)
        path = pathops.Path()
        SVGPath.fromstring(ET.tostring(part)).draw(path.getPen())
        stroke = pathops.Path(path)
        stroke.stroke(STROKE, pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN, 4)
        stroke.convertConicsToQuads(0.01)
        pieces = [stroke, path] if with_fill else [stroke]
        for piece in pieces:
            piece.simplify(fix_winding=True)
            whole = pathops.op(whole, piece, pathops.PathOp.UNION, fix_winding=True)
    return whole


def make_icons(lucide: Path, target: Path) -> None:
    scale = SIZE / GRID
    # The grid's y axis points down.
    transform = (scale, 0, 0, -scale, 0, MIDDLE + SIZE / 2)
    glyphs, cmap, shapes = {}, {}, {}
    for code, name, shape in icon_lines():
        glyph_name = f"u{code:04X}"
        if shape.startswith("="):
            outline = shapes[shape[1:]]
        elif shape.startswith("path:"):
            outline = filled(shape.removeprefix("path:"))
        else:
            outline = outlined(lucide / f"{shape.removesuffix('+fill')}.svg", shape.endswith("+fill"))
        shapes[name] = outline
        pen = TTGlyphPen(None)
        outline.draw(TransformPen(Cu2QuPen(pen, max_err=1.0, reverse_direction=False), transform))
        glyphs[glyph_name] = pen.glyph()
        cmap[code] = glyph_name
    order = [".notdef", *glyphs]
    glyphs[".notdef"] = TTGlyphPen(None).glyph()

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (SIZE, 0) for name in order})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Jianggao Icons", "styleName": "Regular", "copyright": "Lucide Icons and Contributors, ISC; parts Cole Bemis, MIT"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost(keepGlyphNames=False)
    table = builder.font["glyf"]
    for name in order:
        table[name].recalcBounds(table)
        builder.font["hmtx"][name] = (SIZE, getattr(table[name], "xMin", 0))
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(target)


def write_icons_rs() -> None:
    lines = [
        "//! The icons of the desk, as texts in the bundled icon font.",
        "//!",
        "//! Written by `assets/fonts/make-fonts.py` from `assets/fonts/icons.txt`: change it there. The font draws more icons than",
        "//! are named here; those that nothing shows have no name.",
        "",
    ]
    sources = [path for path in ICONS_RS.parent.parent.rglob("*.rs") if path != ICONS_RS]
    used = set(re.findall(r"\bicons::([A-Z_]+)\b", "\n".join(path.read_text(encoding="utf-8") for path in sources)))
    for code, name, shape in icon_lines():
        if name in used:
            drawing = "drawn for the desk" if shape.startswith("path:") else f"Lucide `{shape.removesuffix('+fill')}`"
            lines += [f"/// {name.replace('_', ' ').capitalize()} ({drawing}).", f'pub const {name}: &str = "\\u{{{code:x}}}";']
    ICONS_RS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--regular", type=Path)
    parser.add_argument("--bold", type=Path)
    parser.add_argument("--lucide", type=Path, help="the folder of Lucide's SVG files")
    args = parser.parse_args()

    chars = wanted()
    for style, source in [("Regular", args.regular), ("Bold", args.bold)]:
        target = HERE / f"JianggaoSansSC-{style}.otf"
        if source:
            missing = cut(source, style, chars, target)
            named = [c for c in missing if chr(c).isprintable()]
            print(f"{style}: {len(chars) - len(missing)} characters; not in the source: {len(named)} assigned symbols")
        drawable = TTFont(target).getBestCmap()
        lost = [char for char in table() if ord(char) not in drawable]
        if lost:
            sys.exit(f"{target.name} lacks {''.join(lost)}")
    if args.lucide:
        make_icons(args.lucide, HERE / "JianggaoIcons.ttf")
        write_icons_rs()

    sizes = {path.name: path.stat().st_size for path in sorted(HERE.glob("Jianggao*.?tf"))}
    for name, size in sizes.items():
        print(f"{name}: {size:,} bytes")
    print(f"together: {sum(sizes.values()):,} bytes of {MAX_BYTES:,}")
    if sum(sizes.values()) > MAX_BYTES:
        sys.exit("too large")


if __name__ == "__main__":
    main()
