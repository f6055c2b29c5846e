import fc from 'fast-check';

const texts = fc.constantFrom(
  '$labels.model',
  '$labels.kind',
  '$labels.none',
  '.Labels.host',
  '(index $labels "kind")',
  '"a b_c"',
  '""',
);
const floats = fc.constantFrom('$value', '$.Value', '0.0', '1.5', '-2.25', '1e3');
const wholes = fc.constantFrom('0', '1', '7', '(len $labels)', '(len $labels.model)');
const orders = fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge');

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'condition' },
    fc.oneof(texts, floats, wholes, fc.constantFrom('true', 'false', '$labels')),
    fc.tuple(orders, texts, texts).map(([order, a, b]) => `(${order} ${a} ${b})`),
    fc.tuple(orders, floats, floats).map(([order, a, b]) => `(${order} ${a} ${b})`),
    fc.tuple(orders, wholes, wholes).map(([order, a, b]) => `(${order} ${a} ${b})`),
    fc
      .tuple(fc.constantFrom('and', 'or'), tie('condition'), tie('condition'))
      .map(([word, a, b]) => `(${word} ${a} ${b})`),
    tie('condition').map((inner) => `(not ${inner})`),
  ),
}));

const shown = fc.oneof(
  texts.map((text) => `{{ ${text} }}`),
  fc
    .tuple(texts, fc.constantFrom('title', 'toUpper', 'toLower', 'printf "%8s|%q" "x"'))
    .map(([text, name]) => `{{ ${text} | ${name} }}`),
  fc
    .tuple(floats, fc.constantFrom('humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage'))
    .map(([number, name]) => `{{- ${number} | ${name} -}}`),
  fc
    .tuple(floats, fc.constantFrom('%.2f', '%8.3e', '%g', '%v', '%+.1f'))
    .map(([number, verb]) => `{{ printf "${verb}" ${number} }}`),
  fc
    .tuple(wholes, fc.constantFrom('%d', '%4d', '%-4d.', '%03d', '%v', '%x'))
    .map(([number, verb]) => `{{ printf "${verb}" ${number} }}`),
  fc.constantFrom(' plain ', '\n  ', '{{/* a comment */}}', '.'),
);

const { body } = fc.letrec<{ body: string }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'body' },
    shown,
    fc.tuple(tie('body'), tie('body')).map(([a, b]) => a + b),
    fc
      .tuple(condition, tie('body'), condition, tie('body'), tie('body'))
      .map(([a, x, b, y, z]) => `{{ if ${a} }}${x}{{ else if ${b} }}${y}{{- else -}}${z}{{ end }}`),
    // What is inside goes by `.Labels`, which a text has not: a sample has.
    tie('body').map((x) => `{{ range $i, $s := query "x" | sortByLabel "model" }}{{ $i }}${x}{{ end }}`),
    tie('body').map((x) => `{{ with query "sum(x)" | first }}{{ .Value }}${x}{{ end }}`),
    fc.tuple(texts, tie('body')).map(([text, x]) => `{{ $t := ${text} }}${x}{{ $t }}`),
  ),
}));

/** Templates whose values have the kinds that their functions want; the same at each run. */
export function arbitraryTemplates(count: number): string[] {
  return fc.sample(body, { seed: 11, numRuns: count });
}
