/** What of a span matters for the question which model calls are counted. */
export interface NestedSpan {
  spanId: string;
  parentSpanId: string | null;
  isCall: boolean;
  /** Whether a model call said how many tokens it used. */
  hasUsage: boolean;
}

interface Node extends NestedSpan {
  /** Whether any model call, and any with usage, is below. Only ever turns from false to true. */
  callBelow: boolean;
  usageBelow: boolean;
  counted: boolean;
}

/**
 * Decides which model calls of a trace count, so that a call that was recorded twice, by the application's
 * instrumentation and again by the gateway (or by a framework and the SDK below it), is not paid twice.
 *
 * A call with usage counts unless a call with usage is below it. A call without usage (failed, or badly instrumented)
 * counts unless any call is below it, or a counted call with usage is above it, which then speaks for it.
 * The outcome depends only on the spans, not on the order in which they came. Where parents form a cycle, each of
 * its calls is below itself and does not count, unless it is the trace's only one.
 *
 * Work: what is known of the calls below spreads upwards once per span and stops where it is known already, so it is
 * linear over the life of a trace whatever the order; calls without usage are looked at again with each batch.
 */
export class CallNesting {
  readonly #nodes = new Map<string, Node>();
  readonly #childrenOf = new Map<string, Node[]>();
  /** Calls without usage that have no call below, as far as known. */
  readonly #bare = new Set<Node>();
  /** Calls whose state may have changed since the last `settle`. */
  #touched = new Set<Node>();
  #calls = 0;
  #usageCalls = 0;

  get size(): number {
    return this.#nodes.size;
  }

  /** Adds a span, which must not be there yet; `counted` is what was decided of it before. */
  add(span: NestedSpan, counted = span.isCall): void {
    const parentSpanId = span.parentSpanId === span.spanId ? null : span.parentSpanId;
    const node: Node = { ...span, parentSpanId, callBelow: false, usageBelow: false, counted };
    this.#nodes.set(node.spanId, node);
    for (const child of this.#childrenOf.get(node.spanId) ?? []) {
      node.callBelow ||= child.isCall || child.callBelow;
      node.usageBelow ||= isUsageCall(child) || child.usageBelow;
    }
    if (parentSpanId !== null) {
      const siblings = this.#childrenOf.get(parentSpanId);
      if (siblings === undefined) this.#childrenOf.set(parentSpanId, [node]);
      else siblings.push(node);
    }
    if (node.isCall) {
      this.#calls += 1;
      this.#touched.add(node);
    }
    if (isUsageCall(node)) this.#usageCalls += 1;
    if (node.isCall && !node.hasUsage && !node.callBelow) this.#bare.add(node);
    this.#spreadUp(node);
  }

  /** Brings the decisions up to date and names the calls whose decision is another than before. */
  settle(): { spanId: string; counted: boolean }[] {
    const changes: { spanId: string; counted: boolean }[] = [];
    if (this.#calls < 2) return changes;
    const decide = (node: Node, counted: boolean): void => {
      if (node.counted === counted) return;
      node.counted = counted;
      changes.push({ spanId: node.spanId, counted });
    };
    for (const node of this.#touched) {
      if (node.hasUsage) decide(node, !node.usageBelow);
      else if (node.callBelow) decide(node, false);
    }
    this.#touched = new Set();
    const spokenFor = new Map<Node, boolean>();
    for (const node of this.#bare)
      decide(node, this.#usageCalls === 0 || !this.#isSpokenFor(node, spokenFor));
    return changes;
  }

  #spreadUp(from: Node): void {
    const call = from.isCall || from.callBelow;
    const usage = isUsageCall(from) || from.usageBelow;
    let node = this.#parentOf(from);
    while (node !== undefined && ((call && !node.callBelow) || (usage && !node.usageBelow))) {
      node.callBelow ||= call;
      node.usageBelow ||= usage;
      if (node.isCall) this.#touched.add(node);
      this.#bare.delete(node);
      node = this.#parentOf(node);
    }
  }

  /** Whether the nearest call with usage above is counted. Remembers what it finds on its way, so each span is passed once. */
  #isSpokenFor(call: Node, known: Map<Node, boolean>): boolean {
    const path: Node[] = [];
    let node = this.#parentOf(call);
    let answer = false;
    while (node !== undefined) {
      const remembered = known.get(node);
      if (remembered !== undefined || isUsageCall(node)) {
        answer = remembered ?? !node.usageBelow;
        break;
      }
      known.set(node, false); // Ends the walk when parents form a cycle.
      path.push(node);
      node = this.#parentOf(node);
    }
    for (const passed of path) known.set(passed, answer);
    return answer;
  }

  #parentOf(node: Node): Node | undefined {
    return node.parentSpanId === null ? undefined : this.#nodes.get(node.parentSpanId);
  }
}

function isUsageCall(node: NestedSpan): boolean {
  return node.isCall && node.hasUsage;
}
