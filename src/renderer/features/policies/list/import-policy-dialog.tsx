import { useId, useState } from 'react';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { usePolicyChanges } from '../use-policies.ts';
import styles from './import-policy-dialog.module.css';

interface ImportPolicyDialogProps {
  readonly onCreated: (set: PolicySet) => void;
  readonly onClose: () => void;
}

const MAX_FILE_BYTES = 5_000_000;

/** A set from YAML: a file, or pasted. */
export function ImportPolicyDialog({ onCreated, onClose }: ImportPolicyDialogProps) {
  const { importYaml } = usePolicyChanges();
  const [yaml, setYaml] = useState('');
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const id = useId();
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MAX_FILE_BYTES) return setFileProblem('A file has at most 5 MB.');
    setFileProblem(null);
    setYaml(await file.text());
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
      <input
        type="file"
        aria-label="YAML file"
        accept=".yaml,.yml,application/yaml,text/yaml"
        className={styles.file}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <label htmlFor={id} className={styles.label}>
        YAML
      </label>
      <textarea
        id={id}
        rows={14}
        spellCheck={false}
        value={yaml}
        placeholder={
          'name: Cap long answers\nmode: shadow\nrules:\n  - id: cap\n    name: Long answers\n    …'
        }
        className={styles.area}
        onChange={(event) => {
          setFileProblem(null);
          setYaml(event.target.value);
        }}
      />
    </FormDialog>
  );
}
