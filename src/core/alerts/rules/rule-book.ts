import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  groupContentSchema,
  ruleKeys,
  type GroupContent,
  type ImportedRules,
  type RuleGroup,
  type SaveGroup,
} from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { AlertStore, ControlStore, DocumentRow } from '../../store/control/index.ts';
import { checkRules, type CheckExpression } from './check-rules.ts';
import { readRuleFile, writeRuleFile } from './rule-file.ts';

/** The setting that names the rules which somebody switched off. */
const OFF_SETTING = 'alert_rules_off';

export interface RuleBookParts {
  readonly store: Pick<AlertStore, 'ruleGroups' | 'saveRuleGroup' | 'removeRuleGroup'>;
  readonly settings: Pick<ControlStore, 'setting' | 'saveSetting'>;
  readonly shipped: readonly RuleGroup[];
  readonly checkExpression: CheckExpression;
  readonly log: Log;
  /** After each change. */
  readonly onChange: () => Promise<void>;
}

/** The rule groups: those of people, those that came with Signalbox, and those of SLOs. */
export class RuleBook {
  readonly #parts: RuleBookParts;
  #own: readonly RuleGroup[] = [];
  #ofSlos: readonly RuleGroup[] = [];
  #off: ReadonlySet<string>;

  private constructor(parts: RuleBookParts, off: ReadonlySet<string>) {
    this.#parts = parts;
    this.#off = off;
  }

  static async open(parts: RuleBookParts): Promise<RuleBook> {
    const off = z.array(z.string()).safeParse(await parts.settings.setting(OFF_SETTING));
    const book = new RuleBook(parts, new Set(off.data ?? []));
    await book.#load();
    return book;
  }

  list(): RuleGroup[] {
    return [...this.#own, ...this.#ofSlos, ...this.#parts.shipped];
  }

  /** @throws SignalboxError ALERT_GROUP_NOT_FOUND */
  get(id: string): RuleGroup {
    const group = this.list().find((each) => each.id === id);
    if (group === undefined) throw new SignalboxError('ALERT_GROUP_NOT_FOUND', { id });
    return group;
  }

  isOff(groupId: string, ruleKey: string): boolean {
    return this.#off.has(`${groupId} ${ruleKey}`);
  }

  /** @throws SignalboxError ALERT_RULES_INVALID, ALERT_GROUP_EXISTS */
  async create(content: GroupContent, actor: string): Promise<RuleGroup> {
    this.#check(content);
    const id = randomUUID();
    await this.#parts.store.saveRuleGroup({
      id,
      name: content.name,
      content,
      baseVersion: null,
      change: { actor },
    });
    await this.#changed();
    return this.get(id);
  }

  /** @throws SignalboxError ALERT_GROUP_NOT_FOUND, ALERT_GROUP_READ_ONLY, ALERT_GROUP_CHANGED, ALERT_GROUP_EXISTS, ALERT_RULES_INVALID */
  async save(id: string, { content, baseVersion }: SaveGroup, actor: string): Promise<RuleGroup> {
    this.#requireOwn(id);
    this.#check(content);
    await this.#parts.store.saveRuleGroup({
      id,
      name: content.name,
      content,
      baseVersion,
      change: { actor },
    });
    await this.#changed();
    return this.get(id);
  }

  /** @throws SignalboxError ALERT_GROUP_NOT_FOUND, ALERT_GROUP_READ_ONLY */
  async remove(id: string, actor: string): Promise<void> {
    this.#requireOwn(id);
    await this.#parts.store.removeRuleGroup(id, { actor });
    await this.#changed();
  }

  /** A group of one's own with the same rules. @throws SignalboxError ALERT_GROUP_NOT_FOUND */
  async copy(id: string, actor: string): Promise<RuleGroup> {
    const { content } = this.get(id);
    return this.create({ ...content, name: this.#freeName(`${content.name} (copy)`) }, actor);
  }

  /** @throws SignalboxError ALERT_GROUP_NOT_FOUND, ALERT_RULE_NOT_FOUND */
  async setEnabled(id: string, ruleKey: string, enabled: boolean, actor: string): Promise<void> {
    if (!ruleKeys(this.get(id).content.rules).includes(ruleKey))
      throw new SignalboxError('ALERT_RULE_NOT_FOUND', { id, rule: ruleKey });
    const off = new Set(this.#off);
    if (enabled) off.delete(`${id} ${ruleKey}`);
    else off.add(`${id} ${ruleKey}`);
    this.#off = off;
    const detail = { group: id, rule: ruleKey, enabled };
    await this.#parts.settings.saveSetting(OFF_SETTING, [...off], { actor, detail });
    await this.#parts.onChange();
  }

  /** Makes a group of each of the file's that is not here yet. @throws SignalboxError ALERT_RULES_INVALID */
  async importYaml(yaml: string, actor: string): Promise<ImportedRules> {
    const { groups, leftOut } = readRuleFile(yaml);
    // All or none: a file that is half in would have to be taken apart by hand.
    for (const content of groups) this.#check(content);
    const made: RuleGroup[] = [];
    for (const content of groups) {
      const text = JSON.stringify(content);
      if (this.#own.some((own) => JSON.stringify(own.content) === text)) {
        leftOut.push(`The group ${content.name} is here already, as it is in the file.`);
        continue;
      }
      const name = this.#freeName(content.name);
      if (name !== content.name)
        leftOut.push(`There is another group ${content.name}; that of the file is named ${name}.`);
      made.push(await this.create({ ...content, name }, actor));
    }
    return { groups: made, leftOut };
  }

  /** The groups as a rule file; without ids all those of people. @throws SignalboxError ALERT_GROUP_NOT_FOUND */
  exportYaml(ids: readonly string[] | null): string {
    const groups = ids === null ? this.#own : ids.map((id) => this.get(id));
    return writeRuleFile(groups.map(({ content }) => content));
  }

  /** The groups that SLOs make; whoever sets them tells of the change. */
  setSloGroups(groups: readonly RuleGroup[]): void {
    this.#ofSlos = groups;
  }

  #check(content: GroupContent): void {
    checkRules(content, this.#parts.checkExpression);
  }

  #requireOwn(id: string): void {
    const { origin, content } = this.get(id);
    if (origin !== 'user') throw new SignalboxError('ALERT_GROUP_READ_ONLY', { name: content.name });
  }

  #freeName(name: string): string {
    const taken = new Set(this.#own.map(({ content }) => content.name));
    if (!taken.has(name)) return name;
    for (let count = 2; ; count += 1) if (!taken.has(`${name} ${count}`)) return `${name} ${count}`;
  }

  async #changed(): Promise<void> {
    await this.#load();
    await this.#parts.onChange();
  }

  async #load(): Promise<void> {
    this.#own = (await this.#parts.store.ruleGroups()).flatMap((row) => this.#read(row) ?? []);
  }

  #read({ id, content, ...row }: DocumentRow): RuleGroup | null {
    const read = groupContentSchema.safeParse(content);
    if (read.success) return { id, origin: 'user', content: read.data, ...row };
    this.#parts.log.error('A rule group is not understood; it is not evaluated.', { id });
    return null;
  }
}
