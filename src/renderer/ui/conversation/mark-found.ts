/** Registered with the page's style sheet as `::highlight(found)`. */
const NAME = 'found';
const MOST_MARKS = 500;

/**
 * Marks a text wherever it stands in an element, without changing the element, so that it does not matter who drew it.
 * Answers the first place; null where there is none or the browser cannot mark.
 */
export function markFound(element: Element, query: string): Range | null {
  clearMarks();
  const wanted = query.trim().toLowerCase();
  if (wanted === '' || !('highlights' in CSS)) return null;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null && ranges.length < MOST_MARKS; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').toLowerCase();
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      // Lower case of some characters is longer; such a mark would be beyond the text.
      if (at + wanted.length > (node.nodeValue?.length ?? 0)) break;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
  return ranges[0] ?? null;
}

export function clearMarks(): void {
  if ('highlights' in CSS) CSS.highlights.delete(NAME);
}
