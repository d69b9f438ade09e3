"""Text of both directions on one line: what others wrote keeps its own, and ours its order around it. No markup."""

import re

#: First strong isolate and pop directional isolate (Unicode UAX 9): what stands between them keeps its own direction.
FSI, PDI = "\u2068", "\u2069"
#: Letters of right-to-left scripts, and the two marks (U+061C is among them, U+200F) that count as one.
_RTL = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: From one of them to the last that no letter of another script stands before, and no arrow: that points from left to right.
_RTL_RUN = re.compile(rf"[{_RTL}](?:(?:(?!->|→)[\W\d_{_RTL}])*[{_RTL}])?")


def isolate(text: str) -> str:
    """Return the text inside isolates: what stands around it keeps its order, whatever its script."""
    return f"{FSI}{text}{PDI}" if text else ""


def isolate_foreign(text: str) -> str:
    """Return our own left-to-right text with each right-to-left run in it isolated: without, "20 -> 22" after an
    Arabic name reads from the right."""
    return _RTL_RUN.sub(lambda run: isolate(run.group()), text)
