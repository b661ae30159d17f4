"""A stakeholder network: who knows whom around care and welfare, and where government should join in."""

from __future__ import annotations

__version__ = "0.1.0"
