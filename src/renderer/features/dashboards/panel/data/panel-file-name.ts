const LONGEST = 80;

/** A file name for a panel: its title without what no file system takes, and the time. */
export function panelFileName(title: string, extension: 'png' | 'csv', now: Date): string {
  const name = title
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .toLowerCase();
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${name === '' ? 'panel' : name}-${time}.${extension}`;
}
