"""Documents that no reader of text opens (PDF, office): what lies in them can neither be shown nor denied."""

from __future__ import annotations

from typing import Protocol

from conforme.repo import Document

__all__ = ["noted"]

OPENINGS = {
    "pdf": (b"%PDF",), "docx": (b"PK\x03\x04",), "odt": (b"PK\x03\x04",), "xlsx": (b"PK\x03\x04",), "ods": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",), "doc": (b"\xd0\xcf\x11\xe0",),
}  # fmt: skip
READ = 64 << 20


class Limiting(Protocol):
    """What keeps the limits that a finder meets: a view."""

    def limit(self, what: str, path: str | None = None, measured: int = 0, bound: int = 0) -> None: ...


def noted(view: Limiting, document: Document) -> bool:
    """Whether the document is one of these; a real one is noted as a limit, so that what is not found is not said to be missing.

    Raises Unreadable.
    """
    openings = OPENINGS.get(document.path.rsplit(".", 1)[-1].lower())
    if openings is None:
        return False
    if document.bytes(READ).startswith(openings):
        view.limit("closed-format", document.path)
    return True
