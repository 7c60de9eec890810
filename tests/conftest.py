"""What all tests share: the catalog with its examples, read once."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from conforme import catalog
from conforme.catalog import Catalog


@pytest.fixture(scope="session")
def cards() -> Catalog:
    """The whole catalog, examples included."""
    return catalog.load(examples=True)


# The same examples on every machine: a run that fails can be run again. HYPOTHESIS_PROFILE=random looks further.
settings.register_profile("same", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
