import { useState } from 'react';
import type { ImportedRules } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { problemText } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useAlertChanges } from '../use-alerts.ts';
import styles from '../alerts-page.module.css';

/** Rule groups from a rule file of Prometheus: a file, or pasted. */
export function ImportRulesDialog({ onClose }: { readonly onClose: () => void }) {
  const { importYaml } = useAlertChanges();
  const [yaml, setYaml] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (importYaml.data !== undefined) return <Imported result={importYaml.data} onClose={onClose} />;
  const change = (next: string) => {
    setProblem(null);
    setYaml(next);
  };
  return (
    <FormDialog
      title="Import rules"
      width="wide"
      description="A rule file of Prometheus. Its groups become yours and are evaluated from now on."
      submit="Import rules"
      busy={importYaml.isPending}
      error={problem ?? problemText(importYaml.error)}
      onSubmit={() => {
        if (yaml.trim() === '') setProblem('Choose a file, or paste YAML.');
        else importYaml.mutate({ yaml });
      }}
      onClose={onClose}
    >
      <FileField
        label="Rule file"
        accept=".yaml,.yml,application/yaml,text/yaml"
        maxMegabytes={4}
        onText={change}
        onProblem={setProblem}
      />
      <TextArea
        label="YAML"
        monospace
        rows={14}
        value={yaml}
        placeholder={'groups:\n  - name: calls\n    rules:\n      - alert: ManyErrors\n        expr: …'}
        onChange={({ target }) => change(target.value)}
      />
    </FormDialog>
  );
}

function Imported({ result, onClose }: { readonly result: ImportedRules; readonly onClose: () => void }) {
  const rules = result.groups.reduce((sum, { content }) => sum + content.rules.length, 0);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rules imported"
      description={`${result.groups.length} groups with ${rules} rules.`}
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {result.leftOut.length > 0 && (
        <>
          <p>Not as it is in the file:</p>
          <ul className={styles.leftOut}>
            {result.leftOut.map((line) => (
              <li key={line}>{displayText(line, 300)}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
