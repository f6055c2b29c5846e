/** How much of the schema is shown to the model; what is longer is in its instructions already, or past help. */
const MAX_SCHEMA_SHOWN = 32 * 1024;

/** To be added to a conversation, as texts of these roles. */
export interface RepairMessage {
  readonly role: 'assistant' | 'user';
  readonly text: string;
}

/** Lets the model mend an answer that does not fit its schema: its own answer, and what is wrong with it. */
export function repairMessages(
  answer: string,
  problems: readonly string[],
  schema: unknown,
): RepairMessage[] {
  const shown = JSON.stringify(schema);
  const lines = [
    'Your answer does not fit the JSON schema that it must follow:',
    ...problems.map((problem) => `- ${problem}`),
    'Answer again with the corrected JSON alone: no explanation, no code fence.',
  ];
  if (schema !== null && shown.length <= MAX_SCHEMA_SHOWN) lines.push('The schema is:', shown);
  return [
    { role: 'assistant', text: answer },
    { role: 'user', text: lines.join('\n') },
  ];
}
