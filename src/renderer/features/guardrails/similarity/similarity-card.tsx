import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { PromptList, SimilaritySettings } from '../../../../shared/similarity.ts';
import { formatCount } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { KnownPrompts } from './known-prompts.tsx';
import styles from './similarity-card.module.css';
import { ACTION_WORDS, formOf, LIST_WORDS, readForm, type SimilarityForm } from './similarity-form.ts';
import {
  useIsComparing,
  useSimilarityChanges,
  useSimilarityFigures,
  useSimilaritySettings,
} from './use-similarity.ts';

const SHOWN_LISTS = ['bad', 'good', 'recent'] as const satisfies readonly PromptList[];
const ACTIONS = {
  bad: ['none', 'flag', 'warn', 'block'],
  good: ['none', 'allow'],
  recent: ['none', 'flag', 'warn', 'block'],
} as const;
const FAILURE_MODES = [
  { value: 'open', label: 'let the call pass' },
  { value: 'closed', label: 'refuse the call' },
] as const;

/** How alike a prompt is to known and to earlier ones, and what is done about it. */
export function SimilarityCard() {
  const settings = useSimilaritySettings();
  const figures = useSimilarityFigures().data;
  const isOff = useIsComparing() === false;
  return (
    <Card
      title="Prompt similarity"
      description={
        figures === undefined || figures.compared + figures.notCompared === 0
          ? 'a signal: alike does not mean the same'
          : `${formatCount(figures.compared)} compared since the start, ${formatCount(figures.held)} held to compare with`
      }
    >
      <div className={styles.card}>
        {isOff && (
          <Banner tone="warning" icon={<TriangleAlert aria-hidden />}>
            The flag enable_similarity_logging is off: no prompt is compared.
          </Banner>
        )}
        {settings.data === undefined && settings.error !== null && (
          <InlineError
            title="The settings could not be loaded"
            error={settings.error}
            onRetry={() => void settings.refetch()}
          />
        )}
        {settings.data === undefined && settings.error === null && <Skeleton height={180} />}
        {settings.data !== undefined && (
          <SettingsForm key={JSON.stringify(settings.data)} saved={settings.data} />
        )}
        <KnownPrompts />
      </div>
    </Card>
  );
}

function SettingsForm({ saved }: { readonly saved: SimilaritySettings }) {
  const [form, setForm] = useState(() => formOf(saved));
  const { save } = useSimilarityChanges();
  const { settings, problems } = readForm(form);
  const isChanged = JSON.stringify(form) !== JSON.stringify(formOf(saved));
  const set = (part: Partial<SimilaritySettings>) =>
    setForm({ ...form, settings: { ...form.settings, ...part } });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (settings !== null) save.mutate(settings);
      }}
    >
      <div className={styles.list} aria-hidden>
        <span className={styles.hint}>Nearest prompt in</span>
        <span className={styles.hint}>Alike from</span>
        <span className={styles.hint}>Then</span>
      </div>
      {SHOWN_LISTS.map((list) => (
        <ListRow
          key={list}
          list={list}
          form={form}
          problem={problems[list]}
          onThreshold={(threshold) =>
            setForm({ ...form, thresholds: { ...form.thresholds, [list]: threshold } })
          }
          onChange={set}
        />
      ))}
      <div className={styles.limits}>
        <TextField
          label="Longest wait in ms"
          inputMode="numeric"
          value={form.timeLimitMs}
          error={problems.timeLimitMs}
          hint="Calls wait only where they may be warned or blocked."
          onChange={(event) => setForm({ ...form, timeLimitMs: event.target.value })}
        />
        <Labelled label="When it fails or is late">
          <Select
            label="When it fails or is late"
            value={form.settings.failureMode}
            options={FAILURE_MODES}
            onChange={(failureMode) => set({ failureMode })}
          />
        </Labelled>
      </div>
      {save.error !== null && (
        <p role="alert" className={styles.error}>
          {problemText(save.error)}
        </p>
      )}
      {isChanged && (
        <div className={styles.actions}>
          <Button onClick={() => setForm(formOf(saved))}>Undo</Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={settings === null}>
            Save similarity
          </Button>
        </div>
      )}
    </form>
  );
}

interface ListRowProps {
  readonly list: PromptList;
  readonly form: SimilarityForm;
  readonly problem: string | undefined;
  readonly onThreshold: (threshold: string) => void;
  readonly onChange: (part: Partial<SimilaritySettings>) => void;
}

function ListRow({ list, form, problem, onThreshold, onChange }: ListRowProps) {
  const { name, what } = LIST_WORDS[list];
  const { action } = form.settings[list];
  const options = ACTIONS[list].map((value) => ({ value, label: ACTION_WORDS[value] }));
  return (
    <div className={styles.list}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.hint}>{what}</p>
      </div>
      <TextField
        label={`${name}: alike from`}
        hideLabel
        inputMode="decimal"
        value={form.thresholds[list]}
        error={problem}
        onChange={(event) => onThreshold(event.target.value)}
      />
      <Select
        label={`${name}: what is done`}
        value={action}
        options={options}
        onChange={(chosen) => onChange({ [list]: { ...form.settings[list], action: chosen } })}
      />
    </div>
  );
}
