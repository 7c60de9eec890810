"""`python -m conforme`."""

from __future__ import annotations

import sys

from conforme.cli import main

if __name__ == "__main__":
    sys.exit(main())
