"""What all tests share: the catalog with its examples, read once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from conforme import catalog
from conforme.catalog import Catalog


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the compiled cards and nothing else."""
    folder = tmp_path_factory.mktemp("compiled") / "conforme"
    catalog.load(kept_in=str(folder))
    return folder


@pytest.fixture
def warm_cache(compiled: Path, tmp_path: Path) -> Path:
    """A cache of the test's own, for XDG_CACHE_HOME, in which the cards are compiled already."""
    shutil.copytree(compiled, tmp_path / "cache" / "conforme")
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def cards() -> Catalog:
    """The whole catalog, examples included."""
    return catalog.load(examples=True)


# The same examples on every machine: a run that fails can be run again. HYPOTHESIS_PROFILE=random looks further.
settings.register_profile("same", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
