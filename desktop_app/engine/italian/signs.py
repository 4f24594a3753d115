"""Digits and letters of which none is read for another: for codes that people copy from paper."""

from __future__ import annotations

from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
