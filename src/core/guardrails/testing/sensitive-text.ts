import fc from 'fast-check';

/** Each is found wherever it stands alone. */
export const PLANTED = [
  'ana.lopez@example.org',
  '4111 1111 1111 1111',
  '378282246310005',
  '4111\u20111111\u20111111\u20111111',
  "o'brien@example.org",
  'DE89-3704-0044-0532-0130-00',
  'DE89 3704 0044 0532 0130 00',
  'GB82WEST12345698765432',
  '+49 30 1234567',
  '(415) 555-2671',
  '123-45-6789',
  '81.2.69.142',
  '2001:db8::8a2e:370:7334',
  'AKIAQYLPMN5HFIQR7XYA',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
  `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7bq98c0yWk3\n'.repeat(3)}-----END RSA PRIVATE KEY-----`,
] as const;

/** What stands between them, much of it the beginning of something that is none. */
const between = fc.constantFrom(
  ' ',
  '\n',
  ', ',
  ' and then ',
  ' "',
  '" ',
  ' 12 ',
  ' 4111 ',
  ' DE89 ',
  ' + ',
  ' (555) ',
  ' -----BEGIN ',
  ' password= ',
  'password: "hunter2!x" ',
  ' a bath bomb ',
  ' b o m b ',
  ' Ym9tYiBib21i ',
  ' sk- ',
  ' x@ ',
  ' eyJ ',
  ' 🚃 ',
  ' 电话 ',
  '\u2011',
  '\u202f12\u202f',
  " '",
  ' 密码：',
  ' 00',
  ' 1.2.3 ',
  ' https://example.org/a?b=c ',
  ' cockpit ',
);

/** A text, what of it must not leave, and where the first of that begins (null: there is none). */
export const sensitiveText = fc
  .array(fc.tuple(between, fc.option(fc.constantFrom(...PLANTED), { freq: 2 })), { maxLength: 12 })
  .map((parts) => {
    let text = '';
    let first: number | null = null;
    for (const [space, secret] of parts) {
      text += space;
      if (secret === null) continue;
      first ??= text.length + 1;
      text += ` ${secret} `;
    }
    const planted = parts.flatMap(([, secret]): string[] => (secret === null ? [] : [secret]));
    return { text, planted, first };
  });
