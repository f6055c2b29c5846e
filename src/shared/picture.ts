/** Characters of a picture's data URL; larger ones are not shown. */
const LARGEST_PICTURE = 4_000_000;
/** The formats that are shown: none of them can hold script. */
const FORMAT = /^data:image\/(?:png|jpeg|gif|webp);base64,/;

/** Whether a text is a picture that may be shown: held by the text itself, in a harmless format, not too large. */
export function isPictureUrl(text: string): boolean {
  if (text.length > LARGEST_PICTURE) return false;
  const format = FORMAT.exec(text.slice(0, 40))?.[0];
  return format !== undefined && !/[^A-Za-z0-9+/=]/.test(text.slice(format.length));
}
