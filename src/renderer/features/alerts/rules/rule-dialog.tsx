import { useDeferredValue, useState } from 'react';
import {
  DEFAULT_INTERVAL_MS,
  parseDuration,
  ruleKeys,
  type GroupContent,
  type GroupState,
  type Rule,
  type RuleGroup,
} from '../../../../shared/alert/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useAlertChanges, useRuleGroup } from '../use-alerts.ts';
import { RuleFields } from './rule-fields.tsx';
import { NEW_RULE, previewedRule, readRuleForm, ruleToForm, type RuleForm } from './rule-form.ts';
import { RulePreview } from './rule-preview.tsx';

export interface EditedRule {
  /** Null: a rule of a group that is chosen in the form. */
  readonly groupId: string | null;
  /** Null: a new rule. */
  readonly ruleKey: string | null;
}

export interface RuleDialogProps {
  readonly edited: EditedRule;
  /** Those that it can go to. */
  readonly groups: readonly GroupState[];
  readonly onClose: () => void;
}

/** Makes a rule or changes one, and shows when it would have fired. */
export function RuleDialog({ edited, groups, onClose }: RuleDialogProps) {
  const group = useRuleGroup(edited.groupId);
  if (edited.groupId === null)
    return <Editor group={null} ruleKey={null} groups={groups} onClose={onClose} />;
  if (group.data !== undefined)
    return <Editor group={group.data} ruleKey={edited.ruleKey} groups={groups} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title="Edit rule">
      {group.error === null ? (
        <Skeleton height={200} />
      ) : (
        <InlineError
          title="The rule could not be loaded"
          error={group.error}
          onRetry={() => void group.refetch()}
        />
      )}
    </Dialog>
  );
}

interface EditorProps {
  readonly group: RuleGroup | null;
  readonly ruleKey: string | null;
  readonly groups: readonly GroupState[];
  readonly onClose: () => void;
}

function Editor({ group, ruleKey, groups, onClose }: EditorProps) {
  // The version that was read is the one that is saved over, whatever is read meanwhile.
  const [base] = useState(group);
  const before = ruleOf(base, ruleKey);
  const [form, setForm] = useState<RuleForm>(
    before === null ? { ...NEW_RULE, groupId: base?.id ?? '' } : ruleToForm(before, base?.id ?? ''),
  );
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const target = useRuleGroup(base === null && form.groupId !== '' ? form.groupId : null);
  const { createGroup, saveGroup } = useAlertChanges();
  const read = readRuleForm(form);
  const previewed = useDeferredValue(previewedRule(form));
  const intervalMs = base?.content.intervalMs ?? parseDuration(form.interval) ?? DEFAULT_INTERVAL_MS;
  const done = {
    onSuccess: () => {
      showToast({ tone: 'ok', title: `${form.name} saved`, text: 'Evaluated from its next interval on.' });
      onClose();
    },
  };
  const submit = () => {
    setWasSubmitted(true);
    if (read.rule === null) return;
    const into = base ?? target.data;
    if (form.groupId === '') {
      const { groupName, interval } = form;
      const content = {
        name: groupName,
        intervalMs: parseDuration(interval) ?? undefined,
        rules: [read.rule],
      };
      createGroup.mutate({ content }, done);
    } else if (into !== undefined && into !== null) {
      const content = withRule(into.content, ruleKey, read.rule);
      saveGroup.mutate({ id: into.id, baseVersion: into.version, content }, done);
    }
  };
  return (
    <FormDialog
      title={before === null ? 'New rule' : `Edit ${before.name}`}
      width="wide"
      description="An expression in PromQL. Whatever it answers is an alert, one for each series."
      submit="Save rule"
      busy={createGroup.isPending || saveGroup.isPending || (base === null && target.isFetching)}
      error={problemText(createGroup.error ?? saveGroup.error ?? target.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <RuleFields
        form={form}
        errors={wasSubmitted ? read.errors : {}}
        groups={base === null ? groups : null}
        onChange={(part) => setForm({ ...form, ...part })}
      />
      <RulePreview rule={previewed} intervalMs={intervalMs} />
    </FormDialog>
  );
}

function ruleOf(group: RuleGroup | null, key: string | null): Rule | null {
  if (group === null || key === null) return null;
  return group.content.rules[ruleKeys(group.content.rules).indexOf(key)] ?? null;
}

function withRule(content: GroupContent, key: string | null, rule: Rule): GroupContent {
  const at = key === null ? -1 : ruleKeys(content.rules).indexOf(key);
  if (at < 0) return { ...content, rules: [...content.rules, rule] };
  return { ...content, rules: content.rules.with(at, rule) };
}
