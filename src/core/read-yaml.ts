import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type YAMLMap } from 'yaml';

/** Documents that people write are nested a few times; hostile ones exhaust the stack. */
const MAX_DEPTH = 100;

/**
 * Reads a YAML document from a caller, in time linear in its length. Refused are, beside what is not YAML: more than one
 * document, keys that stand twice, aliases (a small file could be a huge document), unknown tags, and deep nesting.
 * @throws Error with one line for people that says where
 */
export function readYaml(text: string): unknown {
  const lines = new LineCounter();
  // The library compares each key with each, which takes minutes for a large map; see `findRefused`.
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const problem = problemOf(document);
  if (problem === null) return document.toJS();
  const { line, col } = lines.linePos(problem.at);
  throw new Error(`${problem.message} at line ${line}, column ${col}`);
}

interface YamlProblem {
  readonly message: string;
  readonly at: number;
}

function problemOf(document: Document.Parsed): YamlProblem | null {
  const [first] = [...document.errors, ...document.warnings];
  if (first === undefined) return findRefused(document);
  const { code, message, pos } = first;
  if (code === 'MULTIPLE_DOCS') return { message: 'A second document begins', at: pos[0] };
  if (code === 'RESOURCE_EXHAUSTION') return { message: 'It is nested too deep', at: pos[0] };
  return { message, at: pos[0] };
}

function findRefused(document: Document.Parsed): YamlProblem | null {
  let found: YamlProblem | null = null;
  const refuse = (message: string, at: number | undefined) => {
    found = { message, at: at ?? 0 };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_key, { range }) => refuse('Aliases are not supported', range?.[0]),
    Collection: (_key, node, path) => {
      if (path.length > MAX_DEPTH) return refuse('It is nested too deep', node.range?.[0]);
      const twice = isMap(node) ? keyThatStandsTwice(node) : null;
      return twice === null ? undefined : refuse(`The key ${twice.key} stands twice`, twice.at);
    },
  });
  return found;
}

function keyThatStandsTwice({ items }: YAMLMap): { readonly key: string; readonly at: number } | null {
  const keys = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (keys.has(key.value)) return { key: String(key.value), at: key.range?.[0] ?? 0 };
    keys.add(key.value);
  }
  return null;
}
