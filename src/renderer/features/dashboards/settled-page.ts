/** How long nothing changes on a page that is drawn. */
const QUIET_MS = 500;
/** A panel whose answer takes longer is printed without it. */
const LONGEST_MS = 15_000;

/** Resolves when every panel has its answer and nothing on the page changes any more, or after a quarter of a minute. */
export function settledPage(root: HTMLElement = document.body): Promise<void> {
  return new Promise((resolve) => {
    let quiet = 0;
    const finish = () => {
      observer.disconnect();
      window.clearTimeout(quiet);
      window.clearTimeout(longest);
      resolve();
    };
    const look = () => {
      if (root.querySelector('[data-waiting="true"]') === null) finish();
    };
    const wait = () => {
      window.clearTimeout(quiet);
      quiet = window.setTimeout(look, QUIET_MS);
    };
    const observer = new MutationObserver(wait);
    const longest = window.setTimeout(finish, LONGEST_MS);
    observer.observe(root, { subtree: true, childList: true, attributes: true });
    wait();
  });
}
