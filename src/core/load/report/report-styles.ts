/** Of the report's page; it follows the reader's light or dark. */
export const REPORT_STYLES = `
:root{color-scheme:light dark;--fg:#1b1d22;--dim:#5d6370;--bg:#fff;--line:#e1e4ea;--one:#2f6fde;--two:#c2410c;--three:#7c3aed;--good:#0f7b45;--bad:#c02626}
@media (prefers-color-scheme:dark){:root{--fg:#e8eaef;--dim:#a2a9b8;--bg:#14161b;--line:#2b2f38;--one:#7aa8ff;--two:#f6a05c;--three:#b79bff;--good:#4cc38a;--bad:#ff7b72}}
body{margin:0;background:var(--bg);color:var(--fg);font:14px/1.45 system-ui,sans-serif}
main{max-width:920px;margin:0 auto;padding:24px 16px}
h1{font-size:20px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:14px;margin:24px 0 6px}
.about{color:var(--dim);overflow-wrap:anywhere}
.state{font-size:12px;padding:2px 8px;border:1px solid;border-radius:4px;vertical-align:middle;color:var(--dim)}
.state.passed{color:var(--good)}.state.failed,.state.broken{color:var(--bad)}
.tiles{display:flex;flex-wrap:wrap;gap:8px;margin:16px 0}
.tiles div{border:1px solid var(--line);border-radius:6px;padding:8px 12px;min-width:72px}
dt{color:var(--dim);font-size:12px}dd{margin:0;font-size:18px;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:4px 8px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{color:var(--dim);font-weight:500}
section{overflow-x:auto}figure{margin:24px 0 0}figcaption{font-weight:600}
.key{font-weight:400;font-size:12px;margin-left:8px}.key::before{content:"";display:inline-block;width:10px;height:3px;margin-right:4px;vertical-align:middle;background:currentColor}
svg{width:100%;height:auto;display:block}svg text{font-size:11px;fill:var(--dim)}
.grid{stroke:var(--line)}.line{fill:none;stroke:currentColor;stroke-width:1.6}.bar{fill:var(--one)}
.one{color:var(--one)}.two{color:var(--two)}.three{color:var(--three)}
`;
