"""Make linter/conforme/facts/licences/data from licence texts and from the SPDX list.

usage: licence_fingerprints.py TEXTS LISTS OUTPUT --source TEXT

TEXTS   a folder of licence texts named <SPDX-id>[@variant].txt, one text a file, without preamble or appendix that projects leave out
LISTS   a folder holding licenses.json and exceptions.json as published in SPDX license-list-data
OUTPUT  the folder that gets fingerprints.json and spdx.json
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
from array import array
from base64 import b64encode
from typing import Any

from conforme.facts.licences.texts import fingerprint

_HOLDER = re.compile(r"^\W{0,8}(?:portions )?copyright\b.{0,160}(?:\(c\)|©|\d{4}|year|yyyy).{0,160}$", re.IGNORECASE | re.MULTILINE)


def prints(folder: pathlib.Path) -> list[dict[str, Any]]:
    """One entry a text; lines that name a holder are left out, for each project has its own."""
    found = []
    for file in sorted(folder.glob("*.txt")):
        words, sample = fingerprint(_HOLDER.sub("", file.read_text(encoding="utf-8")))
        packed = array("I", sample)
        if packed.itemsize != 4:
            raise SystemExit("this machine's unsigned int has not four bytes")
        found.append({"id": file.stem.partition("@")[0], "text": file.stem, "words": words, "sample": b64encode(packed.tobytes()).decode()})
    return found


def flags(entry: dict[str, Any]) -> str:
    """o: approved by the OSI; f: free for the FSF; d: deprecated identifier."""
    marks = (("o", "isOsiApproved"), ("f", "isFsfLibre"), ("d", "isDeprecatedLicenseId"))
    return "".join(mark for mark, key in marks if entry.get(key))


def spdx(folder: pathlib.Path) -> dict[str, Any]:
    """The identifiers of the list with their flags, and the exceptions."""
    licences = json.loads((folder / "licenses.json").read_text(encoding="utf-8"))
    exceptions = json.loads((folder / "exceptions.json").read_text(encoding="utf-8"))
    return {
        "version": licences["licenseListVersion"],
        "licences": {entry["licenseId"]: flags(entry) for entry in licences["licenses"]},
        "exceptions": sorted(entry["licenseExceptionId"] for entry in exceptions["exceptions"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("lists", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--source", required=True, help="where the texts come from, with versions")
    args = parser.parse_args()
    listed = spdx(args.lists)
    held = {"source": args.source, "spdx_list": listed["version"], "licences": prints(args.texts)}
    for name, value in (("fingerprints.json", held), ("spdx.json", listed)):
        (args.output / name).write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
