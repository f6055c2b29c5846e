import { Environment } from '@marcbachmann/cel-js';
import { POLICY_FIELDS, type PolicyField, type PolicySubject } from '../policy-fields.ts';
import type { PolicyMessage } from '../policy-input.ts';
import { containsWord, matchesGlob, matchesPattern } from './text-tests.ts';

/** A type of the environment is a class whose instances read their fields from the subject when they are asked. */
type FieldsClass = new (subject: PolicySubject) => object;

interface Branch {
  readonly children: Map<string, Branch | PolicyField>;
}

class Message {
  readonly role: string;
  readonly text: string;
  constructor({ role, text }: PolicyMessage) {
    this.role = role;
    this.text = text;
  }
}

/** Functions beside those of CEL, as completions and docs/reference/policies.md show them. */
export const POLICY_FUNCTIONS = [
  {
    signature: 're(string, string): bool',
    example: 're(text, "(?i)ignore (all|previous) instructions")',
    description:
      'Whether a pattern matches somewhere in the text, in RE2 syntax: linear time, so no look-around and no back-references.',
    handler: matchesPattern,
  },
  {
    signature: 'glob(string, string): bool',
    example: 'glob(request.model, "gpt-4*")',
    description: 'Whether the whole text is as the glob says: `*` stands for any run of characters.',
    handler: matchesGlob,
  },
  {
    signature: 'lower(string): string',
    example: 'lower(prompt).contains("invoice")',
    description: 'The text in lower case.',
    handler: (text: string) => text.toLowerCase(),
  },
  {
    signature: 'containsWord(string, string): bool',
    example: 'containsWord(text, "confidential")',
    description:
      'Whether a word stands in the text as such, not within a longer one; capitals do not matter.',
    handler: containsWord,
  },
] as const;

/** The limits of the parser; expression-rules.ts has those of what is allowed to be done. */
const LIMITS = {
  maxAstNodes: 1_000,
  maxDepth: 40,
  maxListElements: 500,
  maxMapEntries: 100,
  maxCallArguments: 3,
};

const roots = new Map<string, (subject: PolicySubject) => unknown>();

/** CEL as conditions speak it: every name of the field table with its type, and nothing else. */
export const celEnvironment: Environment = createEnvironment();

function createEnvironment(): Environment {
  const environment = new Environment({ limits: LIMITS });
  environment.registerType('Message', { ctor: Message, fields: { role: 'string', text: 'string' } });
  for (const [name, child] of tree().children) {
    const type = register(environment, name, child);
    environment.registerVariable(name, type.name);
    roots.set(name, type.read);
  }
  for (const { signature, handler, description } of POLICY_FUNCTIONS)
    environment.registerFunction(signature, handler, { description, async: false });
  registerMixedNumbers(environment);
  return environment;
}

const contexts = new WeakMap<PolicySubject, Context>();

/** The variables of the environment for one subject; each is made once, when the first expression reads it. */
export function celContext(subject: PolicySubject): object {
  let context = contexts.get(subject);
  if (context === undefined) {
    context = new Context(subject);
    contexts.set(subject, context);
  }
  return context;
}

class Context {
  readonly #subject: PolicySubject;
  readonly #made = new Map<string, unknown>();

  constructor(subject: PolicySubject) {
    this.#subject = subject;
  }

  read(name: string): unknown {
    if (!this.#made.has(name)) this.#made.set(name, roots.get(name)?.(this.#subject));
    return this.#made.get(name);
  }
}
for (const name of roots.keys())
  Object.defineProperty(Context.prototype, name, {
    get(this: Context) {
      return this.read(name);
    },
  });

function tree(): Branch {
  const root: Branch = { children: new Map() };
  for (const field of POLICY_FIELDS) {
    const names = field.path.split('.');
    const last = names.pop() ?? '';
    let branch = root;
    for (const name of names) {
      const next = branch.children.get(name) ?? { children: new Map() };
      branch.children.set(name, next);
      if (!('children' in next)) throw new Error(`${field.path} is below a field`);
      branch = next;
    }
    branch.children.set(last, field);
  }
  return root;
}

/** Registers the type of a name and those below it. */
function register(
  environment: Environment,
  path: string,
  child: Branch | PolicyField,
): { name: string; read: (subject: PolicySubject) => unknown } {
  if (!('children' in child)) return { name: child.type, read: leaf(child) };
  const type: FieldsClass = class {
    readonly subject: PolicySubject;
    constructor(subject: PolicySubject) {
      this.subject = subject;
    }
  };
  const fields: Record<string, string> = {};
  for (const [name, below] of child.children) {
    const { name: fieldType, read } = register(environment, `${path}.${name}`, below);
    fields[name] = fieldType;
    Object.defineProperty(type.prototype, name, {
      get(this: { subject: PolicySubject }) {
        return read(this.subject);
      },
    });
  }
  const name = `signalbox.${path}`;
  environment.registerType(name, { ctor: type, fields });
  return { name, read: (subject) => new type(subject) };
}

/** CEL's integers are bigints. */
function leaf({ type, read }: PolicyField): (subject: PolicySubject) => unknown {
  if (type === 'int') return (subject) => BigInt(read(subject) as number);
  if (type === 'list<Message>') return (subject) => subject.messages.map((message) => new Message(message));
  return read;
}

/** CEL compares a double with an integer only by order; people write `cost.estimate == 0` and `spend.user * 2`. */
function registerMixedNumbers(environment: Environment): void {
  const asDouble: Record<string, (a: number, b: number) => number> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
  };
  for (const [operator, calculate] of Object.entries(asDouble)) {
    const handler = (a: number | bigint, b: number | bigint) => calculate(Number(a), Number(b));
    environment.registerOperator(`double ${operator} int: double`, handler);
    environment.registerOperator(`int ${operator} double: double`, handler);
  }
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
}
