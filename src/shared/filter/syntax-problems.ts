import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import type { FilterProblems } from './filter-problems.ts';

/** Says of each place that the grammar does not take what is wrong there. */
export function syntaxProblems(tree: Tree, source: string, problems: FilterProblems): void {
  tree.iterate({
    enter: (node) => {
      if (node.name === 'UnclosedQuoted') {
        problems.add(node, 'This quotation mark is not closed.', `${source.slice(node.from, node.to)}"`);
      } else if (node.type.isError) {
        describe(node, source, problems);
      }
    },
  });
}

function describe(error: SyntaxNodeRef, source: string, problems: FilterProblems): void {
  const { parent } = error.node;
  const found = source.slice(error.from, error.to);
  if (parent?.name === 'Clause') return noValue(parent, source, problems);
  if (found === ')') {
    return problems.add(
      error,
      'There is no opening parenthesis for this one. As text it stands in quotation marks.',
    );
  }
  if (/^(?:and|or)$/i.test(found)) {
    return problems.add(
      error,
      `${found} stands between two conditions. As text it stands in quotation marks.`,
      `"${found}"`,
    );
  }
  const keyword = keywordBefore(error.node);
  if (keyword !== null) {
    const word = source.slice(keyword.from, keyword.to);
    return problems.add(keyword, `After ${word} a condition is missing.`);
  }
  const group = enclosing(error.node);
  if (group !== null) return inGroup(group, problems);
  if (found !== '' || error.from === source.length) problems.add(error, 'This cannot be read.');
}

function noValue(clause: SyntaxNode, source: string, problems: FilterProblems): void {
  const field = source.slice(clause.from, clause.firstChild?.to ?? clause.to).replace(/:$/, '');
  const follows = source[clause.to];
  const hint =
    follows === '(' || follows === ')'
      ? 'Values with parentheses stand in quotation marks.'
      : 'It follows the colon without a space.';
  problems.add(clause, `${field} needs a value. ${hint}`);
}

function keywordBefore(error: SyntaxNode): SyntaxNode | null {
  const isKeyword = (node: SyntaxNode | null) => /^(?:And|Or|Not)Keyword$/.test(node?.name ?? '');
  const before = error.prevSibling ?? error.parent?.prevSibling ?? null;
  return isKeyword(before) ? before : null;
}

function enclosing(error: SyntaxNode): SyntaxNode | null {
  for (let node = error.parent; node !== null; node = node.parent) {
    if (node.name === 'Group' || node.name === 'AnySpan') return node;
  }
  return null;
}

function inGroup(group: SyntaxNode, problems: FilterProblems): void {
  const open = group.firstChild ?? group;
  const isClosed = group.lastChild?.name === ')';
  problems.add(open, isClosed ? 'There is nothing in these parentheses.' : 'This parenthesis is not closed.');
}
