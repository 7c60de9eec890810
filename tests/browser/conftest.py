"""A real Chromium and axe-core, where they can be had: what is missing skips these tests and is named.

`python3 dev.py browser` installs Playwright; Chromium is the system's (Debian: `apt install chromium`), or the one that CONFORME_CHROMIUM names;
axe-core comes from the npm registry, or from the file that CONFORME_AXE names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = "axe-core@4.14.1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, headless."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: python3 dev.py browser")
    path = os.environ.get("CONFORME_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium), and CONFORME_CHROMIUM names none")
    with sync_api.sync_playwright() as playwright:
        # Without its sandbox, since pipelines run as root; it opens no page but ours.
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core."""
    given = os.environ.get("CONFORME_AXE")
    if given:
        return Path(given).read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, and CONFORME_AXE names no axe.min.js")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run([npm, "pack", AXE, "--silent"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode != 0 or packed is None:
        pytest.skip(f"{AXE} could not be read from the npm registry: {done.stderr.strip()[-200:]}")
    with tarfile.open(packed) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")
