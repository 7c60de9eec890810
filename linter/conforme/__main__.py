"""`python -m conforme`."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        from conforme.cli import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
