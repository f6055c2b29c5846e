/** What an error says, on one line and without addresses of errors inside of it. Drivers put no secrets into theirs. */
export function failureText(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return failureText(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const text = error.message === '' ? code || error.name : error.message;
  return text.replaceAll(/\s+/g, ' ').slice(0, 200).replace(/\.$/, '');
}
