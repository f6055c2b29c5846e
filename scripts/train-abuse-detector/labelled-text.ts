/** A row of the training data. */
export interface LabelledText {
  readonly text: string;
  readonly label: 'benign' | 'prompt_injection' | 'jailbreak' | 'harmful';
  readonly source: string;
}
