/** A block of Markdown that is the whole text: fence, an optional language, the content, fence. */
const FENCED = /^(`{3,}|~{3,})[^\n`]*\n([^]*?)\n?\1$/;

/** The JSON value that an answer is; `fences`: also one in a code fence. Undefined: it is none. */
export function readJsonAnswer(answer: string, fences: boolean): unknown {
  const text = answer.trim();
  const inside = fences ? FENCED.exec(text)?.[2] : undefined;
  try {
    return JSON.parse(inside ?? text) as unknown;
  } catch {
    return undefined;
  }
}
