"""Edit words: the kinds of edit, moves and splits in plain English, the same on the page, in messages and in the terminal.

Refuses markup. Next: whoever shows a diff.
"""

from monitor import model

EDIT_WORDS = {
    model.EditKind.TYPO: "typo",
    model.EditKind.STYLE: "style",
    model.EditKind.NUMBER: "number",
    model.EditKind.QUOTE: "quote altered",
    model.EditKind.ATTRIBUTION: "attribution",
    model.EditKind.HEDGE: "hedge",
    model.EditKind.NAME: "name or title",
    model.EditKind.WORDING: "wording",
    model.EditKind.ADDED: "added",
    model.EditKind.REMOVED: "removed",
    model.EditKind.PARAGRAPH_ADDED: "paragraph added",
    model.EditKind.PARAGRAPH_CUT: "paragraph cut",
    model.EditKind.MOVED: "moved",
    model.EditKind.NOTICE: "correction notice",
    model.EditKind.DATELINE: "dateline",
    model.EditKind.HEADLINE: "headline",
    model.EditKind.BYLINE: "byline",
}
#: Said beside what could not be looked at word by word.
ROUGH_WORDS = "too much text to compare word by word"


def op_words(sentence: model.SentenceDiff) -> str:
    """Say what became of a sentence as a whole: "moved up 3 paragraphs", "split"; "" where its words say it."""
    if sentence.op is model.SentenceOp.SPLIT:
        return "split"
    if sentence.op is model.SentenceOp.MERGED:
        return "merged"
    if sentence.op is model.SentenceOp.MOVED:
        return _move_words(sentence)
    return ""


def _move_words(sentence: model.SentenceDiff) -> str:
    move = sentence.move
    if move is None or not move.sentence_count:
        return "moved here" if sentence.new else "moved away"
    way = "up" if move.sentence_count < 0 else "down"
    noun, count = "paragraph", abs(move.paragraph_count)
    if not count:
        noun, count = "sentence", abs(move.sentence_count)
    plural = "" if count == 1 else "s"
    return f"moved {way} {count} {noun}{plural}" + ("" if sentence.new else ", from here")


def say_edits(sentence: model.SentenceDiff) -> str:
    """Say all that was done to a sentence: "split, number", "moved up 3 paragraphs, name or title"."""
    kinds = [EDIT_WORDS[kind] for kind in sentence.edits if kind is not model.EditKind.MOVED]
    whole = op_words(sentence)
    rough = [ROUGH_WORDS] if sentence.is_rough else []
    return ", ".join([*([whole] if whole else []), *kinds, *rough])
