#!/usr/bin/env bash
# The tool in an environment of its own, apart from the audited project's; nothing to do when the cache has brought it back.
set -euo pipefail

venv="$RUNNER_TEMP/conforme-venv"
if "$venv/bin/conforme" --version >/dev/null 2>&1; then
  exit 0
fi
python -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
