#!/bin/sh
# Counts instructions under callgrind, which no other program on the machine disturbs: what must not creep from one version to the next.
#
#   benches/instructions.sh          the example draft, and keystrokes in 10 kB, 100 kB and 1 MB of prose
#
# A keystroke goes through the whole server, from the bytes of the change to the bytes of the answer. What it costs is the difference
# between a session with 20 of them and one with none. Needs valgrind; builds without debug information, as users have it.
set -eu
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null || { echo "valgrind is not installed: nothing was counted" >&2; exit 0; }
cargo build --quiet --release --bin ibid --example keystrokes
target=${CARGO_TARGET_DIR:-target}/release
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

# The instructions that a command takes.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >"$folder/out" | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

printf '%-40s %15s\n' "ibid --version" "$(count "$target/ibid" --version)"
printf '%-40s %15s\n' "ibid check examples/last-ferry.md" "$(count "$target/ibid" check examples/last-ferry.md)"
for kilobytes in 10 100 1000; do
    draft=$folder/draft.md
    awk -v most="${kilobytes}000" 'BEGIN {
        while (length(text) < most) {
            boat++
            text = text "The ferry carried " boat " people in March, a seventh more than a year before, according to the Harbour Office.[^log] " \
                "The man who sells the tickets pointed at [the tables](https://harbour.example.net/t" boat ").\n\n" \
                "On the quay the nets were drying. Nobody hurried; the next boat was due at six.\n\n"
            if (boat % 30 == 0) text = text "Experts say the line is lost, see [here]().\n\n"
        }
        printf "%s[^log]: The log of the harbour, page 7\n", text
    }' >"$draft"
    none=$(count "$target/examples/keystrokes" "$draft" 0)
    some=$(count "$target/examples/keystrokes" "$draft" 20)
    printf '%-40s %15s\n' "open $kilobytes kB" "$none"
    printf '%-40s %15s\n' "a keystroke in $kilobytes kB" "$(((some - none) / 20))"
done
