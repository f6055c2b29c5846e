import { useState } from 'react';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { FileField } from '../../../ui/file-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { usePolicyChanges } from '../use-policies.ts';

interface ImportPolicyDialogProps {
  readonly onCreated: (set: PolicySet) => void;
  readonly onClose: () => void;
}

/** A set from YAML: a file, or pasted. */
export function ImportPolicyDialog({ onCreated, onClose }: ImportPolicyDialogProps) {
  const { importYaml } = usePolicyChanges();
  const [yaml, setYaml] = useState('');
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const change = (next: string) => {
    setFileProblem(null);
    setYaml(next);
  };
  return (
    <FormDialog
      title="Import a policy"
      width="wide"
      description="A YAML file as Export writes it. It becomes a new policy that is not published."
      submit="Import policy"
      busy={importYaml.isPending}
      error={fileProblem ?? problemText(importYaml.error)}
      onSubmit={() => {
        if (yaml.trim() === '') setFileProblem('Choose a file, or paste YAML.');
        else importYaml.mutate({ yaml }, { onSuccess: onCreated });
      }}
      onClose={onClose}
    >
      <FileField
        label="YAML file"
        accept=".yaml,.yml,application/yaml,text/yaml"
        maxMegabytes={5}
        onText={change}
        onProblem={setFileProblem}
      />
      <TextArea
        label="YAML"
        monospace
        rows={14}
        value={yaml}
        placeholder={
          'name: Cap long answers\nmode: shadow\nrules:\n  - id: cap\n    name: Long answers\n    …'
        }
        onChange={({ target }) => change(target.value)}
      />
    </FormDialog>
  );
}
