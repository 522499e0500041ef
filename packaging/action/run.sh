#!/usr/bin/env bash
# Checks drafts as the action does: marks in the changed files, a report on the run's page, a SARIF file if one is wanted. By hand:
#   INPUT_PATHS=examples packaging/action/run.sh
#   INPUT_PATHS    drafts and folders, one a line; by default everything
#   INPUT_FAIL_ON  the least severity that fails the run
#   INPUT_ARGS     more options of `ibid check`, such as --locked
#   INPUT_SARIF    where to write the SARIF file, or empty
set -uo pipefail

ibid=${IBID:-ibid}
read -ra options <<<"${INPUT_ARGS:-}"
options+=(--fail-on "${INPUT_FAIL_ON:-warning}" --)
while IFS= read -r path; do
  [[ -z $path ]] || options+=("$path")
done <<<"${INPUT_PATHS:-.}"

check() { "$ibid" check --format "$1" "${options[@]}"; }

[[ -z ${INPUT_SARIF:-} ]] || check sarif >"$INPUT_SARIF"
# GitHub shows ten marks of a kind for each step, and a page of 1 MiB.
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
  # The longest row of backticks in a report is a draft's own: tildes stand around it.
  { echo '~~~~~~~~~~'; check human 2>&1 | head -c 900000; echo '~~~~~~~~~~'; } >>"$GITHUB_STEP_SUMMARY"
fi
check github
