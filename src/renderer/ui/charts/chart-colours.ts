/**
 * A token of tokens.css as "rgb(r, g, b)": charts draw on a canvas and mix colours, which needs numbers.
 * The browser does the conversion, by painting one pixel.
 */
export function tokenColour(token: `--${string}`): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(token);
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return value;
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
