import { POLICY_FIELDS, type PolicyFieldType } from '../../../../shared/policy/index.ts';
import type { CelName } from '../../../ui/cel-editor/index.ts';

const TYPE_NAMES: Readonly<Record<PolicyFieldType, string>> = {
  string: 'text',
  int: 'whole number',
  double: 'number',
  bool: 'yes or no',
  'list<string>': 'list of texts',
  'list<Message>': 'list of messages',
};

const FUNCTIONS: readonly CelName[] = [
  { name: 're', type: 'pattern', description: 'A pattern matches somewhere in a text', insert: 're(|, "")' },
  { name: 'glob', type: 'pattern', description: 'The whole text is like the glob', insert: 'glob(|, "*")' },
  {
    name: 'containsWord',
    type: 'text',
    description: 'A word stands in a text',
    insert: 'containsWord(|, "")',
  },
  { name: 'lower', type: 'text', description: 'A text in lower case', insert: 'lower(|)' },
  { name: 'size', type: 'whole number', description: 'How long a text or list is', insert: 'size(|)' },
];

const METHODS: readonly CelName[] = [
  { name: 'contains', type: 'text', description: 'Has a text in it', insert: 'contains("|")' },
  { name: 'startsWith', type: 'text', description: 'Begins with a text', insert: 'startsWith("|")' },
  { name: 'endsWith', type: 'text', description: 'Ends with a text', insert: 'endsWith("|")' },
  { name: 'size', type: 'whole number', description: 'How long it is', insert: 'size()' },
  {
    name: 'exists',
    type: 'list',
    description: 'One of the list is so',
    insert: 'exists(m, m.text.contains("|"))',
  },
  { name: 'all', type: 'list', description: 'All of the list are so', insert: 'all(m, m.role != "|")' },
].map((method) => ({ ...method, isMethod: true }));

/** What conditions may name, for completion: the field table of the environment, its functions, and those of CEL. */
export const CEL_NAMES: readonly CelName[] = [
  ...POLICY_FIELDS.map(({ path, type, description }) => ({
    name: path,
    type: TYPE_NAMES[type],
    description: description.replaceAll('`', ''),
  })),
  ...FUNCTIONS,
  ...METHODS,
];
