#!/usr/bin/env bash
# What the cached environment depends on: the action's own files, whatever name it was called by.
set -euo pipefail

cd "$GITHUB_ACTION_PATH"
digest=$(find linter plugins rules schemas pyproject.toml hatch_build.py -type f -print0 | LC_ALL=C sort -z | xargs -0 cat | sha256sum)
echo "key=${digest%% *}" >>"$GITHUB_OUTPUT"
