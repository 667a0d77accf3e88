/**
 * The page's only style, printed as A4 with the margins of report-form (20/20/30/15 mm). Constant, so that the server can allow exactly
 * it by hash. Fonts are those of the reader's machine: the page loads nothing.
 */
export const DIGEST_STYLE = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 20mm 15mm 20mm 30mm; max-width: 210mm; background: #fff; color: #111; font: 14pt/1.45 "Times New Roman", Tinos, "Liberation Serif", serif; overflow-wrap: break-word; }
a { color: inherit; text-decoration: underline dotted; text-underline-offset: 2px; font-variant-numeric: tabular-nums; }
.letterhead { display: flex; justify-content: space-between; gap: 8mm; text-align: center; line-height: 1.25; }
.bodies { flex: 1; }
.party { white-space: nowrap; }
.parent { font-size: 14pt; }
.issuing { font-size: 14pt; font-weight: bold; }
.blank { display: inline-block; min-width: 14mm; }
.title { display: inline-block; font-size: 15pt; font-weight: bold; border-bottom: 1px solid #111; padding-bottom: 1mm; }
.place { margin-top: 2mm; font-style: italic; }
.draft { display: table; margin: 5mm 0 0; padding: 0 3mm; border: 1px solid #111; font-weight: bold; }
h1 { margin: 6mm 0 0; text-align: center; font-size: 16pt; }
.abstract { margin: 1mm 0 6mm; text-align: center; text-indent: 0; font-weight: bold; }
.provisional { border: 1px dashed #111; padding: 2mm 3mm; text-indent: 0; }
h2 { margin: 5mm 0 2mm; font-size: 14pt; break-after: avoid; }
h3 { margin: 3mm 0 1mm; font-size: 13pt; break-after: avoid; }
p { margin: 0 0 2mm; text-align: justify; text-indent: 10mm; }
p.draft { text-indent: 0; }
ul.voices { margin: 0 0 2mm 10mm; padding-left: 5mm; font-style: italic; }
table { width: 100%; margin: 3mm 0; border-collapse: collapse; font-size: 12pt; }
caption { padding-bottom: 1mm; font-style: italic; text-align: left; }
th, td { padding: 1mm 2mm; border: 1px solid #444; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.signature { display: flex; justify-content: space-between; margin-top: 10mm; break-inside: avoid; }
.recipients { font-size: 12pt; }
.signer { width: 50%; text-align: center; font-style: italic; padding-bottom: 25mm; }
.appendix { break-before: page; font-size: 12pt; }
@media print { body { padding: 0; max-width: none; } a { text-decoration: none; } }
@media screen and (max-width: 700px) { body { padding: 6mm; } .letterhead, .signature { flex-direction: column; } .party { white-space: normal; } .signer { width: auto; } }
`;
