"""What docs/build.sh does beside mdBook.

site.py assemble ROOT PAGES  copies the pages; a link to a file that is no page leads to the file in the repository
site.py links SITE           fails if a page links to a page or a place that is not there, or loads anything from elsewhere
"""

import html.parser
import pathlib
import posixpath
import re
import shutil
import sys
import urllib.parse

REPOSITORY = "https://github.com/ibid-ls/ibid/blob/main/"
# Pages that stand elsewhere in the book than in the repository.
ELSEWHERE = {
    "docs/README.md": "index.md",
    "editors/README.md": "editors/index.md",
    "editors/vscode/README.md": "editors/vscode.md",
    "editors/neovim/README.md": "editors/neovim.md",
    "CHANGELOG.md": "changes.md",
}
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s]+)")


def assemble(root: pathlib.Path, pages: pathlib.Path) -> None:
    places = {f"docs/{path.relative_to(root / 'docs').as_posix()}": path.relative_to(root / "docs").as_posix()
              for folder in ["", "rules", "images"] for path in (root / "docs" / folder).iterdir() if path.suffix in {".md", ".png"}}
    places |= ELSEWHERE
    # Pictures stand beside the pages that show them.
    pictures = (path.relative_to(root).as_posix() for path in (root / "editors").glob("*/images/*.png"))
    places |= {path: path for path in pictures}
    for source, place in places.items():
        target = pages / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.endswith(".md"):
            target.write_text(led(root, source, places))
        else:
            shutil.copy(root / source, target)


def led(root: pathlib.Path, source: str, places: dict[str, str]) -> str:
    """A page whose links lead from where it stands in the book."""

    def target(link: re.Match) -> str:
        path, mark, fragment = link[1].partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        if not (root / wanted).exists():
            sys.exit(f"{source}: {link[1]} is not there")
        if (root / wanted).is_dir() and f"{wanted}/README.md" in places:
            wanted += "/README.md"
        if wanted not in places:
            return REPOSITORY + wanted + mark + fragment
        return posixpath.relpath(places[wanted], posixpath.dirname(places[source]) or ".") + mark + fragment

    lines, fence = [], None
    for line in (root / source).read_text().splitlines(keepends=True):
        edge = FENCE.match(line)
        if fence is None:
            # What stands in code is no link.
            parts = re.split(r"(`+[^`]*`+)", line)
            line = line if edge else "".join(part if part.startswith("`") else LINK.sub(target, part) for part in parts)
            fence = edge and edge[1]
        elif edge and edge[1].startswith(fence) and line.strip() == edge[1]:
            fence = None
        lines.append(line)
    return "".join(lines)


class Page(html.parser.HTMLParser):
    """What a page of the site leads to, loads, and can be led to."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.loads, self.places = [], [], {""}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.places |= {values[name] for name in ["id", "name"] if values.get(name)}
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        self.loads += [values[name] for name in ["src", "href"] if values.get(name) and tag in {"img", "script", "link", "iframe"}]


def links(site: pathlib.Path) -> None:
    read = {path: Page(path.read_text()) for path in site.rglob("*.html") if path.name not in {"404.html", "print.html", "toc.html"}}
    wrong = []
    for path, page in read.items():
        for link in page.links + page.loads:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                if link in page.loads and parts.scheme != "data":
                    wrong.append(f"{path.relative_to(site)}: loads {link}")
                continue
            target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
            places = read[target].places if target in read else {""}
            if not target.is_file() or urllib.parse.unquote(parts.fragment) not in places:
                wrong.append(f"{path.relative_to(site)}: {link}")
    print(f"{len(read)} pages", file=sys.stderr)
    sys.exit("not there:\n" + "\n".join(wrong) if wrong else None)


if __name__ == "__main__":
    if sys.argv[1] == "assemble":
        assemble(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    else:
        links(pathlib.Path(sys.argv[2]).resolve())
