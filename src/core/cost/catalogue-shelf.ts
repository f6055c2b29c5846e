import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../shared/errors.ts';
import { resourcePath } from '../resources.ts';
import { catalogueFileSchema, type CatalogueFile } from './catalogue-file.ts';
import { ModelFinder } from './model-finder.ts';

export interface ShelvedCatalogue {
  readonly file: CatalogueFile;
  readonly importedAt: Date | null;
}

/**
 * The catalogues there are: the bundled one, and in the data directory an imported one with the one before it.
 * An imported catalogue is passed over once this version brings a newer one.
 */
export class CatalogueShelf {
  readonly #folder: string | null;
  #bundled: CatalogueFile | null = null;

  /** `dataDir` null: there is only the bundled catalogue. */
  constructor(dataDir: string | null) {
    this.#folder = dataDir === null ? null : join(dataDir, 'prices');
  }

  /** @throws SignalboxError CONFIG_INVALID when an imported file was damaged */
  current(): ShelvedCatalogue {
    const bundled = this.#readBundled();
    const imported = this.#read('catalogue.json');
    return imported !== null && imported.file.date >= bundled.date
      ? imported
      : { file: bundled, importedAt: null };
  }

  /** What `back` leads to; null when the bundled catalogue is in force. */
  previous(): CatalogueFile | null {
    if (this.current().importedAt === null) return null;
    return this.#previousImport() ?? this.#readBundled();
  }

  /**
   * Keeps a newer catalogue, in the form of resources/prices/catalogue.json, and the one that it replaces.
   * @throws SignalboxError BODY_INVALID when it is no catalogue, or older than the one in force
   */
  add(text: string): void {
    const folder = this.#requireFolder();
    const given = parseCatalogue(text);
    const { file, importedAt } = this.current();
    if (given.date < file.date) {
      const reason = `this catalogue is of ${given.date}, the one in force of ${file.date}, which is newer`;
      throw new SignalboxError('BODY_INVALID', { reason });
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, 'catalogue.json');
    // Written whole beside it first, so that a crash leaves the old one or the new one, never half of it.
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    if (importedAt !== null) renameSync(path, join(folder, 'previous.json'));
    else rmSync(join(folder, 'previous.json'), { force: true });
    renameSync(`${path}.new`, path);
  }

  /** Goes back to the catalogue that was in force before the last import. @throws SignalboxError BODY_INVALID */
  back(): void {
    const folder = this.#requireFolder();
    if (this.current().importedAt === null) {
      throw new SignalboxError('BODY_INVALID', { reason: 'the bundled catalogue is in force already' });
    }
    if (this.#previousImport() !== null) {
      renameSync(join(folder, 'previous.json'), join(folder, 'catalogue.json'));
    } else {
      rmSync(join(folder, 'catalogue.json'));
    }
  }

  /** It does not change while the engine runs. */
  #readBundled(): CatalogueFile {
    this.#bundled ??= catalogueFileSchema.parse(
      JSON.parse(readFileSync(resourcePath('prices/catalogue.json'), 'utf8')),
    );
    return this.#bundled;
  }

  #previousImport(): CatalogueFile | null {
    const imported = this.#read('previous.json');
    return imported !== null && imported.file.date >= this.#readBundled().date ? imported.file : null;
  }

  #read(name: string): ShelvedCatalogue | null {
    if (this.#folder === null) return null;
    const path = join(this.#folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    try {
      return { file: parseCatalogue(readFileSync(path, 'utf8')), importedAt: stats.mtime };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SignalboxError(
        'CONFIG_INVALID',
        { setting: 'prices', reason, source: path },
        { cause: error },
      );
    }
  }

  #requireFolder(): string {
    if (this.#folder === null) throw new Error('There is no data directory to keep a catalogue in.');
    return this.#folder;
  }
}

function parseCatalogue(text: string): CatalogueFile {
  const result = catalogueFileSchema.safeParse(parseJson(text));
  if (result.success) return requireUsable(result.data);
  const first = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new SignalboxError('BODY_INVALID', { reason: `this is no price catalogue; ${first.join('; ')}` });
}

/** The form alone does not say that every rule can be compiled. */
function requireUsable(file: CatalogueFile): CatalogueFile {
  try {
    new ModelFinder(file.providers);
    return file;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new SignalboxError('BODY_INVALID', { reason: `this is no price catalogue; ${said}` });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new SignalboxError('BODY_INVALID', { reason: `the file is not JSON: ${said}` });
  }
}
