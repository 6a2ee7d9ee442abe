"""Where a line of text may end: after spaces and hyphens, and between Chinese signs, as UAX 14 has it."""

import re

_CHINESE = (
    "\u2e80-\u303f\u3040-\u30ff\u3100-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_NEVER_FIRST = (
    "!%),.:;?\\]}¢°·ˇˉ―‖’”…‰′″›℃、。〃々〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～ー"
    "ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NEVER_LAST = "(\\[{£¥‘“‹《〈「『【〔〖（［｛￡￥"

_OPPORTUNITY = re.compile(
    # After a run of spaces that may break; a zero-width space is there for nothing else.
    r"(?:[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+|\u200b)"
    # After a hyphen or a dash between words, and a slash in an address; never in a number, nor in an identifier.
    r"|(?<=[^\W\d_A-Z])[-\u2010\u2013\u2014/](?=[^\W\d_])"
    r"|(?<=\w)[/?&=](?=\w{3})"
    # Between two signs where one at least is Chinese.
    rf"|(?<=[{_CHINESE}])(?=[^\s{_NEVER_FIRST}])(?<![{_NEVER_LAST}])"
    rf"|(?<=[^\s{_NEVER_LAST}])(?=[{_CHINESE}])(?![{_NEVER_FIRST}])"
)


def breaks_in(text: str) -> list[int]:
    """Return the places before which a line may begin, in order; the end of the text is the last."""
    found = {match.end() for match in _OPPORTUNITY.finditer(text)} - {0, len(text)}
    return [*sorted(found), len(text)] if text else []
