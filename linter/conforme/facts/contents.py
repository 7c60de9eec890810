"""What a tree mostly holds: software, or pages."""

from __future__ import annotations

from collections.abc import Iterable

_CODE = frozenset(
    {"py", "js", "mjs", "cjs", "jsx", "ts", "tsx", "java", "kt", "kts", "scala", "groovy", "cs", "fs", "vb", "go", "rs", "rb", "php", "c",
    "h", "cc", "cpp", "hpp", "swift", "m", "dart", "ex", "exs", "erl", "hs", "clj", "lua", "pl", "r", "jl", "vue", "svelte", "sh", "ps1",
    "sql", "tf", "hcl", "bicep", "cob", "cbl"}
)  # fmt: skip
_PAGES = frozenset(("md", "mdx", "markdown", "rst", "adoc"))
FEW = 5


def has_code(paths: Iterable[str]) -> bool:
    """Whether the tree is one of software: more source files than pages, scripts that build a site of pages being part of it."""
    code = pages = 0
    for path in paths:
        extension = path.rpartition(".")[2].lower()
        if extension in _PAGES:
            pages += 1
        elif extension in _CODE and not path.startswith(".") and "node_modules/" not in path:
            code += 1
    return code > max(FEW, pages)
