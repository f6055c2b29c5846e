import { useState } from 'react';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { ChoiceCards } from '../../../ui/choice-cards.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { usePolicyChanges } from '../use-policies.ts';
import { STARTING_POINTS } from './starting-points.ts';

const CARDS = STARTING_POINTS.map(({ key, title, text }) => ({ value: key, title, text }));

interface CreatePolicyDialogProps {
  readonly onCreated: (set: PolicySet) => void;
  readonly onClose: () => void;
}

/** A new set, from one of the starting points. */
export function CreatePolicyDialog({ onCreated, onClose }: CreatePolicyDialogProps) {
  const { create } = usePolicyChanges();
  const [chosen, setChosen] = useState('empty');
  const [name, setName] = useState<string | null>(null);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const point = STARTING_POINTS.find(({ key }) => key === chosen) ?? STARTING_POINTS[0];
  const shownName = name ?? point?.content.name ?? '';
  const submit = () => {
    setWasSubmitted(true);
    if (point === undefined || shownName.trim() === '') return;
    create.mutate(
      { content: { ...point.content, name: shownName.trim().slice(0, 200) } },
      { onSuccess: onCreated },
    );
  };
  return (
    <FormDialog
      title="New policy"
      width="wide"
      description="It begins in shadow and does nothing until you publish it."
      submit="Create policy"
      busy={create.isPending}
      error={problemText(create.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceCards label="Starting point" value={chosen} cards={CARDS} onChange={setChosen} />
      <TextField
        label="Name"
        value={shownName}
        error={wasSubmitted && shownName.trim() === '' ? 'A policy has a name.' : undefined}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
