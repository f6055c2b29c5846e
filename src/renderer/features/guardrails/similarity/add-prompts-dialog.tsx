import { useState } from 'react';
import type { CuratedList } from '../../../../shared/similarity.ts';
import { problemText } from '../../../lib/problem.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { linesIn } from './similarity-form.ts';
import { useSimilarityChanges } from './use-similarity.ts';

export interface AddPromptsDialogProps {
  readonly list: CuratedList;
  readonly onClose: () => void;
}

/** Adds one prompt or many at once. */
export function AddPromptsDialog({ list, onClose }: AddPromptsDialogProps) {
  const [text, setText] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { add } = useSimilarityChanges(onClose);
  const texts = linesIn(text);
  const problem = texts.length === 0 ? 'Give at least one prompt of three characters.' : undefined;
  return (
    <FormDialog
      title={list === 'bad' ? 'Add known bad prompts' : 'Add known good prompts'}
      description="A line each. What the list has already is left as it is."
      width="wide"
      submit={texts.length > 1 ? `Add ${texts.length} prompts` : 'Add prompt'}
      busy={add.isPending}
      error={problemText(add.error)}
      onSubmit={() => {
        setWasSubmitted(true);
        if (problem === undefined) add.mutate({ list, texts });
      }}
      onClose={onClose}
    >
      <TextArea
        label="Prompts"
        rows={8}
        value={text}
        error={wasSubmitted ? problem : undefined}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
