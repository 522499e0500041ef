#!/usr/bin/env python3
"""Makes a page of what a terminal shows: `tmux capture-pane -p -e` goes in, HTML comes out."""

import html
import re
import sys
import unicodedata

BASIC = ["#000", "#c33", "#3a3", "#b80", "#36c", "#a3a", "#299", "#ccc", "#555", "#f66", "#6d6", "#fc5", "#69f", "#f7f", "#5dd", "#fff"]


def indexed(number):
    if number < 16:
        return BASIC[number]
    if number < 232:
        levels = [0, 95, 135, 175, 215, 255]
        number -= 16
        return "rgb(%d,%d,%d)" % (levels[number // 36], levels[number // 6 % 6], levels[number % 6])
    return "rgb({0},{0},{0})".format(8 + 10 * (number - 232))


def extended(codes):
    """The colour behind 38, 48 or 58, which takes its codes."""
    if codes.pop(0) == 5:
        return indexed(codes.pop(0))
    return "rgb(%d,%d,%d)" % tuple(codes.pop(0) for _ in range(3))


def follow(style, sequence):
    """What a sequence of codes makes of a style."""
    codes = [int(code.split(":")[0] or 0) if not code.startswith("4:") else (4 if code != "4:0" else 24)
             for code in sequence.split(";")]
    curly = "4:3" in sequence.split(";")
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code == 1:
            style["font-weight"] = "bold"
        elif code == 2:
            style["opacity"] = ".6"
        elif code == 3:
            style["font-style"] = "italic"
        elif code == 4:
            style["text-decoration-line"] = "underline"
            style["text-decoration-style"] = "wavy" if curly else "solid"
        elif code == 7:
            style["reverse"] = "yes"
        elif code == 24:
            style.pop("text-decoration-line", None)
        elif code == 27:
            style.pop("reverse", None)
        elif code in (22, 23):
            style.pop("font-weight" if code == 22 else "font-style", None)
        elif code == 38:
            style["color"] = extended(codes)
        elif code == 48:
            style["background"] = extended(codes)
        elif code == 58:
            style["text-decoration-color"] = extended(codes)
        elif code == 39:
            style.pop("color", None)
        elif code == 49:
            style.pop("background", None)
        elif 30 <= code < 38 or 90 <= code < 98:
            style["color"] = BASIC[code - 30 if code < 90 else code - 82]
        elif 40 <= code < 48 or 100 <= code < 108:
            style["background"] = BASIC[code - 40 if code < 100 else code - 92]
    return style


def span(style, text):
    style = dict(style)
    if style.pop("reverse", None):
        style["color"], style["background"] = style.get("background", "#14161b"), style.get("color", "#e0e2ea")
    # A cell is as wide as the terminal says, not as the font does.
    cells = "".join('<i class="w%d">%s</i>' % (2 if unicodedata.east_asian_width(c) in "WF" else 1, html.escape(c)) for c in text)
    return '<span style="%s">%s</span>' % (";".join("%s:%s" % pair for pair in style.items()), cells)


def main():
    style, lines = {}, []
    for line in sys.stdin.read().rstrip("\n").split("\n"):
        parts, out = re.split(r"\x1b\[([0-9;:]*)m", line), []
        for place, part in enumerate(parts):
            if place % 2:
                style = follow(style, part)
            elif part:
                out.append(span(style, part))
        lines.append("".join(out) or " ")
    print('<!doctype html><meta charset="utf-8"><style>body{margin:8px;background:#14161b;color:#e0e2ea}'
          "pre{font:15px/19px 'DejaVu Sans Mono',monospace}i{display:inline-block;font-style:inherit;text-decoration:inherit;"
          "height:19px;vertical-align:top;overflow:hidden}.w1{width:9px}.w2{width:18px}</style><pre>" + "\n".join(lines) + "</pre>")


main()
