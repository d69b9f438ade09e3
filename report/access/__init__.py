"""Access: who comes in, and what they may do. Every request passes the gate; what is not open is closed.

Next: `door`, what the operator set; `gate`, which decides; `signing`, the pages for signing in and out.
"""

from report.access.door import Door
from report.access.gate import Gate
from report.access.visitor import Visitor, visitor_of

__all__ = ["Door", "Gate", "Visitor", "visitor_of"]
