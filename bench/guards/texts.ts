const PARAGRAPHS = [
  'The signal stands at danger until the train ahead has left the section; only then may the next one enter it. ',
  'On 21 November 2026 at 10:30 the 0815 from platform 12 ran 7 minutes late, which cost 1,250.00 in compensation.\n',
  '| model | calls | p95 |\n| --- | --- | --- |\n| gpt-4o | 12,345 | 812 ms |\n| claude | 9,876 | 640 ms |\n',
  'const rows = table.filter(({ id, total }) => id !== null && total > 100).map((row) => ({ ...row, seen: true }));\n',
  '{"order":"A-100234","items":[{"sku":"4711","count":2},{"sku":"0815","count":1}],"status":"shipped"}\n',
  'Write to ana.lopez@example.org or call +49 30 901820 if the door of the signal box is locked after nine. ',
];

/** Ordinary prose, tables, code and JSON. */
export function proseText(length: number): string {
  return PARAGRAPHS.join('')
    .repeat(Math.ceil(length / 500))
    .slice(0, length);
}

const BEGINNINGS =
  '4111 1111 1111 111 DE89 3704 0044 0532 0130 0 +1 415 555 267 a@b.c x:y=z token: aaaaaaaaaaaaaaa1 eyJaaaaaaaa.eyJ b o m p1pe %62%6f Ym9tYgAA ::1 12:30 ';

/** Beginnings of everything that is looked for, which then is not there. */
export function hostileText(length: number): string {
  return BEGINNINGS.repeat(Math.ceil(length / BEGINNINGS.length)).slice(0, length);
}
