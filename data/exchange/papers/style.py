"""How a paper looks in a browser and on paper: one style sheet, without anything from elsewhere."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; --ink: #1c2430; --soft: #566070; --deep: #17495a; --rule: #cfd6dd;
  --wash: #eef3f5; }
* { box-sizing: border-box; }
html { font-size: 16px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #e9edf0; color: var(--ink);
  font: 1rem/1.55 "Fira Sans", "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Noto Sans",
  "DejaVu Sans", sans-serif; overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
  hyphens: manual; }
main { max-width: 52rem; margin: 2rem auto; padding: 3.5rem 4rem; background: #fff;
  box-shadow: 0 1px 3px #1c243022, 0 8px 30px #1c243014; }
header { border-bottom: 3px solid var(--deep); padding-bottom: 1.1rem; margin-bottom: 1.4rem; }
h1 { font-size: 2rem; line-height: 1.15; margin: .1rem 0 .35rem; color: var(--deep);
  letter-spacing: -.01em; text-wrap: balance; }
.over, .under { margin: 0; color: var(--soft); font-size: .9rem; }
.over { text-transform: none; letter-spacing: .02em; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.2rem 0 .6rem; color: var(--deep);
  border-bottom: 1px solid var(--rule); padding-bottom: .25rem; }
h3 { font-size: 1.02rem; line-height: 1.3; margin: 1.5rem 0 .35rem; }
p { margin: .5rem 0; }
.quiet { color: var(--soft); font-size: .9rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; text-align: start; }
td, th { vertical-align: top; text-align: start; padding: .38rem .6rem; }
.facts { margin-bottom: 1.2rem; }
.facts th { width: 30%; font-weight: 500; color: var(--soft); padding-left: 0; }
.facts tr { border-bottom: 1px solid var(--rule); }
.lines { font-size: .89rem; line-height: 1.45; table-layout: fixed; }
.lines th { background: var(--wash); color: var(--deep); font-weight: 600;
  border-bottom: 1.5px solid var(--deep); }
.lines td { border-bottom: 1px solid var(--rule); }
.points { margin: .4rem 0 1rem; }
.points > div { display: flex; gap: .9rem; padding: .55rem 0;
  border-bottom: 1px solid var(--rule); }
.points dt { flex: 0 0 3.2rem; font-weight: 700; color: var(--deep); }
.points dd { margin: 0; flex: 1 1 auto; }
blockquote { margin: .4rem 0 .1rem; padding: .1rem 0 .1rem .8rem; border-inline-start: 3px solid
  var(--deep); font-style: italic; color: #2b3746; }
ul { margin: .4rem 0 1rem; padding-inline-start: 1.3rem; }
li { margin: .3rem 0; }
aside { margin: 1rem 0; padding: .8rem 1rem; background: var(--wash); border-inline-start: 4px solid
  var(--deep); }
aside p { margin: .2rem 0 0; }
.choices b, .blank b { font-weight: 500; color: var(--soft); margin-inline-end: 1rem; }
.box { margin-inline-end: 1.4rem; white-space: nowrap; }
.ticked { font-weight: 600; }
.rule { display: block; height: 1.9rem; border-bottom: 1px solid #8b95a1; }
footer { margin-top: 2.5rem; padding-top: .6rem; border-top: 1px solid var(--rule);
  color: var(--soft); font-size: .85rem; }
.page { break-before: page; }
@media (max-width: 44rem) { main { margin: 0; padding: 1.4rem 1.1rem; }
  .lines { table-layout: auto; overflow-wrap: break-word; } }
@media print {
  html { font-size: 10pt; }
  body { background: #fff; line-height: 1.42; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  h2, h3 { break-after: avoid; break-inside: avoid; }
  thead { display: table-header-group; }
  tr, .points > div, aside, .choices, .blank, li { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  footer { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

_MARGINS = """
@page { size: A4; margin: 22mm 18mm 20mm;
  @top-left { content: %s; font: 8pt sans-serif; color: #566070; }
  @top-right { content: %s; font: 8pt sans-serif; color: #566070; }
  @bottom-left { content: %s; font: 8pt sans-serif; color: #566070; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif;
    color: #566070; } }
@page :first { margin-top: 18mm; @top-left { content: ""; } @top-right { content: ""; } }
"""


def margins(title: str, reference: str, notice: str) -> str:
    """Return what stands around each printed page, where a browser can print it.

    Args:
        title: Of the paper.
        reference: Of the paper.
        notice: Who may read it.
    """
    return _MARGINS % (_string(title), _string(reference), _string(notice))


def _string(text: str) -> str:
    """Return a text as a string of CSS in which nothing ends the string or the sheet."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'
