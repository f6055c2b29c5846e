import { resolve } from 'node:path';
import { z } from 'zod';

/** How a setting may be given besides its key in the file, and what the reference says of it. */
export interface SettingDescription {
  /** Without its dashes; null: there is no flag. */
  readonly flag: string | null;
  readonly variable: string;
  /** What stands for the value in the help; null: the flag takes none. */
  readonly placeholder: string | null;
  readonly doc: string;
  /** The default in words, where it is not a constant. */
  readonly defaultDoc?: string;
  /** False: this is given by flag or variable only. */
  readonly inFile?: boolean;
}

export const descriptions = z.registry<SettingDescription>();

// Flags and variables are text, values of the file are typed: each type takes both.

export function integer(minimum: number, maximum: number) {
  return z
    .union([z.number(), z.string().regex(/^\d+$/, 'a whole number').transform(Number)], 'a whole number')
    .pipe(z.int().min(minimum).max(maximum));
}

export const portNumber = integer(0, 65_535);

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** Bytes, as a number or with a unit: 134217728, "128 MiB". */
export function byteCount(minimum: number, maximum: number) {
  const text = z
    .string()
    .regex(/^\d+ ?(KiB|MiB|GiB|TiB)?$/, 'a number of bytes, for example 128MiB')
    .transform((value) => {
      const unit = value.replace(/^\d+ ?/, '');
      return Number.parseInt(value, 10) * (UNITS[unit] ?? 1);
    });
  return z
    .union([z.number(), text], 'a number of bytes, for example 128MiB')
    .pipe(z.int().min(minimum).max(maximum));
}

export const onOff = z.union([z.boolean(), z.stringbool()], 'true or false');

/** Made absolute, so that a later change of directory does not move it. */
export const filePath = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

/** Origins of pages, exact: scheme, host and port. In text separated by commas. */
export const originList = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(',').map((part) => part.trim()))])
  .pipe(
    z.array(
      z
        .string()
        .refine((text) => isOrigin(text), 'an origin such as https://console.example.com, without a path'),
    ),
  );

function isOrigin(text: string): boolean {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s*]+$/.test(text);
  return match && URL.canParse(text);
}
