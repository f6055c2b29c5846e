/** The data of server-sent events, as their bytes arrive. Events of model APIs have one line of data each. */
export class EventLines {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** The data of each event that is whole with these bytes. */
  read(bytes: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.filter((line) => line.startsWith('data:')).map((line) => line.slice('data:'.length).trim());
  }
}
