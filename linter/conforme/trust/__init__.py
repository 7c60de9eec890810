"""Who is believed, once, for every format: the auditor's policy, waivers, attestations, and what blocks.

A waiver changes what blocks and never a verdict; an attestation fills what was not seen and never what was seen to be wrong.
"""

from __future__ import annotations

from conforme.trust.blocking import FAIL_ON, decide, exit_code, moved, renames
from conforme.trust.policy import NO_POLICY, Policy

__all__ = ["FAIL_ON", "NO_POLICY", "Policy", "decide", "exit_code", "moved", "renames"]
