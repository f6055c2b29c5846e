/**
 * A token of tokens.css as "rgb(r, g, b)": charts draw on a canvas and mix colours, which needs numbers.
 * The browser does the conversion, by painting one pixel; what it said is kept until the theme changes.
 */
export function tokenColour(token: `--${string}`): string {
  const theme = document.documentElement.dataset.theme ?? '';
  if (theme !== knownTheme) {
    known.clear();
    knownTheme = theme;
  }
  let colour = known.get(token);
  if (colour === undefined) {
    const value = getComputedStyle(document.documentElement).getPropertyValue(token);
    colour = painted(value) ?? value;
    known.set(token, colour);
  }
  return colour;
}

/** The same of a CSS value that is one token: "var(--series-1)". Any other colour stays as it is. */
export function cssColour(value: string): string {
  const token = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  return token === undefined ? value : tokenColour(token as `--${string}`);
}

const known = new Map<string, string>();
let knownTheme = '';
let pixel: CanvasRenderingContext2D | null = null;

function painted(value: string): string | null {
  pixel ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (pixel === null) return null;
  pixel.fillStyle = value;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
