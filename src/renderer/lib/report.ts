/**
 * Tells the browser of an error that nobody on screen can do anything about, with its cause: it appears in the
 * developer tools, and where the page's errors are collected.
 */
export function report(what: string, cause: unknown): void {
  window.reportError(new Error(what, { cause }));
}
