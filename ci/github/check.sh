#!/usr/bin/env bash
# One audit: annotations in the log, a SARIF file, the job's summary. Its exit code is an output, so that what follows can still run.
set -euo pipefail

reports="$RUNNER_TEMP/conforme-reports"
mkdir -p "$reports"
sarif="$reports/conforme.sarif" markdown="$reports/conforme.md"
rm -f "$sarif" "$markdown"

options=(--format github --format sarif --output "$sarif" --format markdown --output "$markdown" "--fail-on=$CONFORME_FAIL_ON")
since=$CONFORME_SINCE
if [[ $since == auto ]]; then since=$CONFORME_BASE; fi
if [[ -n $since ]]; then options+=("--since=$since"); fi
if [[ -n $CONFORME_LANG ]]; then options+=("--lang=$CONFORME_LANG"); fi
while IFS= read -r option; do
  if [[ -n $option ]]; then options+=("$option"); fi
done <<<"$CONFORME_ARGS"

code=0
"$RUNNER_TEMP/conforme-venv/bin/conforme" check "${options[@]}" -- "$CONFORME_PATH" || code=$?

if [[ $CONFORME_SUMMARY == true && -f $markdown ]]; then
  cat "$markdown" >>"$GITHUB_STEP_SUMMARY"
fi
{
  echo "exit-code=$code"
  if [[ -f $sarif ]]; then echo "sarif-file=$sarif"; fi
  if [[ -f $markdown ]]; then echo "markdown-file=$markdown"; fi
} >>"$GITHUB_OUTPUT"
