"""Readers shared by finders: each file read once, with positions, within limits. No git and no disk here."""
