"""Compiles the cards at build time: the wheel holds `conforme/rules/catalog.json` beside the YAML that it comes from."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCards(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # an editable install reads the YAML, so that an edited card counts at once
        sys.path.insert(0, os.path.join(self.root, "linter"))
        from conforme import catalog

        compiled = catalog.compile_folder(os.path.join(self.root, "rules"))
        handle, path = tempfile.mkstemp(suffix=".json")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(compiled, file, ensure_ascii=False, separators=(",", ":"))
        build_data["force_include"][path] = f"conforme/rules/{catalog.COMPILED}"
        self._compiled = path

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        compiled = getattr(self, "_compiled", None)
        if compiled is not None:
            os.unlink(compiled)
