/** How each chart on the screen paints itself again for a picture, by the element it stands in. */
export const chartPictures = new WeakMap<Element, (pixelRatio: number) => HTMLCanvasElement>();
