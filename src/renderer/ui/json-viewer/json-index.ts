/** Why a text is not JSON, and where. */
export class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super(`not JSON from character ${offset} on`);
    this.offset = offset;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** What may come next, beside white space. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS: ReadonlyMap<number, string> = new Map([
  [0x74, 'true'],
  [0x66, 'false'],
  [0x6e, 'null'],
]);
/** Characters a value takes on average; only the first guess of how many values there are. */
const CHARACTERS_A_VALUE = 24;

/**
 * Where each value of a JSON text stands, in columns: values are numbered in the order of the text, so a container's
 * members follow it and `next` skips them. Nothing of the text is copied, and no object is made for a value.
 * Made by `step` after `step`, so that a long text never holds up the page. What stands inside of strings is not checked.
 */
export class JsonIndex {
  readonly text: string;
  #size = 0;
  #start: Int32Array;
  #end: Int32Array;
  #next: Int32Array;
  #parent: Int32Array;
  #place: Int32Array;
  #count: Int32Array;

  #at = 0;
  #container = -1;
  #keyAt = -1;
  #stringAt = -1;
  #stringIsKey = false;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.text = text;
    const guess = Math.max(16, Math.ceil(text.length / CHARACTERS_A_VALUE));
    const column = () => new Int32Array(guess);
    [this.#start, this.#end, this.#next] = [column(), column(), column()];
    [this.#parent, this.#place, this.#count] = [column(), column(), column()];
  }

  /** How many values the text has, as far as it has been read. */
  get size(): number {
    return this.#size;
  }

  /** How many characters have been read. */
  get position(): number {
    return this.#at;
  }

  /** Offset of a value's first character. */
  startOf(node: number): number {
    return this.#start[node] ?? 0;
  }

  /** Offset behind a value's last character. */
  endOf(node: number): number {
    return this.#end[node] ?? 0;
  }

  /** The first value behind a value and all it contains. */
  nextOf(node: number): number {
    return this.#next[node] ?? 0;
  }

  /** The container of a value; -1 for the outermost. */
  parentOf(node: number): number {
    return this.#parent[node] ?? -1;
  }

  /** How many members a container has; 0 for every other value. */
  countOf(node: number): number {
    return this.#count[node] ?? 0;
  }

  /** Offset of the opening quote of a member's key; -1 for items of arrays and the outermost value. */
  keyAtOf(node: number): number {
    return this.#isMember(node) ? (this.#place[node] ?? -1) : -1;
  }

  /** Which item of its array a value is; -1 for members of objects and the outermost value. */
  itemOf(node: number): number {
    return this.#isMember(node) ? -1 : (this.#place[node] ?? -1);
  }

  isContainer(node: number): boolean {
    const code = this.text.charCodeAt(this.startOf(node));
    return code === OPEN_OBJECT || code === OPEN_ARRAY;
  }

  isObject(node: number): boolean {
    return this.text.charCodeAt(this.startOf(node)) === OPEN_OBJECT;
  }

  isString(node: number): boolean {
    return this.text.charCodeAt(this.startOf(node)) === QUOTE;
  }

  /** The last value that begins, with its key, at or before an offset. */
  nodeAt(offset: number): number {
    let low = 0;
    let high = this.#size - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const keyAt = this.keyAtOf(middle);
      if ((keyAt === -1 ? this.startOf(middle) : keyAt) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * Reads on for about `characters` characters; true once the whole text has been read.
   * @throws JsonSyntaxError
   */
  step(characters: number): boolean {
    const until = Math.min(this.text.length, this.#at + characters);
    while (this.#at < until) {
      if (this.#stringAt >= 0) this.#readString(until);
      else this.#readToken(this.text.charCodeAt(this.#at));
    }
    if (this.#at < this.text.length) return false;
    if (this.#expected !== 'nothing') throw new JsonSyntaxError(this.#at);
    return true;
  }

  #readToken(code: number): void {
    switch (code) {
      case 0x20:
      case 0x0a:
      case 0x0d:
      case 0x09:
        this.#at += 1;
        return;
      case QUOTE:
        return this.#openString();
      case OPEN_OBJECT:
        return this.#openContainer('key-or-end');
      case OPEN_ARRAY:
        return this.#openContainer('value-or-end');
      case CLOSE_OBJECT:
        return this.#closeContainer('key-or-end', true);
      case CLOSE_ARRAY:
        return this.#closeContainer('value-or-end', false);
      case COMMA:
        if (this.#expected !== 'comma-or-end') throw new JsonSyntaxError(this.#at);
        this.#expected = this.isObject(this.#container) ? 'key' : 'value';
        this.#at += 1;
        return;
      case COLON:
        if (this.#expected !== 'colon') throw new JsonSyntaxError(this.#at);
        this.#expected = 'value';
        this.#at += 1;
        return;
      default:
        return this.#readPlain(code);
    }
  }

  #openString(): void {
    this.#stringIsKey = this.#expected === 'key' || this.#expected === 'key-or-end';
    if (!this.#stringIsKey) this.#expectValue();
    this.#stringAt = this.#at;
    this.#at += 1;
  }

  /** Goes on inside of a string, from quote to quote: `indexOf` reads many times faster than a loop over characters. */
  #readString(until: number): void {
    const { text } = this;
    while (this.#at < until) {
      const quote = text.indexOf('"', this.#at);
      if (quote === -1) throw new JsonSyntaxError(this.#stringAt);
      this.#at = quote + 1;
      if (isEscaped(text, quote, this.#stringAt)) continue;
      if (this.#stringIsKey) {
        this.#keyAt = this.#stringAt;
        this.#expected = 'colon';
      } else {
        this.#addScalar(this.#stringAt, quote + 1);
      }
      this.#stringAt = -1;
      return;
    }
    // Only escaped quotes so far, and the text is over.
    if (this.#at >= text.length && this.#stringAt >= 0) throw new JsonSyntaxError(this.#stringAt);
  }

  #readPlain(code: number): void {
    this.#expectValue();
    const start = this.#at;
    const literal = LITERALS.get(code);
    if (literal !== undefined && this.text.startsWith(literal, start)) {
      this.#at = start + literal.length;
    } else {
      NUMBER.lastIndex = start;
      if (!NUMBER.test(this.text)) throw new JsonSyntaxError(start);
      this.#at = NUMBER.lastIndex;
    }
    this.#addScalar(start, this.#at);
  }

  #openContainer(expected: Expected): void {
    this.#expectValue();
    this.#container = this.#add(this.#at);
    this.#expected = expected;
    this.#at += 1;
  }

  #closeContainer(whenEmpty: Expected, isObject: boolean): void {
    const node = this.#container;
    const mayClose = this.#expected === 'comma-or-end' || this.#expected === whenEmpty;
    if (!mayClose || node < 0 || this.isObject(node) !== isObject) throw new JsonSyntaxError(this.#at);
    this.#at += 1;
    this.#end[node] = this.#at;
    this.#next[node] = this.#size;
    this.#container = this.parentOf(node);
    this.#afterValue();
  }

  #expectValue(): void {
    if (this.#expected !== 'value' && this.#expected !== 'value-or-end') throw new JsonSyntaxError(this.#at);
  }

  #addScalar(start: number, end: number): void {
    const node = this.#add(start);
    this.#end[node] = end;
    this.#next[node] = node + 1;
    this.#afterValue();
  }

  #afterValue(): void {
    this.#expected = this.#container < 0 ? 'nothing' : 'comma-or-end';
  }

  #add(start: number): number {
    if (this.#size === this.#start.length) this.#grow();
    const node = this.#size++;
    const parent = this.#container;
    this.#start[node] = start;
    this.#parent[node] = parent;
    if (parent < 0) {
      this.#place[node] = -1;
    } else {
      const before = this.#count[parent] ?? 0;
      this.#place[node] = this.isObject(parent) ? this.#keyAt : before;
      this.#count[parent] = before + 1;
    }
    return node;
  }

  #grow(): void {
    const larger = (column: Int32Array) => {
      const grown = new Int32Array(column.length * 2);
      grown.set(column);
      return grown;
    };
    [this.#start, this.#end, this.#next] = [larger(this.#start), larger(this.#end), larger(this.#next)];
    [this.#parent, this.#place, this.#count] = [
      larger(this.#parent),
      larger(this.#place),
      larger(this.#count),
    ];
  }

  #isMember(node: number): boolean {
    const parent = this.parentOf(node);
    return parent >= 0 && this.isObject(parent);
  }
}

/** Whether the quote at an offset stands behind an odd number of backslashes of its string. */
function isEscaped(text: string, quote: number, stringAt: number): boolean {
  let first = quote;
  while (first - 1 > stringAt && text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (quote - first) % 2 === 1;
}
