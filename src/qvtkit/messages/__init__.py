"""Every sentence about a problem, by code: what is wrong and what to do next.

`{…}` are parameters. A code is stable: tests, documentation and the JSON envelope use it.
The levels are those of `issues.Level`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.messages.documents import DOCUMENTS
from qvtkit.messages.imports import IMPORTS
from qvtkit.messages.measures import MEASURES
from qvtkit.messages.operations import OPERATIONS
from qvtkit.messages.reading import READING
from qvtkit.messages.records import RECORDS
from qvtkit.messages.values import VALUES

if TYPE_CHECKING:
    from qvtkit.messages.message import Message

MESSAGES: dict[str, Message] = READING | VALUES | RECORDS | MEASURES | IMPORTS | DOCUMENTS | OPERATIONS
