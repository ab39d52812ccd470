"""Test folders are not packages: the workbooks of the tests are made known by name before the tests are read."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("classeurs", Path(__file__).with_name("classeurs.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
sys.modules["classeurs"] = _MODULE
_SPEC.loader.exec_module(_MODULE)
