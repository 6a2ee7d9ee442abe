"""Rich text as people type it: blank lines part paragraphs. Whoever knows HTML may type it, and sees it again."""

import re
from html import escape, unescape

# Paragraphs and line ends alone: such text is shown without its tags.
_SIMPLE = re.compile(r"\s*(?:(?:<p>(?:[^<]|<br ?/?>)*</p>\s*)*|(?:[^<]|<br ?/?>)*)\Z")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r" ?<br ?/?> ?")
_LINE_ENDS = re.compile(r"\r\n?")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def as_typed(html: str) -> str:
    """Return rich text for a text box; HTML with more than paragraphs stays HTML."""
    if not _SIMPLE.match(html):
        return html
    paragraphs = (_LINE_END.sub("\n", _BLANKS.sub(" ", one)).strip() for one in _PARAGRAPH.findall(html) or [html])
    text = unescape("\n\n".join(paragraphs))
    return html if _TAG.search(text) else text


def as_html(text: str, before: object = None) -> str:
    """Return what was typed as rich text, one paragraph bare; `before` unchanged where it was shown as this text."""
    if isinstance(before, str) and as_typed(before) == text:
        return before
    if _TAG.search(text):
        return text
    lines = _LINE_ENDS.sub("\n", text.strip())
    paragraphs = [escape(one.strip(), quote=False).replace("\n", "<br>") for one in _BLANK_LINES.split(lines)]
    return f"<p>{'</p><p>'.join(paragraphs)}</p>" if len(paragraphs) > 1 else paragraphs[0]
