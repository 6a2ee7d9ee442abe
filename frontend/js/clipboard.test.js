import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "parse5";
import { markedFrom } from "./clipboard.js";

/* A tree of parse5 as the browser's DOM would have it, as far as we look at it. */
function domOf(node) {
  const children = (node.childNodes ?? []).map(domOf);
  return {
    nodeType: node.nodeName === "#text" ? 3 : node.nodeName === "#comment" ? 8 : 1,
    localName: node.tagName,
    data: node.value,
    childNodes: children,
    textContent: node.nodeName === "#text" ? node.value : children.map((child) => child.textContent).join(""),
    getAttribute: (name) => node.attrs?.find((one) => one.name === name)?.value ?? null,
  };
}

const marked = (html) => markedFrom(domOf(parse(html)));

const WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- /* Font Definitions */
@font-face {font-family:Calibri;} p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h1><span lang=EN-US style='font-size:16.0pt'>Risk<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=EN-US style='mso-ansi-language:EN-US'>The <b style='mso-bidi-font-weight:
normal'>modified</b> organism <i>Zea mays</i> was&nbsp;grown in <st1:place w:st="on">Parakou</st1:place>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>First point<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]>Below it</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·</span>Second <del cite="mailto:A" datetime="2026">old </del><ins>new</ins></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>One</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Two</p>
<p class=MsoNormal>See <a href="https://bch.example/(a)"><span class=MsoHyperlink>the&nbsp;decision</span></a><span
class=MsoCommentReference><a class=msocomanchor id="_anchor_1" href="#_msocom_1">[KA1]</a></span>.</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Year</b></p></td><td><p class=MsoNormal>Area</p></td></tr>
<tr><td><p class=MsoNormal>2025</p></td><td><p class=MsoNormal>12 ha</p></td></tr></table>
<!--EndFragment--><div style='mso-element:comment-list'><div style='mso-element:comment' id="_com_1"><p
class=MsoCommentText>[KA1] Is it so?</p></div></div></body></html>`;

test("a page of Word keeps paragraphs, lists, bold type and links, and nothing else", () => {
  assert.equal(
    marked(WORD),
    `# Risk

The **modified** organism *Zea mays* was grown in Parakou.

- First point
   - Below it
- Second new

1. One
2. Two

See [the decision](https://bch.example/\\(a\\)).

**Year** | Area
2025 | 12 ha`,
  );
});

test("LibreOffice parts what it pastes with line ends and fonts", () => {
  const html = `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 24.2"/><style type="text/css">p { line-height: 115% }</style></head>
<body lang="en-GB" dir="ltr"><h2 class="western">Scope</h2><p style="margin-bottom: 0cm"><font face="Arial">A
long <b>line</b></font><br/>and another</p>
<ol><li><p>One</p></li><li><p>Two</p><ul><li><p>inner</p></li></ul></li></ol></body></html>`;
  assert.equal(marked(html), "# Scope\n\nA long **line**\nand another\n\n1. One\n2. Two\n   - inner");
});

test("Google Docs says bold and italic by styles, and wraps all of it in bold that is none", () => {
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38"><span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span><span
style="font-weight:400;font-style:italic"> italic</span></p><br><ul style="margin-top:0"><li dir="ltr" aria-level="1"><p
dir="ltr" role="presentation"><span>Item</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr"><a
href="https://x.example/" style="text-decoration:none"><span style="color:#1155cc">link</span></a></p></li></ul></b>`;
  assert.equal(marked(html), "Plain **bold** *italic*\n\n- Item\n- [link](https://x.example/)");
});

test("cells of Excel become lines", () => {
  const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0><col width=64><!--StartFragment-->
<tr height=20><td class=xl65>Benin</td><td align=right x:num>12</td></tr><tr><td></td><td></td></tr>
<tr><td>Togo</td><td>3</td></tr><!--EndFragment--></table></body></html>`;
  assert.equal(marked(html), "Benin | 12\nTogo | 3");
});

test("signs that would be marks are no marks", () => {
  assert.equal(marked("<p>5*3 &lt;b&gt; [a](b)</p><p>- no item</p><p>1. no item</p><p># none</p>"), "5\\*3 \\<b> \\[a](b)\n\n\\- no item\n\n1\\. no item\n\n\\# none");
});

test("scripts, styles and addresses that run are gone; formulas stay", () => {
  assert.equal(marked('<script>x()</script><style>p{}</style><p>H<sub>2</sub>O <a href="javascript:x()">y</a></p>'), "H<sub>2</sub>O y");
  assert.equal(marked("<p>&nbsp;</p><p> </p>"), "");
});
