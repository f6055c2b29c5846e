/** Deeper levels keep this indentation and show their number, so that names have room. */
const MAX_INDENT = 16;
const INDENT = 14;
/** Most of the column stays with the name, however deep it is. */
const MOST_SHARE = 0.36;
const PADDING_LEFT = 8;
const CHEVRON = 18;
const LEVEL_WIDTH = 34;

/** Where the parts of a row of the tree stand, in pixels from its left. */
export interface RowGeometry {
  readonly indent: number;
  /** Null where the indentation says the level. */
  readonly levelAt: number | null;
  readonly chevronAt: number;
  readonly stripAt: number;
  readonly iconAt: number;
  readonly nameAt: number;
}

export function rowGeometry(depth: number, width: number): RowGeometry {
  const indent = Math.min(Math.min(depth, MAX_INDENT) * INDENT, Math.floor(width * MOST_SHARE));
  const isDeep = indent < depth * INDENT;
  const levelAt = isDeep ? PADDING_LEFT + indent : null;
  const chevronAt = PADDING_LEFT + indent + (isDeep ? LEVEL_WIDTH : 0);
  const stripAt = chevronAt + CHEVRON + 2;
  return { indent, levelAt, chevronAt, stripAt, iconAt: stripAt + 9, nameAt: stripAt + 31 };
}

/** Whether a place in a row is on the sign that opens and closes it. */
export function isOnChevron(x: number, depth: number, width: number): boolean {
  const { chevronAt } = rowGeometry(depth, width);
  return x >= chevronAt - 2 && x < chevronAt + CHEVRON;
}

/** The columns of figures, from the right; those without room are left out. */
export interface FigureColumns {
  readonly costRight: number;
  readonly tokensRight: number | null;
  readonly selfRight: number | null;
  /** Where names end in rows that have figures, and in others. */
  readonly figuresLeft: number;
  readonly selfLeft: number;
  readonly right: number;
}

const PADDING_RIGHT = 12;
const COST = 64;
const TOKENS = 60;
const SELF = 64;

export function figureColumns(width: number): FigureColumns {
  const right = width - PADDING_RIGHT;
  const hasTokens = width >= 290;
  const hasSelf = width >= 360;
  const tokensLeft = right - COST - (hasTokens ? TOKENS : 0);
  return {
    costRight: right,
    tokensRight: hasTokens ? right - COST : null,
    selfRight: hasSelf ? tokensLeft : null,
    figuresLeft: tokensLeft - (hasSelf ? SELF : 0),
    selfLeft: hasSelf ? tokensLeft - SELF : right,
    right,
  };
}
