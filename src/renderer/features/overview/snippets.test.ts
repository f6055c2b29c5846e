import { describe, expect, it } from 'vitest';
import { snippetsFor } from './snippets.ts';

const ADDRESSES = { gatewayUrl: 'http://127.0.0.1:4109', otlpUrl: 'http://127.0.0.1:4321' };
const SNIPPETS = snippetsFor(ADDRESSES, true);
const codeOf = (kind: string) => SNIPPETS.find((snippet) => snippet.kind === kind)?.code ?? '';

describe('snippetsFor', () => {
  it.each(['curl', 'python', 'javascript'])('sends %s to this gateway', (kind) => {
    expect(codeOf(kind)).toContain('http://127.0.0.1:4109/v1');
  });

  it('gives Anthropic’s SDK the base address, to which it adds the path', () => {
    expect(codeOf('anthropic')).toContain('base_url="http://127.0.0.1:4109"');
  });

  it('asks for a key of this deployment in each form, once it is closed', () => {
    for (const { code } of SNIPPETS) expect(code).not.toContain('sb-');
    for (const { code } of snippetsFor(ADDRESSES, false)) {
      expect(code).toContain('sb-YOUR-KEY');
      expect(code).not.toContain('any-key');
    }
  });

  it('points OpenTelemetry at the base address, to which SDKs add the path', () => {
    expect(codeOf('otlp')).toContain('OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:4321"');
  });
});
