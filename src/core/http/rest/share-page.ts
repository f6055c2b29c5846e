import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../../shared/errors.ts';
import { OUTLINE_BLOCK, SPANS_BLOCK, type SharedTraceBlocks } from '../../../shared/shared-trace.ts';

/** The built viewer: one script and one style sheet (vite.share.config.ts). */
interface Viewer {
  readonly script: string;
  readonly style: string;
  readonly policy: string;
}

let viewer: { readonly folder: string; readonly built: Viewer } | null = null;

/**
 * One HTML file that shows a trace wherever it is opened: it loads nothing, and its policy lets nothing run but the viewer
 * itself. Of the trace there is only base64 in it, and its name as text.
 * @throws SignalboxError VIEWER_NOT_BUILT
 */
export function sharePage(folder: string, { name, outline, spans }: SharedTraceBlocks): string {
  if (viewer?.folder !== folder) viewer = { folder, built: readViewer(folder) };
  const { script, style, policy } = viewer.built;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="referrer" content="no-referrer">
<title>${asText(name)}</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<noscript>This file shows a trace with a script of its own, which this browser does not run.</noscript>
<script type="application/octet-stream" id="${OUTLINE_BLOCK}">${outline}</script>
<script type="application/octet-stream" id="${SPANS_BLOCK}">${spans}</script>
<script>${script}</script>
</body>
</html>
`;
}

function readViewer(folder: string): Viewer {
  const [scriptPath, stylePath] = [join(folder, 'share.js'), join(folder, 'share.css')];
  if (!existsSync(scriptPath) || !existsSync(stylePath)) throw new SignalboxError('VIEWER_NOT_BUILT');
  const script = inlineScript(readFileSync(scriptPath, 'utf8'));
  const style = readFileSync(stylePath, 'utf8').replaceAll('\r\n', '\n').replaceAll('</style', '<\\/style');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { script, style, policy };
}

/** A script within HTML ends at the first `</script`, and `<!--` changes how it is read; both only stand in its texts. */
function inlineScript(script: string): string {
  return script
    .replaceAll('\r\n', '\n')
    .replaceAll('</script', '<\\/script')
    .replaceAll('<script', '<\\u0073cript')
    .replaceAll('<!--', '<\\u0021--');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const LONGEST_TITLE = 200;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an HTML document, without control characters and marks that turn the direction of what follows. */
function asText(text: string): string {
  return text
    .slice(0, LONGEST_TITLE)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
