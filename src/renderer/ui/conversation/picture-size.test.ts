import { describe, expect, it } from 'vitest';
import { pictureSize } from './picture-size.ts';

const url = (bytes: readonly number[]) => `data:image/any;base64,${btoa(String.fromCharCode(...bytes))}`;
const ascii = (text: string) => [...text].map((each) => each.charCodeAt(0));
const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

describe('pictureSize', () => {
  it('reads the size of each format that is shown', () => {
    const png = [
      ...ascii('\x89PNG\r\n\x1a\n'),
      0,
      0,
      0,
      13,
      ...ascii('IHDR'),
      ...uint32(640),
      ...uint32(480),
    ];
    expect(pictureSize(url(png))).toEqual({ width: 640, height: 480 });
    expect(pictureSize(url([...ascii('GIF89a'), 0x80, 2, 0xe0, 1]))).toEqual({ width: 640, height: 480 });
    const comment = [0xff, 0xfe, 0, 4, 1, 2];
    const frame = [0xff, 0xc2, 0, 17, 8, 1, 0xe0, 2, 0x80];
    expect(pictureSize(url([0xff, 0xd8, ...comment, ...frame]))).toEqual({ width: 640, height: 480 });
    const lossy = [...ascii('RIFF0000WEBPVP8 0000'), 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1];
    expect(pictureSize(url(lossy))).toEqual({ width: 640, height: 480 });
    const extended = [...ascii('RIFF0000WEBPVP8X0000'), 0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0];
    expect(pictureSize(url(extended))).toEqual({ width: 640, height: 480 });
  });

  it('knows no size of what is cut short or something else', () => {
    expect(pictureSize(url(ascii('\x89PNG\r\n\x1a\n')))).toBeNull();
    expect(pictureSize(url([0xff, 0xd8, 0xff, 0xfe, 0xff, 0xff]))).toBeNull();
    expect(pictureSize(url(ascii('<svg onload=alert(1)>')))).toBeNull();
    expect(pictureSize('data:image/png;base64,not base64')).toBeNull();
  });
});
