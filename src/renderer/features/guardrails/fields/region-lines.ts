import { linesOf } from './lines-field.tsx';

/** `azure-eu = eu`, a line each; null: a line is none of that. */
export function readRegions(text: string): Record<string, string> | null {
  const pairs = linesOf(text).map((line) => line.split('=').map((part) => part.trim()));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes(''))) return null;
  return Object.fromEntries(pairs.map(([provider = '', region = '']) => [provider, region]));
}

export function writeRegions(regions: Readonly<Record<string, string>>): string {
  return Object.entries(regions)
    .map(([provider, region]) => `${provider} = ${region}`)
    .join('\n');
}
