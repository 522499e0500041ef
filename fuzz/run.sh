#!/usr/bin/env bash
# Runs each fuzzer, or those named, for so many seconds: run.sh SECONDS [LAW...]
# Prints how many texts each tried and what it found; exits with 1 if it found anything. Needs cargo-fuzz and a nightly compiler. JOBS
# fuzzers run at a time, one unless told otherwise.
set -uo pipefail
cd "$(dirname "$0")/.."

[ $# -ge 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
seconds=$1
shift
laws=("$@")
[ ${#laws[@]} -gt 0 ] || laws=(check edits fixes books config protocol positions sources)

# The core has no unsafe code, so there is nothing for a sanitizer to see, and without one the fuzzers are several times as fast.
fuzz="cargo +nightly fuzz"
options=(--sanitizer none --debug-assertions)
for law in "${laws[@]}"; do
  $fuzz build "${options[@]}" "$law" || exit 2
done
IBID_SEEDS=$PWD/fuzz/corpus cargo test --quiet --test fuzzing fixtures_are_written >/dev/null || exit 2

one() {
  local law=$1 log=fuzz/logs/$1.log
  mkdir -p fuzz/logs
  $fuzz run "${options[@]}" "$law" "fuzz/corpus/$law" -- -dict=fuzz/corpus/pieces.dict \
    -max_total_time="$seconds" -max_len=4096 -timeout=25 -rss_limit_mb=4096 -print_final_stats=1 >"$log" 2>&1
  local code=$? tried
  tried=$(grep -ao 'number_of_executed_units: *[0-9]*' "$log" | grep -o '[0-9]*$' | tail -1)
  [ -n "$tried" ] || tried=$(grep -ao '^#[0-9]*' "$log" | tail -1 | tr -d '#')
  if [ $code -eq 0 ]; then
    echo "$law: ${tried:-0} texts, nothing found"
  else
    echo "$law: ${tried:-0} texts, FOUND: $(grep -a 'Test unit written to' "$log" | tail -1 | sed 's/.*written to //'), see $log"
  fi
  return $code
}

export -f one
export fuzz seconds
export OPTIONS="${options[*]}"
printf '%s\n' "${laws[@]}" | xargs -P "${JOBS:-1}" -I '{}' bash -c 'options=($OPTIONS); one {}'
[ $? -eq 0 ] || exit 1
