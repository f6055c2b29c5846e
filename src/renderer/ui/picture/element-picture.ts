import { chartPictures } from '../charts/chart-picture.ts';
import { paintBox } from './paint-box.ts';
import { paintText } from './paint-text.ts';
import { svgPicture } from './svg-picture.ts';

/** What is not part of a picture: buttons and menus. */
export const NOT_IN_PICTURE = { 'data-not-in-picture': true } as const;

const SHARPNESS = 2;

/**
 * An element as it is on the screen, painted on a canvas at twice its size: boxes, text, SVG and charts. The page's own fonts
 * are used, and nothing is fetched. What scrolls is painted as far as it is in sight.
 */
export async function elementPicture(root: HTMLElement): Promise<HTMLCanvasElement> {
  const frame = root.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(frame.width * SHARPNESS);
  canvas.height = Math.round(frame.height * SHARPNESS);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot paint a picture.');
  const vectors = await vectorPictures(root);
  context.scale(SHARPNESS, SHARPNESS);
  context.translate(-frame.left, -frame.top);
  paintElement(context, root, vectors);
  return canvas;
}

type Vectors = ReadonlyMap<Element, HTMLImageElement>;

/** Images of SVG load asynchronously, so they are made before anything is painted. */
async function vectorPictures(root: HTMLElement): Promise<Vectors> {
  const shown = [...root.querySelectorAll('svg')].filter(
    (svg) => svg.closest('[data-not-in-picture]') === null,
  );
  return new Map(
    await Promise.all(shown.map(async (svg) => [svg, await svgPicture(svg, SHARPNESS)] as const)),
  );
}

function paintElement(context: CanvasRenderingContext2D, element: Element, vectors: Vectors): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (isUnseen(element, style, box)) return;
  context.save();
  context.globalAlpha *= Number(style.opacity);
  paintBox(context, box, style);
  const chart = chartPictures.get(element);
  const vector = vectors.get(element);
  const painted =
    chart?.(SHARPNESS) ??
    vector ??
    (element instanceof HTMLCanvasElement && element.width > 0 ? element : null);
  if (painted !== null) {
    context.drawImage(painted, box.left, box.top, box.width, box.height);
  } else {
    if (style.overflow !== 'visible') {
      context.beginPath();
      context.rect(box.left, box.top, box.width, box.height);
      context.clip();
    }
    for (const child of element.childNodes) {
      if (child instanceof Element) paintElement(context, child, vectors);
      else if (child instanceof Text) paintText(context, child, style);
    }
  }
  context.restore();
}

function isUnseen(element: Element, style: CSSStyleDeclaration, box: DOMRect): boolean {
  return (
    element.hasAttribute('data-not-in-picture') ||
    style.visibility === 'hidden' ||
    style.opacity === '0' ||
    // Only for those who do not see the page.
    style.clipPath === 'inset(50%)' ||
    (style.display !== 'contents' && (box.width === 0 || box.height === 0))
  );
}
