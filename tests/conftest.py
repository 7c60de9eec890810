"""What all tests share: the catalog with its examples, read once."""

from __future__ import annotations

import pytest

from conforme import catalog
from conforme.catalog import Catalog


@pytest.fixture(scope="session")
def cards() -> Catalog:
    """The whole catalog, examples included."""
    return catalog.load(examples=True)
