#!/usr/bin/env bash
# Takes the pictures of the README, of the walkthrough and of docs/images from what the tests left: pictures.sh
# Run tests/run.sh first; needs pngquant (Debian: apt-get install pngquant imagemagick), and ImageMagick to cut.
set -euo pipefail
cd "$(dirname "$0")/.."
shots=../../target/screenshots
for program in pngquant /usr/bin/convert; do command -v "$program" >/dev/null || { echo "pictures.sh: needs $program" >&2; exit 2; }; done

# take SHOT PICTURE WIDTHxHEIGHT+LEFT+TOP
take() {
  [ -e "$shots/$1.png" ] || { echo "pictures.sh: no $shots/$1.png; run tests/run.sh" >&2; exit 1; }
  /usr/bin/convert "$shots/$1.png" -crop "$3" +repage png:- | pngquant --speed 1 --strip --quality 60-90 - > "$2"
  echo "$2 $(stat -c %s "$2")"
}

take 1-draft images/draft.png 1280x800+0+0
take 2-hover images/hover.png 932x320+348+35
take 4-quick-fixes images/repairs.png 932x400+348+35
take 34-sources images/sources.png 1280x260+0+35
take 4-quick-fixes ../../docs/images/vscode.png 1280x800+0+0
