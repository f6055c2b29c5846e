import { Braces } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  checkExpression,
  expressionFromForm,
  formFromExpression,
  type Form,
} from '../../../../shared/policy/expression/index.ts';
import { MAX_EXPRESSION_LENGTH } from '../../../../shared/policy/index.ts';
import { Button } from '../../../ui/button.tsx';
import { CelEditor, type CelProblem } from '../../../ui/cel-editor/index.ts';
import { CEL_NAMES } from './cel-names.ts';
import { ConditionForm } from './condition-form.tsx';
import styles from './condition-editor.module.css';

export interface ConditionEditorProps {
  /** The expression: the one truth of both sides. */
  readonly when: string;
  readonly error: string | null;
  readonly onChange: (when: string) => void;
}

/** A condition, as a form and as an expression: what is changed in one is changed in the other. */
export function ConditionEditor({ when, error, onChange }: ConditionEditorProps) {
  const [typedForm, setTypedForm] = useState<Form | null>(null);
  const read = useMemo(() => formFromExpression(when), [when]);
  // A row that is being filled in may not be valid yet: it stays as it is while it is what the expression says.
  const form = typedForm !== null && expressionFromForm(typedForm) === when ? typedForm : read;
  const changeForm = (next: Form) => {
    setTypedForm(next);
    onChange(expressionFromForm(next));
  };
  return (
    <div className={styles.sides}>
      <div className={styles.side} role="group" aria-label="Condition as a form">
        <p className={styles.heading} aria-hidden>
          Form
        </p>
        {form === null ? (
          <NoForm isValid={error === null} onClear={() => changeForm({ join: 'all', rows: [] })} />
        ) : (
          <ConditionForm form={form} onChange={changeForm} />
        )}
      </div>
      <div className={styles.side}>
        <p className={styles.heading} aria-hidden>
          Expression
        </p>
        <CelEditor
          label="Condition as an expression"
          value={when}
          placeholder="Always. Type, or press Ctrl+Space for what can be asked"
          maxLength={MAX_EXPRESSION_LENGTH}
          names={CEL_NAMES}
          check={problemsOf}
          error={error}
          onChange={onChange}
        />
      </div>
    </div>
  );
}

function problemsOf(text: string): CelProblem[] {
  const { error } = checkExpression(text);
  return error === null ? [] : [error];
}

function NoForm({ isValid, onClear }: { readonly isValid: boolean; readonly onClear: () => void }) {
  return (
    <div className={styles.note}>
      <Braces aria-hidden />
      <div>
        <p>
          {isValid
            ? 'The expression says more than the form can show. It stays as it is; edit it beside.'
            : 'The expression is not valid yet, so there is no form of it.'}
        </p>
        <Button size="small" onClick={onClear}>
          Begin anew with the form
        </Button>
      </div>
    </div>
  );
}
