/** How long nothing changes in what is drawn. */
const QUIET_MS = 500;
/** A panel whose answer takes longer is printed without it. */
const LONGEST_MS = 15_000;
/** Panels without their answer, and charts that wait for their turn. */
const UNFINISHED = '[data-waiting="true"], [data-chart-canvas="waiting"]';

/** Resolves when every panel has its answer and nothing changes any more, or after a quarter of a minute. */
export function settledSheet(sheet: Element): Promise<void> {
  return new Promise((resolve) => {
    let quiet = 0;
    const finish = () => {
      observer.disconnect();
      window.clearTimeout(quiet);
      window.clearTimeout(longest);
      resolve();
    };
    const look = () => {
      if (sheet.querySelector(UNFINISHED) === null) finish();
    };
    const wait = () => {
      window.clearTimeout(quiet);
      quiet = window.setTimeout(look, QUIET_MS);
    };
    const observer = new MutationObserver(wait);
    const longest = window.setTimeout(finish, LONGEST_MS);
    observer.observe(sheet, { subtree: true, childList: true, attributes: true });
    wait();
  });
}
